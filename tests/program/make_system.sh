#!/usr/bin/env bash
# scripts/make_system on a made-up system of twelve small areas in two districts across a firth,
# with one hospital outside it: what must hold of the tables, the same bytes twice, and a
# sentence with exit status 2 where the input is wrong.
set -euo pipefail

command -v python3 >/dev/null || exit 77
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
data="$source_folder/tests/program/data/make_system"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

build() { # build OUT [DATA]
    PYTHONDONTWRITEBYTECODE=1 "$source_folder/scripts/make_system" firths \
        --data "${2:-$data}" --out "$1" --describe "${2:-$data}/make_system.json"
}

build "$scratch/one" >"$scratch/told"
build "$scratch/two" >/dev/null
diff -r "$scratch/one" "$scratch/two"
grep -q "^15400 people" "$scratch/told"

python3 - "$scratch/one" "$data" <<'PYTHON'
import csv
import re
import sys

folder, data = sys.argv[1:]


def table(name, where=folder):
    with open(f"{where}/{name}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


areas = {a["id"]: a for a in table("areas")}
assert sorted(areas) == ["northam_high_moor", "northam_quay", "southam_central"], sorted(areas)
bands = [c for c in next(iter(areas.values())) if c.startswith("age_")]
small = [r for r in table("lsoa21_england", data) if r["icb"] == "Twin Firths"]
people = sum(int(r["pop"]) for r in small)
assert sum(int(a[b]) for a in areas.values() for b in bands) == people
assert sum(int(a["weighted"]) for a in areas.values()) == people
assert sum(int(a["need"]) for a in areas.values()) == people
assert {a["team"] for a in areas.values()} == {"northam", "southam"}
assert {a["place"] for a in areas.values()} == {"firths"}
quay, moor = areas["northam_quay"], areas["northam_high_moor"]
assert (quay["rural"], moor["rural"]) == ("urban", "rural")
assert quay["deprivation"] == "fifth_1" and moor["deprivation"] in ("fifth_3", "fifth_4")
assert abs(float(quay["no_car"]) - 0.40) < 0.001
assert float(moor["road_km_per_visit"]) > float(quay["road_km_per_visit"])
assert quay["team_km2"] == moor["team_km2"] and float(quay["team_km2"]) > 0
# An older area weighs more than its head count, a younger one less; need adds deprivation.
heads = {i: sum(int(a[b]) for b in bands) for i, a in areas.items()}
assert int(moor["weighted"]) > heads["northam_high_moor"]
assert int(quay["weighted"]) < heads["northam_quay"]
assert int(quay["need"]) > int(quay["weighted"])

homes = table("homes")
for key in areas:
    own = [h for h in homes if h["area"] == key]
    assert [h["home"] for h in own] == [str(n) for n in range(1, len(own) + 1)] and len(own) <= 5
    assert round(sum(float(h["weight"]) for h in own), 9) == 1
assert {h["terrain"] for h in homes} == {"city", "town", "village"}

travel = {(r["from"], r["to"]): r for r in table("travel")}
# A measured time stands; where the way back is far longer, the shorter of the two.
assert travel["ngh", "faraway"]["minutes"] == "55.5"
assert travel["faraway", "ngh"]["minutes"] == "60.0"
# Every home in the north goes round by the bridge to the south, and nobody else is overridden.
assert ("northam_quay/1", "faraway") in travel and ("southam_central/1", "ngh") in travel
assert ("northam_quay/1", "ngh") not in travel and ("southam_central/1", "faraway") not in travel
assert float(travel["southam_central/1", "ngh"]["km"]) > 60

config = open(f"{folder}/system.cfg", encoding="utf-8").read()
pools = dict(re.findall(r"\n  (\w+) : \{.*?pools : \{ (.*?) \};\n", config, re.DOTALL))
# 80 beds less ceil(60 x 6.78 / 365.25 / 0.85) = 2; 6,000 attendances at 2,000 a bay.
assert pools["ngh"] == "bay = 3; bed = 78; stroke_bed = 2;", pools["ngh"]
assert pools["sch"] == "bed = 20;"
# Half of the people whose nearest unit is the outside hospital live here.
assert pools["faraway"] == "bay = 3; bed = 48; stroke_bed = 2;", pools["faraway"]
assert 'run_by = "twin_community"' in config and 'covers = [ "southam_central" ]' in config

targets = {(t["measure"], t["path"]): t for t in table("targets")}
assert targets["arrivals", "emergency.ae@ngh"]["value"] == "6000"
assert targets["admitted_share", "emergency.ae>emergency.ward@ngh"]["value"] == "0.3000"
assert targets["within_target", "four_hours@ngh"]["value"] == "0.9000"
assert targets["occupied_at_midnight", "bed@ngh+sch"]["value"] == "88.2"
assert targets["occupied_at_midnight", "bed@ngh+sch"]["unit"] == "beds"
assert targets["admissions", "stroke.unit@ngh"]["value"] == "60"
assert targets["travel_mean_minutes", "travel_to_ae"]["value"] == "20"
assert not any("faraway" in path for _, path in targets)
PYTHON

# Wrong input is said in one sentence, with exit status 2.
cp -r "$data" "$scratch/wrong"
sed -i '/^X12,/d' "$scratch/wrong/lsoa21_to_neighbourhood.csv"
status=0
build "$scratch/three" "$scratch/wrong" >/dev/null 2>"$scratch/said" || status=$?
test "$status" -eq 2
grep -q "small areas of Twin Firths without a neighbourhood: 1, e.g. X12" "$scratch/said"
sed -i '1s/,msoa21cd,/,somewhere,/' "$scratch/wrong/lsoa21_england.csv"
status=0
build "$scratch/three" "$scratch/wrong" >/dev/null 2>"$scratch/said" || status=$?
test "$status" -eq 2
grep -q "lsoa21_england.csv: has no column msoa21cd" "$scratch/said"

# Where no neighbourhoods are told they are drawn inside districts, of like size; the system is the board of that name. What
# it has of a district that is no quarter of a neighbourhood goes with the next. Sites that lie beside the description come first.
mkdir "$scratch/drawn" "$scratch/own"
cp "$data"/lsoa21_england.csv "$scratch/drawn"
sed 's/^firths,/twin_firths,/' "$data/acute_sites.csv" >"$scratch/own/acute_sites.csv"
python3 "$source_folder/scripts/make_system" twin_firths --data "$scratch/drawn" --out "$scratch/own" >"$scratch/told"
grep -q "^15400 people, 1 areas" "$scratch/told"
cat >"$scratch/own/make_system.json" <<'JSON'
{ "neighbourhoods": { "icb": "Twin Firths", "people": 4000 }, "teams": "neighbourhoods", "further_teams": { "large": 16000 } }
JSON
python3 "$source_folder/scripts/make_system" twin_firths --data "$scratch/drawn" --out "$scratch/own" >"$scratch/told"
python3 - "$scratch/own" <<'PYTHON'
import csv, sys
table = lambda name: list(csv.DictReader(open(f"{sys.argv[1]}/{name}.csv", newline="", encoding="utf-8")))
areas, large = table("areas"), {a["id"]: a for a in table("areas_large")}
bands = [c for c in areas[0] if c.startswith("age_")]
people = [sum(int(a[b]) for b in bands) for a in areas]
assert sum(people) == 15400 and all(2500 < p < 5500 for p in people), people
assert all(a["team"] == "team_" + a["id"] for a in areas)
# One team a district: farther to go than in an area of one's own, and everybody as before.
assert len({a["team"] for a in large.values()}) == 2 and all(t["team"].startswith("large_") for t in large.values())
assert all(float(large[a["id"]]["road_km_per_visit"]) >= float(a["road_km_per_visit"]) for a in areas)
assert all(large[a["id"]][b] == a[b] for a in areas for b in bands)
assert {b["area"]: b["team"] for b in table("boundaries_large")} == {i: a["team"] for i, a in large.items()}
told = open(f"{sys.argv[1]}/teams_large.cfg", encoding="utf-8").read()
wte = sum(float(w) for w in __import__("re").findall(r"wte = ([\d.]+)", told))
assert abs(wte - 15400 / 1300) < 0.02, wte
PYTHON
says() { # says SENTENCE JSON
    echo "$2" >"$scratch/own/make_system.json"
    status=0
    python3 "$source_folder/scripts/make_system" "${3:-twin_firths}" --data "$scratch/drawn" --out "$scratch/own" >/dev/null 2>"$scratch/said" || status=$?
    test "$status" -eq 2
    grep -q "$1" "$scratch/said" || { cat "$scratch/said"; exit 1; }
}
says "no small area of firths: the nearest name of a board is Twin Firths" "{}" firths
says "no small area of the district Westham" '{ "neighbourhoods": { "districts": [ "Northam", "Westham" ] } }'
