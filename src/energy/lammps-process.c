/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lammps-process.h"

#include "error.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "vitrum-lammps"

/* No text of LAMMPS is longer. */
#define LONGEST_TEXT 65536

/* How long a program that has been asked to end may take, ms. */
#define GRACE 1000

/* A working folder in which nobody can make a file: the pair style kim would leave its kim.log there. */
#define NO_FILES "/proc"

struct _VitLammpsProcess
{
  double timeout;
  GPid pid; /* 0: it has ended */
  int socket;
  int log; /* file without a name that has its standard error, and what LAMMPS writes */
};

/* Ends it. Returns: as waitpid() has it. */
static int
end_process (VitLammpsProcess *self, int grace)
{
  struct pollfd end = { .fd = self->socket };
  int status = 0;

  if (self->pid == 0)
    return 0;
  shutdown (self->socket, SHUT_WR);
  /* The other end of the socket closes as the program ends; what it still may have said is of no use. */
  poll (&end, 1, grace);
  for (int waited = 0; waitpid (self->pid, &status, WNOHANG) == 0; waited += 10)
    {
      if (waited >= grace)
        kill (self->pid, SIGKILL);
      g_usleep (10000);
    }
  self->pid = 0;
  return status;
}

void
vit_lammps_process_free (VitLammpsProcess *self)
{
  if (self == NULL)
    return;
  end_process (self, GRACE);
  if (self->socket >= 0)
    close (self->socket);
  if (self->log >= 0)
    close (self->log);
  g_free (self);
}

int
vit_lammps_process_get_id (const VitLammpsProcess *self)
{
  return self->pid;
}

/* What stands behind the last @mark and up to the end of the line; %NULL if there is none. */
static char *
find_line (const char *text, const char *mark)
{
  const char *line = g_strrstr (text, mark);

  return line != NULL ? g_strndup (line + strlen (mark), strcspn (line + strlen (mark), "\n")) : NULL;
}

/* Takes the place in LAMMPS's source from the end: "... (../pair_eam.cpp:123)". */
static void
strip_source (char *words)
{
  char *source = g_strrstr (words, " (");

  if (source != NULL && strstr (source, ".cpp:") != NULL)
    *source = '\0';
}

/* What LAMMPS wrote behind "ERROR: " or "ERROR on proc 0: ", without the place in its source, and the command that it
 * is about, which it tells itself; else the last line that was written. */
static char *
read_last_words (const VitLammpsProcess *self)
{
  g_autofree char *text = g_malloc0 (LONGEST_TEXT + 1), *words = NULL, *command = NULL, *all = NULL;
  off_t end = lseek (self->log, 0, SEEK_END);

  if (end <= 0 || pread (self->log, text, LONGEST_TEXT, MAX (0, end - LONGEST_TEXT)) <= 0)
    return g_strdup ("");
  g_strchomp (text);
  words = find_line (text, "ERROR: ");
  if (words == NULL)
    words = find_line (text, "ERROR on proc 0: ");
  if (words == NULL)
    words = find_line (text, "\n");
  if (words == NULL)
    words = g_strdup (text);
  strip_source (words);
  command = find_line (text, "Last command: ");
  if (command != NULL && g_str_has_prefix (command, "pair_"))
    all = g_strdup_printf ("%s (at: %s)", words, command);
  return g_utf8_make_valid (all != NULL ? all : words, -1);
}

/* Says why the program has ended. */
static void
set_error_of_end (VitLammpsProcess *self, GError **error)
{
  int status = end_process (self, GRACE);
  g_autofree char *words = read_last_words (self);

  if (WIFSIGNALED (status))
    g_set_error (error, VIT_ERROR, VIT_ERROR_NUMERIC, "LAMMPS was killed by signal %d (%s)", WTERMSIG (status),
                 g_strsignal (WTERMSIG (status)));
  else if (*words != '\0')
    g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "LAMMPS: %s", words);
  else
    g_set_error (error, VIT_ERROR, VIT_ERROR_NUMERIC, "LAMMPS ended without a word (status %d)",
                 WIFEXITED (status) ? WEXITSTATUS (status) : -1);
}

