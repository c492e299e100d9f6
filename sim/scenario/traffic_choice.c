#include "scenario/traffic_choice.h"

#include "base/memory.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

uint32_t choice_index(const struct network *n, uint32_t by, const struct stream *stream, uint32_t branch, uint32_t branches) {
    switch ((enum row_by)by) {
    case BY_CELL:
        return stream->cell;
    case BY_AREA:
        return stream->area;
    case BY_STRATUM:
        return stream->area * n->cell_count + stream->cell;
    case BY_BRANCH:
        return branch;
    case BY_CELL_AND_BRANCH:
        return stream->cell * branches + branch;
    case BY_NOTHING:
    case ROW_BY_COUNT:
        break;
    }
    return 0;
}

double choice_value(const struct network *n, const double *value, struct row row, const struct stream *stream) {
    return row.first == NONE ? 0 : value[row.first + choice_index(n, row.by, stream, 0, 1)];
}

enum status choices_init(struct choices *choices, const struct network *n, const double *value) {
    size_t total = 0, most = 0, places = (size_t)n->travel.site_count + 1;
    *choices = (struct choices){.network = n, .value = value, .area = NONE, .places = (uint32_t)places};
    choices->known = memory_new(n->step_count * places, sizeof *choices->known);
    choices->first = memory_new(n->step_count * places, sizeof *choices->first);
    for (uint32_t s = 0; choices->first != NULL && s < n->step_count; s++) {
        const struct step *step = &n->step[s];
        for (size_t place = 0; place < places; place++) {
            choices->first[s * places + place] = total;
            total += step->option_count;
        }
        if (step->option_count > most)
            most = step->option_count;
        bool cells = step->per_minute.first != NONE &&
                     (step->per_minute.by == BY_CELL || step->per_minute.by == BY_STRATUM);
        choices->by_cell = choices->by_cell || cells;
    }
    choices->chance = memory_new(total, sizeof *choices->chance);
    choices->one = memory_new(most, sizeof *choices->one);
    bool all = choices->known != NULL && choices->first != NULL && choices->chance != NULL && choices->one != NULL;
    return all ? STATUS_OK : STATUS_NO_MEMORY;
}

void choices_free(struct choices *choices) {
    free(choices->known);
    free(choices->first);
    free(choices->chance);
    free(choices->one);
    *choices = (struct choices){0};
}

/* One person's place and step, whose options are weighed. */
struct chooser {
    const struct choices *choices;
    const struct step *step;
    const struct stream *stream;
    uint32_t home, place;
    int hour; /* of the week */
};

static double minutes_to(const struct chooser *who, uint32_t provider) {
    const struct network *n = who->choices->network;
    uint32_t mode = who->step->measured_mode, site = n->provider[provider].site, sites = n->travel.site_count;
    if (mode == NONE || site == NONE)
        return 0;
    if (who->step->from_here && who->place > 0)
        return (double)n->travel.between_minutes[mode][(who->place - 1) * sites + site];
    return (double)n->travel.minutes[mode][who->home * sites + site];
}

/* Units of the first pool, by which those who look for room are shared: an estimate, right where it matters,
 * that is when all are nearly full. */
static double room_at(const struct chooser *who, const struct option *option) {
    const struct network *n = who->choices->network;
    uint32_t index = who->step->need_count > 0 ? n->post[option->post].pool[0] : NONE;
    if (index == NONE || n->pool[index].unlimited)
        return 1;
    const struct pool *pool = &n->pool[index];
    double units = who->choices->value[pool->capacity];
    return pool->hours_per_wte == NONE ? units : units * who->choices->value[pool->hours_per_wte];
}

static double weigh(const struct chooser *who, const struct option *option, uint32_t rule) {
    const struct network *n = who->choices->network;
    const double *value = who->choices->value;
    const struct provider *provider = &n->provider[option->provider];
    double weight = option->weight == NONE ? 0 : value[option->weight];
    switch ((enum choose)rule) {
    case CHOOSE_NEAREST:
        return -minutes_to(who, option->provider); /* the greatest takes all */
    case CHOOSE_LOGIT:
        return exp(weight + choice_value(n, value, who->step->per_minute, who->stream) * minutes_to(who, option->provider));
    case CHOOSE_SHARES:
        return weight;
    case CHOOSE_ASSIGNED: {
        double assigned = choice_value(n, value, who->step->assigned, who->stream);
        return assigned >= 0 && (uint32_t)assigned == option->provider;
    }
    case CHOOSE_SAME_SITE:
        return provider->site != NONE && who->place == provider->site + 1;
    case CHOOSE_FREE:
    case CHOOSE_SHORTEST:
    case CHOOSE_LEAST_TIME:
        return room_at(who, option);
    }
    return 0;
}

static bool is_open(const struct chooser *who, const struct option *option) {
    const struct network *n = who->choices->network;
    const struct offer *offer = &n->offer[option->offer];
    return who->choices->value[offer->open] > 0 &&
           (offer->hours == NONE || n->week[offer->hours].hour[who->hour] > 0);
}

