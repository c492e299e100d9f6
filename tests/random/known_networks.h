/* known_networks: made-up scenarios of families whose answers theory knows exactly, with those answers. A known
 * network owns its text. */
#ifndef ICSIM_TESTS_RANDOM_KNOWN_NETWORKS_H
#define ICSIM_TESTS_RANDOM_KNOWN_NETWORKS_H

#include "base/text.h"
#include <stdbool.h>
#include <stdint.h>

enum { KNOWN_CHECKS_MOST = 16 };

struct known_check {
    unsigned quantity;     /* enum quantity of support/run_scenario.h */
    char of[24], at[24];   /* step or pool, provider */
    double exact;
};

struct known_network {
    const char *family;
    struct text scenario;  /* known.cfg */
    struct known_check check[KNOWN_CHECKS_MOST];
    unsigned check_count;
};

unsigned known_family_count(void);
void known_make(struct known_network *known, unsigned family, uint64_t seed);
void known_free(struct known_network *known);

/* Writes it into a folder, runs it, and looks whether every answer lies in its interval, which is so wide that of all
 * `claims` answers together one is out by chance in one of a hundred sets. False where one does not: `said` says which.
 * first_error[0]: by how many standard errors the first answer is out. */
bool known_holds(const struct known_network *known, const char *folder, uint32_t replications, unsigned claims,
                 struct text *said, double *first_error);

#endif
