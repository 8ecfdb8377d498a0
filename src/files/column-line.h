/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#define VIT_LINE_BLANKS " \t\r\v\f"

/**
 * VitLineLook:
 * @n_fields: fields, separated by blanks, commas, semicolons or quotation marks, up to a comment
 * @numbers: all fields are numbers, and there is one
 * @broken: the first field is a number and none begins with a letter: more likely a slip than a title
 *
 * What a line of a column file looks like.
 */
typedef struct
{
  int n_fields;
  gboolean numbers;
  gboolean broken;
} VitLineLook;

VitLineLook vit_line_look (const char *line);

/* Whether @line, without leading blanks, is a comment: # ! % ; * */
gboolean vit_line_is_comment (const char *line);

/* A row whose first number did not fit into its Fortran field begins with stars, as a comment may. */
gboolean vit_line_is_row_of_stars (const char *line);

/* Whether @length bytes are a number, or NaN or infinity as programs write them: in a table those are broken points,
 * not text. */
gboolean vit_field_is_number (const char *field, gsize length);

/* Ends a row before a comment behind it: a # or ! after a blank ("1.#QNAN" is a broken number and stays whole). */
void vit_line_cut_comment (char *line);

/* Makes semicolons and quotation marks blanks, so that vit_split_fields() knows all separators. */
void vit_line_blank_separators (char *line);

/* "0,5;1,2" or "0,5 1,2": every piece between semicolons or blanks that has a comma in it is a number but for that. */
gboolean vit_line_has_decimal_commas (const char *line);

/* Whether a comma or semicolon comes right behind another: to leave the field out would move the columns behind it. */
gboolean vit_line_has_empty_field (const char *line);

/**
 * vit_quote_text:
 * @text: bytes of a file, in any encoding
 *
 * Returns: (transfer full): the beginning of @text as valid UTF-8, short enough to be quoted in a message.
 */
char *vit_quote_text (const char *text);
