/* traffic_choice: with what chance somebody of an area goes to each provider of a step, over the area's homes.
 * The chances are kept while the area stays the same. choices_free gives everything back. */
#ifndef ICSIM_SCENARIO_TRAFFIC_CHOICE_H
#define ICSIM_SCENARIO_TRAFFIC_CHOICE_H

#include "network/network.h"

struct choices {
    const struct network *network;
    const double *value;
    uint32_t area;       /* whose chances stand; NONE: nobody's */
    bool by_cell;        /* they differ by cell: nothing is kept from stream to stream */
    const struct stream *stream; /* asked for last */
    uint8_t *known;      /* by step * places + place */
    size_t *first;       /* by the same: into chance */
    double *chance, *one; /* one: room for the options of one step */
    uint32_t places;
};

enum status choices_init(struct choices *choices, const struct network *network, const double *value) MUST_USE;
void choices_free(struct choices *choices);

/* The chances of the step's options for people of the stream at `place` (0 home, else site + 1); they sum to
 * 1, or to less where some find nobody. The array belongs to the choices until the next stream. */
const double *choices_at(struct choices *choices, uint32_t step, uint32_t place, const struct stream *stream);

/* Index of somebody in a row by `by`, and the value of a row that does not go by branch. */
uint32_t choice_index(const struct network *network, uint32_t by, const struct stream *stream, uint32_t branch,
                      uint32_t branches);
double choice_value(const struct network *network, const double *value, struct row row, const struct stream *stream);

#endif
