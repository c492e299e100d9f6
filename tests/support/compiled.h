/* compiled: scenarios of the tests, as networks. The caller frees what it gets. */
#ifndef ICSIM_TESTS_COMPILED_H
#define ICSIM_TESTS_COMPILED_H

#include "base/problem.h"
#include "network/network.h"

/* The network of one or two files (the second may be NULL), named from the source folder. Fails the test where
 * there is any error. */
struct network compiled(const char *file, const char *second);

/* Tries, and gives the status and the problems. `network` may hold something only with STATUS_OK. */
enum status compile_files(const char *file, const char *second, struct network *network, struct problem_list *problems);

uint32_t provider_called(const struct network *network, const char *id);
uint32_t step_called(const struct network *network, const char *id);
uint32_t pool_called(const struct network *network, const char *provider, const char *kind);
uint32_t area_called(const struct network *network, const char *id);
uint32_t cell_called(const struct network *network, const char *id);
uint32_t stream_called(const struct network *network, const char *pathway, const char *area, const char *cell);

/* What a value slot of an arm holds at a minute of the run. */
double slot_at(const struct network *network, uint32_t arm, uint32_t slot, double minute);

/* Fails the test unless |found - expected| <= within. */
void must_be_near(double found, double expected, double within, const char *what);

#endif