/* Fills one[] with chances; false where the rule finds nobody open. */
static bool choose_by(const struct chooser *who, uint32_t rule, double *one) {
    const struct network *n = who->choices->network;
    double sum = 0;
    uint32_t best = NONE;
    for (uint32_t o = 0; o < who->step->option_count; o++) {
        const struct option *option = &n->option[who->step->option_first + o];
        bool open = is_open(who, option);
        double weight = open ? weigh(who, option, rule) : 0;
        one[o] = weight;
        if (rule == CHOOSE_NEAREST) {
            one[o] = 0;
            if (open && (best == NONE || weight > sum)) {
                best = o;
                sum = weight;
            }
        } else {
            sum += weight;
        }
    }
    if (best != NONE)
        one[best] = 1;
    else
        for (uint32_t o = 0; sum > 0 && o < who->step->option_count; o++)
            one[o] /= sum;
    return best != NONE || sum > 0;
}

/* Those who chose a provider that sends people elsewhere. */
static void redirect(const struct chooser *who, double *one) {
    const struct network *n = who->choices->network;
    for (uint32_t o = 0; o < who->step->option_count; o++) {
        const struct option *option = &n->option[who->step->option_first + o];
        double to = who->choices->value[n->offer[option->offer].redirect];
        for (uint32_t k = 0; to >= 0 && one[o] > 0 && k < who->step->option_count; k++) {
            if (n->option[who->step->option_first + k].provider != (uint32_t)to || k == o)
                continue;
            one[k] += one[o];
            one[o] = 0;
        }
    }
}

static void add_home(struct choices *choices, struct chooser *who, double weight, double *chance) {
    uint32_t rule = (uint32_t)choices->value[who->step->choose.first];
    bool found = choose_by(who, rule, choices->one);
    if (!found && who->step->or_else != NONE)
        found = choose_by(who, who->step->or_else, choices->one);
    if (!found)
        return;
    redirect(who, choices->one);
    for (uint32_t o = 0; o < who->step->option_count; o++)
        chance[o] += weight * choices->one[o];
}

/* Hours of the week in which the same options are open, as one of them and their share of the pathway's people. */
struct open_pattern {
    uint64_t open; /* hash of who is open */
    int hour;
    double share;
};

static uint32_t find_patterns(const struct choices *choices, const struct step *step,
                              struct open_pattern pattern[HOURS_PER_WEEK]) {
    const struct network *n = choices->network;
    uint32_t count = 0, profile = n->pathway[step->pathway].profile;
    double all = 0;
    for (int hour = 0; hour < HOURS_PER_WEEK; hour++) {
        uint64_t open = 1;
        struct chooser who = {.choices = choices, .step = step, .hour = hour};
        for (uint32_t o = 0; o < step->option_count; o++)
            open = (open ^ is_open(&who, &n->option[step->option_first + o])) * 0x100000001b3u + o;
        uint32_t at = 0;
        while (at < count && pattern[at].open != open)
            at++;
        if (at == count)
            pattern[count++] = (struct open_pattern){open, hour, 0};
        double come = profile == NONE ? 1 : (double)n->week[profile].hour[hour];
        pattern[at].share += come;
        all += come;
    }
    for (uint32_t at = 0; at < count; at++)
        pattern[at].share /= all;
    return count;
}

/* Chances of those who start from one place, over the hours at which they come. */
static void add_hours(struct choices *choices, struct chooser *who, double weight, double *chance,
                      const struct open_pattern *pattern, uint32_t patterns) {
    for (uint32_t p = 0; p < patterns; p++) {
        who->hour = pattern[p].hour;
        add_home(choices, who, weight * pattern[p].share, chance);
    }
}

const double *choices_at(struct choices *choices, uint32_t s, uint32_t place, const struct stream *stream) {
    const struct network *n = choices->network;
    const struct step *step = &n->step[s];
    size_t index = (size_t)s * choices->places + place;
    bool other = choices->by_cell ? choices->stream != stream : choices->area != stream->area;
    if (other)
        memset(choices->known, 0, (size_t)n->step_count * choices->places);
    choices->area = stream->area;
    choices->stream = stream;
    double *to = choices->chance + choices->first[index];
    if (choices->known[index])
        return to;
    choices->known[index] = 1;
    memset(to, 0, step->option_count * sizeof *to);
    const struct area *area = &n->area[stream->area];
    struct chooser who = {choices, step, stream, area->home_first, place, 0};
    struct open_pattern pattern[HOURS_PER_WEEK];
    uint32_t patterns = find_patterns(choices, step, pattern);
    if (step->from_here && place > 0) {
        add_hours(choices, &who, 1, to, pattern, patterns);
        return to;
    }
    for (uint32_t h = 0; h < area->home_count; h++) {
        who.home = area->home_first + h;
        add_hours(choices, &who, n->home[who.home].weight, to, pattern, patterns);
    }
    return to;
}
