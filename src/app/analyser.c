/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyser.h"
#include "hold.h"
#include "potential.h"

#include <sys/resource.h>
#include <unistd.h>

/* Of the analysing thread: the engine comes first. */
#define NICE 10

struct _VitAnalyser
{
  GObject parent;

  VitConfiguration *start;        /* gives elements and cell */
  VitConfiguration *target_atoms; /* (nullable) */
  VitAnalysis *model;
  VitAnalysis *target;
  char *error;
  char *potential;
  gboolean busy;
  VitHold *hold;

  GMutex mutex; /* of what follows */
  GCond cond;
  VitSnapshot *next;
  gint64 next_time;
  gboolean stopping;

  /* The thread's own. */
  VitProfileOptions options;
  gboolean has_options;
  VitEam *eam;
};

enum
{
  ANALYSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (VitAnalyser, vit_analyser, G_TYPE_OBJECT)

static void
analysis_clear (gpointer data)
{
  VitAnalysis *self = data;

  vit_profile_free (self->profile);
  vit_configuration_free (self->configuration);
}

VitAnalysis *
vit_analysis_ref (VitAnalysis *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
vit_analysis_unref (VitAnalysis *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, analysis_clear);
}

/* @configuration: (transfer full) */
static VitAnalysis *
analyse (VitAnalyser *self, VitConfiguration *configuration, gint64 moves, gint64 time, GError **error)
{
  g_autoptr (VitAnalysis) analysis = g_atomic_rc_box_new0 (VitAnalysis);

  analysis->configuration = configuration;
  analysis->moves = moves;
  analysis->time = time;
  analysis->profile = vit_profile_new (configuration, &self->options, error);
  return analysis->profile != NULL ? g_steal_pointer (&analysis) : NULL;
}

/* What an analysis gives back to the main thread. */
typedef struct
{
  VitAnalyser *self;
  VitAnalysis *model;
  VitAnalysis *target;
  char *potential;
  char *error;
} Result;

static gboolean
deliver (gpointer data)
{
  Result *result = data;
  VitAnalyser *self = result->self;
  gboolean stopping;

  if (result->model != NULL)
    {
      vit_analysis_unref (self->model);
      self->model = g_steal_pointer (&result->model);
    }
  if (result->target != NULL)
    {
      vit_analysis_unref (self->target);
      self->target = g_steal_pointer (&result->target);
    }
  if (result->potential != NULL)
    {
      g_free (self->potential);
      self->potential = g_steal_pointer (&result->potential);
    }
  g_free (self->error);
  self->error = g_steal_pointer (&result->error);
  g_mutex_lock (&self->mutex);
  self->busy = self->next != NULL;
  stopping = self->stopping;
  g_mutex_unlock (&self->mutex);
  if (!stopping)
    g_signal_emit (self, signals[ANALYSED], 0);
  return G_SOURCE_REMOVE;
}

static void
result_free (gpointer data)
{
  Result *result = data;

  vit_analysis_unref (result->model);
  vit_analysis_unref (result->target);
  g_free (result->potential);
  g_free (result->error);
  g_object_unref (result->self);
  g_free (result);
}

/* Whether anybody waits for it. */
static gboolean
go_on (gpointer data, GError **error)
{
  VitAnalyser *self = data;
  gboolean stopping;

  g_mutex_lock (&self->mutex);
  stopping = self->stopping;
  g_mutex_unlock (&self->mutex);
  if (stopping)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "the analysis is not wanted any more");
  return !stopping;
}

/* What all analyses share: cut-offs from g(r) of the target, or else of the model, and the potential. The target is
 * analysed once. */
static gboolean
set_up (VitAnalyser *self, const VitConfiguration *model, Result *result, GError **error)
{
  const VitConfiguration *reference = self->target_atoms != NULL ? self->target_atoms : model;
  const char *name = vit_potential_suggest (reference);

  if (self->has_options)
    return TRUE;
  if (!vit_profile_options_init (&self->options, reference, NULL, error))
    return FALSE;
  self->options.go_on = go_on;
  self->options.data = self;
  if (name != NULL && self->eam == NULL)
    self->eam = vit_potential_read ((const char *const[]){ name, NULL }, NULL);
  if (self->eam != NULL && vit_eam_check_cell (self->eam, vit_configuration_get_cell (model), NULL)
      && vit_eam_check_cell (self->eam, vit_configuration_get_cell (reference), NULL))
    {
      self->options.eam = self->eam;
      result->potential = g_strdup (name);
    }
  self->has_options = TRUE;
  if (self->target_atoms != NULL)
    result->target = analyse (self, vit_configuration_copy (self->target_atoms), -1, g_get_monotonic_time (), error);
  return self->target_atoms == NULL || result->target != NULL;
}

