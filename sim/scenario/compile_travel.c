/* Modes of travel, the tables of journeys, and the legs that staff travel to visits. */
#include "scenario/compiler.h"

#include "base/memory.h"
#include "base/text.h"
#include "network/travel.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct spec_mode *first_mode(const struct compiler *c, const char *id) {
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_mode *mode = spec_find_mode(&c->spec[v], id);
        if (mode != NULL)
            return mode;
    }
    return NULL;
}

static struct travel_mode mode_of(struct compiler *c, const struct spec_mode *spec) {
    struct travel_mode mode = {spec->curve, 1, spec->peak, spec->add_minutes, spec->detour};
    struct travel_curve curve;
    struct names valid = {0};
    if (mode.curve == NULL)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_mode_without_curve, spec->at, spec->id);
    if (mode.curve == NULL || travel_curve_find(mode.curve, NULL, &curve))
        return mode;
    for (unsigned i = 0; travel_curve_name(i) != NULL; i++)
        if (names_add(&valid, travel_curve_name(i)) != STATUS_OK)
            break;
    say_dangling(c, key_at(spec->at, "curve"), "curve", mode.curve, &valid);
    names_free(&valid);
    return mode;
}

/* ---- known journeys ---- */

struct exceptions { struct travel_exception *item; size_t count, capacity; };

static enum status add_exception(struct exceptions *list, struct travel_exception exception) {
    enum status status = memory_reserve(&list->item, &list->capacity, list->count + 1, sizeof *list->item);
    if (status == STATUS_OK)
        list->item[list->count++] = exception;
    return status;
}

/* "area" is all its homes, "area/3" the third. False where `from` is neither. */
static bool homes_of(struct compiler *c, const char *from, uint32_t *area, uint32_t *number) {
    const char *slash = strchr(from, '/');
    char name[80] = "";
    size_t length = slash == NULL ? strlen(from) : (size_t)(slash - from);
    if (length < sizeof name)
        memcpy(name, from, length);
    *area = names_find(&c->areas, name);
    *number = slash == NULL ? 0 : (uint32_t)strtoul(slash + 1, NULL, 10);
    return *area != NONE && (slash == NULL || *number > 0);
}

static uint32_t site_named(const struct compiler *c, const char *id) {
    uint32_t provider = names_find(&c->providers, id);
    return provider == NONE ? NONE : c->network->provider[provider].base;
}

static const char *cell_text(const struct setting *row, const char *column) {
    const struct setting *cell = setting_get(row, column);
    return cell != NULL && cell->kind == SETTING_TEXT ? cell->text : "";
}

static enum status read_exception(struct compiler *c, const struct setting *row, struct exceptions *list) {
    const struct network *n = c->network;
    struct travel_exception e = {NONE, NONE, site_named(c, cell_text(row, "to")), NAN, NAN};
    const struct setting *minutes = setting_get(row, "minutes"), *km = setting_get(row, "km");
    const char *from = cell_text(row, "from");
    if (minutes != NULL && minutes->kind == SETTING_NUMBER)
        e.minutes = minutes->number;
    if (km != NULL && km->kind == SETTING_NUMBER)
        e.km = km->number;
    if (!(e.minutes >= 0) || e.km < 0)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_travel_row, row);
    if (e.site_to == NONE) {
        say_dangling(c, row, "site", cell_text(row, "to"), &c->providers);
        return STATUS_OK;
    }
    e.site_from = site_named(c, from);
    if (e.site_from != NONE)
        return add_exception(list, e);
    uint32_t area, number, found = 0;
    enum status status = STATUS_OK;
    if (!homes_of(c, from, &area, &number)) {
        say_dangling(c, row, "area or site", from, &c->areas);
        return STATUS_OK;
    }
    for (uint32_t i = 0; status == STATUS_OK && i < n->area[area].home_count; i++) {
        e.home = n->area[area].home_first + i;
        if (number != 0 && c->home_number[e.home] != number)
            continue;
        found++;
        status = add_exception(list, e);
    }
    if (found == 0)
        say_dangling(c, row, "home", from, &c->areas);
    return status;
}

