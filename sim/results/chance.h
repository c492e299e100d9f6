/* chance: chances of waiting, of three kinds that must not be mistaken for each other. Of what happened in the run
 * as its places are: who had to wait, and who was sent away. Of places that never ran out: how a number of places
 * would have fared, by how often so many were in use.
 *
 * `delay` is P(N = n) / P(N <= n), N the number in use where nothing limits it: with Poisson arrivals the loss
 * formula of Erlang, whatever the length of stay; Monks and others use it for beds of stroke units (BMC Health
 * Services Research 2016; 16:530). `over` is the share of time with more than n in use. */
#ifndef ICSIM_RESULTS_CHANCE_H
#define ICSIM_RESULTS_CHANCE_H

#include "base/interval.h"
#include "results/view.h"

/* Of one replication; NAN where nobody came. */
double chance_wait(struct post_tally tally); /* did not start at once, of those who came, stayed and were let in */
double chance_loss(struct post_tally tally); /* turned away, sent on or cancelled, of those who came */

/* Whether people of a post can wait, or be sent away, at all. */
bool chance_may_wait(const struct network *network, uint32_t post);
bool chance_may_lose(const struct network *network, uint32_t post);

/* True where a pool never ran out in an arm: without limit, or of places that are the same in number all the time,
 * of which some were always free. */
bool chance_unlimited(const struct result_view *view, uint32_t arm, uint32_t pool);

/* Numbers of places worth telling of such a pool, [first, first + count): from the mean in use to four standard
 * deviations above it. */
enum { CHANCE_PLACES = 256 };
struct chance_places { uint32_t first, count; };
struct chance_places chance_places(const struct result_view *view, uint32_t arm, uint32_t pool);

struct interval chance_delay(struct result_view *view, uint32_t arm, uint32_t pool, uint32_t places);
struct interval chance_over(struct result_view *view, uint32_t arm, uint32_t pool, uint32_t places);

#endif
