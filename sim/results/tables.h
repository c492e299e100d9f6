/* tables: the list of all result tables, in the order in which they are stored. They are constants. */
#ifndef ICSIM_RESULTS_TABLES_H
#define ICSIM_RESULTS_TABLES_H

#include "base/text.h"
#include "results/table.h"

/* The run and its scenarios (tables_run.c). */
extern const struct table table_run, table_arm, table_assumption, table_ledger;
/* What the network holds (tables_things.c). */
extern const struct table table_area, table_population, table_organisation, table_site, table_pathway,
    table_standard;
/* How long people waited and travelled (tables_access.c). */
extern const struct table table_access, table_access_at, table_spread, table_gain;
/* Lists at the ends of months, counts beyond thresholds (tables_waiting.c). */
extern const struct table table_waiting, table_threshold;
/* What happened at each step and on the way to it (tables_step.c). */
extern const struct table table_step, table_flow;
/* Capacity (tables_pool.c). */
extern const struct table table_pool, table_occupancy, table_day, table_hour_of_week;
/* Between organisations (tables_partners.c). */
extern const struct table table_handover, table_lending;
/* When rules for a full house held (tables_escalation.c). */
extern const struct table table_escalation, table_escalation_spell;
/* Slopes, ratios and gaps (tables_inequality.c). */
extern const struct table table_inequality;
/* Chances of waiting (tables_chance.c). */
extern const struct table table_chance;
/* Expected events (tables_outcome.c). */
extern const struct table table_outcome, table_outcome_expected, table_outcome_difference, table_outcome_effect;
/* Who pays (tables_money.c). */
extern const struct table table_cost, table_stranded, table_payment;
/* Payments that are settled for a year (tables_contract.c). */
extern const struct table table_contract;
/* Present values (tables_value.c). */
extern const struct table table_value;
/* People on each list (tables_lists.c). */
extern const struct table table_lists;
/* What is in place before beds close (tables_closing.c). */
extern const struct table table_bed_closure;
/* What is shown first (tables_summary.c). */
extern const struct table table_summary, table_note;
/* How it began, and what to beware of (tables_warm_up.c). */
extern const struct table table_warm_up, table_warning;
/* Scenarios against each other (tables_difference.c). */
extern const struct table table_measure, table_difference;

extern const struct table *const table_list[];
extern const uint32_t table_count;

/* The table of that name; NULL where there is none. */
const struct table *table_find(const char *name);
/* "integer", "real", "text", "money". */
const char *cell_type_text(enum cell_type type);
/* Every table and column in Markdown, as results/README.md shows them. */
void tables_describe(struct text *out);

#endif