/* By where they go from and to, then by line. */
static int compare_journeys(const void *first, const void *second) {
    const struct setting *a = *(const struct setting *const *)first, *b = *(const struct setting *const *)second;
    int order = strcmp(cell_text(a, "from"), cell_text(b, "from"));
    if (order == 0)
        order = strcmp(cell_text(a, "to"), cell_text(b, "to"));
    return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

/* Of two rows for one journey the table's order would decide, and it must not. */
static enum status look_for_doubles(struct compiler *c, const struct setting *table) {
    size_t count = table == NULL ? 0 : table->child_count;
    if (count < 2)
        return STATUS_OK;
    struct setting **row = memory_copy(table->child, count, sizeof *row);
    if (row == NULL)
        return STATUS_NO_MEMORY;
    qsort(row, count, sizeof *row, compare_journeys);
    for (size_t i = 1; i < count; i++) {
        const char *from = cell_text(row[i], "from"), *to = cell_text(row[i], "to");
        if (strcmp(from, cell_text(row[i - 1], "from")) == 0 && strcmp(to, cell_text(row[i - 1], "to")) == 0)
            problem_say(c->problems, SEVERITY_ERROR, SENTENCE_journey_twice, row[i], from, to, row[i - 1]->line);
    }
    free(row);
    return STATUS_OK;
}

/* Rows for whole areas first, so that those for one home win, whatever their order in the table. */
static enum status read_exceptions(struct compiler *c, const struct setting *table, struct exceptions *list) {
    enum status status = look_for_doubles(c, table);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; table != NULL && status == STATUS_OK && i < table->child_count; i++) {
            bool home = strchr(cell_text(table->child[i], "from"), '/') != NULL;
            if (home == (pass == 1))
                status = read_exception(c, table->child[i], list);
        }
    }
    return status;
}

static enum status fill_mode(struct compiler *c, uint32_t index, const struct travel_points *points) {
    struct network *n = c->network;
    const struct spec_mode *first = first_mode(c, c->modes.id[index]);
    struct exceptions list = {0};
    struct travel_mode mode = mode_of(c, first);
    for (size_t v = 0; v < c->spec_count; v++) {
        const struct spec_mode *here = spec_find_mode(&c->spec[v], first->id);
        if (here != NULL)
            must_be_same(c, setting_same(here->at, first->at), "mode of travel", here->at, first->at);
    }
    n->travel.mode[index] = text_copy(first->id);
    if (n->travel.mode[index] == NULL)
        return STATUS_NO_MEMORY;
    enum status status = travel_fill(n, index, &mode, points);
    if (status == STATUS_OK)
        status = read_exceptions(c, first->table, &list);
    if (status == STATUS_OK)
        travel_except(n, index, &mode, list.item, list.count);
    free(list.item);
    return status;
}

static enum status new_modes(struct compiler *c) {
    struct travel *travel = &c->network->travel;
    enum status status = STATUS_OK;
    for (size_t v = 0; v < c->spec_count; v++)
        for (size_t i = 0; status == STATUS_OK && i < c->spec[v].mode_count; i++)
            status = names_add(&c->modes, c->spec[v].mode[i].id);
    names_sort(&c->modes);
    travel->mode = memory_new(c->modes.count, sizeof *travel->mode);
    travel->minutes = memory_new(c->modes.count, sizeof *travel->minutes);
    travel->km = memory_new(c->modes.count, sizeof *travel->km);
    travel->between_minutes = memory_new(c->modes.count, sizeof *travel->between_minutes);
    travel->between_km = memory_new(c->modes.count, sizeof *travel->between_km);
    bool all = travel->mode != NULL && travel->minutes != NULL && travel->km != NULL &&
               travel->between_minutes != NULL && travel->between_km != NULL;
    if (status == STATUS_OK && all)
        travel->mode_count = c->modes.count;
    return all ? status : STATUS_NO_MEMORY;
}

static uint32_t mode_named(struct compiler *c, const char *id, const struct setting *at) {
    uint32_t mode = names_find(&c->modes, id);
    if (mode == NONE)
        say_dangling(c, at, "mode of travel", id, &c->modes);
    return mode;
}

/* In which mode the journey to a step is measured and chosen by: the step's, what it travels by, the first. */
static void step_modes(struct compiler *c, uint32_t s) {
    struct step *step = &c->network->step[s];
    const struct spec_step *spec = c->step[s].spec;
    bool sites = false, teams = false;
    for (uint32_t o = 0; o < step->option_count; o++) {
        bool team = c->network->provider[c->network->option[step->option_first + o].provider].is_team;
        teams = teams || team;
        sites = sites || !team;
    }
    if (spec->travels != NULL)
        step->travel_mode = mode_named(c, spec->travels, key_at(spec->at, "travels"));
    if (spec->mode != NULL)
        step->measured_mode = mode_named(c, spec->mode, key_at(spec->at, "at"));
    else if (step->travel_mode != NONE)
        step->measured_mode = step->travel_mode;
    else if ((sites || step->from_base) && c->modes.count > 0)
        step->measured_mode = 0;
    if (teams && step->travel_mode != NONE && !step->from_base) {
        step->leg_minutes = row_new(c, VARIES_AREA, NONE);
        step->leg_km = row_new(c, VARIES_AREA, NONE);
    }
}

