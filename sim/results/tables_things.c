#include "results/tables.h"
#include <math.h>

/* ---- area, population ------------------------------------------------------------------------------ */

static bool fill_area(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct area *area = &network->area[at[0]];
    double people = 0;
    for (uint32_t cell = 0; cell < network->cell_count; cell++)
        people += network->population[(size_t)at[0] * network->cell_count + cell];
    put_text(row, area->id);
    put_text(row, area->name);
    put_text(row, area->place == NONE ? NULL : network->place[area->place]);
    put_real(row, area->lat);
    put_real(row, area->lon);
    put_real(row, people);
    return true;
}

static const struct column area_columns[] = {
    {"area", CELL_TEXT, "", "the area's id"},
    {"name", CELL_TEXT, "", "its name"},
    {"place", CELL_TEXT, "", "the place it belongs to"},
    {"latitude", CELL_REAL, "degrees", "of its middle"},
    {"longitude", CELL_REAL, "degrees", "of its middle"},
    {"people", CELL_REAL, "people", "who live there at the start"},
};
const struct table table_area = {
    .name = "area", .help = "Neighbourhoods.", .axis = {AXIS_AREA}, TABLE_COLUMNS_ARE(area_columns),
    .fill = fill_area};

/* People of a margin: of an area's level all who live in such areas. */
static double margin_people(const struct network *network, struct margin margin) {
    double people = 0;
    for (uint32_t area = 0; area < network->area_count; area++)
        for (uint32_t cell = 0; cell < network->cell_count; cell++) {
            bool inside = margin.kind == MARGIN_ALL ||
                          (margin.kind == MARGIN_AREA && area == margin.index);
            if (margin.kind == MARGIN_LEVEL) {
                const struct dimension *dimension = &network->dimension[margin.dimension];
                inside = dimension->level_of[dimension->of_area ? area : cell] == margin.index;
            }
            if (inside)
                people += network->population[(size_t)area * network->cell_count + cell];
        }
    return people;
}

static bool fill_population(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    struct margin_names names = view_margin(view, at[0]);
    put_text(row, names.area);
    put_text(row, names.dimension);
    put_text(row, names.level);
    struct margin margin = margin_at(network, at[0]);
    put_real(row, margin_people(network, margin));
    const uint32_t *rank = margin.kind == MARGIN_LEVEL ? network->dimension[margin.dimension].rank : NULL;
    if (rank == NULL)
        put_missing(row, CELL_INTEGER);
    else
        put_integer(row, (int64_t)rank[margin.index] + 1);
    return true;
}

static const struct column population_columns[] = {
    {"area", CELL_TEXT, "", "area, or all"},
    {"dimension", CELL_TEXT, "", "by what people are told apart, or all"},
    {"level", CELL_TEXT, "", "the group of that dimension, or all"},
    {"people", CELL_REAL, "people", "who live there at the start"},
    {"disadvantage", CELL_INTEGER, "", "of the levels of a group that is `ordered`: 1 the least disadvantaged, 2, ...; missing of others"},
};
const struct table table_population = {
    .name = "population", .help = "Whom the rows of other tables are about: everyone, one area, one group.",
    .axis = {AXIS_MARGIN}, TABLE_COLUMNS_ARE(population_columns), .fill = fill_population};

/* ---- organisation, site ----------------------------------------------------------------------------- */

static bool fill_organisation(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct organisation *organisation = &view->result->network->organisation[at[0]];
    put_text(row, organisation->id);
    put_text(row, organisation->name);
    put_text(row, organisation->kind);
    return true;
}

static const struct column organisation_columns[] = {
    {"organisation", CELL_TEXT, "", "its id"},
    {"name", CELL_TEXT, "", "its name"},
    {"kind", CELL_TEXT, "", "acute trust, community trust, council, commissioner, ..."},
};
const struct table table_organisation = {
    .name = "organisation", .help = "Who runs and who pays.", .axis = {AXIS_ORGANISATION},
    TABLE_COLUMNS_ARE(organisation_columns), .fill = fill_organisation};

