/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "figure-file.h"
#include "report.h"

/**
 * vit_report_write_figures:
 * @folder: made if it is not there
 * @suffix: "png", "svg", "pdf" or "csv"
 * @theme: colours
 *
 * Writes every figure of the report as a file of its own: curves by their names, rdf-total, rdf-partial, polyhedra-cu,
 * faces, energy-cu, angles-cu, coordination-cu, links, networks. PNG has 300 pixels an inch. Errors: those of GIO.
 */
gboolean vit_report_write_figures (const VitReport *report, const char *folder, const char *suffix,
                                   const VitPlotTheme *theme, GError **error);
