#!/usr/bin/env bash
# The installed library: a program of another project finds it by pkg-config, loads a scenario, changes a value,
# runs and reads a measure.
set -euo pipefail
[ -z "${ICSIM_SHORT:-}" ] || exit 77 # a library built with sanitizers wants a program built so too
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cmake --install "$(dirname "$ICSIM")" --prefix "$scratch/prefix" >"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
pc=$(dirname "$(find "$scratch/prefix" -name icsim.pc)")
cat >"$scratch/consumer.c" <<'END'
#include <icsim/icsim.h>
#include <stdio.h>

int main(int argc, char **argv) {
    if (argc != 2) return 2;
    const char *const files[] = {argv[1]}, *const set[] = {"sites.royal.pools.bed=91"};
    struct icsim *model = NULL;
    struct icsim_interval minutes;
    int code = icsim_load(&model, files, 1, set, 1);
    if (code == ICSIM_OK) code = icsim_run(model, 3, 1, 2);
    if (code == ICSIM_OK) code = icsim_standard(model, 0, "four_hours", NULL, ICSIM_MEAN_MINUTES, &minutes);
    if (code == ICSIM_OK)
        printf("%.1f minutes (%.1f to %.1f)\n", minutes.mean, minutes.low, minutes.high);
    else
        fprintf(stderr, "%s\n", icsim_message(model));
    icsim_free(model);
    return code;
}
END
export PKG_CONFIG_PATH=$pc
# shellcheck disable=SC2046 # the flags are words
cc -std=c17 -Wall -Wextra -Werror "$scratch/consumer.c" -o "$scratch/consumer" $(pkg-config --cflags --libs icsim)
said=$("$scratch/consumer" "$source_folder/scenarios/harbour/today.cfg")
grep -qE '^[0-9]+\.[0-9] minutes \([0-9.]+ to [0-9.]+\)$' <<<"$said" || { echo "the consumer said: $said"; exit 1; }
if said=$("$scratch/consumer" "$source_folder/scenarios/harbour/nowhere.cfg" 2>&1); then
    echo "a missing file was accepted"
    exit 1
fi
grep -q 'nowhere.cfg' <<<"$said" || { echo "a missing file is not named: $said"; exit 1; }
"$scratch/prefix/bin/icsim" --version | grep -q '^icsim '
