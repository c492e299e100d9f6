/* A warm-up can be found only where there is a steady state to warm up to. Where the baseline at its start asks more
 * of a line without an end than it has, "auto" is refused; unless who is there is given, with whom it may begin. */
#include "scenario/compiler.h"

#include "scenario/traffic.h"

static void say_growing(struct compiler *c, const struct traffic *traffic) {
    const struct network *n = c->network;
    const struct setting *time = setting_get(c->spec[0].root, "time");
    for (uint32_t p = 0; p < n->pool_count; p++) {
        if (traffic->pool[p].verdict != TRAFFIC_OVERLOADED)
            continue;
        problem_say(c->problems, SEVERITY_ERROR, SENTENCE_no_steady_state, key_at(time, "warm_up"),
                    n->pool_kind[n->pool[p].kind], n->provider[n->pool[p].provider].id, traffic->pool[p].offered,
                    traffic->pool[p].capacity);
    }
}

enum status check_steady(struct compiler *c) {
    const struct network *n = c->network;
    struct traffic traffic = {0};
    if (!n->warm_up_is_auto || n->start_state_count > 0)
        return STATUS_OK;
    enum status status = traffic_solve(n, n->value, &traffic);
    if (status == STATUS_OK)
        say_growing(c, &traffic);
    traffic_free(&traffic);
    return status;
}
