/* shape_check: what must hold of any valid scenario, whatever its shape: it is read without a problem, it runs, its
 * ledger comes out, and every table of results is the same on one thread and on two, and whether its plan is run from
 * a snapshot of today or from the start. */
#ifndef ICSIM_TESTS_RANDOM_SHAPE_CHECK_H
#define ICSIM_TESTS_RANDOM_SHAPE_CHECK_H

#include "base/text.h"
#include <stdbool.h>
#include <stdint.h>

/* Looks at base.cfg and plan.cfg of a folder. False where something does not hold: `said` then says what. `events` are
 * added up: a shape where nothing happens proves nothing. */
bool shape_holds(const char *folder, uint32_t seed, struct text *said, uint64_t *events);

#endif
