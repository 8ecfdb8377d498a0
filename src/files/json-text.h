/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

/* The finished object of a builder as indented text that ends in a line end (free with g_free()). */
char *vit_json_to_text (JsonBuilder *builder);
