/* R2: M/M/20 at utilisation 0.9, a million served. The same model as r2.cfg. Argument: a seed. */
#include "floor.h"

int main(int argc, char **argv)
{
    const struct floor_mmc model = {
        .gap_mean = 10.0 / 9.0,
        .service_mean = 20.0,
        .horizon = 772.0 * 1440.0,
        .servers = 20,
    };

    floor_mmc_print("r2", &model, argc > 1 ? strtoull(argv[1], NULL, 10) : 1);
    return 0;
}
