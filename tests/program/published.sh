#!/usr/bin/env bash
# Every published model runs, shortened, and its tables lie beside ours as its README says (tests/long/published.sh
# does all replications); scripts/published sees a figure that is wrong, a pool that is not there, a scenario that fails.
set -euo pipefail
command -v python3 >/dev/null || exit 77
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
export PYTHONDONTWRITEBYTECODE=1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
replications=20 within=4
[ -z "${ICSIM_SHORT:-}" ] || { replications=6 within=12; } # so few tell their own spread badly
published() { "$source_folder/scripts/published" --icsim "$ICSIM" "$@"; }
failed=0

for folder in "$source_folder"/scenarios/published/*/; do
    for file in README.md settings.csv published.csv; do
        [ -s "$folder$file" ] || { echo "$folder has no $file"; failed=1; }
    done
    published "$folder" --replications $replications --within $within --check >"$scratch/table" || failed=1
    # Each scenario of the folder that is a model (has a title) is compared, and each figure has a line in the README.
    for scenario in "$folder"*.cfg; do
        name=$(basename "$scenario" .cfg)
        grep -q "^\`$name.cfg\`" "$scratch/table" || { echo "$scenario is compared with nothing"; failed=1; }
        grep -q "\`$name.cfg\`" "$folder/README.md" || { echo "$folder/README.md does not name $name.cfg"; failed=1; }
    done
    python3 - "$folder" <<'PYTHON' || failed=1
import csv, sys
folder = sys.argv[1]
text = open(folder + "README.md", encoding="utf-8").read()
missing = [row["what"] for row in csv.DictReader(open(folder + "published.csv", encoding="utf-8"))
           if f"| {row['what']} | {row['published']} | ".replace("  |", "") not in text]
for what in missing:
    print(f"{folder}README.md has no line: {what}")
sys.exit(bool(missing))
PYTHON
done

# The same models programmed by hand, whose figures the READMEs quote, run.
"$source_folder/scenarios/published/urgent_care_2013/by_hand.py" 3 >"$scratch/day"
"$source_folder/scenarios/published/critical_care_2010/by_hand.py" 2 24 >"$scratch/unit"
grep -q "^| people who came | 2" "$scratch/day" || { echo "the day by hand:"; cat "$scratch/day"; failed=1; }
grep -q "^| 24 | 1" "$scratch/unit" || { echo "the unit by hand:"; cat "$scratch/unit"; failed=1; }

# A figure that is wrong is seen, and so is one known to disagree that agrees.
mkdir "$scratch/wrong"
cp "$source_folder"/scenarios/published/stroke_beds_2016/{base.cfg,areas.csv} "$scratch/wrong"
printf 'key,value\nreplications,6\npublished,150\n' >"$scratch/wrong/settings.csv"
heads=scenario,what,measure,subject,number,times,published,sd,recreated,exact,allow,known
wrong() { # ROW PATTERN
    printf '%s\n%s\n' "$heads" "$1" >"$scratch/wrong/published.csv"
    if published "$scratch/wrong" --check --replications 6 >/dev/null 2>"$scratch/heard"; then
        echo "accepted: $1"; failed=1
    fi
    grep -q "$2" "$scratch/heard" || { echo "expected '$2' of $1, got:"; cat "$scratch/heard"; failed=1; }
}
wrong "base,beds,pool.in_use_mean,acute_bed@hospital,,,9.9,,,,," "beds: ours .* differs from published 9.9"
wrong "base,beds,pool.in_use_mean,acute_bed@hospital,,,8.1,,,,,published" "known to differ from published 8.1"
wrong "base,beds,pool.in_use_mean,no_bed@hospital,,,8.1,,,,," "nothing in pool is called no_bed@hospital"
wrong "base,beds,delay,no_bed@hospital,9,,8.1,,,,," "there is no pool no_bed@hospital"
wrong "no_such,beds,pool.in_use_mean,acute_bed@hospital,,,8.1,,,,," "no_such.cfg"
exit $failed
