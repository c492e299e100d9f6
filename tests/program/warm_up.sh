#!/usr/bin/env bash
# A warm-up that is found: the same bytes on any number of threads, told in the table, the store and the heading; refused
# where there is no steady state.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
data=$source_folder/tests/experiment/data
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "$*"; exit 1; }

for threads in 1 2; do
    "$ICSIM" compare "$data"/town.cfg "$data"/town_close.cfg --set time.warm_up=auto --replications 3 \
        --threads $threads --out "$scratch/$threads" >"$scratch/$threads.said" 2>"$scratch/$threads.heard" ||
        fail "$(cat "$scratch/$threads.heard")"
done
cmp "$scratch/1/results.sqlite" "$scratch/2/results.sqlite"
cmp "$scratch/1.said" "$scratch/2.said"
grep -q "a pilot of 5 replications looks for the warm-up" "$scratch/1.heard" || fail "the pilot is not announced"
days=$(sed -n 's/^Warm-up: \([0-9]*\) days, found by a pilot of 5 replications of .*/\1/p' "$scratch/1.said")
[ -n "$days" ] && [ $((days % 7)) -eq 0 ] || fail "no warm-up in: $(head -8 "$scratch/1.said")"
"$ICSIM" export "$scratch/1" --table run >"$scratch/run"
grep -q "^warm_up_days,$days$" "$scratch/run" || fail "$(cat "$scratch/run")"
grep -q "^warm_up_by,MSER-5 on a pilot of 5 replications of " "$scratch/run" || fail "$(cat "$scratch/run")"
"$ICSIM" export "$scratch/1" --table warm_up >"$scratch/warm_up"
[ "$(grep -c '^pilot,' "$scratch/warm_up")" -gt 5 ] || fail "$(cat "$scratch/warm_up")"

# The same warm-up, given, gives the same numbers.
"$ICSIM" compare "$data"/town.cfg "$data"/town_close.cfg --set time.warm_up="$days d" --replications 3 --quiet \
    --out "$scratch/given" >"$scratch/given.said" 2>/dev/null
for folder in 1 given; do "$ICSIM" export "$scratch/$folder" --table measure >"$scratch/$folder.measure"; done
cmp "$scratch/1.measure" "$scratch/given.measure"
grep -q "^Warm-up: $days days, as given; " "$scratch/given.said" || fail "$(head -8 "$scratch/given.said")"

# Too short a warm-up: said below the table, and kept.
"$ICSIM" run "$data"/town.cfg --set time.warm_up="2 d" --replications 3 --quiet --out "$scratch/short" \
    >/dev/null 2>"$scratch/short.heard"
grep -q "icsim: warning: town: people are followed for 21 days" "$scratch/short.heard" || fail "$(cat "$scratch/short.heard")"
"$ICSIM" export "$scratch/short" --table warning | grep -q '^town,long follow-up,,,"town: people' || fail "no such row"

# No steady state: check, run and compare refuse, and name the pool.
for command in check run compare; do
    files=("$data"/one_server.cfg)
    [ $command != compare ] || files+=("$data"/one_server_early.cfg)
    status=0
    "$ICSIM" $command "${files[@]}" --set time.warm_up=auto --set pathways.need.demand="30 per d" \
        >"$scratch/said" 2>"$scratch/heard" || status=$?
    [ $status -eq 2 ] || fail "$command: exit status $status"
    grep -q 'time.warm_up: "room" at "clinic" is asked for 1.25 and has 1: its line grows without end' "$scratch/heard" ||
        fail "$command: $(cat "$scratch/heard")"
done
! ls -d results 2>/dev/null || fail "a refused run left a folder"
"$ICSIM" check "$data"/one_server.cfg --set time.warm_up=auto >/dev/null
