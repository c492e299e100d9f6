#!/usr/bin/env bash
# The same bytes on any number of threads. Also the one test that runs under the thread sanitizer, whose
# mapping of memory does not go together with much randomness of addresses: hence setarch.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
data=$source_folder/tests/experiment/data
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
calm=()
setarch "$(uname -m)" -R true 2>/dev/null && calm=(setarch "$(uname -m)" -R)
replications=12
[ -z "${ICSIM_SHORT:-}" ] || replications=5

for threads in 1 2 4 7; do
    "${calm[@]}" "$ICSIM" compare "$data"/town.cfg "$data"/town_close.cfg "$data"/town_grow.cfg \
        --replications $replications --threads $threads --out "$scratch/$threads" >"$scratch/$threads.said" \
        2>"$scratch/$threads.heard" || { cat "$scratch/$threads.heard"; exit 1; }
    cmp "$scratch/1/results.sqlite" "$scratch/$threads/results.sqlite"
    cmp "$scratch/1.said" "$scratch/$threads.said"
    cmp "$scratch/1/summary.csv" "$scratch/$threads/summary.csv"
    ! grep -q "ThreadSanitizer" "$scratch/$threads.heard" || { cat "$scratch/$threads.heard"; exit 1; }
done
"${calm[@]}" "$ICSIM" compare "$data"/town.cfg "$data"/town_close.cfg "$data"/town_grow.cfg --quiet \
    --replications $replications --threads 3 --from-start --out "$scratch/start" >/dev/null
cmp "$scratch/1/results.sqlite" "$scratch/start/results.sqlite"
