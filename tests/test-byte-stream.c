/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "byte-stream.h"

static void
test_layout (void)
{
  static const guint8 expected[]
      = { 8,    7,    6, 5, 4, 3, 2,    1,    0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0,   0,   0,  0,
          0xF0, 0xBF, 1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 2,    0,    0,    0,    0,    0,    0, 0, 'C', 'u', 'x' };
  VitByteStream stream = vit_byte_stream_write (1);
  guint64 word = 0x0102030405060708;
  gint64 negative = -2;
  double minus_one = -1;
  gint32 pair[] = { 1, -1 };
  g_autofree char *name = g_strdup ("Cu");
  g_autoptr (GBytes) bytes = NULL;

  vit_byte_stream_uint64 (&stream, &word);
  vit_byte_stream_int64 (&stream, &negative);
  vit_byte_stream_double (&stream, &minus_one);
  vit_byte_stream_int32s (&stream, pair, 2);
  vit_byte_stream_string (&stream, &name);
  vit_byte_stream_bytes (&stream, (char[]){ 'x' }, 1);
  bytes = vit_byte_stream_end (&stream);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), expected, sizeof expected);

  /* Writing leaves the numbers as they are; reading gives them back. */
  g_assert_cmpuint (word, ==, 0x0102030405060708);
  stream = vit_byte_stream_read (expected, sizeof expected);
  word = 0;
  negative = pair[0] = pair[1] = 0;
  minus_one = 0;
  vit_byte_stream_uint64 (&stream, &word);
  vit_byte_stream_int64 (&stream, &negative);
  vit_byte_stream_double (&stream, &minus_one);
  vit_byte_stream_int32s (&stream, pair, 2);
  vit_byte_stream_string (&stream, &name);
  g_assert_cmpuint (word, ==, 0x0102030405060708);
  g_assert_cmpint (negative, ==, -2);
  g_assert_cmpfloat (minus_one, ==, -1);
  g_assert_cmpint (pair[0], ==, 1);
  g_assert_cmpint (pair[1], ==, -1);
  g_assert_cmpstr (name, ==, "Cu");
  g_assert_cmpuint (vit_byte_stream_get_rest (&stream), ==, 1);
  g_assert_false (stream.overrun);
}

static void
test_overrun (void)
{
  static const guint8 bytes[] = { 1, 2, 3 };
  VitByteStream stream = vit_byte_stream_read (bytes, sizeof bytes);
  double values[] = { 5, 6 };

  vit_byte_stream_doubles (&stream, values, 2);
  g_assert_true (stream.overrun);
  g_assert_cmpfloat (values[0], ==, 0);
  g_assert_cmpfloat (values[1], ==, 0);
  g_assert_cmpuint (vit_byte_stream_get_rest (&stream), ==, 0);
}

/* A length of 2⁶⁴ − 1 is not believed. */
static void
test_overlong_string (void)
{
  static const guint8 bytes[16] = { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF };
  VitByteStream stream = vit_byte_stream_read (bytes, sizeof bytes);
  g_autofree char *name = NULL;

  vit_byte_stream_string (&stream, &name);
  g_assert_true (stream.overrun);
  g_assert_cmpstr (name, ==, "");
}

static void
test_checksum (void)
{
  const guint8 *digits = (const guint8 *) "123456789",
               *fox = (const guint8 *) "The quick brown fox jumps over the lazy dog";

  /* Known values of CRC-32/ISO-HDLC. */
  g_assert_cmphex (vit_crc32 (digits, 0), ==, 0);
  g_assert_cmphex (vit_crc32 (digits, 9), ==, 0xCBF43926);
  g_assert_cmphex (vit_crc32 (fox, 43), ==, 0x414FA339);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/byte-stream/numbers-are-little-endian-and-come-back", test_layout);
  g_test_add_func ("/byte-stream/past-the-end-there-are-zeros", test_overrun);
  g_test_add_func ("/byte-stream/an-overlong-string-is-an-overrun", test_overlong_string);
  g_test_add_func ("/byte-stream/the-checksum-is-crc-32", test_checksum);
  return g_test_run ();
}
