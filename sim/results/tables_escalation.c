#include "results/tables.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>

static void put_rule(struct table_row *row, const struct network *network, uint32_t rule) {
    const struct pool *pool = &network->pool[network->escalation[rule].pool];
    put_text(row, network->escalation[rule].id);
    put_text(row, network->provider[pool->provider].id);
    put_text(row, network->pool_kind[pool->kind]);
}

/* ---- escalation ------------------------------------------------------------------------------------ */

static bool fill_escalation(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    struct escalated escalated = view_escalation(view, (struct spot){at[0], at[1], at[2], at[3], 0});
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_text(row, view->period_name[at[2]]);
    put_rule(row, network, at[3]);
    put_count(row, (uint64_t)escalated.times);
    put_real(row, escalated.minutes / MINUTES_PER_HOUR);
    put_real(row, view_ratio(escalated.minutes, view_period_minutes(view, at[2])));
    return true;
}

static const struct column escalation_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"period", CELL_TEXT, "", "financial year, or all"},
    {"rule", CELL_TEXT, "", "the escalation rule"},
    {"provider", CELL_TEXT, "", "where the pool is that it watches"},
    {"pool", CELL_TEXT, "", "the pool that it watches"},
    {"times", CELL_INTEGER, "times", "how often it became active in the period"},
    {"active_hours", CELL_REAL, "h", "for how long it was, also where it began before"},
    {"active_share", CELL_REAL, "share", "the same, of the time of the period"},
};
const struct table table_escalation = {
    .name = "escalation", .help = "Escalation rules: how often and for how long what they do was done.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_PERIOD, AXIS_ESCALATION}, TABLE_COLUMNS_ARE(escalation_columns),
    .fill = fill_escalation};

/* ---- escalation_spell ------------------------------------------------------------------------------ */

static uint32_t most_spells(const struct result_view *view) {
    return view_longest(view, offsetof(struct outcome, spell_count));
}

/* A full hour as "2026-04-01 07:00"; the window may end within one. */
static void write_moment(const struct network *network, double minute, char out[VIEW_TEXT_BYTES]) {
    double day = floor(minute / MINUTES_PER_DAY), rest = minute - day * MINUTES_PER_DAY;
    char date[VIEW_TEXT_BYTES];
    calendar_format(network->first_day + (int32_t)day, date);
    snprintf(out, VIEW_TEXT_BYTES, "%.10s %02d:%02d", date, (int)(rest / MINUTES_PER_HOUR), (int)fmod(rest, MINUTES_PER_HOUR));
}

static bool fill_spell(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct outcome *outcome = &view->result->arm[at[0]].outcome[at[1]];
    if (at[2] >= outcome->spell_count)
        return false;
    const struct escalation_spell *spell = &outcome->spell[at[2]];
    write_moment(network, spell->from, view->text[0]);
    write_moment(network, spell->to, view->text[1]);
    put_text(row, network->arm[at[0]].id);
    put_integer(row, at[1] + 1);
    put_rule(row, network, spell->rule);
    put_text(row, view->text[0]);
    put_text(row, view->text[1]);
    put_real(row, (spell->to - spell->from) / MINUTES_PER_HOUR);
    return true;
}

static const struct column spell_columns[] = {
    {"arm", CELL_TEXT, "", "scenario"},
    {"replication", CELL_INTEGER, "", "1, 2, ..."},
    {"rule", CELL_TEXT, "", "the escalation rule"},
    {"provider", CELL_TEXT, "", "where the pool is that it watches"},
    {"pool", CELL_TEXT, "", "the pool that it watches"},
    {"active_from", CELL_TEXT, "date and time", "when what it does began, as 2026-04-01 07:00"},
    {"active_to", CELL_TEXT, "date and time", "when it ended, or the window did"},
    {"active_hours", CELL_REAL, "h", "between the two, also before the window"},
};
const struct table table_escalation_spell = {
    .name = "escalation_spell", .help = "Each time that an escalation rule was active in the window.",
    .axis = {AXIS_ARM, AXIS_REPLICATION, AXIS_OWN}, .own_length = most_spells, TABLE_COLUMNS_ARE(spell_columns),
    .fill = fill_spell};
