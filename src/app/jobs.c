/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jobs.h"
#include "hold.h"

#include <glib/gi18n.h>

/* Jobs that end within this time are not shown, ms. */
#define SHOW_AFTER 400

struct _VitJobs
{
  GtkWidget parent;

  GtkWidget *revealer;
  GtkBox *rows;
  GPtrArray *jobs; /* (element-type VitJob) (not owned): under way */
};

struct _VitJob
{
  VitJobs *owner; /* %NULL when it has ended, or the window was closed */
  GCancellable *cancellable;
  VitHold *hold;
  char *what;
  GtkWidget *row; /* %NULL until it is shown */
  GtkLabel *stage;
  char *stage_text;
  GtkWidget *button;
  guint show_source;
  gboolean kept;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VitJobs, vit_jobs, GTK_TYPE_WIDGET)

static void
job_clear (gpointer data)
{
  VitJob *self = data;

  g_object_unref (self->cancellable);
  g_free (self->what);
  g_free (self->stage_text);
}

/* How it stands: what it is at, or that it is about to end. */
static void
show_stage (VitJob *self)
{
  gboolean cancelled = g_cancellable_is_cancelled (self->cancellable);

  if (self->row == NULL)
    return;
  gtk_label_set_text (self->stage, cancelled ? _ ("Cancelling…") : self->stage_text != NULL ? self->stage_text : "");
  gtk_widget_set_sensitive (self->button, !cancelled);
}

static void
on_cancel (GtkButton *button, VitJob *self)
{
  vit_job_cancel (self);
}

static gboolean
show (gpointer data)
{
  VitJob *self = data;
  GtkWidget *spinner = gtk_spinner_new (), *what = gtk_label_new (self->what), *stage = gtk_label_new (NULL);
  g_autofree char *label = g_strdup_printf (_ ("Cancel: %s"), self->what);

  self->show_source = 0;
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  gtk_widget_add_css_class (self->row, "job");
  gtk_spinner_start (GTK_SPINNER (spinner));
  self->stage = GTK_LABEL (stage);
  gtk_label_set_xalign (self->stage, 0);
  gtk_label_set_ellipsize (self->stage, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (stage, TRUE);
  gtk_widget_add_css_class (stage, "dim-label");
  self->button = gtk_button_new_with_label (_ ("Cancel"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (self->button, "clicked", G_CALLBACK (on_cancel), self);
  gtk_box_append (GTK_BOX (self->row), spinner);
  gtk_box_append (GTK_BOX (self->row), what);
  gtk_box_append (GTK_BOX (self->row), stage);
  gtk_box_append (GTK_BOX (self->row), self->button);
  gtk_box_append (self->owner->rows, self->row);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->owner->revealer), TRUE);
  show_stage (self);
  return G_SOURCE_REMOVE;
}

VitJob *
vit_jobs_begin (VitJobs *self, const char *what)
{
  VitJob *job = g_atomic_rc_box_new0 (VitJob);

  job->owner = self;
  job->cancellable = g_cancellable_new ();
  job->hold = vit_hold_new ();
  job->what = g_strdup (what);
  if (what != NULL)
    job->show_source = g_timeout_add (SHOW_AFTER, show, job);
  g_ptr_array_add (self->jobs, job);
  g_signal_emit (self, signals[CHANGED], 0);
  return job;
}

gboolean
vit_jobs_can_cancel (VitJobs *self)
{
  for (guint k = 0; self->jobs != NULL && k < self->jobs->len; k++)
    if (!g_cancellable_is_cancelled (vit_job_get_cancellable (self->jobs->pdata[k])))
      return TRUE;
  return FALSE;
}

void
vit_jobs_cancel (VitJobs *self)
{
  for (guint k = 0; k < self->jobs->len; k++)
    vit_job_cancel (self->jobs->pdata[k]);
}

GCancellable *
vit_job_get_cancellable (VitJob *self)
{
  return self->cancellable;
}

void
vit_job_cancel (VitJob *self)
{
  g_cancellable_cancel (self->cancellable);
  show_stage (self);
  if (self->owner != NULL)
    g_signal_emit (self->owner, signals[CHANGED], 0);
}

void
vit_job_keep (VitJob *self)
{
  self->kept = TRUE;
}

/* What a thread says, on its way to the main thread. */
typedef struct
{
  VitJob *job;
  char *stage;
} Saying;

static gboolean
say (gpointer data)
{
  Saying *saying = data;

  g_free (saying->job->stage_text);
  saying->job->stage_text = g_steal_pointer (&saying->stage);
  show_stage (saying->job);
  return G_SOURCE_REMOVE;
}

static void
saying_free (gpointer data)
{
  Saying *saying = data;

  g_atomic_rc_box_release_full (saying->job, job_clear);
  g_free (saying->stage);
  g_free (saying);
}

void
vit_job_say (VitJob *self, const char *stage)
{
  Saying *saying = g_new (Saying, 1);

  *saying = (Saying){ g_atomic_rc_box_acquire (self), g_strdup (stage) };
  g_idle_add_full (G_PRIORITY_DEFAULT, say, saying, saying_free);
}

void
vit_job_end (VitJob *self)
{
  VitJobs *owner = self->owner;

  g_clear_handle_id (&self->show_source, g_source_remove);
  if (owner != NULL)
    {
      g_ptr_array_remove (owner->jobs, self);
      if (self->row != NULL)
        gtk_box_remove (owner->rows, self->row);
      if (gtk_widget_get_first_child (GTK_WIDGET (owner->rows)) == NULL)
        gtk_revealer_set_reveal_child (GTK_REVEALER (owner->revealer), FALSE);
      g_signal_emit (owner, signals[CHANGED], 0);
    }
  self->owner = NULL;
  self->row = NULL;
  g_clear_pointer (&self->hold, vit_hold_free);
  g_atomic_rc_box_release_full (self, job_clear);
}

static void
abandon (VitJob *job)
{
  g_clear_handle_id (&job->show_source, g_source_remove);
  job->owner = NULL;
  job->row = NULL;
  if (job->kept)
    return;
  g_cancellable_cancel (job->cancellable);
  vit_hold_limit (job->hold);
}

void
vit_jobs_abandon (VitJobs *self)
{
  for (guint k = 0; self->jobs != NULL && k < self->jobs->len; k++)
    abandon (self->jobs->pdata[k]);
  g_clear_pointer (&self->jobs, g_ptr_array_unref);
}

static void
vit_jobs_dispose (GObject *object)
{
  VitJobs *self = VIT_JOBS (object);

  vit_jobs_abandon (self);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (vit_jobs_parent_class)->dispose (object);
}

static void
vit_jobs_init (VitJobs *self)
{
  self->jobs = g_ptr_array_new ();
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "jobs");
  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer), GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), GTK_WIDGET (self->rows));
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}

static void
vit_jobs_class_init (VitJobsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = vit_jobs_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", VIT_TYPE_JOBS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}
