#!/usr/bin/env bash
# results.sqlite is a pure function of inputs, seed and version: where, when, in which language and which time zone
# it was made does not show; nor does the order of settings, but for the digests of the files.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
data=$source_folder/tests
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

around=(LC_ALL=C TZ=UTC)
town() { # OUT [options]: the comparison that all are held against
    local out=$1
    shift
    env "${around[@]}" "$ICSIM" compare "$data"/experiment/data/town.cfg "$data"/experiment/data/town_close.cfg \
        --quiet --replications 3 --out "$scratch/$out" "$@" >"$scratch/$out.said"
    "$ICSIM" export "$scratch/$out" --table measure >"$scratch/$out.measure"
}
same() { # ONE OTHER: the same bytes in store and table
    cmp "$scratch/$1/results.sqlite" "$scratch/$2/results.sqlite"
    cmp "$scratch/$1.said" "$scratch/$2.said"
    cmp "$scratch/$1/summary.csv" "$scratch/$2/summary.csv"
    cmp "$scratch/$1.measure" "$scratch/$2.measure"
}

town here
for place in America/St_Johns Pacific/Kiritimati Europe/London; do
    around=(LC_ALL=C TZ="$place")
    town "zone_${place#*/}"
    same here "zone_${place#*/}"
done
# A language with a decimal comma, if there is one: those installed, and one made for the purpose.
if command -v localedef >/dev/null && localedef -i de_DE -f UTF-8 "$scratch/de_DE.UTF-8" 2>/dev/null; then
    around=(LOCPATH="$scratch" LC_ALL=de_DE.UTF-8 LANG=de_DE.UTF-8)
    town comma
    same here comma
fi
for locale in $(locale -a 2>/dev/null | grep -vE '^(C|POSIX)' | head -3); do
    around=(LC_ALL="$locale")
    town "locale_$locale"
    same here "locale_$locale"
done
around=(LC_ALL=C)
# Another place, another name of the folder, other widths of terminal, another process.
cp -r "$data/experiment/data" "$scratch/elsewhere"
(cd "$scratch/elsewhere" && COLUMNS=40 "$ICSIM" compare town.cfg town_close.cfg --quiet --replications 3 \
    --out "$scratch/moved" >"$scratch/moved.said")
"$ICSIM" export "$scratch/moved" --table measure >"$scratch/moved.measure"
same here moved
# Ends of lines and marks at the beginning are no content, but the digests say that the files are others.
for file in "$scratch"/elsewhere/*.csv; do sed -i 's/$/\r/' "$file"; done
(cd "$scratch/elsewhere" && "$ICSIM" compare town.cfg town_close.cfg --quiet --replications 3 --out "$scratch/crlf" \
    >"$scratch/crlf.said")
cmp "$scratch/here.said" "$scratch/crlf.said"

# Another seed is another result, and the scenario's own seed is the one that counts where none is given.
town other --seed 2
! cmp -s "$scratch/here/results.sqlite" "$scratch/other/results.sqlite" || { echo "seed 2 gives seed 1"; exit 1; }
town set_seed --set seed=2
cmp "$scratch/other.measure" "$scratch/set_seed.measure"

# The order of settings, rows and columns: all tables but the digests of the files.
mkdir "$scratch/first" "$scratch/second"
cp "$data"/care/data/* "$scratch/first"
cp "$data"/care/data/* "$scratch/second"
mv "$scratch/second/choosing_reordered.cfg" "$scratch/second/choosing.cfg"
for folder in first second; do
    "$ICSIM" run "$scratch/$folder/choosing.cfg" --quiet --replications 2 --out "$scratch/$folder.out" >/dev/null
    "$ICSIM" export "$scratch/$folder.out" --out "$scratch/$folder.tables"
    grep -v '^inputs_digest' "$scratch/$folder.tables/run.csv" >"$scratch/$folder.run"
    cut -d, -f1-4 "$scratch/$folder.tables/arm.csv" >"$scratch/$folder.arm"
    rm "$scratch/$folder.tables/run.csv" "$scratch/$folder.tables/arm.csv"
done
diff -r "$scratch/first.tables" "$scratch/second.tables"
cmp "$scratch/first.run" "$scratch/second.run"
cmp "$scratch/first.arm" "$scratch/second.arm"
[ "$(wc -l <"$scratch/first.tables/flow.csv")" -gt 10 ]
