/* journey: a patient's way through the steps of a pathway. Each step answers six questions: where, may I come
 * in, with what, how long, what do I keep, what next; and has four events: arrives, starts, ends, leaves. */
#ifndef ICSIM_CARE_JOURNEY_H
#define ICSIM_CARE_JOURNEY_H

#include "care/value.h"

/* Somebody new comes: draws the home and goes to the first step of the pathway. */
void journey_begin(struct world *world, uint64_t person);

/* The patient's event is due. */
void journey_event(struct world *world, uint32_t slot);

/* Lets in whoever freed pools have room for, until nothing moves. Called after every event. */
void journey_drain(struct world *world);

/* A service has closed at a provider: those waiting there, and with `inside` those being cared for, choose
 * again. */
void journey_move_on(struct world *world, uint32_t offer, bool inside);

/* Somebody who is there when the run begins, and for how long already (0 where that is not known). */
struct starter {
    uint64_t person;
    double elapsed;
    uint64_t word;  /* uniform: what is left of a stay */
    uint32_t state; /* index of their start state, and where they are in the world: of those who wait */
    uint32_t slot;
};

/* Inside a post, or in its line. */
void journey_begin_inside(struct world *world, const struct start_state *from, const struct starter *starter);
/* Whoever waits at the start first takes what is kept (NONE: no memory), and when all have, comes to the line. */
uint32_t journey_put_waiting(struct world *world, const struct start_state *from, const struct starter *starter);
void journey_begin_waiting(struct world *world, const struct start_state *from, const struct starter *starter);

#endif
