/* Every rule is a cost for each option; the least cost wins, the first in order of provider on a tie. */
#include "care/choice.h"

#include "base/check.h"
#include "care/capacity.h"
#include "care/escalation.h"
#include "care/follow.h"

#include <math.h>

/* What a rule looks at. */
struct chooser {
    const struct world *world;
    const struct step *step;
    struct whom whom;
    uint64_t person;
    uint32_t home, visit, step_index;
    uint32_t here;      /* provider where the person is; NONE: at home */
    bool from_here;     /* the journey starts there */
    bool with_room;
    bool anywhere;      /* also where an escalation rule sends people on */
};

bool choice_is_open(const struct world *world, uint32_t offer) {
    const struct offer *at = &world->network->offer[offer];
    if (world->value[at->open] <= 0) return false;
    if (at->hours == NONE) return true;
    int hour = calendar_hour_of_week(world->network->first_day, world->now);
    return world->network->week[at->hours].hour[hour] > 0;
}

/* Index of a journey in the travel tables' rows and which table it is. */
static double journey(const struct chooser *chooser, uint32_t provider, bool in_km) {
    const struct network *network = chooser->world->network;
    const struct travel *travel = &network->travel;
    uint32_t mode = chooser->step->measured_mode;
    uint32_t site = chooser->step->from_base ? network->provider[provider].base : network->provider[provider].site;
    if (site == NONE || mode == NONE) return 0;
    if (chooser->from_here) {
        uint32_t from = network->provider[chooser->here].site;
        size_t cell = (size_t)from * travel->site_count + site;
        return (double)(in_km ? travel->between_km : travel->between_minutes)[mode][cell];
    }
    size_t cell = (size_t)chooser->home * travel->site_count + site;
    return (double)(in_km ? travel->km : travel->minutes)[mode][cell];
}

static double luck(const struct chooser *chooser, const struct option *option, uint32_t table) {
    const struct world *world = chooser->world;
    struct draw_pair pair = draw_for(world, chooser->person, chooser->visit, draw_of(option->key, DRAW_SITE));
    return quantile_at(&world->network->quantile[table], pair.word[0]);
}

/* Minutes that a newcomer waits at a post: those in line and himself, each needing the mean work of the step,
 * over the capacity of the pool whose line it is. 0 where there is room. */
static double expected_wait(const struct chooser *chooser, const struct option *option) {
    const struct world *world = chooser->world;
    const struct post *post = &world->network->post[option->post];
    if (chooser->step->need_count == 0 || capacity_has_room(world, option->post, &chooser->whom)) return 0;
    const struct pool_state *pool = &world->pool[post->pool[0]];
    double mean = chooser->step->lasts.first == NONE
                      ? 0 : duration_mean(world, chooser->step->lasts, &chooser->whom);
    double capacity = pool->capacity;
    if (capacity <= 0) capacity = lending_within_reach(world, post->pool[0]);
    return capacity <= 0 ? INFINITY : (pool->waiting + 1) * mean / capacity;
}

/* Minutes never weigh as much as one person. */
#define NEARER 1e-6

/* People at a post's first pool, waiting and served, more than there are places (below 0: free places). */
static double people_over(const struct chooser *chooser, const struct option *option) {
    const struct post *post = &chooser->world->network->post[option->post];
    if (chooser->step->need_count == 0) return 0;
    const struct pool_state *pool = &chooser->world->pool[post->pool[0]];
    return (double)pool->waiting + pool->in_use - pool->capacity;
}

static double cost_of(const struct chooser *chooser, enum choose rule, const struct option *option) {
    const struct world *world = chooser->world;
    double weight = option->weight == NONE ? 0 : world->value[option->weight];
    switch (rule) {
    case CHOOSE_LOGIT: {
        double per_minute = chooser->step->per_minute.first == NONE
                                ? 0 : value_of(world, chooser->step->per_minute, &chooser->whom);
        double utility = weight + per_minute * journey(chooser, option->provider, false);
        return luck(chooser, option, world->network->gumbel) - utility;
    }
    case CHOOSE_SHARES:
        return weight > 0 ? luck(chooser, option, world->network->exponential) / weight : INFINITY;
    case CHOOSE_SHORTEST:
        return people_over(chooser, option) + NEARER * journey(chooser, option->provider, false);
    case CHOOSE_LEAST_TIME:
        return journey(chooser, option->provider, false) + expected_wait(chooser, option);
    case CHOOSE_NEAREST:
    case CHOOSE_FREE:
    case CHOOSE_ASSIGNED:
    case CHOOSE_SAME_SITE:
        break;
    }
    return journey(chooser, option->provider, false);
}

