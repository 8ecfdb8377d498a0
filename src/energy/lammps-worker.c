/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The program vitrum-lammps: LAMMPS in a process of its own, so that what kills it (a build without exceptions ends the
 * program at every error) does not kill the model. It does what lammps-protocol.h says and knows no more; it uses the C
 * library alone, and loads LAMMPS when it runs. */

#include "lammps-protocol.h"

#include <dlfcn.h>
#include <math.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* LAMMPS's library interface (its library.h), as far as it is used. */
typedef struct
{
  void *(*open_no_mpi) (int argc, char **argv, void **handle);
  void (*close) (void *handle);
  void (*mpi_finalize) (void);
  char *(*command) (void *handle, const char *text);
  int (*create_atoms) (void *handle, int n, const void *id, const int *type, const double *x, const double *v,
                       const void *image, int expand);
  void (*scatter_atoms) (void *handle, const char *name, int type, int count, void *data);
  double (*get_natoms) (void *handle);
  double (*get_thermo) (void *handle, const char *name);
  int (*has_error) (void *handle);                                    /* NULL in old ones */
  int (*get_last_error_message) (void *handle, char *text, int size); /* NULL in old ones */
} Lammps;

typedef struct
{
  Lammps lammps;
  void *handle;
  int out; /* where answers go */
  int n_atoms;
  char *data; /* of the last request */
  size_t room;
} Worker;

static bool
read_all (int fd, void *data, size_t size)
{
  for (char *to = data; size > 0;)
    {
      ssize_t n = read (fd, to, size);

      if (n <= 0)
        return false;
      to += n;
      size -= (size_t) n;
    }
  return true;
}

static bool
write_all (int fd, const void *data, size_t size)
{
  for (const char *from = data; size > 0;)
    {
      ssize_t n = write (fd, from, size);

      if (n <= 0)
        return false;
      from += n;
      size -= (size_t) n;
    }
  return true;
}

static bool
answer (const Worker *self, VitLammpsMessage message, const void *data, size_t size)
{
  VitLammpsHeader header = { .message = message, .size = size };

  return write_all (self->out, &header, sizeof header) && write_all (self->out, data, size);
}

/* Returns: whether the next request has come; its data in @self->data. */
static bool
next_request (Worker *self, VitLammpsHeader *header)
{
  if (!read_all (STDIN_FILENO, header, sizeof *header))
    return false;
  if (header->size > self->room)
    {
      free (self->data);
      self->data = malloc (header->size);
      self->room = self->data != NULL ? header->size : 0;
      if (self->data == NULL)
        return false;
    }
  return read_all (STDIN_FILENO, self->data, header->size);
}

static bool
load (Lammps *lammps)
{
  const char *name = getenv ("VITRUM_LIBLAMMPS");
  /* For all to see: the plug-ins of MPI look for it there. */
  void *library = dlopen (name != NULL ? name : "liblammps.so.0", RTLD_NOW | RTLD_GLOBAL);

  if (library == NULL && name == NULL)
    library = dlopen ("liblammps.so", RTLD_NOW | RTLD_GLOBAL);
  if (library == NULL)
    return false;
  /* Those that may be missing first: dlerror () tells of the last. */
  *(void **) &lammps->has_error = dlsym (library, "lammps_has_error");
  *(void **) &lammps->get_last_error_message = dlsym (library, "lammps_get_last_error_message");
  *(void **) &lammps->mpi_finalize = dlsym (library, "lammps_mpi_finalize");
  *(void **) &lammps->open_no_mpi = dlsym (library, "lammps_open_no_mpi");
  *(void **) &lammps->close = dlsym (library, "lammps_close");
  *(void **) &lammps->command = dlsym (library, "lammps_command");
  *(void **) &lammps->create_atoms = dlsym (library, "lammps_create_atoms");
  *(void **) &lammps->scatter_atoms = dlsym (library, "lammps_scatter_atoms");
  *(void **) &lammps->get_natoms = dlsym (library, "lammps_get_natoms");
  *(void **) &lammps->get_thermo = dlsym (library, "lammps_get_thermo");
  return lammps->open_no_mpi != NULL && lammps->close != NULL && lammps->command != NULL && lammps->create_atoms != NULL
         && lammps->scatter_atoms != NULL && lammps->get_natoms != NULL && lammps->get_thermo != NULL;
}

/* Whether LAMMPS has come to an error that it survived. */
static bool
has_failed (const Worker *self)
{
  return self->lammps.has_error != NULL && self->lammps.get_last_error_message != NULL
         && self->lammps.has_error (self->handle) != 0;
}

