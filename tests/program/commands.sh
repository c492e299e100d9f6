#!/usr/bin/env bash
# Each command: what it prints where, and how it ends.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
data=$source_folder/tests/experiment/data
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
failed=0

expect() { # STATUS PATTERN-ON-STDOUT PATTERN-ON-STDERR ARGUMENTS...; "-" is nothing at all, "" anything
    local wanted=$1 out=$2 err=$3 status=0
    shift 3
    "$ICSIM" "$@" >said 2>heard </dev/null || status=$?
    [ $status -eq "$wanted" ] || { echo "icsim $*: exit status $status, expected $wanted"; cat heard; failed=1; }
    matches said "$out" "$*" "standard output"
    matches heard "$err" "$*" "standard error"
}
matches() { # FILE PATTERN COMMAND STREAM
    if [ "$2" = - ]; then
        [ ! -s "$1" ] || { echo "icsim $3: expected nothing on $4, got: $(head -3 "$1")"; failed=1; }
    elif [ -n "$2" ]; then
        grep -qE -- "$2" "$1" || { echo "icsim $3: expected '$2' on $4, got: $(head -5 "$1")"; failed=1; }
    fi
}

# Without a command, and with one that is not there.
expect 2 - "usage: icsim COMMAND"
expect 0 "usage: icsim COMMAND" - --help
expect 0 "^icsim [0-9]+\.[0-9]+\.[0-9]+" - --version
expect 2 - 'did you mean "compare"' compere a b
expect 2 - 'there is no command "zzzzzz"' zzzzzz
for command in check run compare rerun diff export keys; do
    expect 0 "Example:" - $command --help
    expect 2 - "frobnicate" $command --frobnicate x
done
expect 2 - "--threads is not an option of this command" check "$data/town.cfg" --threads 2
expect 2 - "--targets is not an option of this command" export out --targets x.csv
expect 2 - "expected FILE" run
expect 2 - "expected FILE, found 2" run "$data/town.cfg" "$data/town.cfg"
expect 2 - "expected BASE ALTERNATIVE" compare "$data/town.cfg"
expect 2 - "whole number from 1" run "$data/town.cfg" --replications 0
expect 2 - "whole number from 1" run "$data/town.cfg" --seed 12x
expect 2 - "whole number from 1" run "$data/town.cfg" --threads -3
expect 2 - "expected table, csv, json or markdown" run "$data/town.cfg" --format xml
expect 2 - "xlsx is for icsim export alone" run "$data/town.cfg" --format xlsx
expect 2 - "expected table, csv, json, markdown or xlsx" export out --format xml
expect 2 - "no_such.cfg" run no_such.cfg
expect 2 - "no_such_pool|nothing is there|there is no" run "$data/town.cfg" --set sites.royal.pools.bad=3 --no-out

# check says what will be asked of each pool and writes nothing.
expect 0 "bed +royal" "" check "$data/town.cfg"
expect 0 "after all changes" "" check "$data/town.cfg" "$data/town_close.cfg"
expect 0 "payment planned, trust: 4200 uses a year expected, 3650 are its baseline .115 %." "" check "$source_folder/scenarios/examples/contract_more.cfg"
[ "$(ls)" = "$(printf 'heard\nsaid')" ] || { echo "check left something behind: $(ls)"; failed=1; }

# run: a table on standard output, a folder, and the same table as CSV, JSON, Markdown.
expect 0 "four_hours" "results are in out" run "$data/town.cfg" --replications 2 --out out
for file in results.sqlite summary.csv provenance.json; do [ -s "out/$file" ] || { echo "no $file"; failed=1; }; done
expect 2 - "--force" run "$data/town.cfg" --replications 2 --out out
expect 0 "" "" run "$data/town.cfg" --replications 2 --out out --force
mkdir full && touch full/mine.txt
expect 2 - "" run "$data/town.cfg" --replications 1 --out full
expect 2 - "" run "$data/town.cfg" --replications 1 --out full --force
[ -e full/mine.txt ] || { echo "--force removed a folder that holds no result"; failed=1; }
expect 0 "four_hours" - run "$data/town.cfg" --replications 2 --no-out --quiet
expect 0 "," - run "$data/town.cfg" --replications 2 --no-out --quiet --format csv
expect 0 "^\|" - run "$data/town.cfg" --replications 2 --no-out --quiet --format markdown
expect 0 "" - run "$data/town.cfg" --replications 2 --no-out --quiet --format json
if command -v python3 >/dev/null; then python3 -m json.tool <said >/dev/null; fi
expect 0 "" - run "$data/town.cfg" --replications 2 --quiet
[ -s results/run/results.sqlite ] || { echo "run does not write to results/run"; failed=1; }

# Overrides change what they say, in every arm.
"$ICSIM" run "$data/town.cfg" --quiet --no-out --replications 2 --format csv >plain.csv
"$ICSIM" run "$data/town.cfg" --quiet --no-out --replications 2 --format csv --set sites.royal.pools.bay=30 >wide.csv
! cmp -s plain.csv wide.csv || { echo "--set changes nothing"; failed=1; }
"$ICSIM" run "$data/town.cfg" --quiet --no-out --replications 2 --format csv --set 'sites.*.pools.bay=2' >same.csv
cmp plain.csv same.csv || { echo "--set to the same value changes something"; failed=1; }

# compare, with differences of the same people.
expect 0 "town_close" "" compare "$data/town.cfg" "$data/town_close.cfg" --replications 2 --out both
expect 0 "longer|less|more" "" compare "$data/town.cfg" "$data/town_close.cfg" --replications 4 --no-out

