#!/usr/bin/env bash
# Killed at any moment, a run leaves the old result whole or the new one whole; where there was none, none or all.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
data=$source_folder/tests/experiment/data
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
kills=${ICSIM_KILLS:-40}
[ -z "${ICSIM_SHORT:-}" ] || kills=8

run() { # OUT SEED [options]: takes the place of the shell that it runs in, so that a kill meets the program itself
    exec "$ICSIM" compare "$data"/town.cfg "$data"/town_close.cfg --quiet --threads 1 --replications 8 --out "$1" \
        --seed "$2" "${@:3}"
}
digest() { sha256sum "$1/results.sqlite" | cut -d' ' -f1; }
now() { date +%s%N; }

(run "$scratch/old" 1 >/dev/null)
from=$(now)
(run "$scratch/new" 2 >/dev/null)
span=$((($(now) - from) / 1000000)) # milliseconds of one run
old=$(digest "$scratch/old")
new=$(digest "$scratch/new")
[ "$old" != "$new" ]

RANDOM=4711
kept=0 replaced=0 absent=0 made=0
for ((i = 0; i < kills; i++)); do
    # Every second one late, where the files are written and names change.
    wait_ms=$((i % 2 == 0 ? RANDOM % (span + span / 5 + 1) : span * 6 / 10 + RANDOM % (span / 2 + 1)))
    out=$scratch/out
    rm -rf "$out"
    seed=2
    if ((i % 3 != 0)); then cp -r "$scratch/old" "$out"; fi
    run "$out" $seed --force >/dev/null 2>&1 &
    victim=$!
    sleep "$(printf '%d.%03d' $((wait_ms / 1000)) $((wait_ms % 1000)))"
    kill -9 $victim 2>/dev/null || true
    wait $victim 2>/dev/null || true
    if [ ! -e "$out" ]; then
        ((i % 3 == 0)) || { echo "kill $i after $wait_ms ms: the old result is gone"; exit 1; }
        absent=$((absent + 1))
        continue
    fi
    case $(digest "$out") in
        "$new") replaced=$((replaced + 1)); ((i % 3 != 0)) || made=$((made + 1)) ;;
        "$old") kept=$((kept + 1)) ;;
        *) echo "kill $i after $wait_ms ms: neither the old result nor the new"; exit 1 ;;
    esac
    [ -s "$out/provenance.json" ] && [ -s "$out/summary.csv" ]
    "$ICSIM" export "$out" --table step >"$scratch/step.csv"
    [ "$(wc -l <"$scratch/step.csv")" -gt 10 ]
done
echo "of $kills: $kept kept the old, $replaced have the new ($made where there was none), $absent have none"
# A run after all that works, and clears away what the killed ones left.
(run "$scratch/out" 2 --force >/dev/null)
[ "$(digest "$scratch/out")" = "$new" ]
left=$(find "$scratch" -maxdepth 1 -name 'out.partial-*' -o -maxdepth 1 -name 'out.old-*' | wc -l)
[ "$left" -eq 0 ] || { echo "$left left-overs of killed runs stay"; exit 1; }
[ $((kept + absent)) -gt 0 ] || { echo "no kill came in time: nothing was tested"; exit 1; }
