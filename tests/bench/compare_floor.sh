#!/usr/bin/env bash
# How much dearer icsim is than a program written by hand for one model.
#
#   tests/bench/compare_floor.sh ICSIM FLOOR_FOLDER [ROUNDS] [MODEL...]
#
# ICSIM is the program, FLOOR_FOLDER holds floor_r1, floor_r2 and floor_r3 (built with optimisation), ROUNDS is 5
# unless said, the models are r1 r2 r3 unless said. Each round runs the floor, then icsim, on one thread and one
# replication, so that both meet the same neighbours on a shared machine. CPU seconds are user and system time
# of the finished process, which measures everything but writes no result; medians are printed, ns an event (of the floor's count of events), and the ratio.
# Limits asked of icsim: 25 ns an event for r1, 50 for r2, 130 for r3. Being over one is told, not a failure:
# seconds depend on the machine, so read the ratio.
# Exit status: 0 done, 2 wrong arguments, 3 a run failed.
set -euo pipefail

if [ $# -lt 2 ] || [ ! -x "$1" ] || [ ! -d "$2" ] || ! [[ "${3:-5}" =~ ^[1-9][0-9]*$ ]]; then
    echo "usage: compare_floor.sh ICSIM FLOOR_FOLDER [ROUNDS] [MODEL...]" >&2
    exit 2
fi
icsim=$(realpath "$1")
floor_folder=$(realpath "$2")
rounds=${3:-5}
shift $(($# < 3 ? $# : 3))
models=("$@")
if [ ${#models[@]} -eq 0 ]; then
    models=(r1 r2 r3)
fi
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Runs a command and prints its user and system seconds, added; its words go to $scratch/said.
cpu_seconds() {
    local TIMEFORMAT='%3U %3S'
    # The command's own streams go to the file, so that only what `time` says is read.
    { time "$@" >"$scratch/said" 2>&1 || touch "$scratch/failed"; } 2>"$scratch/times"
    if [ -e "$scratch/failed" ]; then
        echo "failed: $*" >&2
        cat "$scratch/said" >&2
        exit 3
    fi
    awk '{ printf "%.3f\n", $1 + $2 }' "$scratch/times"
}

median() {
    sort -n "$1" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

declare -A limit=([r1]=25 [r2]=50 [r3]=130)
printf '%-5s %9s %9s %9s %10s %10s %6s %s\n' model events floor_s icsim_s floor_ns icsim_ns ratio limit_ns
for model in "${models[@]}"; do
    for ((round = 0; round < rounds; round++)); do
        cpu_seconds "$floor_folder/floor_$model" >>"$scratch/$model.floor"
        sed -n 's/.* events \([0-9]*\) .*/\1/p' "$scratch/said" >"$scratch/$model.events"
        cpu_seconds "$icsim" run "$here/$model.cfg" --replications 1 --threads 1 --quiet \
            --no-out >>"$scratch/$model.icsim"
    done
    awk -v model="$model" -v events="$(cat "$scratch/$model.events")" -v floor="$(median "$scratch/$model.floor")" \
        -v ours="$(median "$scratch/$model.icsim")" -v limit="${limit[$model]:-0}" 'BEGIN {
            floor_ns = 1e9 * floor / events; ours_ns = 1e9 * ours / events
            printf "%-5s %9d %9.3f %9.3f %10.1f %10.1f %6.2f %s%s\n", model, events, floor, ours, floor_ns, ours_ns,
                   (floor > 0 ? ours / floor : 0), limit, (limit > 0 && ours_ns > limit ? " over" : "") }'
done