static bool fill_site(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct provider *provider = &network->provider[at[0]];
    bool somewhere = !provider->is_team;
    put_text(row, provider->id);
    put_text(row, provider->name);
    put_text(row, provider->is_team ? "team" : "site");
    put_text(row, provider->organisation == NONE ? NULL
                                                 : network->organisation[provider->organisation].id);
    put_real(row, somewhere ? provider->lat : NAN);
    put_real(row, somewhere ? provider->lon : NAN);
    return true;
}

static const struct column site_columns[] = {
    {"provider", CELL_TEXT, "", "the id of a site or team"},
    {"name", CELL_TEXT, "", "its name"},
    {"kind", CELL_TEXT, "", "site or team"},
    {"organisation", CELL_TEXT, "", "who runs it"},
    {"latitude", CELL_REAL, "degrees", "of a site"},
    {"longitude", CELL_REAL, "degrees", "of a site"},
};
const struct table table_site = {
    .name = "site", .help = "Providers: places that people go to, and teams that go to people.",
    .axis = {AXIS_PROVIDER}, TABLE_COLUMNS_ARE(site_columns), .fill = fill_site};

/* ---- pathway, standard ------------------------------------------------------------------------------- */

static bool fill_pathway(struct result_view *view, const uint32_t *at, struct table_row *row) {
    const struct network *network = view->result->network;
    const struct pathway *pathway = &network->pathway[at[0]];
    put_text(row, pathway->id);
    put_text(row, pathway->name);
    put_text(row, pathway->first_step == NONE ? NULL : network->step[pathway->first_step].id);
    put_integer(row, pathway->step_count);
    put_real(row, pathway->follow_minutes / MINUTES_PER_DAY);
    return true;
}

static const struct column pathway_columns[] = {
    {"pathway", CELL_TEXT, "", "its id"},
    {"name", CELL_TEXT, "", "its name"},
    {"first_step", CELL_TEXT, "", "where people come in"},
    {"steps", CELL_INTEGER, "", "how many steps it has"},
    {"follow_days", CELL_REAL, "d", "how long its people are followed after the window"},
};
const struct table table_pathway = {
    .name = "pathway", .help = "Needs, and what is done about them.", .axis = {AXIS_PATHWAY},
    TABLE_COLUMNS_ARE(pathway_columns), .fill = fill_pathway};

static bool fill_standard(struct result_view *view, const uint32_t *at, struct table_row *row) {
    static const char *const event[STEP_EVENT_COUNT] = {"arrives", "starts", "ends", "leaves"};
    const struct network *network = view->result->network;
    const struct standard *standard = &network->standard[at[0]];
    const struct step *start = &network->step[standard->start_step];
    bool clock = standard->kind == STANDARD_CLOCK;
    put_text(row, standard->id);
    put_text(row, standard->name);
    put_text(row, clock ? "clock" : "travel");
    put_text(row, network->pathway[start->pathway].id);
    put_text(row, start->id);
    put_text(row, clock ? event[standard->start_event] : NULL);
    put_text(row, clock ? network->step[standard->stop_step].id : NULL);
    put_text(row, clock ? event[standard->stop_event] : NULL);
    put_real(row, standard->within == NONE ? (double)NAN : network->value[standard->within]);
    put_real(row, standard->goal);
    return true;
}

static const struct column standard_columns[] = {
    {"standard", CELL_TEXT, "", "its id"},
    {"name", CELL_TEXT, "", "its name"},
    {"kind", CELL_TEXT, "", "clock (from one event to another) or travel (the journey to a step)"},
    {"pathway", CELL_TEXT, "", "pathway of the step at which it starts"},
    {"start_step", CELL_TEXT, "", "where the clock starts, or the journey's end"},
    {"start_event", CELL_TEXT, "", "arrives, starts, ends or leaves"},
    {"stop_step", CELL_TEXT, "", "where the clock stops"},
    {"stop_event", CELL_TEXT, "", "arrives, starts, ends or leaves"},
    {"within_minutes", CELL_REAL, "min", "the target, as in the baseline at the start"},
    {"goal", CELL_REAL, "share", "share of people that should be within the target"},
};
const struct table table_standard = {
    .name = "standard", .help = "Clocks and journeys that are measured.", .axis = {AXIS_STANDARD},
    TABLE_COLUMNS_ARE(standard_columns), .fill = fill_standard};
