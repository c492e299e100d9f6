/* steady: how long a pool takes to forget how it began, as queueing theory has it. Which lines have no steady state at
 * all says the verdict of the traffic equations (TRAFFIC_OVERLOADED). */
#ifndef ICSIM_SCENARIO_STEADY_H
#define ICSIM_SCENARIO_STEADY_H

#include "scenario/traffic.h"

/* The relaxation time of a pool, days, at a use of `utilisation` (that of the traffic equations, or one measured): in
 * each such time what is left of a start falls to 1/e. Of a queue M/M/c with c units, use rho and mean time held h it is
 * h / (c (1 - sqrt rho)^2), at least h (Morse 1955 for c = 1; van Doorn, Stochastic Monotonicity and Queueing
 * Applications of Birth-Death Processes, 1981); h alone where there is no such line: without limit, or where nobody
 * waits without end. NAN where nobody comes, or the line grows; INFINITY where all is used. */
double steady_relaxation_days(const struct pool_traffic *traffic, double utilisation);

#endif
