/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * VitIniFile:
 *
 * An INI file (GKeyFile) that a person wrote, read strictly: every error names file and line and says what was
 * expected.
 */
typedef struct _VitIniFile VitIniFile;

/**
 * vit_ini_file_read:
 *
 * Errors: those of GIO; %VIT_ERROR_INPUT for a line that is neither [group], key = value nor a comment, and for a group
 * or a key that comes twice.
 */
VitIniFile *vit_ini_file_read (const char *path, GError **error);

/* The same of a text at hand, that errors call @path. */
VitIniFile *vit_ini_file_parse (const char *path, const char *content, GError **error);
void vit_ini_file_free (VitIniFile *self);

const char *vit_ini_file_get_path (const VitIniFile *self);

/* Names of the groups in the order of the file (NULL-terminated, free with g_strfreev()). */
char **vit_ini_file_get_groups (const VitIniFile *self);

/**
 * vit_ini_file_set_error:
 * @key: (nullable): the key whose line is named; %NULL for the group's own line
 *
 * Sets a %VIT_ERROR_INPUT "path:line: …". Returns: %FALSE.
 */
gboolean vit_ini_file_set_error (const VitIniFile *self, const char *group, const char *key, GError **error,
                                 const char *format, ...) G_GNUC_PRINTF (5, 6);

/**
 * vit_ini_file_check_keys:
 * @allowed: (array zero-terminated=1): keys that the group may have
 *
 * Errors: %VIT_ERROR_INPUT that names a key that is not among them.
 */
gboolean vit_ini_file_check_keys (const VitIniFile *self, const char *group, const char *const *allowed,
                                  GError **error);

/* The line of a key, counted from 1, or that of its group if the key is missing. */
int vit_ini_file_get_line (const VitIniFile *self, const char *group, const char *key);

gboolean vit_ini_file_has (const VitIniFile *self, const char *group, const char *key);

/* The value without blanks at its ends, or %NULL if there is no such key or it is empty (free with g_free()). */
char *vit_ini_file_get_string (const VitIniFile *self, const char *group, const char *key);

/* The same for a path, made relative to the folder of the INI file unless it is absolute. */
char *vit_ini_file_get_path_value (const VitIniFile *self, const char *group, const char *key);

/**
 * vit_ini_file_get_double:
 * @low, @high: what it must lie between
 * @value: (inout): left as it is if there is no such key
 *
 * Errors: %VIT_ERROR_INPUT if it is no number or outside.
 */
gboolean vit_ini_file_get_double (const VitIniFile *self, const char *group, const char *key, double low, double high,
                                  double *value, GError **error);

/* The same for whole numbers; also in the form 4e6. */
gboolean vit_ini_file_get_integer (const VitIniFile *self, const char *group, const char *key, gint64 low, gint64 high,
                                   gint64 *value, GError **error);

/* The same for yes and no. */
gboolean vit_ini_file_get_boolean (const VitIniFile *self, const char *group, const char *key, gboolean *value,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitIniFile, vit_ini_file_free)
