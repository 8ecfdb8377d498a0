/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * VitTextFile:
 *
 * A text file read line by line, whole in memory: LF or CRLF line ends, gzip unpacked on the way (found by its magic
 * bytes, not its name). It knows the number of the line that it gave last, so that every parser names file and line.
 */
typedef struct _VitTextFile VitTextFile;

/**
 * vit_text_file_open:
 * @path: path of the file
 *
 * Errors: those of GIO if the file cannot be read; %VIT_ERROR_INPUT "path: expected …" if it is empty, or holds a NUL
 * byte (a binary file).
 */
VitTextFile *vit_text_file_open (const char *path, GError **error);

/* The same of a text at hand, that errors call @path; never empty. */
VitTextFile *vit_text_file_new (const char *path, const char *text);
void vit_text_file_close (VitTextFile *self);

/**
 * vit_text_file_next:
 *
 * Returns: (nullable): the next line without its end, or %NULL after the last one. It may be written to (split in
 *   place), and stays valid until vit_text_file_close().
 */
char *vit_text_file_next (VitTextFile *self);

/**
 * VitTextMark:
 *
 * A place between two lines, to come back to.
 */
typedef struct
{
  char *next;
  int line_number;
} VitTextMark;

VitTextMark vit_text_file_get_mark (const VitTextFile *self);

/**
 * vit_text_file_seek:
 * @mark: a place behind which lines were only skipped: a line that vit_text_file_next() gave cannot be given again
 */
void vit_text_file_seek (VitTextFile *self, const VitTextMark *mark);

/**
 * vit_text_file_skip:
 * @n: number of lines to pass over, far faster than to take them
 *
 * Returns: number of lines passed over; less than @n at the end of the file.
 */
gsize vit_text_file_skip (VitTextFile *self, gsize n);

/* Passes over the lines of nothing but white space that come next. */
void vit_text_file_skip_blank (VitTextFile *self);

/* Number of the line given last, counted from 1; 0 before the first. */
int vit_text_file_get_line_number (const VitTextFile *self);

const char *vit_text_file_get_path (const VitTextFile *self);

/* The text, unpacked and NUL-terminated, to look at before the first line is taken (to find a format). */
const char *vit_text_file_get_text (const VitTextFile *self);

/**
 * vit_text_file_set_error:
 * @format: what was expected and what was found
 *
 * Sets a %VIT_ERROR_INPUT with the message "path:line: …". Returns: %FALSE, so that a parser can return it.
 */
gboolean vit_text_file_set_error (const VitTextFile *self, GError **error, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

/* The same for a line other than the one given last. */
gboolean vit_text_file_set_error_at (const VitTextFile *self, int line_number, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

/**
 * vit_split_fields:
 * @line: a line; NULs are written behind its fields
 * @fields: (out caller-allocates) (array length=max): the fields
 *
 * Splits at white space and commas. Returns: number of fields in the line, which may be above @max; only the first @max
 *   are stored.
 */
int vit_split_fields (char *line, char **fields, int max);

/**
 * vit_parse_double:
 * @text: a number, in any locale with a point; the exponent may be Fortran's D
 *
 * Returns: whether the whole of @text is one finite number.
 */
gboolean vit_parse_double (const char *text, double *value);

/* The same for a whole number that fits in 64 bits. */
gboolean vit_parse_integer (const char *text, gint64 *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitTextFile, vit_text_file_close)
