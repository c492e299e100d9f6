#!/usr/bin/env bash
# --precision: stops at the first batch at which it is reached, says what it would take where it is not, and leaves
# the bytes of a run of as many replications.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
data=$source_folder/tests/experiment/data
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
failed=0
town=("$data/town.cfg" "$data/town_close.cfg")

refused() { # PRECISION PATTERN
    local status=0
    "$ICSIM" compare "${town[@]}" --no-out --precision "$1" >said 2>heard </dev/null || status=$?
    [ $status -eq 2 ] || { echo "--precision '$1': exit status $status"; failed=1; }
    [ ! -s said ] || { echo "--precision '$1': something on standard output"; failed=1; }
    grep -qF -- "$2" heard || { echo "--precision '$1': expected '$2', got: $(head -3 heard)"; failed=1; }
    ! grep -q "replications" heard || { echo "--precision '$1': something was run"; failed=1; }
}
refused "" 'expected an amount such as "2 min" or "5 %"'
refused "soon" 'icsim: --precision "soon": expected an amount'
refused "0 min" 'expected an amount above 0'
refused "2 km" 'cannot be known to within "2 km": expected min, h, d, wk, or % of the baseline'
refused "four_hours: 2 min" 'expected a name and a measure before the colon'
refused "four_hours.men: 2 min" 'there is no measure "men"'
refused "five_hours.mean: 2 min" 'there is no "five_hours" with a mean_minutes; did you mean "four_hours"?'

# The half-widths after 10 and after 20 replications, from runs of a fixed number.
half_width() { # REPLICATIONS
    "$ICSIM" compare "${town[@]}" --quiet --replications "$1" --out "fixed_$1" >"fixed_$1.said" 2>/dev/null
    awk -F, '$1 == "four_hours: mean" && $4 == "difference" { print ($7 - $6) / 2 }' "fixed_$1/summary.csv"
}
first=$(half_width 10) second=$(half_width 20)
# Something that is reached after 20 but not after 10.
between=$(awk -v a="$first" -v b="$second" 'BEGIN { if (b >= a) exit 1; print (a + b) / 2 }')

precise() { # OUT PRECISION [OPTIONS]
    local out=$1
    "$ICSIM" compare "${town[@]}" --out "$out" --precision "$2" "${@:3}" >"$out.said" 2>"$out.heard"
}
same() { # OUT REPLICATIONS
    cmp "$1/results.sqlite" "fixed_$2/results.sqlite" && cmp "$1.said" "fixed_$2.said" &&
        cmp "$1/summary.csv" "fixed_$2/summary.csv" || failed=1
}
heard() { # OUT PATTERN
    grep -qE -- "$2" "$1.heard" || { echo "$1: expected '$2', got: $(cat "$1.heard")"; failed=1; }
}
precise at_once "1000 min"
same at_once 10
heard at_once "precision reached after 10 replications: bed_wait.mean_minutes, town_close against town: known to within"
precise later "four_hours.mean: $between min"
same later 20
heard later "after 10 replications: four_hours.mean_minutes, .* wanted"
heard later "precision reached after 20 replications"
precise threads "four_hours.mean: $between min" --threads 3
same threads 20
grep -q '"precision": "precision reached after 20' later/provenance.json || { echo "not in provenance.json"; failed=1; }
! grep -q '"precision"' fixed_20/provenance.json || { echo "a fixed number of replications has a precision"; failed=1; }

# The most is 20: not reached, and what it would take is said, quietly or not.
precise short "0.01 min" --replications 20 --quiet
same short 20
heard short "precision not reached after 20 replications: .* it would take about [0-9]+ replications in all, [0-9]+ more"
[ "$(grep -vc "^icsim: warning:" short.heard)" -eq 1 ] || { echo "--quiet says more than the end: $(cat short.heard)"; failed=1; }

# Of a single scenario it is the mean.
"$ICSIM" run "$data/town.cfg" --no-out --precision "50 %" >one.said 2>one.heard
heard one "precision reached after 10 replications: bed_wait.mean_minutes: known to within"
exit $failed
