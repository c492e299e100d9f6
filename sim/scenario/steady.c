#include "scenario/steady.h"

#include <math.h>

double steady_relaxation_days(const struct pool_traffic *seen, double utilisation) {
    if (!(seen->uses_per_day > 0) || seen->verdict == TRAFFIC_OVERLOADED)
        return (double)NAN;
    double held = seen->offered / seen->uses_per_day;
    if (!isfinite(seen->capacity) || !(seen->waiting > 0))
        return held;
    double slack = utilisation < 1 ? 1 - sqrt(utilisation) : 0;
    return fmax(held, held / (seen->capacity * slack * slack));
}
