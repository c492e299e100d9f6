/* summary_notes: the lines below a comparison: how to read it, and what running the same people was worth. */
#ifndef ICSIM_RESULTS_SUMMARY_NOTES_H
#define ICSIM_RESULTS_SUMMARY_NOTES_H

#include "results/summary_row.h"

/* Fills summary->notes from its rows, which stand; nothing of a single scenario. */
enum status summary_add_notes(struct summary *summary, const struct result_view *view) MUST_USE;

#endif
