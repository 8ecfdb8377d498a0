/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/**
 * VitByteStream:
 * @overrun: whether more was read than there is; what was read past the end is zero
 *
 * Numbers as bytes, the lowest byte first whatever the machine, without gaps. The same calls write and read, so that a
 * layout is said once: each takes the place of a number, and writes what is there or puts there what it reads.
 */
typedef struct
{
  gboolean overrun;

  /*< private >*/
  GByteArray *written; /* %NULL: reading */
  const guint8 *bytes;
  gsize size;
  gsize place;
} VitByteStream;

/* @room: bytes that are expected; it grows. Ends with vit_byte_stream_end(). */
VitByteStream vit_byte_stream_write (gsize room);

/* Frees the stream; its bytes are @bytes, kept by the caller. */
GBytes *vit_byte_stream_end (VitByteStream *self);

/* @bytes: kept, not owned. Nothing is to be freed. */
VitByteStream vit_byte_stream_read (const guint8 *bytes, gsize size);

/* Bytes not read yet. */
gsize vit_byte_stream_get_rest (const VitByteStream *self);

void vit_byte_stream_bytes (VitByteStream *self, void *bytes, gsize n);
void vit_byte_stream_uint64 (VitByteStream *self, guint64 *value);
void vit_byte_stream_int64 (VitByteStream *self, gint64 *value);
void vit_byte_stream_double (VitByteStream *self, double *value);
void vit_byte_stream_int32s (VitByteStream *self, gint32 *values, gsize n);
void vit_byte_stream_doubles (VitByteStream *self, double *values, gsize n);

/* Its length and its bytes. Reading frees the one that is there; a length that cannot be is an overrun. */
void vit_byte_stream_string (VitByteStream *self, char **string);

/* The cyclic redundancy check CRC-32 (ISO 3309, as in zip and PNG): finds every damage within 32 bits. */
guint32 vit_crc32 (const guint8 *bytes, gsize n);
