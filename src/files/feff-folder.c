/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "element.h"
#include "error.h"
#include "feff-file.h"
#include "text-file.h"

#include <string.h>

/* Two paths nearer than this in reff, Å, are the same. */
#define SAME_REFF 1e-3

/* A path and the file that it is from. */
typedef struct
{
  char *file;
  VitFeffPath *path;
} Found;

static void
found_free (gpointer data)
{
  Found *self = data;

  g_free (self->file);
  vit_feff_path_free (self->path);
  g_free (self);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* reff, then the file's name, so that the order never depends on the file system. */
static int
compare_found (gconstpointer a, gconstpointer b)
{
  const Found *x = *(const Found *const *) a, *y = *(const Found *const *) b;

  if (x->path->reff != y->path->reff)
    return x->path->reff < y->path->reff ? -1 : 1;
  return strcmp (x->file, y->file);
}

static gboolean
list_sorted (const char *folder, GPtrArray *paths, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, compare_names);
  return TRUE;
}

/* Files *.dat in @folder, and in its sub-folders if @deeper. */
static gboolean
list_files (const char *folder, gboolean deeper, GPtrArray *files, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  if (!list_sorted (folder, paths, error))
    return FALSE;
  for (guint i = 0; i < paths->len; i++)
    {
      const char *path = paths->pdata[i];

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          if (deeper && !list_files (path, FALSE, files, error))
            return FALSE;
        }
      else if (g_str_has_suffix (path, ".dat") && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (files, g_strdup (path));
    }
  return TRUE;
}

/* "feff0001.dat" is a path by its name, whatever is in it. */
static gboolean
has_path_name (const char *file)
{
  g_autofree char *name = g_path_get_basename (file);

  return g_str_has_prefix (name, "feff") && strspn (name + 4, "0123456789") == 4 && g_str_equal (name + 8, ".dat");
}

/* Whether @file is, or is meant to be, a FEFF path; %FALSE with @error set if it cannot be read. */
static gboolean
is_path_file (const char *file, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (VitTextFile) text = vit_text_file_open (file, &local);

  if (text != NULL)
    return has_path_name (file) || strstr (vit_text_file_get_text (text), "rnrmav(bohr)") != NULL
           || strstr (vit_text_file_get_text (text), "real[2*phc]") != NULL;
  if (local->domain != VIT_ERROR || has_path_name (file))
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_all (const GPtrArray *files, GPtrArray *all, GError **error)
{
  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GError) local = NULL;
      Found *found;
      VitFeffPath *path;

      if (!is_path_file (files->pdata[i], &local))
        {
          if (local == NULL)
            continue;
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      path = vit_feff_path_read (files->pdata[i], error);
      if (path == NULL)
        return FALSE;
      found = g_new0 (Found, 1);
      found->file = g_strdup (files->pdata[i]);
      found->path = path;
      g_ptr_array_add (all, found);
    }
  g_ptr_array_sort (all, compare_found);
  return TRUE;
}

static char *
name_pair (int absorber, int scatterer, const char *edge)
{
  const VitElement *a = vit_element_by_number (absorber), *b = vit_element_by_number (scatterer);

  return g_strdup_printf ("%s%s%s-%s", a != NULL ? a->symbol : "?", edge != NULL && *edge != '\0' ? " " : "",
                          edge != NULL ? edge : "", b != NULL ? b->symbol : "?");
}

static gboolean
set_missing_error (const char *folder, const char *wanted, const GPtrArray *all, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      const VitFeffPath *path = ((const Found *) all->pdata[i])->path;
      char *name = name_pair (path->absorber, path->scatterer, path->edge);

      if (g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_free (name);
      else
        g_ptr_array_add (names, name);
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);
  g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "%s: expected FEFF paths of %s, found %s", folder, wanted,
               *list != '\0' ? list : "no FEFF path");
  return FALSE;
}

/* Moves the paths of the pair over; @all is sorted by reff. */
static gboolean
select_pair (GPtrArray *all, int absorber, int scatterer, const char *edge, GPtrArray *selected, GError **error)
{
  const Found *last = NULL;

  for (guint i = 0; i < all->len; i++)
    {
      Found *found = all->pdata[i];
      const VitFeffPath *path = found->path;

      if (path->absorber != absorber || path->scatterer != scatterer
          || (edge != NULL && *path->edge != '\0' && g_ascii_strcasecmp (edge, path->edge) != 0))
        continue;
      if (last != NULL && path->reff - last->path->reff < SAME_REFF)
        {
          g_autofree char *pair = name_pair (absorber, scatterer, edge);

          g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT,
                       "%s: expected one path of %s for each reff, found %g Å in %s, too", found->file, pair,
                       path->reff, last->file);
          return FALSE;
        }
      last = found;
      g_ptr_array_add (selected, found);
    }
  return TRUE;
}

GPtrArray *
vit_feff_folder_read (const char *folder, int absorber, int scatterer, const char *edge, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (found_free);
  g_autoptr (GPtrArray) selected = g_ptr_array_new ();
  GPtrArray *paths;

  if (!list_files (folder, TRUE, files, error) || !read_all (files, all, error)
      || !select_pair (all, absorber, scatterer, edge, selected, error))
    return NULL;
  if (selected->len == 0)
    {
      g_autofree char *wanted = name_pair (absorber, scatterer, edge);

      set_missing_error (folder, wanted, all, error);
      return NULL;
    }
  paths = g_ptr_array_new_with_free_func ((GDestroyNotify) vit_feff_path_free);
  for (guint i = 0; i < selected->len; i++)
    g_ptr_array_add (paths, g_steal_pointer (&((Found *) selected->pdata[i])->path));
  return paths;
}
