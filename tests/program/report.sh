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

# What was assumed, the whole checklist, and how to make it again stand on the page, and nothing of this machine.
"$ICSIM" export out --table assumption --format csv >assumptions.csv
python3 - <<'END' || wrong "the page lacks some of what it must say"
import csv, html, re
page = open("out/report.html").read().replace("<wbr>", "")
section = {name: page[page.index('<section id="%s"' % name):].split("</section>")[0] for name in ("people", "method", "stress", "again")}
text = {name: html.unescape(re.sub("<[^>]*>", " ", part)) for name, part in section.items()}
assumptions = list(csv.DictReader(open("assumptions.csv")))
assert len(assumptions) == 2
for row in assumptions:
    assert all(row[key] in text["method"] for key in ("about", "value", "low", "high", "because")), row
items = re.findall(r"<dt>([0-9.]+) ([^<]+)</dt>\n<dd>(.*?)</dd>", section["stress"], re.S)
assert [item[0] for item in items] == ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5.1", "2.5.2", "2.5.3", "2.5.4", "2.5.5", "3.1", "3.2",
                                       "3.3", "3.4", "4.1", "4.2", "4.3", "5.1", "5.2", "5.3", "5.4", "6.1"], items
for number, title, says in items:
    assert len(re.sub("<[^>]*>", "", says).strip()) > 20, (number, title, says)
said = dict((item[0], html.unescape(re.sub("<[^>]*>", " ", item[2]))) for item in items)
assert "patience exponential, mean 12 h" in said["2.2"] and "gamma, mean 2.6 h, sd 1.5 h" in said["2.2"], said["2.2"]
assert "set teams.shore.pools.nurse.wte, times 1.35" in said["2.3"], said["2.3"]
assert "say it in  source" in said["3.1"] and "not stated" in said["6.1"], (said["3.1"], said["6.1"])
assert "icsim compare --replications 3 --out out today.cfg close_castle.cfg" in text["again"], text["again"]
assert "icsim report DIR --journeys" in text["people"], text["people"]
END
grep -qF "$source_folder" out/report.html && wrong "the page names the folder that the scenarios came from"

# Journeys: those that follow tells of, from the inputs that are kept.
expect 0 "wrote out/report.html" report out --journeys
cp out/report.html one_thread.html
expect 0 "" report out --journeys --threads 3
cmp -s one_thread.html out/report.html || wrong "another number of threads told other journeys"
python3 - "$ICSIM" out/inputs/files/*/today.cfg out/inputs/files/*/close_castle.cfg <<'END' || wrong "the page tells other journeys than follow does"
import html, json, re, subprocess, sys
page = open("out/report.html").read()
section = page[page.index('<section id="people"'):].split("</section>")[0]
assert "Nobody here is a real patient" in section
people = re.findall(r'<details class="person"><summary>Simulated person ([^ ,]+), of [^:]*: (.*?)\.</summary>(.*?)</details>', section, re.S)
assert 2 <= len(people) <= 3 and people[0][1].startswith("worst off by four_hours"), [person[:2] for person in people]
rules = {"worst off": ["--worst-off", "four_hours"], "at random": ["--random"], "longest": ["--longest", "four_hours"]}
for name, because, tables in people:
    told = json.loads(subprocess.run([sys.argv[1], "follow", *sys.argv[2:], "--person", name, "--format", "json"], capture_output=True, check=True).stdout)
    for reason in because.split("; "):
        rule = next(rules[word] for word in rules if reason.startswith(word))
        picked = json.loads(subprocess.run([sys.argv[1], "follow", *sys.argv[2:], *rule, "--format", "json"], capture_output=True, check=True).stdout)
        assert (picked["people"][0]["person"], picked["people"][0]["chosen"]) == (name, html.unescape(reason)), (reason, picked["people"][0])
    rows = re.findall(r'<th scope="row" class="time">([^<]*)</th>(.*?)</tr>', tables, re.S)
    shown = [[], []]
    for time, cells in rows:
        texts = [html.unescape(cell) for cell in re.findall("<td[^>]*>(.*?)</td>", cells)]
        for arm, text in enumerate(texts * 2 if 'colspan="2"' in cells else texts):
            shown[arm] += [(time, text)] if text else []
    for arm, journey in enumerate(told["people"][0]["journeys"]):
        expected = [(happening["at"][11:16], happening["text"]) for happening in journey["happenings"]]
        assert shown[arm] == expected, (name, shown[arm], expected)
END
expect 0 "" run "$harbour/today.cfg" --replications 2 --out alone --journeys
[ "$(grep -c '<details class="person">' alone/report.html)" -eq 2 ] || wrong "journeys of one scenario: expected two"

# Inputs that have changed or are gone: a sentence, and all else of the page.
cp -r out changed && echo '# more' >>"$(ls changed/inputs/files/*/today.cfg)"
cp -r out gone && rm -r gone/inputs
for folder in changed gone; do
    expect 0 "wrote .*/$folder/report.html" report "$PWD/$folder" --journeys
    grep -q "No journeys: the inputs that are kept with the result cannot be read again: " $folder/report.html || wrong "$folder: no sentence"
    grep -q "<dt>2.2 Base model logic</dt>" $folder/report.html || wrong "$folder: no checklist"
    grep -qF "$scratch" $folder/report.html && wrong "$folder: the page names a folder of this machine"
done
grep -q "cannot be read again: inputs/files/.*/today.cfg has changed since the result was made" changed/report.html || wrong "changed: not which file"

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
    printf '<?xml version="1.0"?><fontconfig><dir>/nowhere</dir></fontconfig>' >no_fonts.conf
    FONTCONFIG_FILE=$PWD/no_fonts.conf expect 0 "warning: picture .*there is no font as wide as Arial" report out --pictures plain
    touch file
    expect 3 "cannot make the folder file/x" report out --pictures file/x
else
    grep -q "install\|scripts/setup" heard || { wrong "no pictures, and no word of what to install"; cat heard; }
fi

# What it can't read or write.
expect 2 "there is no such result" report nowhere
mkdir broken && head -c 5000 out/results.sqlite >broken/results.sqlite
expect 2 "damaged|no result store" report broken
[ ! -e broken/report.html ] || wrong "a page was made of a damaged store"
python3 - <<'END'
import os, shutil, sqlite3
for name, change in {"no_scenario": "DELETE FROM arm", "no_name": "UPDATE pathway SET name = NULL", "no_standard": "DELETE FROM standard"}.items():
    os.mkdir(name)
    shutil.copy("out/results.sqlite", name)
    with sqlite3.connect(name + "/results.sqlite") as store:
        store.execute(change)
END
expect 2 "it holds no scenario" report no_scenario
expect 2 "its table pathway lacks what every result has" report no_name
expect 0 "wrote no_standard/report.html" report no_standard
if [ "$(id -u)" -ne 0 ]; then
    chmod a-w out && expect 3 "cannot create out/report.html" report out
    chmod u+w out
fi
exit $failed
