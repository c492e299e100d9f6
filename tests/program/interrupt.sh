#!/usr/bin/env bash
# SIGINT and SIGTERM end a run cleanly: exit status 4, a sentence, nothing written and nothing left over.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
data=$source_folder/tests/experiment/data
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

for signal in INT TERM; do
    for before in none some; do
        out=$scratch/$signal.$before
        [ $before = none ] || "$ICSIM" run "$data/town.cfg" --quiet --replications 1 --out "$out" >/dev/null
        [ $before = none ] || sum=$(sha256sum <"$out/results.sqlite")
        # In a shell without job control a background process ignores SIGINT: env resets it.
        env --default-signal=INT "$ICSIM" run "$data/town.cfg" --replications 90000 --threads 2 --force --out "$out" \
            >"$scratch/said" 2>"$scratch/heard" &
        victim=$!
        sleep 0.4
        kill -"$signal" $victim
        from=$(date +%s%N)
        status=0
        wait $victim || status=$?
        took=$((($(date +%s%N) - from) / 1000000))
        [ $status -eq 4 ] || { echo "SIG$signal: exit status $status"; cat "$scratch/heard"; exit 1; }
        [ $took -lt 5000 ] || { echo "SIG$signal: took $took ms"; exit 1; }
        grep -q "interrupted" "$scratch/heard"
        [ ! -s "$scratch/said" ]
        if [ $before = none ]; then [ ! -e "$out" ]; else [ "$sum" = "$(sha256sum <"$out/results.sqlite")" ]; fi
        [ "$(find "$scratch" -maxdepth 1 -name "$(basename "$out").*" | wc -l)" -eq 0 ] ||
            { echo "SIG$signal: something is left over"; ls "$scratch"; exit 1; }
    done
done

# Inside one day that takes long, too: within about a second.
for signal in INT TERM; do
    env --default-signal=INT "$ICSIM" run "$source_folder/tests/program/data/long_day.cfg" --replications 1 --quiet \
        --out "$scratch/long" >"$scratch/said" 2>"$scratch/heard" &
    victim=$!
    sleep 4
    kill -"$signal" $victim
    from=$(date +%s%N)
    status=0
    wait $victim || status=$?
    took=$((($(date +%s%N) - from) / 1000000))
    [ $status -eq 4 ] || { echo "SIG$signal in a long day: exit status $status"; cat "$scratch/heard"; exit 1; }
    [ $took -lt 2000 ] || { echo "SIG$signal in a long day: took $took ms"; exit 1; }
    [ -z "$(find "$scratch" -maxdepth 1 -name 'long*')" ] || { echo "SIG$signal: something is left over"; exit 1; }
done
