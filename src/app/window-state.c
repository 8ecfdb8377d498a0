/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window-state.h"

#define GROUP "window"

/* Larger than any screen, in pixels. */
#define MOST 32767

/* The numbers and switches of the file, all in one group. */
static const struct
{
  const char *key;
  gsize offset;
  int least;
} numbers[] = {
  { "width", G_STRUCT_OFFSET (VitWindowState, width), 1 },
  { "height", G_STRUCT_OFFSET (VitWindowState, height), 1 },
  { "settings-pane", G_STRUCT_OFFSET (VitWindowState, panes.settings), 0 },
  { "plots-pane", G_STRUCT_OFFSET (VitWindowState, panes.plots), 0 },
  { "history-pane", G_STRUCT_OFFSET (VitWindowState, panes.history), 0 },
};

static const struct
{
  const char *key;
  gsize offset;
} switches[] = {
  { "maximised", G_STRUCT_OFFSET (VitWindowState, maximised) },
  { "dark", G_STRUCT_OFFSET (VitWindowState, dark) },
  { "settings-panel", G_STRUCT_OFFSET (VitWindowState, settings_panel) },
  { "plots-panel", G_STRUCT_OFFSET (VitWindowState, plots_panel) },
  { "perspective", G_STRUCT_OFFSET (VitWindowState, look.perspective) },
  { "polyhedra", G_STRUCT_OFFSET (VitWindowState, look.polyhedra) },
  { "links", G_STRUCT_OFFSET (VitWindowState, look.links) },
};

static char *
get_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "vitrum", "window.ini", NULL);
}

static void
read_numbers (VitWindowState *self, GKeyFile *file)
{
  for (gsize k = 0; k < G_N_ELEMENTS (numbers); k++)
    {
      g_autoptr (GError) error = NULL;
      int value = g_key_file_get_integer (file, GROUP, numbers[k].key, &error);

      if (error == NULL && value >= numbers[k].least && value <= MOST)
        G_STRUCT_MEMBER (int, self, numbers[k].offset) = value;
    }
}

static void
read_switches (VitWindowState *self, GKeyFile *file)
{
  for (gsize k = 0; k < G_N_ELEMENTS (switches); k++)
    {
      g_autoptr (GError) error = NULL;
      gboolean value = g_key_file_get_boolean (file, GROUP, switches[k].key, &error);

      if (error == NULL)
        G_STRUCT_MEMBER (gboolean, self, switches[k].offset) = value;
    }
}

VitWindowState *
vit_window_state_read (void)
{
  VitWindowState *self = g_new0 (VitWindowState, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = get_path (), *colour = NULL;
  g_autoptr (GError) error = NULL;

  self->settings_panel = self->plots_panel = TRUE;
  self->panes = (VitStudyPanes){ -1, -1, -1 };
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error))
    g_debug ("%s: %s", path, error->message);
  read_numbers (self, file);
  read_switches (self, file);
  colour = g_key_file_get_string (file, GROUP, "colour", NULL);
  if (colour != NULL)
    vit_colour_by_parse (colour, &self->look.colour);
  self->plots = g_key_file_get_string_list (file, GROUP, "plots", NULL, NULL);
  return self;
}

void
vit_window_state_free (VitWindowState *self)
{
  if (self == NULL)
    return;
  g_strfreev (self->plots);
  g_free (self);
}

void
vit_window_state_write (const VitWindowState *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = get_path (), *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  for (gsize k = 0; k < G_N_ELEMENTS (numbers); k++)
    if (G_STRUCT_MEMBER (int, self, numbers[k].offset) >= numbers[k].least)
      g_key_file_set_integer (file, GROUP, numbers[k].key, G_STRUCT_MEMBER (int, self, numbers[k].offset));
  for (gsize k = 0; k < G_N_ELEMENTS (switches); k++)
    g_key_file_set_boolean (file, GROUP, switches[k].key, G_STRUCT_MEMBER (gboolean, self, switches[k].offset));
  g_key_file_set_string (file, GROUP, "colour", vit_colour_by_name (self->look.colour));
  if (self->plots != NULL)
    g_key_file_set_string_list (file, GROUP, "plots", (const char *const *) self->plots, g_strv_length (self->plots));
  /* Replaced by renaming, so that never half of it is read. Where it cannot be kept, the next window is as it comes. */
  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (file, path, &error))
    g_debug ("%s", error->message);
}
