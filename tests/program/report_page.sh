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

if [ -n "${ICSIM_SHORT:-}" ]; then # under a sanitizer: that the page can be made
    check=/dev/null
fi

try() { # FOLDER OPTION...: the report of this result
    local status=0
    [ -s "$1/report.html" ] || fail "$1 has no report"
    [ $check != /dev/null ] || return 0
    node "$check" "$1/report.html" "$@" || status=$?
    [ $status -ne 77 ] || exit 77
    [ $status -eq 0 ] || fail "$1/report.html: see above"
}

"$ICSIM" compare "$data"/town.cfg "$data"/town_close.cfg --replications 5 --quiet --out "$scratch/two" >/dev/null 2>&1
"$ICSIM" report "$scratch/two" >/dev/null 2>&1
try "$scratch/two"

# Each of these breaks the page in one way, which one check must see.
broken() { # CHECK SED-SCRIPT
    local status=0
    [ $check != /dev/null ] || return 0
    sed -E "$2" "$scratch/two/report.html" >"$scratch/broken.html"
    ! cmp -s "$scratch/two/report.html" "$scratch/broken.html" || fail "$2 changes nothing"
    node "$check" "$scratch/broken.html" "$scratch/two" --only "$1" >"$scratch/said" || status=$?
    [ $status -eq 1 ] || fail "$1 does not see $2: $(cat "$scratch/said")"
}
broken summary '0,/(<td class="n[^>]*>)[0-9]/s//\19/'
broken summary '0,/data-low="[0-9]/s//&9/'
broken tables '/<figure/,/<\/figure>/s/(<td class="n">.?)([0-9])/\17\2/'
broken figures 's/role="img" aria-label="[^"]*"/role="img" aria-label=""/'
broken figures 's/"use strict"/"use  strict"/'
broken planted "s/script-src /script-src 'unsafe-inline' /"
broken frame 's/<main /<h4>x<\/h4><main /'
broken accessible 's/--second: #4c6272/--second: #a0b0c0/'
broken narrow 's/^\.columns \{/.columns { min-width: 900px;/'
broken tab 's/id="print"/id="print" tabindex="-1"/'
broken buttons 's/window\.print\(\)/window.stop()/; s/(script-src) [^"]*/\1 '"'unsafe-inline'"'/'
broken paper 's/margin: 14mm/margin: 0/'
broken quiet 's/<main /<img src="x.png" alt=""><main /'

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
