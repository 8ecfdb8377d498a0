/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application.h"
#include "welcome.h"
#include "window-state.h"
#include "workbench.h"

#include <glib/gi18n.h>

/* The hint with which files are opened that are to run. */
#define RUN "run"

struct _VitApplication
{
  AdwApplication parent;
};

G_DEFINE_FINAL_TYPE (VitApplication, vit_application, ADW_TYPE_APPLICATION)

static gpointer
copy_reference (gconstpointer object, gpointer data)
{
  return g_object_ref ((gpointer) object);
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  /* A window takes its dialogs, which are in the list as well, with it. */
  GList *windows = g_list_copy_deep (gtk_application_get_windows (data), copy_reference, NULL);

  for (GList *window = windows; window != NULL; window = window->next)
    gtk_window_close (window->data);
  g_list_free_full (windows, g_object_unref);
}

static void
on_new_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gtk_window_present (GTK_WINDOW (vit_workbench_new (data)));
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (gtk_application_get_active_window (data), "application-name", "Vitrum", "application-icon",
                         VIT_APPLICATION_ID, "version", VITRUM_VERSION, "developer-name", "The Vitrum founders",
                         "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _ ("Reverse Monte Carlo models of metallic glasses: made, seen, and tested"), NULL);
}

static void
on_dark (GSimpleAction *action, GVariant *state, gpointer data)
{
  g_simple_action_set_state (action, state);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), g_variant_get_boolean (state)
                                                                            ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                            : ADW_COLOR_SCHEME_DEFAULT);
}

static void
add_actions (VitApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = on_quit },
    { .name = "new-window", .activate = on_new_window },
    { .name = "about", .activate = on_about },
    { .name = "dark", .state = "false", .change_state = on_dark },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
add_shortcuts (GtkApplication *self)
{
  static const struct
  {
    const char *action;
    const char *keys[3];
  } shortcuts[] = {
    { "app.quit", { "<Control>q" } },
    { "app.new-window", { "<Control><Shift>n" } },
    { "window.close", { "<Control>w" } },
    { "win.open", { "<Control>o" } },
    { "win.new-fit", { "<Control>n" } },
    { "win.save", { "<Control>s" } },
    { "win.save-as", { "<Control><Shift>s" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z" } },
    { "win.run", { "F5" } },
    { "win.step", { "F6" } },
    { "win.rewind", { "<Control>r" } },
    { "win.compare", { "<Control>d" } },
    { "win.focus::settings", { "<Alt>1" } },
    { "win.focus::atoms", { "<Alt>2" } },
    { "win.focus::history", { "<Alt>3" } },
    { "win.focus::plots", { "<Alt>4" } },
    { "win.settings-panel", { "F9" } },
    { "win.plots-panel", { "<Shift>F9" } },
    { "win.export-report", { "<Control><Shift>r" } },
    { "win.show-help-overlay", { "<Control>question" } },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (shortcuts); k++)
    gtk_application_set_accels_for_action (self, shortcuts[k].action, shortcuts[k].keys);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/org/vitrum/Vitrum/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
vit_application_startup (GApplication *application)
{
  g_autoptr (VitWindowState) state = vit_window_state_read ();

  G_APPLICATION_CLASS (vit_application_parent_class)->startup (application);
  load_style ();
  gtk_window_set_default_icon_name (VIT_APPLICATION_ID);
  add_actions (VIT_APPLICATION (application));
  add_shortcuts (GTK_APPLICATION (application));
  g_action_group_change_action_state (G_ACTION_GROUP (application), "dark", g_variant_new_boolean (state->dark));
}

static VitWorkbench *
find_empty (VitApplication *self)
{
  for (GList *window = gtk_application_get_windows (GTK_APPLICATION (self)); window != NULL; window = window->next)
    if (VIT_IS_WORKBENCH (window->data) && vit_workbench_is_empty (window->data))
      return window->data;
  return vit_workbench_new (ADW_APPLICATION (self));
}

static void
vit_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (find_empty (VIT_APPLICATION (application))));
}

/* A window for each file. @hint: RUN if they are to run at once. */
static void
vit_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  gboolean run = g_strcmp0 (hint, RUN) == 0;

  for (int k = 0; k < n_files; k++)
    {
      VitWorkbench *window = find_empty (VIT_APPLICATION (application));
      g_autofree char *path = g_file_get_path (files[k]);

      gtk_window_present (GTK_WINDOW (window));
      if (path != NULL)
        (run ? vit_workbench_open_and_run : vit_workbench_open) (window, path);
    }
}

/* As files on the command line are opened: by the program that runs already, if one does. */
static int
open_demo (GApplication *application)
{
  g_autofree char *path = vit_welcome_find_demo ("cu64zr36");
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;
  g_autoptr (GError) error = NULL;

  if (file == NULL)
    g_printerr ("%s\n", _ ("The demo cannot be found: Vitrum is not installed completely."));
  else if (!g_application_register (application, NULL, &error))
    g_printerr ("%s\n", error->message);
  else
    {
      g_application_open (application, &file, 1, RUN);
      return 0;
    }
  return 1;
}

/* The status to end with when nothing holds the program any more; −1: it goes on with its arguments. */
static int
vit_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("vitrum %s\n", VITRUM_VERSION);
      return 0;
    }
  return g_variant_dict_contains (options, "demo") ? open_demo (application) : -1;
}

static void
vit_application_init (VitApplication *self)
{
  const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Open the Cu64Zr36 demo, running"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), N_ ("[FILE…]"));
}

static void
vit_application_class_init (VitApplicationClass *class)
{
  G_APPLICATION_CLASS (class)->startup = vit_application_startup;
  G_APPLICATION_CLASS (class)->activate = vit_application_activate;
  G_APPLICATION_CLASS (class)->open = vit_application_open;
  G_APPLICATION_CLASS (class)->handle_local_options = vit_application_handle_local_options;
}

VitApplication *
vit_application_new (void)
{
  return g_object_new (VIT_TYPE_APPLICATION, "application-id", VIT_APPLICATION_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       NULL);
}
