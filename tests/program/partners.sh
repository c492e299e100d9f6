#!/usr/bin/env bash
# Organisations on the command line: the same bytes on any number of threads, the tables, check, diff, follow, export.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
examples=$source_folder/scenarios/examples
data=$source_folder/tests/care/data
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "$*"; exit 1; }
holds() { grep -qE -- "$2" "$1" || fail "$1 has no $2: $(head -40 "$1")"; }

for threads in 1 2; do
    "$ICSIM" compare "$examples"/council_packages.cfg "$examples"/council_leaves.cfg --set time.window="120 d" \
        --replications 2 --threads $threads --quiet --out "$scratch/$threads" >"$scratch/said" 2>"$scratch/heard" || fail "$(cat "$scratch/heard")"
done
"$ICSIM" compare "$examples"/council_packages.cfg "$examples"/council_leaves.cfg --set time.window="120 d" --replications 2 \
    --from-start --quiet --out "$scratch/start" >/dev/null 2>&1
cmp "$scratch/1/results.sqlite" "$scratch/2/results.sqlite"
cmp "$scratch/1/results.sqlite" "$scratch/start/results.sqlite"

# Who was handed over to whom, and whose packages served whom.
"$ICSIM" export "$scratch/1" --table handover >"$scratch/handover"
holds "$scratch/handover" "^council_leaves,1,all,approval,bedfordshire_nhs,luton_council,[0-9]+,2[0-9]{3}"
if grep -q "^council_packages," "$scratch/handover"; then fail "nobody is handed over within the partnership"; fi
"$ICSIM" export "$scratch/1" --table lending >"$scratch/lending"
holds "$scratch/lending" "^council_packages,1,all,luton_care,package,central_care,package,[1-9]"
holds "$scratch/lending" "^council_leaves,1,all,luton_care,package,central_care,package,0,"
"$ICSIM" export "$scratch/1" --table pool >"$scratch/pool"
holds "$scratch/pool" "handover_mean,lent_mean,borrowed_mean"

"$ICSIM" diff "$examples"/council_packages.cfg "$examples"/council_leaves.cfg >"$scratch/diff"
holds "$scratch/diff" "from 1 Apr 2026: who is in the partnership Joint decisions of the system \[.*\] -> \[.*\]"
"$ICSIM" check "$data"/handoff.cfg --set sites.hospital.pools.bed=60 >"$scratch/check" 2>/dev/null
holds "$scratch/check" "bed +hospital +48"
"$ICSIM" follow "$data"/handoff_joined.cfg "$data"/handoff.cfg --worst-off delay >"$scratch/follow" 2>/dev/null
holds "$scratch/follow" "is handed over from acute to council"
holds "$scratch/follow" "handed over +- +2 d"
"$ICSIM" follow "$data"/handoff_joined.cfg "$data"/handoff.cfg --worst-off delay --format json >"$scratch/json" 2>/dev/null
holds "$scratch/json" '"kind": "handed_over".*"from": "acute", "to": "council", "delay_minutes": 2880, "handoff": "approval", "keeping": "place"'
"$ICSIM" follow "$examples"/mutual_aid_on.cfg --longest wait --format json >"$scratch/json" 2>/dev/null
holds "$scratch/json" '"handover_minutes": 0'

# An organisation must be there, and a way to travel.
status=0
"$ICSIM" check "$examples"/council_leaves.cfg --set partnerships.luton_place.members='[ "luton_counsil" ]' >/dev/null 2>"$scratch/heard" || status=$?
[ $status -eq 2 ] || fail "exit status $status"
holds "$scratch/heard" 'no organisation "luton_counsil"'
