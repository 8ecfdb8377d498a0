/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lammps.h"

#include "eam-energy.h"
#include "error.h"
#include "lammps-quantity.h"
#include "test-eam-support.h"
#include "test-support.h"

#include <glib/gstdio.h>
#include <math.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#define POTENTIALS "/usr/share/lammps/potentials/"

/* eV an atom: LAMMPS prints more digits, and positions in fixed point are right to 1e-8 Å. */
#define TOLERANCE 1e-6

/* A potential that was learned, of the package openkim-models: SNAP of Thompson, Swiler, Trott, Foiles and Tucker
 * (2015), which LAMMPS calls Ta06A. Debian's LAMMPS is without its own pair style snap. */
#define TA_STYLE "kim SNAP_ThompsonSwilerTrott_2015_Ta__MO_359768485367_000"

static const char *const ta_coeff[] = { "* * Ta", NULL };
static const VitLammpsSetup ta_snap = { .pair_style = TA_STYLE, .pair_coeff = ta_coeff };

static const char *const cuzr_coeff[] = { "* * " POTENTIALS "CuZr_mm.eam.fs Cu Zr", NULL };
static const VitLammpsSetup cuzr = { .pair_style = "eam/fs", .pair_coeff = cuzr_coeff };

static VitLammps *
lammps_new (const VitLammpsSetup *setup, const VitConfiguration *configuration, const VitAtoms *atoms, GError **error)
{
  const VitElement *elements[VIT_MAX_SPECIES];

  for (int s = 0; s < vit_configuration_get_n_species (configuration); s++)
    elements[s] = vit_configuration_get_element (configuration, s);
  return vit_lammps_new (setup, atoms, elements, error);
}

/* Of a configuration that must be good, eV an atom. */
static double
energy_of (const VitLammpsSetup *setup, const VitConfiguration *configuration)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VitAtoms) atoms = vit_atoms_new (configuration);
  g_autoptr (VitLammps) lammps = lammps_new (setup, configuration, atoms, &error);

  g_assert_no_error (error);
  return vit_lammps_get_energy (lammps) / (double) atoms->n_atoms;
}

static void
assert_as_ours (const VitLammpsSetup *setup, const char *potential, const VitConfiguration *configuration)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (VitEam) eam = vit_test_eam (potential);
  g_autoptr (VitEamEnergy) energy = vit_eam_energy_new (eam, configuration, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (energy_of (setup, configuration), energy->total / (double) energy->n_atoms,
                                  TOLERANCE);
}

static void
test_embedded_atoms_as_ours (void)
{
  static const char *const cuta_coeff[] = { "* * " POTENTIALS "CuTa.eam.alloy Ta", NULL };
  const VitLammpsSetup cuta = { .pair_style = "eam/alloy", .pair_coeff = cuta_coeff };
  g_autoptr (VitConfiguration) ta = vit_test_configuration_read ("data/glasses/ta.xyz");
  g_autoptr (VitConfiguration) cu50zr50 = vit_test_configuration_read ("data/glasses/cu50zr50.xyz");
  g_autoptr (VitConfiguration) cu64zr36 = vit_test_configuration_read ("data/glasses/cu64zr36.xyz");

  assert_as_ours (&cuta, "CuTa.eam.alloy", ta);
  assert_as_ours (&cuzr, "CuZr_mm.eam.fs", cu50zr50);
  assert_as_ours (&cuzr, "CuZr_mm.eam.fs", cu64zr36);
}

/* Cells whose first vector lies along no axis, too: LAMMPS wants them turned. */
static void
test_triclinic_cell_as_ours (void)
{
  static const double turned[3][3] = { { 3, 19, -4 }, { -20, 5, 2 }, { 1, 3, 21 } };
  VitCell cells[] = { vit_test_cell_triclinic (21, 20, 22), vit_test_cell (turned) };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (VitConfiguration) packing = vit_test_configuration_random (&cells[i], "Cu50Zr50", 400, 2.0, 7);

      assert_as_ours (&cuzr, "CuZr_mm.eam.fs", packing);
    }
}