enum status compile_travel(struct compiler *c) {
    const struct network *n = c->network;
    double *lat = memory_new(n->travel.site_count, sizeof *lat), *lon = memory_new(n->travel.site_count, sizeof *lon);
    struct travel_points points = {c->home_terrain, lat, lon};
    enum status status = lat == NULL || lon == NULL ? STATUS_NO_MEMORY : new_modes(c);
    for (uint32_t p = 0; status == STATUS_OK && p < n->provider_count; p++) {
        if (n->provider[p].base == NONE)
            continue;
        lat[n->provider[p].base] = n->provider[p].lat;
        lon[n->provider[p].base] = n->provider[p].lon;
    }
    for (uint32_t m = 0; status == STATUS_OK && m < c->modes.count; m++)
        status = fill_mode(c, m, &points);
    for (uint32_t s = 0; status == STATUS_OK && s < n->step_count; s++)
        step_modes(c, s);
    if (status == STATUS_OK)
        lending_journeys(c);
    free(lat);
    free(lon);
    return status;
}

bool travel_between(struct compiler *c, uint32_t mode, uint32_t from, uint32_t to, struct journey_between *journey) {
    const struct network *n = c->network;
    const struct provider *a = &n->provider[from], *b = &n->provider[to];
    bool known = !isnan(a->lat) && !isnan(a->lon) && !isnan(b->lat) && !isnan(b->lon);
    if (a->site != NONE && b->site != NONE) {
        size_t cell = (size_t)a->site * n->travel.site_count + b->site;
        *journey = (struct journey_between){(double)n->travel.between_minutes[mode][cell],
                                            (double)n->travel.between_km[mode][cell]};
        return known || journey->minutes > 0;
    }
    if (!known)
        return false;
    struct travel_mode way = mode_of(c, first_mode(c, c->modes.id[mode]));
    double crow_km = travel_crow_fly_km(a->lat, a->lon, b->lat, b->lon);
    *journey = (struct journey_between){travel_minutes(&way, NULL, crow_km), crow_km * way.detour};
    return true;
}

/* ---- legs of staff ---- */

/* Road km of one leg in an area: an urgent leg is the mean road distance between two homes of the team's
 * people (column road_km_per_visit); a planned round of n visits is 0.71 sqrt(km2 n) / n a leg, the length of
 * the shortest tour through n random points (Beardwood, Halton and Hammersley 1959; column team_km2). The way
 * from and to the base is left out, since it is shared by the whole round. */
static double leg_km(struct compiler *c, uint32_t s, uint32_t area) {
    bool urgent = isnan(c->now_step[s]->round);
    const char *column = urgent ? "road_km_per_visit" : "team_km2";
    const struct setting *row = c->now_area[area], *cell = row == NULL ? NULL : setting_get(row, column);
    double number = 0;
    if (cell == NULL)
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_area_column_missing, c->now_step[s]->at, column,
                    c->areas.id[area]);
    if (cell == NULL || !quantity_number(cell, &number, c->problems) || !(number >= 0))
        return 0;
    double visits = c->now_step[s]->round;
    return urgent ? number : 0.71 * sqrt(number * visits) / visits;
}

void travel_legs_fill(struct compiler *c, uint32_t s) {
    const struct network *n = c->network;
    const struct step *step = &n->step[s];
    if (step->leg_minutes.first == NONE)
        return;
    const struct spec_mode *spec = first_mode(c, c->modes.id[step->travel_mode]);
    struct travel_mode mode = mode_of(c, spec);
    for (uint32_t area = 0; area < n->area_count; area++) {
        double km = leg_km(c, s, area);
        const char *terrain = n->area[area].home_count > 0 ? c->home_terrain[n->area[area].home_first] : NULL;
        c->value[step->leg_km.first + area] = km;
        c->value[step->leg_minutes.first + area] = travel_minutes(&mode, terrain, km / mode.detour);
    }
}
