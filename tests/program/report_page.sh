#!/usr/bin/env bash
# The report of a comparison and of a run in a browser: what it asks for, shows, saves and prints, and hostile names.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
data=$source_folder/tests/experiment/data
check=$source_folder/tests/browser/check.mjs
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "$*"; exit 1; }
command -v node >/dev/null || { echo "skipped: there is no node (scripts/setup installs it)"; exit 77; }
command -v sqlite3 >/dev/null || { echo "skipped: there is no sqlite3 (scripts/setup installs it)"; exit 77; }

try() { # FOLDER OPTION...: the report of this result
    local status=0
    node "$check" "$1/report.html" "$@" || status=$?
    [ $status -ne 77 ] || exit 77
    [ $status -eq 0 ] || fail "$1/report.html: see above"
}

"$ICSIM" compare "$data"/town.cfg "$data"/town_close.cfg --replications 5 --quiet --out "$scratch/two" >/dev/null 2>&1
"$ICSIM" report "$scratch/two" >/dev/null 2>&1
try "$scratch/two"

# One scenario: nothing to compare with.
"$ICSIM" run "$data"/town.cfg --replications 3 --quiet --out "$scratch/one" >/dev/null 2>&1
"$ICSIM" report "$scratch/one" >/dev/null 2>&1
try "$scratch/one" --only size,frame,labels,accessible,narrow,summary,store,tables,save,quiet

# Names that would be code in a page, shown as they are.
"$ICSIM" compare "$data"/town.cfg "$data"/town_close.cfg --replications 3 --quiet --out "$scratch/names" \
    --set title="</script><script>window.planted = 1</script><!-- & \"q\" 's' \${x} é" >/dev/null 2>&1
"$ICSIM" report "$scratch/names" >/dev/null 2>&1
try "$scratch/names" --only frame,figures,accessible,scripts_off,planted,literal,tables,save,quiet \
    --literal "</script><script>window.planted = 1</script><!-- & \"q\" 's' \${x} é"