static bool admissible(const struct chooser *chooser, const struct option *option, bool with_room) {
    if (!choice_is_open(chooser->world, option->offer)) return false;
    if (chooser->world->network->escalation_count > 0 && !chooser->anywhere &&
        (chooser->world->door[option->post] & DOOR_DIVERTS) != 0)
        return false;
    if (!with_room) return true;
    if (chooser->with_room && !option->takes_diverted) return false; /* they are sent on */
    unsigned priority = priority_of(chooser->world, chooser->step, &chooser->whom);
    return capacity_may_start(chooser->world, option->post, &chooser->whom, priority);
}

static uint32_t cheapest(const struct chooser *chooser, enum choose rule, bool with_room) {
    const struct network *network = chooser->world->network;
    uint32_t best = NONE;
    double best_cost = INFINITY;
    for (uint32_t i = 0; i < chooser->step->option_count; i++) {
        uint32_t index = chooser->step->option_first + i;
        const struct option *option = &network->option[index];
        if (!admissible(chooser, option, with_room)) continue;
        double cost = cost_of(chooser, rule, option);
        if (cost < best_cost) {
            best_cost = cost;
            best = index;
        }
    }
    return best;
}

/* The option at one provider if it is open and, where it must, has room; else NONE. */
static uint32_t open_option_at(const struct chooser *chooser, uint32_t provider) {
    const struct network *network = chooser->world->network;
    if (provider == NONE) return NONE;
    uint32_t option = network->option_at[(size_t)chooser->step_index * network->provider_count + provider];
    bool good = option != NONE && admissible(chooser, &network->option[option], chooser->with_room);
    return good ? option : NONE;
}

static uint32_t by_rule(const struct chooser *chooser, enum choose rule) {
    const struct world *world = chooser->world;
    if (rule == CHOOSE_SAME_SITE) return open_option_at(chooser, chooser->here);
    if (rule == CHOOSE_ASSIGNED) {
        if (chooser->step->assigned.first == NONE) return NONE;
        double provider = value_of(world, chooser->step->assigned, &chooser->whom);
        return provider < 0 ? NONE : open_option_at(chooser, (uint32_t)provider);
    }
    if (rule == CHOOSE_FREE && !chooser->with_room) {
        uint32_t free_now = cheapest(chooser, rule, true);
        if (free_now != NONE) return free_now;
    }
    return cheapest(chooser, rule, chooser->with_room);
}

/* Whoever chose a provider that sends its people elsewhere goes there, if it is open. */
static uint32_t redirected(const struct chooser *chooser, uint32_t option) {
    const struct network *network = chooser->world->network;
    double to = chooser->world->value[network->offer[network->option[option].offer].redirect];
    if (to < 0) return option;
    uint32_t other = open_option_at(chooser, (uint32_t)to);
    return other == NONE ? option : other;
}

static inline bool is_at_site(const struct chooser *chooser) {
    return chooser->here != NONE && chooser->world->network->provider[chooser->here].site != NONE;
}

static inline bool is_at_home(const struct patient *patient) {
    return patient->state == PATIENT_AT_HOME || patient->state == PATIENT_REBOOKED;
}

/* Whoever is with staff that came to them is where these came to. */
static uint32_t picked_up_at(const struct world *world, uint32_t slot, uint32_t here) {
    bool with_staff = here != NONE && world->network->provider[here].site == NONE && !is_at_home(&world->patient[slot]);
    return with_staff && world->place[slot] != NONE ? world->place[slot] : here;
}

static inline struct chooser chooser_of(const struct world *world, uint32_t slot, uint32_t step_index,
                                        bool with_room) {
    const struct network *network = world->network;
    const struct patient *patient = &world->patient[slot];
    const struct step *step = &network->step[step_index];
    struct chooser chooser = {.world = world,
                              .step = step,
                              .step_index = step_index,
                              .whom = whom_of(network, person_stream(patient->person)),
                              .person = patient->person,
                              .home = patient->home,
                              .here = patient->post == NONE ? NONE : network->post[patient->post].provider,
                              .with_room = with_room};
    if (step->visit_slot != NONE)
        chooser.visit = world->visit[(size_t)slot * network->visit_slot_count + step->visit_slot];
    if (network->sends_out) chooser.here = picked_up_at(world, slot, chooser.here);
    /* The diverted start where they are, and staff come there. */
    chooser.from_here = (step->from_here || with_room) && is_at_site(&chooser);
    if (step->from_base) chooser.from_here = !is_at_home(patient) && is_at_site(&chooser);
    return chooser;
}

