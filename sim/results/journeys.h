/* journeys: what happened to some people in every scenario, told: as text, the scenarios beside each other from
 * where they part, and as JSON. */
#ifndef ICSIM_RESULTS_JOURNEYS_H
#define ICSIM_RESULTS_JOURNEYS_H

#include "base/text.h"
#include "care/follow.h"
#include "experiment/pick.h"

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

/* One scenario's part of a journey: the happenings from `from` to `to`. */
struct journey_part { const struct followed *followed; size_t from, to; };

/* Fills part[arm] with what comes after what is the same in all scenarios. The minute at which they part; INFINITY:
 * never. */
double journeys_part(const struct journeys *journeys, uint64_t person, struct journey_part *part);

/* What happens next in any of the parts, which move on: says[i] is the sentence, empty where nothing happens in part i at
 * that minute. False where nothing more happens. */
bool journeys_next(const struct network *network, struct journey_part *part, uint32_t count, double *minute,
                   struct text *says);

/* What the journeys come to, a line at a time: its label and a cell for each scenario, "-" where it has nothing. The
 * writer may take the cells' texts. */
enum status journeys_totals(const struct journeys *journeys, uint64_t person,
                            void (*write)(void *context, const char *label, struct text *cell), void *context) MUST_USE;

/* How somebody was picked: a sentence without full stop, of the person at `place` (from 0) of those picked from `of`. */
void journeys_because(const struct network *network, const struct pick_wish *wish, const struct picked *picked, size_t place,
                      size_t of, struct text *out);

/* Both append. `width`: columns of the terminal; from 100 on scenarios stand beside each other. */
void journeys_text(const struct journeys *journeys, unsigned width, struct text *out);
void journeys_json(const struct journeys *journeys, struct text *out);

#endif