/* Body-centred tantalum whose atoms are off their sites. */
static VitConfiguration *
make_tantalum (int cells, double off, guint32 seed)
{
  gsize n = 2 * (gsize) (cells * cells * cells), i = 0;
  g_autofree guint8 *z = g_new (guint8, n);
  double (*x)[3] = g_malloc (n * sizeof *x);
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  VitCell cell = vit_test_cell_orthogonal (3.316 * cells, 3.316 * cells, 3.316 * cells);
  VitConfiguration *configuration;

  for (int k = 0; k < cells * cells * cells; k++)
    for (int half = 0; half < 2; half++, i++)
      {
        int site[] = { k % cells, k / cells % cells, k / cells / cells };

        z[i] = 73;
        for (int a = 0; a < 3; a++)
          x[i][a] = 3.316 * (site[a] + 0.5 * half) + g_rand_double_range (rand, -off, off);
      }
  configuration = vit_configuration_new (&cell, n, z, x, NULL);
  g_free (x);
  return configuration;
}

/* What the program lmp prints for these atoms, eV an atom. */
static double
run_lmp (const VitConfiguration *configuration)
{
  g_autofree char *folder = g_dir_make_tmp ("vitrum-XXXXXX", NULL), *data = g_build_filename (folder, "data", NULL),
                  *script = g_build_filename (folder, "in", NULL), *out = g_build_filename (folder, "out", NULL),
                  *log = g_build_filename (folder, "kim.log", NULL), *text = NULL;
  g_autoptr (GString) lines = g_string_new ("test\n\n");
  const double (*x)[3] = vit_configuration_get_positions (configuration);
  gsize n = vit_configuration_get_n_atoms (configuration);
  double edge = vit_configuration_get_cell (configuration)->matrix[0][0];
  const char *arguments[] = { "lmp", "-log", "none", "-screen", "none", "-in", "in", NULL };
  g_auto (GStrv) environment = g_get_environ ();
  g_autoptr (GError) error = NULL;
  int status = -1;
  double energy;

  g_string_append_printf (lines, "%" G_GSIZE_FORMAT " atoms\n1 atom types\n", n);
  for (const char *axis = "xyz"; *axis != '\0'; axis++)
    g_string_append_printf (lines, "0 %.17g %clo %chi\n", edge, *axis, *axis);
  g_string_append (lines, "\nMasses\n\n1 180.88\n\nAtoms # atomic\n\n");
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (lines, "%" G_GSIZE_FORMAT " 1 %.17g %.17g %.17g\n", i + 1, x[i][0], x[i][1], x[i][2]);
  g_assert_true (g_file_set_contents (data, lines->str, -1, NULL));
  g_assert_true (
      g_file_set_contents (script,
                           "units metal\natom_style atomic\nread_data data\n"
                           "pair_style " TA_STYLE "\npair_coeff * * Ta\n"
                           "thermo_style custom step pe\nthermo_modify norm yes\nvariable e equal pe\nrun 0\n"
                           "print \"$(v_e:%.15g)\" file out\n",
                           -1, NULL));
  environment = g_environ_setenv (environment, "OMP_NUM_THREADS", "1", TRUE);
  environment = g_environ_setenv (environment, "OMPI_ALLOW_RUN_AS_ROOT", "1", TRUE);
  environment = g_environ_setenv (environment, "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1", TRUE);
  g_spawn_sync (folder, (char **) arguments, environment,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_file_get_contents (out, &text, NULL, NULL));
  energy = g_ascii_strtod (text, NULL);
  for (char **path = (char *[]){ data, script, out, log, NULL }; *path != NULL; path++)
    g_unlink (*path);
  g_rmdir (folder);
  return energy;
}

