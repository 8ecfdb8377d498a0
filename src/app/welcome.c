/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "welcome.h"
#include "study-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define MAX_RECENT 8

struct _VitWelcome
{
  GtkWidget parent;

  GtkWidget *scrolled;
  GtkBox *demos;
  GtkWidget *unsaved_group;
  GtkListBox *unsaved;
  GtkWidget *recent_group;
  GtkListBox *recent;
};

G_DEFINE_FINAL_TYPE (VitWelcome, vit_welcome, GTK_TYPE_WIDGET)

char *
vit_welcome_find_demo (const char *name)
{
  const char *folders[] = { g_getenv ("VITRUM_DATA_DIR"), VITRUM_DATA_DIR, VITRUM_SOURCE_DATA_DIR };
  g_autofree char *file = g_strconcat (name, ".ini", NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (folders); k++)
    {
      g_autofree char *path = folders[k] != NULL ? g_build_filename (folders[k], "recipes", file, NULL) : NULL;

      if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static void
add_demo (VitWelcome *self, const char *name, const char *title, const char *what)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *heading = gtk_label_new (NULL), *text = gtk_label_new (what);
  g_autofree char *resource = g_strdup_printf ("/org/vitrum/Vitrum/demo-%s.png", name);
  GtkWidget *picture = gtk_picture_new_for_resource (resource);

  gtk_picture_set_alternative_text (GTK_PICTURE (picture), _ ("An icosahedron among other atoms"));
  gtk_widget_set_size_request (picture, -1, 112);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_label_set_markup (GTK_LABEL (heading), title);
  gtk_widget_add_css_class (heading, "title-3");
  gtk_widget_add_css_class (text, "caption");
  gtk_widget_add_css_class (text, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), text);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card");
  gtk_widget_add_css_class (button, "demo");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.demo");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  gtk_box_append (self->demos, button);
}

static void
add_row (GtkListBox *list, const char *path, const char *subtitle)
{
  g_autofree char *name = g_path_get_basename (path), *title = g_markup_escape_text (name, -1);
  g_autofree char *escaped = g_markup_escape_text (subtitle, -1);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-path");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", path);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_append (list, row);
}

static void
clear (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static int
newest_first (gconstpointer a, gconstpointer b)
{
  GStatBuf of_a, of_b;

  if (g_stat (*(char *const *) a, &of_a) != 0 || g_stat (*(char *const *) b, &of_b) != 0)
    return 0;
  return of_a.st_mtime < of_b.st_mtime ? 1 : of_a.st_mtime > of_b.st_mtime ? -1 : 0;
}

static void
list_unsaved (VitWelcome *self)
{
  g_autofree char *folder = vit_study_untitled_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    if (g_str_has_suffix (name, ".vitrum"))
      g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (paths, newest_first);
  clear (self->unsaved);
  for (guint k = 0; k < MIN (paths->len, MAX_RECENT); k++)
    add_row (self->unsaved, paths->pdata[k], _ ("Open and save it to keep it under a name"));
  gtk_widget_set_visible (self->unsaved_group, paths->len > 0);
}

static void
list_recent (VitWelcome *self)
{
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  int n = 0;

  clear (self->recent);
  for (GList *item = items; item != NULL && n < MAX_RECENT; item = item->next)
    {
      g_autofree char *path = g_filename_from_uri (gtk_recent_info_get_uri (item->data), NULL, NULL);
      g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

      if (path == NULL || !vit_study_can_open (path) || !gtk_recent_info_exists (item->data))
        continue;
      add_row (self->recent, path, folder);
      n++;
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
  gtk_widget_set_visible (self->recent_group, n > 0);
}

void
vit_welcome_refresh (VitWelcome *self)
{
  list_unsaved (self);
  list_recent (self);
}

static void
vit_welcome_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), VIT_TYPE_WELCOME);
  G_OBJECT_CLASS (vit_welcome_parent_class)->dispose (object);
}

static void
vit_welcome_init (VitWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_demo (self, "cu64zr36", "Cu<sub>64</sub>Zr<sub>36</sub>", _ ("10,000 atoms · X-ray S(q), Cu and Zr K EXAFS"));
  add_demo (self, "cu50zr50", "Cu<sub>50</sub>Zr<sub>50</sub>", _ ("10,000 atoms · X-ray S(q), Cu and Zr K EXAFS"));
  add_demo (self, "ta", "Ta", _ ("16,000 atoms · X-ray S(q), Ta L₃ EXAFS"));
}

static void
vit_welcome_class_init (VitWelcomeClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = vit_welcome_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/vitrum/Vitrum/welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, VitWelcome, scrolled);
  gtk_widget_class_bind_template_child (widget_class, VitWelcome, demos);
  gtk_widget_class_bind_template_child (widget_class, VitWelcome, unsaved_group);
  gtk_widget_class_bind_template_child (widget_class, VitWelcome, unsaved);
  gtk_widget_class_bind_template_child (widget_class, VitWelcome, recent_group);
  gtk_widget_class_bind_template_child (widget_class, VitWelcome, recent);
}
