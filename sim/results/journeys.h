/* journeys: what happened to some people in every scenario, told: as text, the scenarios beside each other from
 * where they part, and as JSON. */
#ifndef ICSIM_RESULTS_JOURNEYS_H
#define ICSIM_RESULTS_JOURNEYS_H

#include "base/text.h"
#include "care/follow.h"

/* Who is told about, and how they were chosen: a sentence without full stop. */
struct journey_person {
    uint64_t person;
    char *because;
};

/* Borrows everything. */
struct journeys {
    const struct network *network;
    const struct follow *follow; /* [arm] */
    const struct journey_person *person;
    size_t count;
    uint32_t seed, replication;  /* replication from 1 */
};

/* What a journey comes to. Minutes and kilometres; NAN: it does not occur. */
enum journey_sum {
    JOURNEY_WAIT,   /* in lines */
    JOURNEY_TRAVEL, /* of the person */
    JOURNEY_TRAVEL_KM,
    JOURNEY_STAFF,  /* of staff on their way to the person */
    JOURNEY_STAFF_KM,
    JOURNEY_HANDOVER, /* between organisations */
    JOURNEY_STAY,   /* from starts to leaving, with the staff's way and with what follows: */
    JOURNEY_KEPT,   /* of it, places kept after the work */
    JOURNEY_SUMS
};
double journey_sum(const struct followed *followed, enum journey_sum sum);

/* What an organisation has to do with a journey, in micro-pounds. */
enum journey_money { JOURNEY_COST, JOURNEY_RECEIVED, JOURNEY_PAID, JOURNEY_MONIES };
double journey_money(const struct followed *followed, enum journey_money money, uint32_t organisation);

/* Number of first happenings that are the same in all scenarios. */
size_t journeys_common(const struct journeys *journeys, uint64_t person);

/* Both append. `width`: columns of the terminal; from 100 on scenarios stand beside each other. */
void journeys_text(const struct journeys *journeys, unsigned width, struct text *out);
void journeys_json(const struct journeys *journeys, struct text *out);

#endif
