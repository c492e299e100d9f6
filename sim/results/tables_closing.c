#include "results/tables.h"

static uint32_t closings(const struct result_view *view) {
    return view->result->network->bed_closing_count;
}

static bool fill_bed_closure(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct bed_closing *closing = &network->bed_closing[at[0]];
    put_text(row, network->arm[closing->arm].id);
    calendar_format(closing->day, view->text[0]);
    put_text(row, view->text[0]);
    put_real(row, closing->closing);
    put_real(row, closing->closed);
    put_real(row, closing->opened);
    put_integer(row, closing->passes ? 1 : 0);
    return true;
}

static const struct column bed_closure_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"date", CELL_TEXT, "date", "day on which there come to be fewer beds, as 2026-04-01"},
    {"closing_beds", CELL_REAL, "beds", "how many fewer than the day before; a move between sites closes none"},
    {"closed_beds", CELL_REAL, "beds", "how many fewer than at the scenario's start"},
    {"opened_before_beds", CELL_REAL, "beds", "what other capacity had grown by up to the day before, since the "
                                              "scenario's start, in beds by the worth that bed_closure gives it"},
    {"passes", CELL_INTEGER, "", "1 where that is no less than the beds closed"},
};
const struct table table_bed_closure = {
    .name = "bed_closure", .help = "Whether other capacity is in place before beds close: from the scenarios' dates, "
                                   "no run decides it.",
    .axis = {AXIS_OWN}, .own_length = closings, TABLE_COLUMNS_ARE(bed_closure_columns), .fill = fill_bed_closure};
