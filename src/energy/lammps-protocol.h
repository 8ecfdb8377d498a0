/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdint.h>

/* What lammps.c and the helper program vitrum-lammps say to each other over one socket, the helper's standard input and
 * output. Private to this room. Every message is a header and @size bytes; both ends run on one machine, so that
 * numbers are as the machine has them. Each request gets one answer.
 *
 * To end the helper, close the socket. */

/* Both must be of one make: changes with every change below. */
#define VIT_LAMMPS_PROTOCOL 0x564c0001u

typedef enum
{
  /* Requests. */
  VIT_LAMMPS_COMMANDS = 1, /* commands of LAMMPS, each ended by NUL */
  VIT_LAMMPS_ATOMS,        /* int32 type (from 1), shape (n); then double x, shape (n, 3), Å */
  VIT_LAMMPS_ENERGY,       /* double x, shape (n, 3), Å */

  /* Answers. */
  VIT_LAMMPS_READY,   /* uint32 VIT_LAMMPS_PROTOCOL: the first message, when LAMMPS is there */
  VIT_LAMMPS_DONE,    /* to commands and atoms: nothing more */
  VIT_LAMMPS_VALUE,   /* double: energy, eV */
  VIT_LAMMPS_MISSING, /* text: why there is no LAMMPS; instead of READY */
  VIT_LAMMPS_FAILED, /* text of LAMMPS. A LAMMPS built without exceptions ends the program instead: its text then stands
                        in what it wrote to the standard error */
} VitLammpsMessage;

typedef struct
{
  uint32_t message;
  uint32_t reserved;
  uint64_t size;
} VitLammpsHeader;
