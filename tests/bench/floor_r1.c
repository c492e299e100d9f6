/* R1: M/M/1 at utilisation 0.75, a million served. The same model as r1.cfg. Argument: a seed. */
#include "floor.h"

int main(int argc, char **argv)
{
    const struct floor_mmc model = {
        .gap_mean = 4.0 / 3.0,
        .service_mean = 1.0,
        .horizon = 926.0 * 1440.0,
        .servers = 1,
    };

    floor_mmc_print("r1", &model, argc > 1 ? strtoull(argv[1], NULL, 10) : 1);
    return 0;
}
