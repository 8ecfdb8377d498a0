/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "report.h"

/* All numbers of the report as JSON text; README.md describes its members. Free with g_free(). */
char *vit_report_to_json (const VitReport *report);
