/* month_end: the list of those whose clock runs at the end of a month, as incomplete pathways of referral to
 * treatment are published: at the midnight after its last day, before anything of the new month happens. */
#ifndef ICSIM_CARE_MONTH_END_H
#define ICSIM_CARE_MONTH_END_H

#include "care/world.h"

/* Counts who waits now, where a month ends now; else does nothing. */
void month_end_look(struct world *world);

#endif