static void
test_learned_potential_as_lmp (void)
{
  g_autoptr (VitConfiguration) ta = make_tantalum (4, 0.3, 3);

  g_assert_cmpfloat_with_epsilon (energy_of (&ta_snap, ta), run_lmp (ta), TOLERANCE);
}

/* The second energy is that of the new places, wherever the atoms went, and not that of the first. */
static void
test_follows_atoms (void)
{
  g_autoptr (VitConfiguration) first = make_tantalum (4, 0.1, 3), second = make_tantalum (4, 0.4, 5);
  g_autoptr (VitAtoms) atoms = vit_atoms_new (first), moved = vit_atoms_new (second);
  g_autoptr (GError) error = NULL;
  g_autoptr (VitLammps) lammps = lammps_new (&ta_snap, first, atoms, &error);
  double energy, again;

  g_assert_no_error (error);
  g_assert_true (vit_lammps_compute (lammps, moved, &energy, &error));
  g_assert_cmpfloat_with_epsilon (energy / (double) moved->n_atoms, energy_of (&ta_snap, second), TOLERANCE);
  /* All atoms by half a cell: the same. */
  for (gsize i = 0; i < moved->n_atoms; i++)
    {
      VitFixedPoint point = vit_atoms_get (moved, i);

      for (int a = 0; a < 3; a++)
        point.f[a] = vit_fixed_add (point.f[a], G_MAXINT32);
      vit_atoms_set (moved, i, point);
    }
  g_assert_true (vit_lammps_compute (lammps, moved, &again, &error));
  g_assert_cmpfloat_with_epsilon (energy, again, TOLERANCE * (double) moved->n_atoms);
}

static void
test_quantity_is_slow (void)
{
  g_autoptr (VitConfiguration) ta = make_tantalum (4, 0.1, 3);
  const VitModelNeeds needs = { 0 };
  VitVectorTarget targets[3];
  g_autoptr (GError) error = NULL;
  g_autoptr (VitModel) model = NULL;
  g_autoptr (VitQuantity) quantity = NULL;
  double value;

  vit_test_vector_targets (targets);
  model = vit_model_new (ta, &needs, targets[0], &error);
  g_assert_no_error (error);
  quantity = vit_lammps_quantity_new (lammps_new (&ta_snap, ta, model->atoms, &error), model->atoms->n_atoms);
  g_assert_null (quantity->kind->propose);
  value = quantity->kind->compute (quantity, model, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat_with_epsilon (value, energy_of (&ta_snap, ta), TOLERANCE);
  g_assert_cmpfloat (vit_quantity_get_value (quantity), ==, value);
}

static void
assert_setup_refused (const VitLammpsSetup *setup, int code, const char *text)
{
  g_autoptr (VitConfiguration) ta = make_tantalum (4, 0.1, 3);
  g_autoptr (VitAtoms) atoms = vit_atoms_new (ta);
  g_autoptr (GError) error = NULL;

  g_assert_null (lammps_new (setup, ta, atoms, &error));
  g_assert_error (error, VIT_ERROR, code);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, text));
}

static void
assert_refused (const char *style, const char *const *coeff, const char *const *elements, int code, const char *text)
{
  const VitLammpsSetup setup = { .pair_style = style, .pair_coeff = coeff, .elements = elements };

  assert_setup_refused (&setup, code, text);
}

