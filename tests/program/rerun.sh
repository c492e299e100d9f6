#!/usr/bin/env bash
# A result can be made again from its own folder, wherever that has gone and whatever became of the scenario files.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

# A scenario in one folder on a base in another, with common settings and tables above both, and two files of one name.
plans() { # FOLDER: lays them out there
    mkdir -p "$1/system" "$1/plans/ours" "$1/common/tables"
    cp "$source_folder"/tests/experiment/data/* "$1/system"
    cp "$1/system/town_areas.csv" "$1/common/tables/town_areas.csv"
    echo '# another of the same name' >>"$1/common/tables/town_areas.csv"
    printf 'areas = "tables/town_areas.csv";\n' >"$1/common/areas.cfg"
    printf 'title = "Today"; base = "../../system/town.cfg";\n' >"$1/plans/ours/today.cfg"
    printf 'title = "Ours"; base = "../../system/town_close.cfg"; uses = ( "../../common/areas.cfg" );\n' \
        >"$1/plans/ours/town.cfg"
    mv "$1/common/tables/town_areas.csv" "$1/kept.csv" # the table itself is a link
    ln -s ../../kept.csv "$1/common/tables/town_areas.csv"
}
fail() { echo "rerun.sh: $*"; exit 1; }
again() { # DIR ARGUMENT...: made again, the same bytes, and it says so
    local dir=$1
    shift
    rm -rf again
    "$ICSIM" rerun "$dir" --out again --quiet "$@" >said 2>heard || { cat heard; fail "rerun $dir ended with $?"; }
    cmp "$dir/results.sqlite" again/results.sqlite
    grep -q "the same result" heard || fail "rerun does not say that the result is the same"
}

[ -f "$source_folder/tests/experiment/data/town_areas.csv" ] || fail "the town has no town_areas.csv any more"
options=(--replications 3 --quiet)

# From another folder, by paths that lead up and down; with overrides and a seed.
plans one
mkdir -p one/work/deep
(cd one/work/deep && "$ICSIM" compare ../../plans/ours/today.cfg ../../plans/ours/town.cfg "${options[@]}" --seed 7 \
    --set sites.royal.pools.bay=3 --out "$scratch/far" >/dev/null)
# From within, where "../" leads out of the folder one stands in.
plans two
(cd two/plans/ours && "$ICSIM" run today.cfg "${options[@]}" --out "$scratch/near" >/dev/null)
# By names from the root, one by one and mixed with another.
plans three
"$ICSIM" compare "$scratch/three/plans/ours/today.cfg" three/plans/ours/town.cfg "${options[@]}" --out mixed >/dev/null

rm -rf one two three
mkdir -p moved/there
mv far near mixed moved/there
cd moved
for dir in far near mixed; do again there/$dir; done
again there/far --threads 2 --from-start
again "$PWD/there/far"

# A bundle of a bundle is the same again, and its files can be run as any others.
rm -rf chain && mv again chain && again chain
diff -r chain/inputs/files again/inputs/files
"$ICSIM" check "$(find there/near/inputs/files -name today.cfg)" >/dev/null 2>&1

# Without an output there is a verdict too, and nothing is left; a store that is gone or cut short is said to be so.
mkdir passing
TMPDIR=$PWD/passing "$ICSIM" rerun there/near --no-out --quiet >said 2>heard || { cat heard; fail "rerun --no-out: $?"; }
grep -q "the same result" heard || fail "rerun --no-out gives no verdict"
[ -z "$(ls passing)" ] || fail "rerun --no-out leaves something behind"
cp -r there/near cut
head -c 5000 there/near/results.sqlite >cut/results.sqlite
status=0
"$ICSIM" rerun cut --no-out --quiet >said 2>heard || status=$?
[ $status -eq 2 ] && grep -q "is damaged: 5000 bytes are there" heard || { cat heard; fail "a store cut short: $status"; }
rm cut/results.sqlite
status=0
"$ICSIM" rerun cut --out remade --quiet >said 2>heard || status=$?
[ $status -eq 2 ] && grep -q "holds no results.sqlite any more" heard || { cat heard; fail "no store: $status"; }
rm -rf cut remade passing

# Nothing in the bundle is a link, and files of one name are kept apart.
[ -z "$(find there -type l)" ] || fail "links in a bundle: $(find there -type l)"
[ "$(find there/far/inputs -name town_areas.csv | wc -l)" -eq 2 ] || fail "two files of one name: $(find there/far/inputs)"

# A file that is not what it was is named; nothing is run.
table=$(find there/far/inputs -name town_areas.csv | sort | head -1)
cp "$table" kept && echo '# tampered' >>"$table"
status=0
"$ICSIM" rerun there/far --out tampered >said 2>heard || status=$?
[ $status -eq 2 ] && grep -q "$table has changed" heard && [ ! -e tampered ] || { cat heard; fail "tampering: $status"; }
cp kept "$table" && again there/far
rm "$table"
status=0
"$ICSIM" rerun there/far --out tampered >said 2>heard || status=$?
[ $status -eq 2 ] && grep -q "$table is gone" heard || { cat heard; fail "a file gone: $status"; }
cp kept "$table"

# Options of the manifest are those that decide a result, no others.
sed -i 's/"--seed=7"/"--out=elsewhere"/' there/far/inputs/MANIFEST.json
status=0
"$ICSIM" rerun there/far --out tampered >said 2>heard || status=$?
[ $status -eq 2 ] && [ ! -e elsewhere ] || { cat heard; fail "an option that does not belong: $status"; }
sed -i 's/"--out=elsewhere"/"--seed=8"/' there/far/inputs/MANIFEST.json
status=0
"$ICSIM" rerun there/far --out another --quiet >said 2>heard || status=$?
[ $status -eq 3 ] && grep -q "another result" heard || { cat heard; fail "another seed: $status"; }

# Targets are kept too.
printf 'measure,path,value,unit,year,source,tolerance\nwithin_target,four_hours,0.7,share,2024,made up,0.5\n' >targets.csv
"$ICSIM" run "$source_folder/tests/experiment/data/town.cfg" "${options[@]}" --targets targets.csv --out aimed >before
rm targets.csv
again aimed
cmp before said