static gboolean
set_error_of_nonsense (VitLammpsProcess *self, GError **error)
{
  end_process (self, 0);
  g_set_error (error, VIT_ERROR, VIT_ERROR_NUMERIC,
               "the program " PROGRAM " answers something that makes no sense; is it of this version of Vitrum?");
  return FALSE;
}

/* Waits until the socket can be read or written. @left: (inout): time that is left, ms. */
static gboolean
wait_for (VitLammpsProcess *self, short event, double *left, GError **error)
{
  struct pollfd socket = { .fd = self->socket, .events = event };

  while (*left > 0)
    {
      /* Slices, none of which counts for more than it is: where Vitrum itself was stopped for an hour, LAMMPS was too.
       */
      int slice = (int) MIN (*left, 200) + 1;
      gint64 start = g_get_monotonic_time ();

      if (poll (&socket, 1, slice) > 0)
        return TRUE;
      *left -= MIN ((double) (g_get_monotonic_time () - start) / 1000, slice);
    }
  end_process (self, 0);
  g_set_error (error, VIT_ERROR, VIT_ERROR_NUMERIC, "LAMMPS has not answered for %g s and was ended", self->timeout);
  return FALSE;
}

static gboolean
would_block (void)
{
  return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
}

static gboolean
send_all (VitLammpsProcess *self, const void *data, gsize size, double *left, GError **error)
{
  for (const char *from = data; size > 0;)
    {
      ssize_t n = send (self->socket, from, size, MSG_NOSIGNAL | MSG_DONTWAIT);

      if (n < 0 && !would_block ())
        {
          set_error_of_end (self, error);
          return FALSE;
        }
      if (n < 0 && !wait_for (self, POLLOUT, left, error))
        return FALSE;
      from += MAX (n, 0);
      size -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

static gboolean
receive_all (VitLammpsProcess *self, void *data, gsize size, double *left, GError **error)
{
  for (char *to = data; size > 0;)
    {
      ssize_t n = recv (self->socket, to, size, MSG_DONTWAIT);

      if (n == 0 || (n < 0 && !would_block ()))
        {
          set_error_of_end (self, error);
          return FALSE;
        }
      if (n < 0 && !wait_for (self, POLLIN, left, error))
        return FALSE;
      to += MAX (n, 0);
      size -= (gsize) MAX (n, 0);
    }
  return TRUE;
}

/* Without "ERROR: " and the like; made valid. Returns: (transfer full) */
static char *
clean_words (char *text)
{
  char *mark = g_str_has_prefix (text, "ERROR") ? strstr (text, ": ") : NULL;

  text[strcspn (text, "\n")] = '\0';
  strip_source (text);
  return g_utf8_make_valid (mark != NULL ? mark + 2 : text, -1);
}

/* An answer that is a text: why it failed. */
static gboolean
receive_failure (VitLammpsProcess *self, const VitLammpsHeader *header, double *left, GError **error)
{
  g_autofree char *text = NULL, *words = NULL;

  if (header->size > LONGEST_TEXT)
    return set_error_of_nonsense (self, error);
  text = g_malloc0 (header->size + 1);
  if (!receive_all (self, text, header->size, left, error))
    return FALSE;
  end_process (self, GRACE);
  words = clean_words (text);
  if (header->message == VIT_LAMMPS_MISSING)
    g_set_error (error, VIT_ERROR, VIT_ERROR_UNSUPPORTED,
                 "LAMMPS could not be loaded: %s (Debian's package liblammps0 holds it)", words);
  else
    g_set_error (error, VIT_ERROR, VIT_ERROR_INPUT, "LAMMPS: %s", words);
  return FALSE;
}

static gboolean
receive (VitLammpsProcess *self, VitLammpsMessage expected, void *answer, gsize size, double *left, GError **error)
{
  VitLammpsHeader header;

  if (!receive_all (self, &header, sizeof header, left, error))
    return FALSE;
  if (header.message == VIT_LAMMPS_FAILED || header.message == VIT_LAMMPS_MISSING)
    return receive_failure (self, &header, left, error);
  if (header.message != expected || header.size != size)
    return set_error_of_nonsense (self, error);
  return receive_all (self, answer, size, left, error);
}

gboolean
vit_lammps_process_ask (VitLammpsProcess *self, VitLammpsMessage request, const void *data, gsize size,
                        VitLammpsMessage expected, void *answer, gsize answer_size, GError **error)
{
  VitLammpsHeader header = { .message = request, .size = size };
  double left = self->timeout * 1000;

  return send_all (self, &header, sizeof header, &left, error) && send_all (self, data, size, &left, error)
         && receive (self, expected, answer, answer_size, &left, error);
}

static char *
find_program (GError **error)
{
  const char *folder = g_getenv ("VITRUM_LIBEXEC_DIR");
  const char *const folders[] = { VITRUM_LIBEXEC_DIR, VITRUM_BUILD_LIBEXEC_DIR };
  g_autofree char *path = g_build_filename (folder != NULL ? folder : folders[0], PROGRAM, NULL);

  for (gsize i = 1; folder == NULL && i < G_N_ELEMENTS (folders) && !g_file_test (path, G_FILE_TEST_IS_EXECUTABLE); i++)
    {
      g_free (path);
      path = g_build_filename (folders[i], PROGRAM, NULL);
    }
  if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&path);
  g_set_error (error, VIT_ERROR, VIT_ERROR_UNSUPPORTED,
               "the program " PROGRAM ", which runs LAMMPS, is not in %s; is Vitrum installed in full?",
               folder != NULL ? folder : folders[0]);
  return NULL;
}

/* One process with one thread, whatever this one was started by; MPI then needs no helper of its own, and leaves no
 * folder behind when it is killed. */
static char **
make_environment (void)
{
  static const char *const settings[][2] = {
    { "OMP_NUM_THREADS", "1" },
    { "OMPI_MCA_ess_singleton_isolated", "1" },
    { "OMPI_MCA_orte_create_session_dirs", "0" },
    { "OMPI_MCA_btl", "self" },
    { "OMPI_MCA_pml", "ob1" },
  };
  static const char *const foreign[] = { "OMPI_COMM_WORLD_", "PMIX_", "PMI_" };
  char **environment = g_get_environ ();
  g_auto (GStrv) names = g_listenv ();

  for (gsize i = 0; i < G_N_ELEMENTS (settings); i++)
    environment = g_environ_setenv (environment, settings[i][0], settings[i][1], FALSE);
  for (gsize k = 0; names[k] != NULL; k++)
    for (gsize i = 0; i < G_N_ELEMENTS (foreign); i++)
      if (g_str_has_prefix (names[k], foreign[i]))
        environment = g_environ_unsetenv (environment, names[k]);
  return environment;
}

static gboolean
spawn (VitLammpsProcess *self, GError **error)
{
  g_autofree char *program = find_program (error);
  g_auto (GStrv) environment = make_environment ();
  const char *arguments[] = { program, NULL };
  int ends[2];
  gboolean started;

  if (program == NULL)
    return FALSE;
  self->log = memfd_create (PROGRAM, MFD_CLOEXEC);
  if (self->log < 0 || fcntl (self->log, F_SETFL, O_APPEND) < 0
      || socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0)
    {
      g_set_error (error, VIT_ERROR, VIT_ERROR_UNSUPPORTED, "no connection to LAMMPS can be made: %s",
                   g_strerror (errno));
      return FALSE;
    }
  self->socket = ends[0];
  started = g_spawn_async_with_pipes_and_fds (NO_FILES, arguments, (const char *const *) environment,
                                              G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, ends[1], ends[1], self->log, NULL,
                                              NULL, 0, &self->pid, NULL, NULL, NULL, error);
  close (ends[1]);
  return started;
}

VitLammpsProcess *
vit_lammps_process_new (double timeout, GError **error)
{
  g_autoptr (VitLammpsProcess) self = g_new0 (VitLammpsProcess, 1);
  double left = timeout * 1000;
  uint32_t protocol = 0;

  self->timeout = timeout;
  self->socket = self->log = -1;
  if (!spawn (self, error) || !receive (self, VIT_LAMMPS_READY, &protocol, sizeof protocol, &left, error))
    return NULL;
  if (protocol != VIT_LAMMPS_PROTOCOL)
    {
      set_error_of_nonsense (self, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}