static void
test_errors_are_those_of_lammps (void)
{
  static const char *const no_file[] = { "* * no-such-file.eam.alloy Ta", NULL };
  static const char *const other_element[] = { "* * " POTENTIALS "CuTa.eam.alloy Ni", NULL };
  static const char *const few[] = { "* * " POTENTIALS "CuTa.eam.alloy", NULL };
  static const char *const none[] = { NULL };
  static const char *const ta[] = { "Ta", NULL };
  static const char *const cu[] = { "Cu", NULL };
  static const char *const unknown[] = { "Xx", NULL };
  static const char *const lines[] = { "* * 1\nshell touch x", NULL };

  assert_refused ("eam/alloy", no_file, NULL, VIT_ERROR_INPUT, "no-such-file.eam.alloy");
  assert_refused ("eam/alloy", other_element, ta, VIT_ERROR_INPUT, "Ni");
  assert_refused ("eam/alloy", few, NULL, VIT_ERROR_INPUT, "ncorrect");
  assert_refused ("eam/alloy", none, NULL, VIT_ERROR_INPUT, "coeffs are not set");
  assert_refused ("no/such/style", none, NULL, VIT_ERROR_INPUT, "no/such/style");
  assert_refused ("eam/alloy", other_element, NULL, VIT_ERROR_INPUT, "the sample has Ta");
  assert_refused ("eam/alloy", few, cu, VIT_ERROR_INPUT, "the sample has Ta");
  assert_refused ("eam/alloy", few, unknown, VIT_ERROR_INPUT, "\"Xx\"");
  assert_refused ("eam/alloy", lines, NULL, VIT_ERROR_INPUT, "one line");
}

