/* Grids made up by hand, for what reads the answers to queries. */
#ifndef ICSIM_TESTS_SUPPORT_MADE_GRID_H
#define ICSIM_TESTS_SUPPORT_MADE_GRID_H

#include "results/query.h"

/* "name|value\nA|1\nB|\n": a line of names, then rows; an empty cell is missing, one that reads as a number is one. For grid_free. */
void made_grid(struct grid *grid, const char *text);

#endif
