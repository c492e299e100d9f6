/* population: the people of areas over the years, as data: a table of years becomes dated versions like any change. */
#ifndef ICSIM_SCENARIO_POPULATION_H
#define ICSIM_SCENARIO_POPULATION_H

#include "scenario/timeline.h"

/* Plans what the tree's population says; before any change is applied. Problems go to the timeline's list. */
enum status population_take(struct timeline *timeline) MUST_USE;

#endif
