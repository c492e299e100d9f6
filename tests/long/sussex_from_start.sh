#!/usr/bin/env bash
# Sussex, whole: from snapshots on two threads, and every scenario from the start on one, the same bytes; every ledger
# comes out (the program refuses to write otherwise).
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
scenarios=("$source_folder"/scenarios/sussex/{do_minimum,money_first,beds_close_first}.cfg)
"$ICSIM" compare "${scenarios[@]}" --replications 4 --threads 2 --quiet --out "$scratch/a" >/dev/null
"$ICSIM" compare "${scenarios[@]}" --replications 4 --threads 1 --from-start --quiet --out "$scratch/b" >/dev/null
cmp "$scratch/a/results.sqlite" "$scratch/b/results.sqlite"