/* Answers with @message, or with the error that there is. */
static bool
conclude (const Worker *self, VitLammpsMessage message, const void *data, size_t size)
{
  char text[2048] = "";

  if (!has_failed (self))
    return answer (self, message, data, size);
  self->lammps.get_last_error_message (self->handle, text, sizeof text);
  return answer (self, VIT_LAMMPS_FAILED, text, strnlen (text, sizeof text));
}

static bool
run_commands (Worker *self, size_t size)
{
  for (const char *command = self->data; command < self->data + size && !has_failed (self);
       command += strlen (command) + 1)
    self->lammps.command (self->handle, command);
  return conclude (self, VIT_LAMMPS_DONE, NULL, 0);
}

static bool
make_atoms (Worker *self, size_t size)
{
  int n = (int) (size / (sizeof (int32_t) + 3 * sizeof (double)));
  const int *type = (const int *) self->data;
  /* Behind the types, which may end where no double may begin. */
  double *x = malloc ((size_t) n * 3 * sizeof (double));
  bool going_on;

  if (x == NULL)
    return false;
  memcpy (x, self->data + (size_t) n * sizeof (int32_t), (size_t) n * 3 * sizeof (double));
  self->lammps.create_atoms (self->handle, n, NULL, type, x, NULL, NULL, 0);
  self->n_atoms = n;
  if (self->lammps.get_natoms (self->handle) != n)
    going_on = conclude (self, VIT_LAMMPS_FAILED, "not all atoms found a place in the cell", 39);
  else
    going_on = conclude (self, VIT_LAMMPS_DONE, NULL, 0);
  free (x);
  return going_on;
}

/* Sets up the run anew each time, neighbours and all: any atom may have moved anywhere. */
static bool
compute_energy (Worker *self, size_t size)
{
  double energy = NAN;

  if (size != (size_t) self->n_atoms * 3 * sizeof (double))
    return false;
  self->lammps.scatter_atoms (self->handle, "x", 1, 3, self->data);
  self->lammps.command (self->handle, "run 0 post no");
  if (!has_failed (self))
    energy = self->lammps.get_thermo (self->handle, "pe");
  /* What LAMMPS wrote would fill the memory of a long fit. */
  fflush (stdout);
  if (ftruncate (STDERR_FILENO, 0) != 0)
    clearerr (stdout);
  return conclude (self, VIT_LAMMPS_VALUE, &energy, sizeof energy);
}

static bool
handle_request (Worker *self)
{
  VitLammpsHeader header;

  if (!next_request (self, &header))
    return false;
  switch (header.message)
    {
    case VIT_LAMMPS_COMMANDS:
      return run_commands (self, header.size);
    case VIT_LAMMPS_ATOMS:
      return make_atoms (self, header.size);
    case VIT_LAMMPS_ENERGY:
      return compute_energy (self, header.size);
    default:
      return false;
    }
}

int
main (void)
{
  static const char *arguments[] = { "vitrum-lammps", "-log", "none", "-nocite" };
  const uint32_t protocol = VIT_LAMMPS_PROTOCOL;
  Worker self = { .out = dup (STDOUT_FILENO) };

  /* Ctrl-C in the terminal is for the fit, which ends this program when it is ready to. */
  signal (SIGINT, SIG_IGN);
  /* LAMMPS writes to its standard output: there now is what the standard error is. A line at a time, for the last lines
   * tell why it ended. */
  if (self.out < 0 || dup2 (STDERR_FILENO, STDOUT_FILENO) < 0 || setvbuf (stdout, NULL, _IOLBF, BUFSIZ) != 0)
    return 1;
  if (!load (&self.lammps))
    {
      const char *why = dlerror ();

      if (why == NULL)
        why = "the library has not all functions that are needed";
      answer (&self, VIT_LAMMPS_MISSING, why, strlen (why));
      return 1;
    }
  self.handle = self.lammps.open_no_mpi (4, (char **) arguments, NULL);
  if (self.handle == NULL || !answer (&self, VIT_LAMMPS_READY, &protocol, sizeof protocol))
    return 1;
  while (handle_request (&self))
    continue;
  self.lammps.close (self.handle);
  if (self.lammps.mpi_finalize != NULL)
    self.lammps.mpi_finalize ();
  /* No clean-up of libraries: nobody reads what they would complain about. */
  _exit (0);
}