static void
work_on (VitAnalyser *self, const VitSnapshot *snapshot, gint64 time)
{
  VitConfiguration *configuration = vit_configuration_copy (self->start);
  Result *result = g_new0 (Result, 1);
  g_autoptr (GError) error = NULL;

  result->self = g_object_ref (self);
  vit_snapshot_store (snapshot, configuration);
  if (set_up (self, configuration, result, &error))
    result->model = analyse (self, g_steal_pointer (&configuration), snapshot->counts.attempted, time, &error);
  vit_configuration_free (configuration);
  if (error != NULL)
    result->error = g_strdup (error->message);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, deliver, result, result_free);
}

/* The thread has ended: what it held can go, on the main thread. */
static gboolean
ended (gpointer data)
{
  VitAnalyser *self = data;

  g_clear_pointer (&self->hold, vit_hold_free);
  g_object_unref (self);
  return G_SOURCE_REMOVE;
}

static gpointer
work (gpointer data)
{
  VitAnalyser *self = data;

  setpriority (PRIO_PROCESS, (id_t) gettid (), NICE);
  g_mutex_lock (&self->mutex);
  while (!self->stopping)
    {
      g_autoptr (VitSnapshot) snapshot = g_steal_pointer (&self->next);
      gint64 time = self->next_time;

      if (snapshot == NULL)
        {
          g_cond_wait (&self->cond, &self->mutex);
          continue;
        }
      g_mutex_unlock (&self->mutex);
      work_on (self, snapshot, time);
      g_mutex_lock (&self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  g_idle_add (ended, self);
  return NULL;
}

void
vit_analyser_stop (VitAnalyser *self)
{
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
  if (self->hold != NULL)
    vit_hold_limit (self->hold);
}

static void
vit_analyser_finalize (GObject *object)
{
  VitAnalyser *self = VIT_ANALYSER (object);

  vit_analysis_unref (self->model);
  vit_analysis_unref (self->target);
  vit_snapshot_unref (self->next);
  vit_eam_free (self->eam);
  g_free (self->error);
  g_free (self->potential);
  vit_configuration_free (self->start);
  vit_configuration_free (self->target_atoms);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  G_OBJECT_CLASS (vit_analyser_parent_class)->finalize (object);
}

static void
vit_analyser_init (VitAnalyser *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
}

static void
vit_analyser_class_init (VitAnalyserClass *class)
{
  G_OBJECT_CLASS (class)->finalize = vit_analyser_finalize;
  signals[ANALYSED]
      = g_signal_new ("analysed", VIT_TYPE_ANALYSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

VitAnalyser *
vit_analyser_new (VitStudy *study)
{
  VitAnalyser *self = g_object_new (VIT_TYPE_ANALYSER, NULL);
  const VitFit *fit = vit_study_get_fit (study);

  self->start = vit_configuration_copy (fit->start);
  if (fit->target != NULL)
    self->target_atoms = vit_configuration_copy (fit->target);
  self->hold = vit_hold_new ();
  g_thread_unref (g_thread_new ("analyser", work, g_object_ref (self)));
  return self;
}

void
vit_analyser_request (VitAnalyser *self, VitSnapshot *snapshot)
{
  self->busy = TRUE;
  g_mutex_lock (&self->mutex);
  vit_snapshot_unref (self->next);
  self->next = vit_snapshot_ref (snapshot);
  self->next_time = g_get_monotonic_time ();
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

gboolean
vit_analyser_is_busy (VitAnalyser *self)
{
  return self->busy;
}

VitAnalysis *
vit_analyser_get_model (VitAnalyser *self)
{
  return self->model;
}

VitAnalysis *
vit_analyser_get_target (VitAnalyser *self)
{
  return self->target;
}

const char *
vit_analyser_get_error (VitAnalyser *self)
{
  return self->error;
}

const char *
vit_analyser_get_potential (VitAnalyser *self)
{
  return self->potential;
}
