/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "project-pack.h"
#include "eam-file.h"
#include "error.h"
#include "folder.h"
#include "ini-file.h"
#include "lammps-files.h"
#include "recipe-constraint.h"
#include "recipe.h"

#include <glib/gstdio.h>
#include <string.h>

/* Larger files in a folder of FEFF are not paths. */
#define LARGEST_PATH (1 << 20)

/* Keys whose values are paths. */
static const char *const path_keys[] = { "start", "like", "file", "target", "feff", NULL };

typedef struct
{
  VitIniFile *ini;
  GPtrArray *pack;
  GHashTable *names; /* path → name in the pack */
} Packer;

static void
packed_file_free (gpointer data)
{
  VitPackedFile *self = data;

  g_free (self->name);
  g_bytes_unref (self->content);
  g_free (self);
}

GPtrArray *
vit_pack_new (void)
{
  return g_ptr_array_new_with_free_func (packed_file_free);
}

void
vit_pack_add (GPtrArray *pack, char *name, GBytes *content)
{
  VitPackedFile *file = g_new (VitPackedFile, 1);

  file->name = name;
  file->content = content;
  g_ptr_array_add (pack, file);
}

/* @name: (transfer full) */
static gboolean
add_file (Packer *packer, const char *path, char *name, GError **error)
{
  g_autofree char *owned = name;
  char *content;
  gsize length;

  if (!g_file_get_contents (path, &content, &length, error))
    return FALSE;
  vit_pack_add (packer->pack, g_steal_pointer (&owned), g_bytes_new_take (content, length));
  return TRUE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Files *.dat of a folder and of those in it, as vit_feff_folder_read() looks for them. */
static gboolean
add_folder (Packer *packer, const char *path, const char *name, gboolean deeper, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  const char *entry;

  if (dir == NULL)
    return FALSE;
  while ((entry = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (entries, g_strdup (entry));
  g_ptr_array_sort (entries, compare_names);
  for (guint k = 0; k < entries->len; k++)
    {
      g_autofree char *below = g_build_filename (path, entries->pdata[k], NULL);
      g_autofree char *inside = g_strconcat (name, "/", entries->pdata[k], NULL);
      GStatBuf status;

      if (g_stat (below, &status) != 0)
        continue;
      if (S_ISDIR (status.st_mode) && deeper && !add_folder (packer, below, inside, FALSE, error))
        return FALSE;
      if (S_ISREG (status.st_mode) && g_str_has_suffix (below, ".dat") && status.st_size <= LARGEST_PATH
          && !add_file (packer, below, g_steal_pointer (&inside), error))
        return FALSE;
    }
  return TRUE;
}

/* Packs what a path leads to, once. Returns: its name in the pack, or %NULL. */
static const char *
pack_path (Packer *packer, const char *path, GError **error)
{
  const char *known = g_hash_table_lookup (packer->names, path);
  g_autofree char *base = g_path_get_basename (path), *name = NULL;
  gboolean packed;

  if (known != NULL)
    return known;
  name = g_strdup_printf ("%u/%s", g_hash_table_size (packer->names) + 1, base);
  packed = g_file_test (path, G_FILE_TEST_IS_DIR) ? add_folder (packer, path, name, TRUE, error)
                                                  : add_file (packer, path, g_strdup (name), error);
  if (!packed)
    return NULL;
  known = name;
  g_hash_table_insert (packer->names, g_strdup (path), g_steal_pointer (&name));
  return known;
}

static const char *
find_setting (const char *const *settings, const char *key)
{
  for (; settings != NULL && settings[0] != NULL; settings += 2)
    if (g_str_equal (settings[0], key))
      return settings[1];
  return NULL;
}

/* A key that has names of potential files: packed from wherever they are found. */
static gboolean
pack_potentials (Packer *packer, const char *group, const char *key, GString *text, GError **error)
{
  g_auto (GStrv) files = vit_recipe_get_files (packer->ini, group, key);

  g_string_append_printf (text, "%s =", key);
  for (gsize i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autofree char *path = vit_potential_find (files[i], error);
      const char *name = path != NULL ? pack_path (packer, path, error) : NULL;

      if (name == NULL)
        return FALSE;
      g_string_append_printf (text, " %s", name);
    }
  g_string_append_c (text, '\n');
  return TRUE;
}

static char *
name_in_pack (const char *path, gpointer packer, GError **error)
{
  return g_strdup (pack_path (packer, path, error));
}

/* A key in the words of LAMMPS, which names files among other things. */
static gboolean
pack_lammps (Packer *packer, const char *group, const char *key, GString *text, GError **error)
{
  g_autofree char *value = vit_ini_file_get_string (packer->ini, group, key), *packed = NULL;
  g_autofree char *folder = g_path_get_dirname (vit_ini_file_get_path (packer->ini));

  packed = vit_lammps_files_replace (value != NULL ? value : "", folder, name_in_pack, packer, error);
  if (packed != NULL)
    g_string_append_printf (text, "%s = %s\n", key, packed);
  return packed != NULL;
}

/* Appends one line of the recipe, as it is or with another value. @group: (inout): the group that it is in */
static gboolean
pack_line (Packer *packer, const char *line, char **group, const char *const *settings, GString *text, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (line)), *path = NULL;
  char *equals = strchr (bare, '=');

  if (bare[0] == '[' && strrchr (bare, ']') != NULL)
    {
      g_free (*group);
      *group = g_strndup (bare + 1, (gsize) (strrchr (bare, ']') - bare) - 1);
      g_string_append_printf (text, "%s\n", line);
      for (; settings != NULL && settings[0] != NULL && g_str_equal (*group, "run"); settings += 2)
        g_string_append_printf (text, "%s = %s\n", settings[0], settings[1]);
      return TRUE;
    }
  if (bare[0] == '#' || equals == NULL || *group == NULL)
    {
      g_string_append_printf (text, "%s\n", line);
      return TRUE;
    }
  *equals = '\0';
  g_strchomp (bare);
  if (g_str_equal (*group, "run") && find_setting (settings, bare) != NULL)
    return TRUE;
  if (g_str_equal (bare, "potential"))
    return pack_potentials (packer, *group, bare, text, error);
  if (g_str_equal (bare, "pair-style") || g_str_equal (bare, "pair-coeff"))
    return pack_lammps (packer, *group, bare, text, error);
  if (g_strv_contains (path_keys, bare))
    path = vit_ini_file_get_path_value (packer->ini, *group, bare);
  if (path == NULL)
    g_string_append_printf (text, "%s\n", line);
  else
    {
      const char *name = pack_path (packer, path, error);

      if (name == NULL)
        return FALSE;
      g_string_append_printf (text, "%s = %s\n", bare, name);
    }
  return TRUE;
}

static gboolean
pack_lines (Packer *packer, const char *path, const char *const *settings, GError **error)
{
  g_autofree char *content = NULL, *group = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  VitPackedFile *recipe = packer->pack->pdata[0];

  if (!g_file_get_contents (path, &content, NULL, error))
    return FALSE;
  lines = g_strsplit (content, "\n", -1);
  for (gsize k = 0; lines[k] != NULL; k++)
    if ((lines[k + 1] != NULL || lines[k][0] != '\0')
        && !pack_line (packer, g_strchomp (lines[k]), &group, settings, text, error))
      return FALSE;
  g_bytes_unref (recipe->content);
  recipe->content = g_bytes_new (text->str, text->len);
  return TRUE;
}

GPtrArray *
vit_pack_recipe (const char *path, const char *const *settings, GError **error)
{
  g_autoptr (VitRecipe) recipe = vit_recipe_read (path, error);
  g_autoptr (VitIniFile) ini = recipe != NULL ? vit_ini_file_read (path, error) : NULL;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) pack = vit_pack_new ();
  Packer packer = { ini, pack, names };

  if (ini == NULL)
    return NULL;
  vit_pack_add (pack, g_strdup (VIT_PACK_RECIPE), g_bytes_new (NULL, 0));
  if (!pack_lines (&packer, path, settings, error))
    return NULL;
  return g_steal_pointer (&pack);
}

/* A name that somebody may have made up must not lead out of the folder. */
static gboolean
is_inside (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  if (name[0] == '\0' || name[0] == '/' || strchr (name, '\\') != NULL)
    return FALSE;
  for (gsize k = 0; parts[k] != NULL; k++)
    if (parts[k][0] == '\0' || g_str_equal (parts[k], "..") || g_str_equal (parts[k], "."))
      return FALSE;
  return TRUE;
}

gboolean
vit_unpack (const GPtrArray *files, const char *folder, GError **error)
{
  for (guint k = 0; k < files->len; k++)
    {
      const VitPackedFile *file = files->pdata[k];
      g_autofree char *path = g_build_filename (folder, file->name, NULL), *parent = g_path_get_dirname (path);
      gsize size;
      const char *content = g_bytes_get_data (file->content, &size);

      if (!is_inside (file->name))
        {
          g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                       "expected the name of a file inside the project, found \"%s\"", file->name);
          return FALSE;
        }
      if (!vit_folder_make (parent, 0700, error))
        return FALSE;
      if (!g_file_set_contents (path, content != NULL ? content : "", (gssize) size, error))
        return FALSE;
    }
  return TRUE;
}