# diff: what differs, in words, by kind, with totals; nothing where there is nothing; result folders as well as files.
expect 0 "from 13 Apr 2026: ae at castle closes; those waiting choose again" - diff "$data/town.cfg" "$data/town_close.cfg"
for said in "^Places and staff$" "^Services opened and closed$" "^Money$" "^  bed +places" "nurse of team shore 3.2 -> 4.32 WTE"; do
    grep -qE -- "$said" said || { echo "diff does not say '$said'"; failed=1; }
done
expect 0 "1 Apr 2026 -> 8 Apr 2026" - diff "$source_folder/tests/care/data/queue.cfg" "$source_folder/tests/program/data/queue_later.cfg"
expect 0 "do not differ" - diff "$data/town.cfg" "$data/town.cfg"
expect 0 "None of this changes a number that a run reads" - diff "$data/town.cfg" "$data/town_same.cfg"
expect 0 "^first,second,kind,from,until,path" - diff "$data/town.cfg" "$data/town_beds.cfg" --format csv
expect 0 "^### Places and staff" - diff "$data/town.cfg" "$data/town_beds.cfg" --format markdown
expect 0 '"same_run": false' - diff "$data/town.cfg" "$data/town_beds.cfg" --format json
if command -v python3 >/dev/null; then python3 -m json.tool <said >/dev/null; fi
expect 0 "do not differ" - diff out "$data/town.cfg"
expect 0 "ae at castle closes" - diff "$data/town.cfg" both
expect 0 "do not differ" - diff both both
"$ICSIM" run "$data/town.cfg" --replications 2 --seed 9 --set sites.royal.pools.bay=3 --out nine --quiet >/dev/null
expect 0 "option --seed: not given -> 9" - diff out nine
grep -q "bay at royal 2 -> 3 places" said || { echo "diff does not tell what --set did"; failed=1; }
"$ICSIM" compare "$data/town.cfg" "$data/town_close.cfg" "$data/town_beds.cfg" --replications 1 --out three --quiet >/dev/null
expect 2 - "not clear which belong together" diff both three
expect 2 - "holds no inputs/MANIFEST.json" diff full "$data/town.cfg"

# export: a list, one table, all of them, in three formats.
expect 0 "difference" - export both
expect 0 "^arm,replication,period,standard" - export both --table access
expect 0 "^\| *arm" - export both --table access --format markdown
expect 0 "" - export both --table ledger --format json
if command -v python3 >/dev/null; then python3 -m json.tool <said >/dev/null; fi
expect 2 - "no table|there is no" export both --table acess
expect 0 - "wrote one/gain.csv" export both --table gain --out one
expect 2 - "exists already" export both --table gain --out one
expect 0 - "wrote one/gain.csv" export both --table gain --out one --force
expect 2 - "no table|there is no" export both --table ../gone --out one
[ "$(ls one)" = gain.csv ] && [ ! -e gone.csv ] || { echo "export left more than gain.csv: $(ls one)"; failed=1; }
expect 2 - "" export nowhere
expect 2 - "" export full
expect 0 "" "" export both --out tables
[ "$(ls tables/*.csv | wc -l)" -ge 20 ] || { echo "export --out: $(ls tables)"; failed=1; }
expect 2 - "exists already; --force" export both --out tables
expect 0 - "wrote [0-9]+ tables" export both --out tables --force
expect 0 - "wrote [0-9]+ tables" export both --out tables --format json
if command -v python3 >/dev/null; then for file in tables/*.json; do python3 -m json.tool "$file" >/dev/null || failed=1; done; fi
[ -z "$(find . -name '*.partial-*')" ] || { echo "left behind: $(find . -name '*.partial-*')"; failed=1; }
! grep -q ",0$" tables/ledger.csv || { echo "a ledger does not come out"; failed=1; }

# keys: all of the language, part of it, and what is not there.
expect 0 "pathways" - keys
expect 0 "waits_in" - keys step
expect 0 "waits_in" - keys pathways
expect 0 "waits_in" - keys pathways.ID.steps.ID.waits_in
expect 2 - "nothing in the language" keys nonsuch
expect 0 "^\| \`" - keys --format markdown

# Targets: published figures beside simulated ones.
printf 'measure,path,value,unit,year,source,tolerance\nwithin_target,four_hours,0.7,share,2024,made up,0.5\n' >targets.csv
expect 0 "within_target +four_hours" "" run "$data/town.cfg" --replications 2 --no-out --quiet --targets targets.csv
expect 2 - "targets" run "$data/town.cfg" --replications 2 --no-out --targets no_targets.csv
printf 'measure,path\nx,y\n' >targets.csv
expect 2 - "targets.csv" run "$data/town.cfg" --replications 2 --no-out --targets targets.csv

# The reference in scenarios/README.md is what the program prints.
"$ICSIM" keys --format markdown | sed -n '/^### (top)/,$p' >printed
sed -n '/^### (top)/,$p' "$source_folder/scenarios/README.md" >written
cmp -s printed written || { echo "scenarios/README.md is not what icsim keys prints"; failed=1; }

# A full device is the machine's fault.
if [ -w /dev/full ]; then
    status=0
    "$ICSIM" keys >/dev/full 2>heard || status=$?
    [ $status -eq 3 ] || { echo "a full device: exit status $status"; failed=1; }
fi
exit $failed
