/* network_maker: valid scenarios made up from a seed, of every shape that the language can say: areas, sites and
 * teams, pathways with loops that end, pools, rules, money, standards, who is there at the start, and a plan that
 * changes things. All that may or may not be in a scenario is a row of one table of features, so that a new setting
 * of the language is one row and one small function.
 *
 * A made network owns its texts. */
#ifndef ICSIM_TESTS_RANDOM_NETWORK_MAKER_H
#define ICSIM_TESTS_RANDOM_NETWORK_MAKER_H

#include "base/text.h"
#include <stdint.h>

enum { MADE_FEATURES_MOST = 128 };

struct made_network {
    struct text base, plan, areas; /* base.cfg, plan.cfg, areas.csv */
    bool used[MADE_FEATURES_MOST]; /* features that it has */
};

void network_make(struct made_network *made, uint64_t seed);
void network_made_free(struct made_network *made);

/* Writes base.cfg, plan.cfg and all tables that they name into a folder that is there; false: a file could not be
 * written. */
bool network_write(const struct made_network *made, const char *folder);

unsigned network_feature_count(void);
const char *network_feature_name(unsigned feature);

#endif
