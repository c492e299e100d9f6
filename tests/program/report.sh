#!/usr/bin/env bash
# The page and the pictures that the program makes of a result, and what it says where it can't.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
cd "$scratch"
failed=0
harbour=$source_folder/scenarios/harbour
wrong() { echo "$*"; failed=1; }
expect() { # STATUS PATTERN-ON-STDERR ARGUMENTS...
    local wanted=$1 pattern=$2 status=0
    shift 2
    "$ICSIM" "$@" >said 2>heard </dev/null || status=$?
    [ $status -eq "$wanted" ] || { wrong "icsim $*: exit status $status, expected $wanted"; cat heard; }
    [ -z "$pattern" ] || grep -qE -- "$pattern" heard || { wrong "icsim $*: expected '$pattern', got:"; cat heard; }
}

# A comparison writes its page and says where; the same result gives the same page.
expect 0 "open out/report.html" compare "$harbour/today.cfg" "$harbour/close_castle.cfg" --replications 3 --out out
[ -s out/report.html ] || wrong "no page was written"
cp out/report.html first.html
expect 0 "wrote out/report.html" report out
cmp -s first.html out/report.html || wrong "the same result gave another page"
grep -q '<script src\|https\?://[a-z.]*/[a-z.]*\.\(js\|css\)"' out/report.html && wrong "the page asks for something"
grep -qF "$scratch" out/report.html && wrong "the page names a folder of this machine"
ls out | grep -q partial && wrong "something half-written was left: $(ls out)"

# Without: no page; with a single scenario: one too.
expect 0 "" compare "$harbour/today.cfg" "$harbour/close_castle.cfg" --replications 2 --out bare --no-report
[ ! -e bare/report.html ] || wrong "--no-report wrote a page"
expect 0 "open one/report.html" run "$harbour/today.cfg" --replications 2 --out one
grep -q "What comes of it" one/report.html || wrong "the page of one scenario asks no question"

# The specifications: JSON that stands by itself.
expect 0 "wrote [0-9]+ specifications to specs" export out --charts --out specs
python3 - <<'END' || wrong "a specification is no JSON, or lacks its data"
import glob, json
files = glob.glob("specs/*.vl.json")
assert files
for file in files:
    spec = json.load(open(file))
    assert "vega-lite/v5" in spec["$schema"] and spec["datasets"] and all(spec["datasets"].values()), file
END
expect 2 "needs a folder" export out --charts
expect 2 "needs a folder" export out --charts --table run --out specs

# Pictures, or what to install.
if "$ICSIM" report out --pictures drawn 2>heard; then
    for spec in specs/*.vl.json; do
        name=$(basename "$spec" .vl.json)
        for ending in svg png txt; do [ -s "drawn/$name.$ending" ] || wrong "drawn/$name.$ending is missing"; done
    done
    cp -r drawn before
    expect 0 "drew [0-9]+ pictures in drawn" report out --pictures drawn
    diff -r before drawn >/dev/null || wrong "the same result gave other pictures"
else
    grep -q "install" heard || { wrong "no pictures, and no word of what to install"; cat heard; }
fi

# What it can't read or write.
expect 2 "there is no such result" report nowhere
mkdir broken && head -c 5000 out/results.sqlite >broken/results.sqlite
expect 2 "damaged|no result store" report broken
[ ! -e broken/report.html ] || wrong "a page was made of a damaged store"
if [ "$(id -u)" -ne 0 ]; then
    chmod a-w out && expect 3 "cannot create out/report.html" report out
    chmod u+w out
fi
touch file && expect 3 "cannot make the folder file/x" report out --pictures file/x || true
exit $failed
