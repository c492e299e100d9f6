/* summary: the table that a run or comparison shows first: what matters of each scenario, the baseline with
 * its interval and every other scenario as its difference on the same people. Cells are texts ready to
 * print, with the numbers beside them (results/summary_row.h). The struct owns its texts.
 * Rows: each standard (clocks, then journeys), the fullest pools (places at midnight, staff over time),
 * each organisation's money; of three scenarios or more, how likely each is the best of all.
 * A word such as longer is said only where all words of the summary hold together at 95 % (results/verdict.h). */
#ifndef ICSIM_RESULTS_SUMMARY_H
#define ICSIM_RESULTS_SUMMARY_H

#include "base/text.h"
#include "results/summary_row.h"

/* Makes the view's verdict (results/verdict.h) too, and the view knows the summary from now on: tables written after it
 * know what was claimed and shown. The view must not be asked for tables once the summary is freed. */
enum status summary_init(struct summary *summary, struct result_view *view) MUST_USE;
void summary_free(struct summary *summary);

/* Part of summary_init: rows of inequality (slopes along ordered groups, gaps between areas) of the headline standards,
 * and in a comparison the note on who waits or travels longer by more than 15 minutes. */
enum status summary_add_equity(struct summary *summary, struct result_view *view) MUST_USE;

/* Rows about payments that are settled for a year, where the scenarios have any (summary_contracts.c). */
enum status summary_add_contracts(struct summary *summary, struct result_view *view) MUST_USE;
/* Rows about hand-overs and lending, where the scenarios have any (summary_partners.c). */
enum status summary_add_partners(struct summary *summary, struct result_view *view) MUST_USE;
/* Part of summary_init: expected events. */
enum status summary_add_outcomes(struct summary *summary, const struct result_view *view) MUST_USE;

enum summary_format { SUMMARY_TEXT, SUMMARY_CSV, SUMMARY_JSON, SUMMARY_MARKDOWN };
/* Appends the whole summary, with a line end. Text and Markdown: a row a measure, a column a scenario, and of a
 * comparison notes on how to read it; text in groups. CSV and JSON: a row a measure and scenario with columns
 * measure, unit, arm, shows (value, difference or probability_best), value, low, high, simultaneous_low,
 * simultaneous_high, word, better, probability_better. */
void summary_render(const struct summary *summary, enum summary_format format, struct text *out);

#endif
