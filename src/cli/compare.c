/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli.h"

#include "agreement.h"
#include "configuration-file.h"
#include "json-text.h"
#include "recipe.h"

#include <stdio.h>

static void
print_text (const GArray *agreements)
{
  vit_cli_print_cell ("curve", -16);
  vit_cli_print_cell ("R²", 11);
  vit_cli_print_cell ("δ²", 13);
  printf ("\n");
  for (guint i = 0; i < agreements->len; i++)
    {
      const VitAgreement *agreement = &g_array_index (agreements, VitAgreement, i);

      printf ("%-16s %10.6f %12.6g\n", agreement->name, agreement->r2, agreement->delta2);
    }
}

/* "R2": { "g(r) total": 0.99, … } */
static void
add_member (JsonBuilder *json, const char *name, const GArray *agreements, gsize offset)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_object (json);
  for (guint i = 0; i < agreements->len; i++)
    {
      const VitAgreement *agreement = &g_array_index (agreements, VitAgreement, i);

      json_builder_set_member_name (json, agreement->name);
      json_builder_add_double_value (json, G_STRUCT_MEMBER (double, agreement, offset));
    }
  json_builder_end_object (json);
}

static void
print_json (const GArray *agreements)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();
  g_autofree char *text = NULL;

  json_builder_begin_object (json);
  add_member (json, "R2", agreements, G_STRUCT_OFFSET (VitAgreement, r2));
  add_member (json, "delta2", agreements, G_STRUCT_OFFSET (VitAgreement, delta2));
  json_builder_end_object (json);
  text = vit_json_to_text (json);
  fputs (text, stdout);
}

int
vit_cli_compare (int argc, char **argv)
{
  g_autofree char *bin_text = NULL, *r_max_text = NULL, *q_text = NULL;
  gboolean as_json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, "Print JSON", NULL },
    { "bin", 0, 0, G_OPTION_ARG_STRING, &bin_text, "Width of a bin of g(r), Å (0.02)", "Å" },
    { "rmax", 0, 0, G_OPTION_ARG_STRING, &r_max_text, "End of g(r), Å (the largest sphere in both cells)", "Å" },
    { "q", 0, 0, G_OPTION_ARG_STRING, &q_text, "Wave numbers, Å⁻¹ (0.6:20:0.05)", "LOW:HIGH:STEP" },
    G_OPTION_ENTRY_NULL,
  };
  VitRange range = { 0.6, 20, 0.05 };
  VitAgreementOptions options = { .bin = 0.02 };
  g_autoptr (VitConfiguration) model = NULL, target = NULL;
  g_autoptr (GArray) agreements = NULL;
  g_autofree double *q = NULL;
  GError *error = NULL;

  if (!vit_cli_parse (
          entries, "MODEL TARGET", 2,
          "Prints R² and δ² of total and partial g(r), X-ray S(q) and partial S(q) of MODEL against TARGET.", &argc,
          &argv)
      || !vit_cli_option_double ("--bin", bin_text, 1e-4, 10, &options.bin)
      || !vit_cli_option_double ("--rmax", r_max_text, 1e-3, 1e4, &options.r_max))
    return VIT_CLI_BAD_INPUT;
  if (q_text != NULL && (!vit_range_parse (q_text, &range) || range.step == 0))
    return vit_cli_usage ("--q: expected LOW:HIGH:STEP with 0 ≤ LOW < HIGH, found \"%s\"", q_text);
  options.q = q = vit_range_get_points (&range);
  options.n = vit_range_get_n (&range);

  model = vit_configuration_read (argv[1], &error);
  if (model != NULL)
    target = vit_configuration_read (argv[2], &error);
  if (target != NULL)
    agreements = vit_agreement_compare (model, target, &options, &error);
  if (agreements == NULL)
    return vit_cli_fail (error);
  if (as_json)
    print_json (agreements);
  else
    print_text (agreements);
  return VIT_CLI_DONE;
}
