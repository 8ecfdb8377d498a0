/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "document.h"
#include "report.h"

/**
 * vit_report_document_new:
 *
 * The report on pages: what the model is made from, the figures 2 to 5 of Liu et al. for this model, angles,
 * coordination, chemistry, connections of icosahedra, and a page of check points in plain words.
 */
VitDocument *vit_report_document_new (const VitReport *report);