/* By the step's rule, or what it says where that finds nobody. */
static uint32_t by_rules(struct chooser *chooser, enum choose rule) {
    const struct step *step = chooser->step;
    uint32_t option = by_rule(chooser, rule);
    if (option == NONE && chooser->with_room && step->or_else == NONE &&
        (rule == CHOOSE_ASSIGNED || rule == CHOOSE_SAME_SITE))
        option = by_rule(chooser, CHOOSE_NEAREST); /* sent on from the one place they belong to */
    if (option == NONE && step->or_else != NONE) {
        chooser->from_here = chooser->from_here || (rule == CHOOSE_SAME_SITE && is_at_site(chooser));
        option = by_rule(chooser, (enum choose)step->or_else);
    }
    return option;
}

struct chosen choice_make(const struct world *world, uint32_t slot, uint32_t step_index, bool with_room) {
    const struct network *network = world->network;
    const struct patient *patient = &world->patient[slot];
    const struct step *step = &network->step[step_index];
    struct chooser chooser = chooser_of(world, slot, step_index, with_room);
    enum choose rule = (enum choose)value_of(world, step->choose, &chooser.whom);
    uint32_t option = by_rules(&chooser, rule);
    if (option == NONE && !with_room && network->escalation_count > 0) { /* everybody else sends people on too */
        chooser.anywhere = true;
        option = by_rules(&chooser, rule);
    }
    struct chosen chosen = {.option = option};
    if (option == NONE) return chosen;
    chosen.option = option = redirected(&chooser, option);
    uint32_t provider = network->option[option].provider;
    /* Who comes back another day comes from home, be it to the same place. */
    bool there = provider == chooser.here && (chooser.from_here || !is_at_home(patient));
    if (there || step->from_base || network->provider[provider].site == NONE) return chosen;
    chosen.minutes = journey(&chooser, provider, false);
    chosen.km = journey(&chooser, provider, true);
    chosen.journey = step->measured_mode != NONE;
    return chosen;
}

uint32_t choice_free_now(const struct world *world, uint32_t slot, uint32_t step_index) {
    struct chooser chooser = chooser_of(world, slot, step_index, false);
    uint32_t best = NONE;
    double best_minutes = INFINITY;
    for (uint32_t i = 0; i < chooser.step->option_count; i++) {
        uint32_t index = chooser.step->option_first + i;
        const struct option *option = &world->network->option[index];
        if (!admissible(&chooser, option, false) || !capacity_has_room(world, option->post, &chooser.whom)) continue;
        double minutes = journey(&chooser, option->provider, false);
        if (minutes >= best_minutes) continue;
        best_minutes = minutes;
        best = index;
    }
    return best;
}

void choice_note_place(struct world *world, uint32_t slot, uint32_t step) {
    const struct patient *patient = &world->patient[slot];
    uint32_t here = patient->post == NONE || is_at_home(patient) ? NONE : world->network->post[patient->post].provider;
    if (here != NONE) here = picked_up_at(world, slot, here);
    bool at_site = here != NONE && world->network->provider[here].site != NONE;
    world->place[slot] = at_site && world->network->step[step].from_base ? here : NONE;
}

double choice_way_from_base(const struct world *world, uint32_t slot, uint32_t provider, bool in_km) {
    uint32_t step = world->network->post[world->patient[slot].post].step;
    struct chooser chooser = chooser_of(world, slot, step, false);
    uint32_t place = world->place[slot];
    chooser.here = place;
    chooser.from_here = place != NONE;
    return journey(&chooser, provider, in_km);
}

/* ---- who find nobody open ------------------------------------------------------------------------------- */

static uint32_t cheapest_shut(const struct chooser *chooser, enum choose rule, bool opens_some_time) {
    const struct network *network = chooser->world->network;
    uint32_t best = NONE;
    double best_cost = 0;
    for (uint32_t i = 0; i < chooser->step->option_count; i++) {
        const struct option *option = &network->option[chooser->step->option_first + i];
        if (opens_some_time && chooser->world->value[network->offer[option->offer].open] <= 0) continue;
        double cost = cost_of(chooser, rule, option);
        if (best != NONE && cost >= best_cost) continue;
        best_cost = cost;
        best = chooser->step->option_first + i;
    }
    return best;
}

