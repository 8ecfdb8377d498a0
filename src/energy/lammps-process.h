/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lammps-protocol.h"

#include <glib.h>

/**
 * VitLammpsProcess:
 *
 * The helper program vitrum-lammps while it runs, and the socket to it. Once something has failed it has been ended,
 * and all there is left to do is to free it. Private to this room.
 */
typedef struct _VitLammpsProcess VitLammpsProcess;

/**
 * vit_lammps_process_new:
 * @timeout: how long each answer may take, s
 *
 * Starts the program that is in the folder of the environment variable VITRUM_LIBEXEC_DIR or, without it, where it was
 * installed or built. It loads the library that VITRUM_LIBLAMMPS names, liblammps.so.0 without it; OMP_NUM_THREADS
 * is 1 there unless set.
 *
 * Errors: %VIT_ERROR_UNSUPPORTED if the program or LAMMPS is missing; those of vit_lammps_process_ask().
 */
VitLammpsProcess *vit_lammps_process_new (double timeout, GError **error);

/* Ends the program, which has a second to do so by itself. */
void vit_lammps_process_free (VitLammpsProcess *self);

/**
 * vit_lammps_process_ask:
 * @request: what is asked
 * @data, @size: with these bytes
 * @expected: the answer
 * @answer, @answer_size: (out): its bytes, as many as are expected
 *
 * Errors: %VIT_ERROR_INPUT with the words of LAMMPS if it failed; %VIT_ERROR_NUMERIC if the program was killed, hangs
 * (it is killed then) or answers nonsense.
 */
gboolean vit_lammps_process_ask (VitLammpsProcess *self, VitLammpsMessage request, const void *data, gsize size,
                                 VitLammpsMessage expected, void *answer, gsize answer_size, GError **error);

/* Of the program that runs, for tests. */
int vit_lammps_process_get_id (const VitLammpsProcess *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VitLammpsProcess, vit_lammps_process_free)
