/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "checkpoint-writer.h"

#include <pthread.h>

struct _VitCheckpointWriter
{
  VitCheckpointSink sink; /* of the thread while it is busy */
  pthread_t thread;
  pthread_mutex_t mutex; /* guards all below */
  pthread_cond_t changed;
  GQueue queue; /* VitCheckpoint, the oldest first */
  guint tried;  /* of the queue, since the last one was handed over */
  gboolean busy;
  gboolean stopping;
  char *error;
};

/* Of two that the timer made, the state of the older is not needed; its history goes with the newer. */
static void
thin_out (VitCheckpointWriter *self, VitCheckpoint *newer)
{
  VitCheckpoint *older = g_queue_peek_tail (&self->queue);

  if (older == NULL || older->reason != VIT_CHECKPOINT_TIMER || newer->branch != older->branch
      || (self->busy && g_queue_get_length (&self->queue) == 1))
    return;
  g_queue_pop_tail (&self->queue);
  vit_history_append (older->rows, newer->rows);
  vit_history_free (newer->rows);
  newer->rows = g_steal_pointer (&older->rows);
  vit_checkpoint_free (older);
}

void
vit_checkpoint_writer_push (VitCheckpointWriter *self, VitCheckpoint *checkpoint)
{
  pthread_mutex_lock (&self->mutex);
  thin_out (self, checkpoint);
  g_queue_push_tail (&self->queue, checkpoint);
  self->tried = 0;
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
}

/* Hands the oldest over without the lock. Returns with the lock whether it was kept. */
static gboolean
store_oldest (VitCheckpointWriter *self)
{
  const VitCheckpoint *oldest = g_queue_peek_head (&self->queue);
  VitCheckpointSink sink = self->sink;
  g_autoptr (GError) error = NULL;
  gboolean stored;

  self->busy = TRUE;
  pthread_mutex_unlock (&self->mutex);
  stored = sink.store (oldest, sink.data, &error);
  pthread_mutex_lock (&self->mutex);
  self->busy = FALSE;
  g_clear_pointer (&self->error, g_free);
  if (stored)
    vit_checkpoint_free (g_queue_pop_head (&self->queue));
  else
    self->error = g_strdup (error->message);
  return stored;
}

static void *
work (void *data)
{
  VitCheckpointWriter *self = data;

  pthread_mutex_lock (&self->mutex);
  while (!self->stopping || (!g_queue_is_empty (&self->queue) && self->tried == 0))
    {
      if (g_queue_is_empty (&self->queue) || self->tried > 0)
        {
          pthread_cond_wait (&self->changed, &self->mutex);
          continue;
        }
      /* One that cannot be kept keeps its place: those behind it may build on it. */
      if (!store_oldest (self))
        self->tried = 1;
      pthread_cond_broadcast (&self->changed);
    }
  pthread_mutex_unlock (&self->mutex);
  return NULL;
}

VitCheckpointWriter *
vit_checkpoint_writer_new (const VitCheckpointSink *sink)
{
  VitCheckpointWriter *self = g_new0 (VitCheckpointWriter, 1);

  self->sink = *sink;
  g_queue_init (&self->queue);
  pthread_mutex_init (&self->mutex, NULL);
  pthread_cond_init (&self->changed, NULL);
  if (pthread_create (&self->thread, NULL, work, self) != 0)
    g_error ("no thread can be made");
  return self;
}

void
vit_checkpoint_writer_free (VitCheckpointWriter *self)
{
  if (self == NULL)
    return;
  pthread_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  self->tried = 0;
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
  pthread_join (self->thread, NULL);
  g_queue_clear_full (&self->queue, (GDestroyNotify) vit_checkpoint_free);
  pthread_cond_destroy (&self->changed);
  pthread_mutex_destroy (&self->mutex);
  g_free (self->error);
  g_free (self);
}

gboolean
vit_checkpoint_writer_flush (VitCheckpointWriter *self)
{
  gboolean written;

  pthread_mutex_lock (&self->mutex);
  self->tried = 0;
  pthread_cond_broadcast (&self->changed);
  while (self->busy || (!g_queue_is_empty (&self->queue) && self->tried == 0))
    pthread_cond_wait (&self->changed, &self->mutex);
  written = g_queue_is_empty (&self->queue);
  pthread_mutex_unlock (&self->mutex);
  return written;
}

char *
vit_checkpoint_writer_get_error (VitCheckpointWriter *self)
{
  char *error;

  pthread_mutex_lock (&self->mutex);
  error = g_strdup (self->error);
  pthread_mutex_unlock (&self->mutex);
  return error;
}

void
vit_checkpoint_writer_set_sink (VitCheckpointWriter *self, const VitCheckpointSink *sink)
{
  pthread_mutex_lock (&self->mutex);
  while (self->busy)
    pthread_cond_wait (&self->changed, &self->mutex);
  self->sink = *sink;
  self->tried = 0;
  /* What was wrong with the old one is not with this one. */
  g_clear_pointer (&self->error, g_free);
  pthread_cond_broadcast (&self->changed);
  pthread_mutex_unlock (&self->mutex);
}
