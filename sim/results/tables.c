#include "results/tables.h"
#include "results/quote.h"
#include <string.h>

/* ---- the tables themselves, as a table ------------------------------------------------------------ */

static uint32_t all_columns(const struct result_view *view) {
    (void)view;
    uint32_t sum = 0;
    for (uint32_t i = 0; i < table_count; i++)
        sum += table_list[i]->column_count;
    return sum;
}

static bool fill_dictionary(struct result_view *view, const uint32_t *at, struct table_row *row) {
    (void)view;
    uint32_t index = at[0], table = 0;
    while (index >= table_list[table]->column_count)
        index -= table_list[table++]->column_count;
    const struct column *column = &table_list[table]->column[index];
    put_text(row, table_list[table]->name);
    put_text(row, column->name);
    put_text(row, cell_type_text(column->type));
    put_text(row, column->unit[0] == '\0' ? NULL : column->unit);
    put_text(row, column->help);
    return true;
}

static const struct column dictionary_columns[] = {
    {"table_name", CELL_TEXT, "", "a table of this store"},
    {"column_name", CELL_TEXT, "", "a column of it"},
    {"type", CELL_TEXT, "", "integer, real, text or money (real, in pounds)"},
    {"unit", CELL_TEXT, "", "unit of its numbers"},
    {"help", CELL_TEXT, "", "what it says"},
};
static const struct table table_dictionary = {
    .name = "dictionary", .help = "The meaning of every column.", .axis = {AXIS_OWN},
    .own_length = all_columns, TABLE_COLUMNS_ARE(dictionary_columns), .fill = fill_dictionary};

/* ---- the list ------------------------------------------------------------------------------------- */

const struct table *const table_list[] = {
    &table_run,      &table_arm,       &table_dictionary, &table_area,        &table_population,
    &table_organisation, &table_site,  &table_pathway,    &table_standard,    &table_assumption,
    &table_access,   &table_access_at, &table_threshold, &table_waiting, &table_spread, &table_step,        &table_pool,
    &table_occupancy, &table_lending, &table_handover, &table_escalation, &table_escalation_spell,
    &table_chance, &table_day,      &table_hour_of_week, &table_cost,      &table_stranded,
    &table_payment,  &table_contract, &table_value, &table_bed_closure, &table_lists,    &table_flow,     &table_measure, &table_difference, &table_gain,        &table_inequality,  &table_ledger,
    &table_outcome, &table_outcome_expected, &table_outcome_difference, &table_outcome_effect,
    &table_warm_up,  &table_warning,   &table_summary, &table_note,
};
const uint32_t table_count = sizeof table_list / sizeof table_list[0];

const struct table *table_find(const char *name) {
    for (uint32_t i = 0; i < table_count; i++)
        if (strcmp(table_list[i]->name, name) == 0)
            return table_list[i];
    return NULL;
}

const char *cell_type_text(enum cell_type type) {
    static const char *const text[] = {"integer", "real", "text", "money"};
    return text[type];
}

void tables_describe(struct text *out) {
    for (uint32_t i = 0; i < table_count; i++) {
        const struct table *table = table_list[i];
        text_add_format(out, "### %s\n\n%s\n\n| column | type | unit | meaning |\n|---|---|---|---|\n",
                        table->name, table->help);
        for (uint32_t j = 0; j < table->column_count; j++) {
            const struct column *column = &table->column[j];
            text_add_format(out, "| `%s` | %s | ", column->name, cell_type_text(column->type));
            quote_markdown(out, column->unit);
            text_add(out, column->unit[0] == '\0' ? "| " : " | ");
            quote_markdown(out, column->help);
            text_add(out, " |\n");
        }
        text_add(out, "\n");
    }
}
