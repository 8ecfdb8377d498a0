/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "document.h"

#include <glib/gstdio.h>
#include <string.h>

/* What pdftotext and pdfinfo find in the document. */
static char *
ask (const VitDocument *document, const char *program, const char *option)
{
  g_autofree char *folder = g_dir_make_tmp ("vitrum-document-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  const char *const argv[] = { program, option, path, strcmp (program, "pdftotext") == 0 ? "-" : NULL, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status;

  g_assert_true (vit_document_save (document, path, &error));
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_unlink (path);
  g_rmdir (folder);
  return output;
}

static int
count (const char *text, const char *needle)
{
  int n = 0;

  for (const char *at = text; (at = strstr (at, needle)) != NULL; at += strlen (needle))
    n++;
  return n;
}

static VitFigure *
new_figure (void)
{
  VitFigure *figure = vit_figure_new ();
  double x[] = { 0, 1, 2 }, y[] = { 1, 4, 2 };

  vit_figure_add_line (figure, "model", 3, x, y, VIT_PLOT_COLOUR_MODEL, VIT_LINE_SOLID);
  vit_figure_set_label (figure, VIT_AXIS_X, "q (Å⁻¹)");
  return figure;
}

static VitDocumentTable *
new_table (int n_rows)
{
  static const char *const headings[] = { "Index", "Share", "Trusted" };
  static const VitDocumentAlign alignments[] = { VIT_ALIGN_LEFT, VIT_ALIGN_RIGHT, VIT_ALIGN_LEFT };
  VitDocumentTable *table = vit_document_table_new (3, headings, alignments);

  for (int i = 0; i < n_rows; i++)
    {
      g_autofree char *index = g_strdup_printf ("⟨0,%d,8,2⟩", i);

      vit_document_table_add_row (
          table, (VitDocumentCell[]){
                     { .text = index },
                     { .text = NULL },
                     { .text = "unsure", .colour = VIT_PLOT_COLOUR_MUTED, .mark = (VitDocumentMark) (i % 4) } });
    }
  return table;
}

static void
test_empty (void)
{
  g_autoptr (VitDocument) document = vit_document_new (NULL);
  g_autofree char *info = ask (document, "pdfinfo", "-isodates");

  g_assert_nonnull (strstr (info, "Pages:           1\n"));
  g_assert_nonnull (strstr (info, "A4"));
}

static void
test_text (void)
{
  g_autoptr (VitDocument) document = vit_document_new ("Cu–Zr: χ² <of> & more");
  g_autofree char *text = NULL, *info = NULL;

  vit_document_add_title (document, "10,000 atoms");
  vit_document_add_heading (document, "Verdict");
  vit_document_add_paragraph (document, "Wave numbers in Å⁻¹ and Δ.");
  vit_document_add_table (document, new_table (3));
  vit_document_add_figures (document, 2, (VitFigure *const[]){ new_figure (), new_figure () }, 50, "Two of a kind.");
  text = ask (document, "pdftotext", "-layout");
  info = ask (document, "pdfinfo", "-isodates");
  g_assert_nonnull (strstr (text, "10,000 atoms"));
  g_assert_nonnull (strstr (text, "Wave numbers in Å⁻¹ and Δ."));
  g_assert_nonnull (strstr (text, "⟨0,2,8,2⟩"));
  g_assert_nonnull (strstr (text, "Two of a kind."));
  g_assert_nonnull (strstr (text, "page 1 of 1"));
  g_assert_cmpint (count (text, "q (Å⁻¹)"), ==, 2);
  g_assert_nonnull (strstr (info, "Cu–Zr: χ² <of> & more"));
  g_assert_nonnull (strstr (info, "Vitrum"));
  g_assert_nonnull (strstr (info, "Pages:           1\n"));
}

static void
test_long_table (void)
{
  g_autoptr (VitDocument) document = vit_document_new ("Report");
  g_autofree char *text = NULL, *last = NULL;
  int n_pages;

  vit_document_add_table (document, new_table (150));
  n_pages = vit_document_count_pages (document);
  g_assert_cmpint (n_pages, >=, 3);
  text = ask (document, "pdftotext", "-layout");
  last = g_strdup_printf ("page %d of %d", n_pages, n_pages);
  g_assert_cmpint (count (text, "\f"), ==, n_pages);
  g_assert_cmpint (count (text, "Trusted"), ==, n_pages);
  g_assert_nonnull (strstr (text, last));
  for (int i = 0; i < 150; i++)
    {
      g_autofree char *index = g_strdup_printf ("⟨0,%d,8,2⟩", i);

      g_assert_cmpint (count (text, index), ==, 1);
    }
}

/* Whatever stands above it, a heading has some of its text on the same page. */
static void
test_heading_not_alone (void)
{
  for (int n = 30; n < 62; n++)
    {
      g_autoptr (VitDocument) document = vit_document_new ("Report");
      g_autofree char *text = NULL;
      const char *heading, *body, *page;

      for (int i = 0; i < n; i++)
        vit_document_add_paragraph (document, "A line.");
      vit_document_add_heading (document, "Structure");
      switch (n % 3)
        {
        case 0:
          vit_document_add_table (document, new_table (2));
          break;
        case 1:
          vit_document_add_paragraph (document, "Index of the text.");
          break;
        default:
          vit_document_add_figures (document, 1, (VitFigure *const[]){ new_figure () }, 60, "Index.");
        }
      text = ask (document, "pdftotext", "-raw");
      heading = strstr (text, "Structure");
      g_assert_nonnull (heading);
      body = strstr (heading, "Index");
      page = strchr (heading, '\f');
      g_assert_nonnull (body);
      g_assert_true (page == NULL || body < page);
    }
}

static void
test_page_break (void)
{
  g_autoptr (VitDocument) document = vit_document_new ("Report");

  vit_document_add_heading (document, "One");
  vit_document_add_page_break (document);
  vit_document_add_heading (document, "Two");
  vit_document_add_figures (document, 0, NULL, 1e9, NULL);
  vit_document_add_figures (document, 1, (VitFigure *const[]){ new_figure () }, 1e9, "As high as a page.");
  g_assert_cmpint (vit_document_count_pages (document), ==, 4);
}

/* A paragraph of several pages, and a cell of many lines: every word is there. */
static void
test_long_text (void)
{
  g_autoptr (VitDocument) document = vit_document_new ("Report");
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (int i = 0; i < 3000; i++)
    g_string_append_printf (words, "w%04d ", i);
  vit_document_add_paragraph (document, words->str);
  g_assert_cmpint (vit_document_count_pages (document), >=, 3);
  text = ask (document, "pdftotext", "-raw");
  for (int i = 0; i < 3000; i++)
    {
      g_autofree char *word = g_strdup_printf ("w%04d", i);

      g_assert_nonnull (strstr (text, word));
    }
}

static void
test_errors (void)
{
  g_autoptr (VitDocument) document = vit_document_new ("Report");
  g_autoptr (GError) error = NULL;

  g_assert_false (vit_document_save (document, "/not/there/report.pdf", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_true (g_str_has_prefix (error->message, "/not/there/report.pdf: "));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/an-empty-one-is-a-page", test_empty);
  g_test_add_func ("/document/its-text-can-be-selected", test_text);
  g_test_add_func ("/document/a-long-table-repeats-its-headings", test_long_table);
  g_test_add_func ("/document/a-heading-is-never-alone", test_heading_not_alone);
  g_test_add_func ("/document/pages-break-where-they-must", test_page_break);
  g_test_add_func ("/document/long-text-goes-on-over-pages", test_long_text);
  g_test_add_func ("/document/errors-name-path-and-reason", test_errors);
  return g_test_run ();
}
