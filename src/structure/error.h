/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The errors of Vitrum. System errors (a file that cannot be opened) stay in GLib's domains. */
#define VIT_ERROR (vit_error_quark ())

/**
 * VitError:
 * @VIT_ERROR_INPUT: something that a user wrote is wrong; the message names file and line where there is one, and
 *   what was expected
 * @VIT_ERROR_RANGE: the request is well formed, but outside what the model or the data allow
 * @VIT_ERROR_NUMERIC: a computation did not reach what it promises
 * @VIT_ERROR_UNSUPPORTED: this machine lacks what is needed (OpenGL)
 */
typedef enum
{
  VIT_ERROR_INPUT,
  VIT_ERROR_RANGE,
  VIT_ERROR_NUMERIC,
  VIT_ERROR_UNSUPPORTED,
} VitError;

GQuark vit_error_quark (void);
