/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

/* Members of the object at hand. A text that is %NULL, and a number that is not finite, is null. */
void vit_json_add_text (JsonBuilder *builder, const char *name, const char *text);
void vit_json_add_number (JsonBuilder *builder, const char *name, double value);
void vit_json_add_integer (JsonBuilder *builder, const char *name, gint64 value);

/* The finished object of a builder as indented text that ends in a line end (free with g_free()). */
char *vit_json_to_text (JsonBuilder *builder);
