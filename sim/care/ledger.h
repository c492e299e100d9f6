/* ledger: sums that must come out exactly, in every run: nobody is lost, no place is lost, no pound is lost. */
#ifndef ICSIM_CARE_LEDGER_H
#define ICSIM_CARE_LEDGER_H

#include "care/world.h"

/* Fills outcome.here and outcome.ledger at the end of a run. */
void ledger_close(struct world *world);

#endif
