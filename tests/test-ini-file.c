/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "error.h"
#include "ini-file.h"
#include "test-folder.h"
#include "test-support.h"

#include <locale.h>
#include <string.h>

#define FILE_NAME "test.ini"

static const char *folder; /* a temporary one */
static const char *path;   /* of the file that is written anew by each test */

static VitIniFile *
read_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  VitIniFile *ini;

  vit_test_folder_write (FILE_NAME, text);
  ini = vit_ini_file_read (path, &error);
  g_assert_no_error (error);
  g_assert_nonnull (ini);
  return ini;
}

static void
assert_message (const GError *error, int line, const char *part)
{
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  vit_test_assert_message (error, path, line, part);
}

static void
assert_refused (const char *text, int line, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VitIniFile) ini = NULL;

  vit_test_folder_write (FILE_NAME, text);
  ini = vit_ini_file_read (path, &error);
  g_assert_null (ini);
  assert_message (error, line, part);
}

static void
assert_string (const VitIniFile *ini, const char *group, const char *key, const char *expected)
{
  g_autofree char *value = vit_ini_file_get_string (ini, group, key);

  g_assert_cmpstr (value, ==, expected);
}

static void
test_values (void)
{
  g_autoptr (VitIniFile) ini = read_text ("[one]\na = 1\nb=two words \n  c  =   3.5\n[two words]\na = other\nd =\n");
  g_auto (GStrv) groups = vit_ini_file_get_groups (ini);

  g_assert_cmpstr (vit_ini_file_get_path (ini), ==, path);
  g_assert_cmpuint (g_strv_length (groups), ==, 2);
  g_assert_cmpstr (groups[0], ==, "one");
  g_assert_cmpstr (groups[1], ==, "two words");
  assert_string (ini, "one", "a", "1");
  assert_string (ini, "one", "b", "two words");
  assert_string (ini, "one", "c", "3.5");
  assert_string (ini, "two words", "a", "other");
  assert_string (ini, "two words", "d", NULL);
  assert_string (ini, "one", "d", NULL);
  assert_string (ini, "three", "a", NULL);
  g_assert_true (vit_ini_file_has (ini, "two words", "d"));
  g_assert_false (vit_ini_file_has (ini, "one", "d"));
  g_assert_false (vit_ini_file_has (ini, "three", "a"));
}

static void
test_values_are_taken_as_they_are (void)
{
  g_autoptr (VitIniFile) ini = read_text ("[a]\nform = q[S(q)-1]\nname = Å Zr – \xe2\x89\xa4\nequals = a = b\n"
                                          "back = C:\\new\\table\nlist = 1;2;3\nquote = \"x\"\n");

  assert_string (ini, "a", "form", "q[S(q)-1]");
  assert_string (ini, "a", "name", "Å Zr – ≤");
  assert_string (ini, "a", "equals", "a = b");
  assert_string (ini, "a", "back", "C:\\new\\table");
  assert_string (ini, "a", "list", "1;2;3");
  assert_string (ini, "a", "quote", "\"x\"");
}

static void
test_comments (void)
{
  g_autoptr (VitIniFile) ini = read_text ("# first\n; second = 1\n\n[a] # of the group\nx = 1\n#x = 2\n;x = 3\n"
                                          "  # indented = 1\n  ; indented = 2\n\t; [b]\n\ny = 2   # two\n"
                                          "z = feff#1\n# [c]\n");
  g_auto (GStrv) groups = vit_ini_file_get_groups (ini);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_strv_length (groups), ==, 1);
  assert_string (ini, "a", "x", "1");
  assert_string (ini, "a", "y", "2");
  /* Only behind a blank: part of a name else. */
  assert_string (ini, "a", "z", "feff#1");
  vit_ini_file_check_keys (ini, "a", (const char *const[]){ "x", "y", "z", NULL }, &error);
  g_assert_no_error (error);
}