static int
count_descriptors (void)
{
  g_autoptr (GDir) dir = g_dir_open ("/proc/self/fd", 0, NULL);
  int n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
assert_nothing_is_left (int descriptors)
{
  g_assert_cmpint (count_descriptors (), ==, descriptors);
  /* No child, not even a dead one. */
  g_assert_cmpint (waitpid (-1, NULL, WNOHANG), ==, -1);
}

/* Another place for an atom, without which LAMMPS need not be asked again; called twice, the first one again. */
static void
shift_there_and_back (VitAtoms *atoms)
{
  VitFixedPoint place = vit_atoms_get (atoms, 0);

  place.f[0] ^= 1 << 20;
  vit_atoms_set (atoms, 0, place);
}

/* @signal: what happens to LAMMPS between two energies. */
static void
assert_goes_on_after (int signal, const char *text)
{
  VitLammpsSetup setup = ta_snap;
  g_autoptr (VitConfiguration) ta = make_tantalum (4, 0.1, 3);
  g_autoptr (VitAtoms) atoms = vit_atoms_new (ta);
  int descriptors = count_descriptors ();
  VitLammps *lammps;
  GError *error = NULL;
  double energy = 0, first;

  setup.timeout = signal == SIGSTOP ? 3 : 0;
  lammps = lammps_new (&setup, ta, atoms, &error);
  g_assert_no_error (error);
  first = vit_lammps_get_energy (lammps);
  for (int round = 0; round < 2; round++)
    {
      shift_there_and_back (atoms);
      g_assert_true (vit_lammps_compute (lammps, atoms, &energy, &error));
      shift_there_and_back (atoms);
      kill (vit_lammps_get_process_id (lammps), signal);
      g_assert_false (vit_lammps_compute (lammps, atoms, &energy, &error));
      g_assert_error (error, VIT_ERROR, VIT_ERROR_NUMERIC);
      g_assert_nonnull (strstr (error->message, text));
      g_test_message ("%s", error->message);
      g_clear_error (&error);
      assert_nothing_is_left (descriptors);
      g_assert_true (vit_lammps_compute (lammps, atoms, &energy, &error));
      g_assert_cmpfloat (energy, ==, first);
    }
  vit_lammps_free (lammps);
  assert_nothing_is_left (descriptors);
}

static void
test_killed (void)
{
  assert_goes_on_after (SIGKILL, "signal 9");
}

static void
test_hanging (void)
{
  assert_goes_on_after (SIGSTOP, "has not answered for 3 s");
}

/* Killed in the middle of a computation, by another thread. */
static gpointer
kill_soon (gpointer pid)
{
  g_usleep (100000);
  kill (GPOINTER_TO_INT (pid), SIGKILL);
  return NULL;
}

static void
test_killed_at_work (void)
{
  g_autoptr (VitConfiguration) ta = make_tantalum (12, 0.1, 3);
  g_autoptr (VitAtoms) atoms = vit_atoms_new (ta);
  g_autoptr (GError) error = NULL;
  g_autoptr (VitLammps) lammps = lammps_new (&ta_snap, ta, atoms, &error);
  GThread *thread;
  double energy;

  g_assert_no_error (error);
  thread = g_thread_new ("kill", kill_soon, GINT_TO_POINTER (vit_lammps_get_process_id (lammps)));
  while (vit_lammps_compute (lammps, atoms, &energy, &error))
    shift_there_and_back (atoms);
  g_assert_error (error, VIT_ERROR, VIT_ERROR_NUMERIC);
  g_assert_nonnull (strstr (error->message, "signal 9"));
  g_thread_join (thread);
}

/* A program that does what @script says instead of vitrum-lammps. */
static void
assert_program_refused (const char *script, int code, const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("vitrum-XXXXXX", NULL);
  g_autofree char *program = g_build_filename (folder, "vitrum-lammps", NULL);
  g_autofree char *before = g_strdup (g_getenv ("VITRUM_LIBEXEC_DIR"));
  int descriptors = count_descriptors ();

  if (script != NULL)
    {
      g_assert_true (g_file_set_contents (program, script, -1, NULL));
      g_chmod (program, 0700);
    }
  g_setenv ("VITRUM_LIBEXEC_DIR", folder, TRUE);
  assert_setup_refused (&ta_snap, code, text);
  assert_nothing_is_left (descriptors);
  if (before != NULL)
    g_setenv ("VITRUM_LIBEXEC_DIR", before, TRUE);
  else
    g_unsetenv ("VITRUM_LIBEXEC_DIR");
  g_unlink (program);
  g_rmdir (folder);
}

static void
test_program_missing_or_wrong (void)
{
  assert_program_refused (NULL, VIT_ERROR_UNSUPPORTED, "vitrum-lammps");
  assert_program_refused ("#!/bin/sh\necho this is no answer of any kind that was agreed\nexec sleep 100\n",
                          VIT_ERROR_NUMERIC, "no sense");
  assert_program_refused ("#!/bin/sh\nexit 3\n", VIT_ERROR_NUMERIC, "status 3");
  assert_program_refused ("#!/bin/sh\nkill -SEGV $$\n", VIT_ERROR_NUMERIC, "signal 11");
}

static void
test_library_missing (void)
{
  g_setenv ("VITRUM_LIBLAMMPS", "libnothing-of-the-kind.so.7", TRUE);
  assert_setup_refused (&ta_snap, VIT_ERROR_UNSUPPORTED, "libnothing-of-the-kind.so.7");
  /* A library, but not this one. */
  g_setenv ("VITRUM_LIBLAMMPS", "libm.so.6", TRUE);
  assert_setup_refused (&ta_snap, VIT_ERROR_UNSUPPORTED, "undefined symbol: lammps_");
  g_unsetenv ("VITRUM_LIBLAMMPS");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lammps-energy/embedded atoms as ours, on the glasses", test_embedded_atoms_as_ours);
  g_test_add_func ("/lammps-energy/triclinic cells as ours", test_triclinic_cell_as_ours);
  g_test_add_func ("/lammps-energy/a learned potential as lmp prints it", test_learned_potential_as_lmp);
  g_test_add_func ("/lammps-energy/follows the atoms", test_follows_atoms);
  g_test_add_func ("/lammps-energy/the quantity is slow", test_quantity_is_slow);
  g_test_add_func ("/lammps-energy/errors are those of LAMMPS", test_errors_are_those_of_lammps);
  g_test_add_func ("/lammps-energy/killed, it says so and goes on", test_killed);
  g_test_add_func ("/lammps-energy/killed at work", test_killed_at_work);
  g_test_add_func ("/lammps-energy/hanging, it is ended", test_hanging);
  g_test_add_func ("/lammps-energy/the program missing or wrong", test_program_missing_or_wrong);
  g_test_add_func ("/lammps-energy/the library missing", test_library_missing);
  return g_test_run ();
}
