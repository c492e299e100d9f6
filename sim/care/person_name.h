/* person_name: who a simulated person is as a text that can be copied: pathway/area/group/date/number, e.g.
 * "emergency/south/from_65/2026-05-03/4.17". The date is the day of first coming; the number is the level band and
 * the ordinal in it (see care/arrivals.h). Those who were there when the run began have "start" for the date and
 * their ordinal; those whose coming is planned (booked, at intervals, known) have "planned" and their number. In one replication of one seed the same text is the same person in every scenario, and also after
 * pathways, areas and steps have been added; in another replication it is somebody else. */
#ifndef ICSIM_CARE_PERSON_NAME_H
#define ICSIM_CARE_PERSON_NAME_H

#include "base/text.h"
#include "care/person.h"

/* What may be wrong with an id, in the order in which its parts are looked at. */
enum person_fault {
#define PERSON_FAULT(id, sentence) PERSON_##id,
#include "care/person_name.def"
#undef PERSON_FAULT
    PERSON_FAULTS
};

/* Appends the id of a person of the network. */
void person_name(const struct network *network, uint64_t person, struct text *out);

/* Reads an id. False where it names nobody who could come: the sentence, without full stop, is added to `why`, and
 * `fault` says which of them it is. */
bool person_read(const struct network *network, const char *name, uint64_t *person, enum person_fault *fault,
                 struct text *why);

#endif