/* A name of a group may hold the mark too. */
static void
test_hash_in_group (void)
{
  g_autoptr (VitIniFile) ini = read_text ("[data sample #3]\nx = 1\n");

  assert_string (ini, "data sample #3", "x", "1");
}

static void
test_crlf (void)
{
  g_autoptr (VitIniFile) ini = read_text ("# c\r\n; c\r\n[a]\r\nx = 1\r\n\r\n; d\r\ny = word\r\n[b]\r\nz = 2");
  g_autoptr (GError) error = NULL;
  double x = 0;

  g_assert_true (vit_ini_file_get_double (ini, "a", "x", 0, 10, &x, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (x, ==, 1);
  assert_string (ini, "a", "y", "word");
  assert_string (ini, "b", "z", "2");
  assert_refused ("[a]\r\nx = 1\r\n[a]\r\n", 3, "[a]");
}

static void
test_bad_lines (void)
{
  assert_refused ("[a]\nx = 1\nnonsense\n", 3, "nonsense");
  assert_refused ("# c\n\n[a\nx = 1\n", 3, "[a");
  assert_refused ("[a]\n= 1\n", 2, "\"= 1\"");
  assert_refused ("[a]\nx] = 1\n", 2, "\"x] = 1\"");
  assert_refused ("[a] b\nx = 1\n", 1, "[a] b");
}

static void
test_text_before_group (void)
{
  assert_refused ("x = 1\n[a]\n", 1, "[group]");
  assert_refused ("# c\n\nx = 1\n[a]\n", 3, "[group]");
}

static void
test_twice (void)
{
  assert_refused ("[a]\nx = 1\n[b]\nx = 1\n[a]\ny = 1\n", 5, "[a]");
  assert_refused ("[a]\nx = 1\ny = 1\nx = 1\n", 4, "\"x\"");
  assert_refused ("[a]\nx = 1\n\nx=2\n", 4, "\"x\"");
}

/* What GKeyFile sees otherwise than the first pass must be refused with a line, or read: never half of each. */
static void
test_odd_lines (void)
{
  static const char *const texts[] = { "[a]b]\nx = 1\n",
                                       "[]\nx = 1\n",
                                       "[a]\nx y = 1\n",
                                       "[a]\nx[de] = 1\n",
                                       "[a]\nx[] = 1\n",
                                       "[a]\n[x = 1\n",
                                       "[a]\nx] = 1\n",
                                       "[a]\nx = 1\f\n",
                                       "[a\x01]\nx = 1\n",
                                       "[[a]]\nx = 1\n",
                                       "[a]\n\xff\xfe = 1\n",
                                       "[\xff]\nx = 1\n",
                                       "\xef\xbb\xbf[a]\nx = 1\n",
                                       "[a]\nx = 1\n\v; y = 2\n",
                                       "[a]\nx = 1\ry = 2\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (VitIniFile) ini = NULL;
      g_autofree char *start = g_strconcat (path, ":", NULL);

      vit_test_folder_write (FILE_NAME, texts[i]);
      ini = vit_ini_file_read (path, &error);
      g_test_message ("%d: %s", (int) i, error != NULL ? error->message : "read");
      if (ini != NULL)
        continue;
      g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
      g_assert_true (g_str_has_prefix (error->message, start));
      g_assert_true (g_ascii_isdigit (error->message[strlen (start)]));
    }
}

static void
test_empty (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VitIniFile) ini = NULL, comments = NULL;
  g_auto (GStrv) groups = NULL;

  vit_test_folder_write (FILE_NAME, "");
  ini = vit_ini_file_read (path, &error);
  g_assert_null (ini);
  g_assert_error (error, VIT_ERROR, VIT_ERROR_INPUT);
  g_assert_true (g_str_has_prefix (error->message, path));

  comments = read_text ("# nothing\n\n");
  groups = vit_ini_file_get_groups (comments);
  g_assert_cmpuint (g_strv_length (groups), ==, 0);
}

static void
test_missing_and_binary (void)
{
  const char *none = vit_test_folder_path ("none.ini");
  g_autoptr (GError) missing = NULL, directory = NULL, binary = NULL;

  g_assert_null (vit_ini_file_read (none, &missing));
  g_assert_error (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_nonnull (strstr (missing->message, none));
  g_assert_null (vit_ini_file_read (folder, &directory));
  g_assert_nonnull (directory);
  vit_test_folder_write_bytes (FILE_NAME, "[a]\nx = \0 1\n", 12);
  g_assert_null (vit_ini_file_read (path, &binary));
  g_assert_error (binary, VIT_ERROR, VIT_ERROR_INPUT);
}

static void
test_unknown_key (void)
{
  g_autoptr (VitIniFile) ini = read_text ("[a]\nx = 1\n\n# c\nzz = 3\n[b]\nzz = 3\n");
  g_autoptr (GError) error = NULL;

  g_assert_false (vit_ini_file_check_keys (ini, "a", (const char *const[]){ "x", "y", NULL }, &error));
  assert_message (error, 5, "x, y");
  g_assert_nonnull (strstr (error->message, "zz"));
  g_assert_true (vit_ini_file_check_keys (ini, "b", (const char *const[]){ "zz", NULL }, NULL));
  g_assert_true (vit_ini_file_check_keys (ini, "none", (const char *const[]){ "x", NULL }, NULL));
}

static void
test_errors_of_keys_and_groups (void)
{
  g_autoptr (VitIniFile) ini = read_text ("\n[a]\nx = 1\n[b]\n");
  g_autoptr (GError) key = NULL, group = NULL, missing = NULL, nowhere = NULL;

  g_assert_false (vit_ini_file_set_error (ini, "a", "x", &key, "wrong %d", 7));
  assert_message (key, 3, "wrong 7");
  g_assert_false (vit_ini_file_set_error (ini, "b", NULL, &group, "wrong"));
  assert_message (group, 4, "wrong");
  g_assert_false (vit_ini_file_set_error (ini, "a", "y", &missing, "wrong"));
  assert_message (missing, 2, "wrong");
  g_assert_false (vit_ini_file_set_error (ini, "none", "y", &nowhere, "wrong"));
  assert_message (nowhere, 1, "wrong");
}

static void
test_doubles (void)
{
  g_autoptr (VitIniFile) ini = read_text ("[a]\none = 1\nneg = -2.5\nexp = 1e-3\nblank = \nword = abc\ntwo = 1 2\n"
                                          "comma = 1,5\nnan = nan\ninf = inf\nlast = 10\n");
  static const struct
  {
    const char *key;
    int line;
  } wrong[] = { { "blank", 5 }, { "word", 6 }, { "two", 7 }, { "comma", 8 }, { "nan", 9 }, { "inf", 10 } };
  g_autoptr (GError) low = NULL, high = NULL;
  double value = 42;

  g_assert_true (vit_ini_file_get_double (ini, "a", "none", 0, 1, &value, NULL));
  g_assert_true (vit_ini_file_get_double (ini, "none", "one", 0, 1, &value, NULL));
  g_assert_cmpfloat (value, ==, 42);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (vit_ini_file_get_double (ini, "a", wrong[i].key, -100, 100, &value, &error));
      assert_message (error, wrong[i].line, wrong[i].key);
      g_assert_nonnull (strstr (error->message, "-100 to 100"));
    }
  g_assert_false (vit_ini_file_get_double (ini, "a", "neg", -2, 10, &value, &low));
  assert_message (low, 3, "from -2 to 10");
  g_assert_false (vit_ini_file_get_double (ini, "a", "last", -2, 9.5, &value, &high));
  assert_message (high, 11, "from -2 to 9.5");
  g_assert_cmpfloat (value, ==, 42);

  /* The limits themselves are allowed. */
  g_assert_true (vit_ini_file_get_double (ini, "a", "last", 0, 10, &value, NULL));
  g_assert_cmpfloat (value, ==, 10);
  g_assert_true (vit_ini_file_get_double (ini, "a", "neg", -2.5, 10, &value, NULL));
  g_assert_cmpfloat (value, ==, -2.5);
  g_assert_true (vit_ini_file_get_double (ini, "a", "exp", 0, 1, &value, NULL));
  g_assert_cmpfloat (value, ==, 1e-3);
}

static void
test_integers (void)
{
  g_autoptr (VitIniFile) ini = read_text ("[a]\nplain = 17\nexp = 4e6\nhalf = 1.5\nword = x\nlarge = 1e13\n");
  g_autoptr (GError) half = NULL, word = NULL, large = NULL;
  gint64 value = 42;

  g_assert_true (vit_ini_file_get_integer (ini, "a", "none", 0, 1, &value, NULL));
  g_assert_cmpint (value, ==, 42);
  g_assert_true (vit_ini_file_get_integer (ini, "a", "plain", 0, 100, &value, NULL));
  g_assert_cmpint (value, ==, 17);
  g_assert_true (vit_ini_file_get_integer (ini, "a", "exp", 0, G_GINT64_CONSTANT (1000000000000), &value, NULL));
  g_assert_cmpint (value, ==, 4000000);
  g_assert_false (vit_ini_file_get_integer (ini, "a", "half", 0, 100, &value, &half));
  assert_message (half, 4, "whole number");
  g_assert_false (vit_ini_file_get_integer (ini, "a", "word", 0, 100, &value, &word));
  assert_message (word, 5, "word");
  g_assert_false (vit_ini_file_get_integer (ini, "a", "large", 0, G_GINT64_CONSTANT (1000000000000), &value, &large));
  assert_message (large, 6, "large");
  g_assert_cmpint (value, ==, 4000000);
}

static void
test_comma_locale (void)
{
  g_autoptr (GError) error = NULL;
  double value = 0;

  vit_test_set_comma_locale ();
  {
    g_autoptr (VitIniFile) ini = read_text ("[a]\npoint = 1.5\ncomma = 1,5\n");

    g_assert_true (vit_ini_file_get_double (ini, "a", "point", 0, 10, &value, NULL));
    g_assert_cmpfloat (value, ==, 1.5);
    g_assert_false (vit_ini_file_get_double (ini, "a", "comma", 0, 10, &value, &error));
    assert_message (error, 3, "1,5");
  }
  setlocale (LC_ALL, "C");
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = vit_test_folder_make ("ini");
  path = vit_test_folder_path (FILE_NAME);
  g_test_add_func ("/ini-file/values-are-found-by-group-and-key", test_values);
  g_test_add_func ("/ini-file/values-are-taken-as-they-are", test_values_are_taken_as_they_are);
  g_test_add_func ("/ini-file/comments-are-passed-over", test_comments);
  g_test_add_func ("/ini-file/a-group-may-hold-a-hash", test_hash_in_group);
  g_test_add_func ("/ini-file/line-ends-of-windows-are-accepted", test_crlf);
  g_test_add_func ("/ini-file/lines-that-are-nothing-are-refused", test_bad_lines);
  g_test_add_func ("/ini-file/keys-need-a-group", test_text_before_group);
  g_test_add_func ("/ini-file/nothing-comes-twice", test_twice);
  g_test_add_func ("/ini-file/odd-lines-are-read-or-refused-by-their-number", test_odd_lines);
  g_test_add_func ("/ini-file/an-empty-file-is-an-error", test_empty);
  g_test_add_func ("/ini-file/files-that-are-no-text-are-errors", test_missing_and_binary);
  g_test_add_func ("/ini-file/unknown-keys-are-refused", test_unknown_key);
  g_test_add_func ("/ini-file/errors-name-the-line-of-key-or-group", test_errors_of_keys_and_groups);
  g_test_add_func ("/ini-file/numbers-are-checked-against-their-limits", test_doubles);
  g_test_add_func ("/ini-file/whole-numbers-are-whole", test_integers);
  g_test_add_func ("/ini-file/a-comma-locale-changes-nothing", test_comma_locale);
  result = g_test_run ();
  vit_test_folder_remove ();
  return result;
}