/* The one place of those who have one. */
static uint32_t own_option(const struct chooser *chooser, enum choose rule) {
    const struct network *network = chooser->world->network;
    double provider = -1;
    if (rule == CHOOSE_SAME_SITE && chooser->here != NONE) provider = chooser->here;
    if (rule == CHOOSE_ASSIGNED && chooser->step->assigned.first != NONE)
        provider = value_of(chooser->world, chooser->step->assigned, &chooser->whom);
    if (provider < 0) return NONE;
    return network->option_at[(size_t)chooser->step_index * network->provider_count + (uint32_t)provider];
}

uint32_t choice_shut(const struct world *world, uint32_t slot, uint32_t step_index) {
    struct chooser chooser = chooser_of(world, slot, step_index, false);
    enum choose rule = (enum choose)value_of(world, chooser.step->choose, &chooser.whom);
    uint32_t option = own_option(&chooser, rule);
    if (option == NONE) option = cheapest_shut(&chooser, rule, true);
    return option == NONE ? cheapest_shut(&chooser, rule, false) : option;
}

/* ---- for those who are followed ------------------------------------------------------------------------ */

/* The nearest two of the others that could have been chosen: where, and its minutes; NAN where there is none. */
static void find_others(const struct chooser *chooser, uint32_t chosen, double other[4]) {
    const struct network *network = chooser->world->network;
    other[0] = other[1] = other[2] = other[3] = NAN;
    for (uint32_t i = 0; i < chooser->step->option_count; i++) {
        uint32_t index = chooser->step->option_first + i;
        const struct option *option = &network->option[index];
        if (index == chosen || open_option_at(chooser, option->provider) == NONE) continue;
        double minutes = journey(chooser, option->provider, false);
        unsigned at = !(other[1] <= minutes) ? 0 : !(other[3] <= minutes) ? 2 : 4;
        if (at == 4) continue;
        if (at == 0) {
            other[2] = other[0];
            other[3] = other[1];
        }
        other[at] = option->provider;
        other[at + 1] = minutes;
    }
}

/* Whom the person would have chosen but for an escalation rule, where that makes a difference; gives the choice as it was
 * made. */
static uint32_t tell_sent_past(struct chooser *chooser, uint32_t slot, enum choose rule, uint32_t made) {
    const struct world *world = chooser->world;
    chooser->anywhere = true;
    uint32_t wished = by_rule(chooser, rule);
    chooser->anywhere = made == NONE && (chooser->step->or_else == NONE || by_rule(chooser, (enum choose)chooser->step->or_else) == NONE);
    if (made == wished || wished == NONE || chooser->anywhere) return chooser->anywhere ? wished : made;
    const struct option *option = &world->network->option[wished];
    uint32_t held = escalation_at_door(world, option->post, DOOR_DIVERTS);
    if (held != NONE) FOLLOW(world, slot, sent_past, option->provider, held);
    return made;
}

void choice_tell(const struct world *world, uint32_t slot, uint32_t step_index, bool with_room,
                 const struct chosen *chosen) {
    if (!follow_has(world, slot)) return;
    struct chooser chooser = chooser_of(world, slot, step_index, with_room);
    const struct step *step = chooser.step;
    if (chosen->option == NONE) {
        FOLLOW(world, slot, nowhere, step_index, step->closed_to == NONE ? (double)NAN : step->closed_to);
        return;
    }
    enum choose rule = (enum choose)value_of(world, step->choose, &chooser.whom);
    uint32_t before = by_rule(&chooser, rule); /* the same choice again, to see how it is made */
    if (world->network->escalation_count > 0 && !with_room) before = tell_sent_past(&chooser, slot, rule, before);
    double failed = NAN, redirected_from = NAN, used = rule, other[4];
    if (before == NONE) {
        failed = rule;
        used = step->or_else == NONE ? CHOOSE_NEAREST : step->or_else; /* nearest: see choice_make */
        chooser.from_here = chooser.from_here || (rule == CHOOSE_SAME_SITE && is_at_site(&chooser));
        before = by_rule(&chooser, (enum choose)used);
    }
    if (before != chosen->option) redirected_from = world->network->option[before].provider;
    find_others(&chooser, chosen->option, other);
    double minutes = chosen->journey ? chosen->minutes : (double)NAN, km = chosen->journey ? chosen->km : (double)NAN;
    double mode = chosen->journey ? step->measured_mode : (double)NAN;
    double to = world->network->option[chosen->option].provider;
    if (with_room)
        FOLLOW(world, slot, diverted, chooser.here, to, step_index, used, failed, minutes, km, mode, redirected_from,
               other[0], other[1], other[2], other[3]);
    else
        FOLLOW(world, slot, chose, to, step_index, used, failed, minutes, km, mode, redirected_from, other[0], other[1],
               other[2], other[3]);
}
