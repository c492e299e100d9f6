#!/usr/bin/env bash
# scripts/reproduce: writes what is missing, finds a figure that is wrong, says what it does not understand; and every
# table of the READMEs in scenarios/ can be made (shortened: their numbers are compared by hand, `reproduce --check`).
set -euo pipefail
command -v python3 >/dev/null || exit 77
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
reproduce() { "$source_folder/scripts/reproduce" --icsim "$ICSIM" "$@"; }
fail() { echo "$*"; exit 1; }

cp -r "$source_folder/scenarios/harbour" "$scratch/harbour"
short='--replications 2 --set time.window="31 d" --set time.warm_up="1 wk" --set time.follow="1 wk"'
page=$scratch/harbour/page.md
cat >"$page" <<END
Before.
<!-- icsim compare today.cfg close_castle.cfg $short
four hours, %: access.within_target four_hours in %
of the young, %: access.within_target four_hours/under_65 in %
beds, %: pool.occupied_at_midnight *.bed in %
position, GBP m: position.gbp icb in GBP m .3
nurses at work: cost.gbp all:nurse in GBP k
nurses in the first year: cost.gbp all:nurse~2026/27 in GBP k
still in A&E as the month ends: waiting.people four_hours .1
-->
<!-- end -->
After.
END
reproduce "$page"
grep -q "^| four hours, % | [0-9.]* (.* to .*) | " "$page" || fail "no row: $(cat "$page")"
[ "$(tail -n 1 "$page")" = After. ] || fail "the end is gone"
reproduce "$page" --check || fail "not the same twice"
[ "$(sed -n 's/^| nurses at work |//p' "$page")" = "$(sed -n 's/^| nurses in the first year |//p' "$page")" ] ||
    fail "one financial year is not the whole: $(cat "$page")"
# The same as the program prints.
# shellcheck disable=SC2086
printed=$(cd "$scratch/harbour" && eval "$ICSIM" run today.cfg $short --no-out --quiet --format markdown 2>/dev/null |
    sed -n 's/^| four_hours: within target | % | \([0-9.]*\) .*/\1/p')
[ -n "$printed" ] || fail "the program prints no four hours"
grep -q "^| four hours, % | $printed (" "$page" || fail "the program says $printed: $(cat "$page")"
# Expected events and present values carry the program's own intervals.
sed "s/^title/outcomes : { deaths = { step = \"emergency.ae\"; of = 0.01; by_distance = { odds_ratio = 1.02; low = 1.01; high = 1.03; per = \"1 km\"; }; }; };\noutcomes_on = true; discount = 0.035;\ntitle/" \
    "$source_folder/scenarios/harbour/today.cfg" >"$scratch/harbour/today.cfg"
printf 'title = "Closed"; base = "today.cfg"; mark = "assumption";\nchanges = ( { on = "2026-04-01"; close = { service = "ae"; at = "castle"; }; } );\n' \
    >"$scratch/harbour/closed.cfg"
events=$scratch/harbour/events.md
cat >"$events" <<END
<!-- icsim compare today.cfg closed.cfg $short
deaths: outcome.both deaths .2
by the study: outcome.published deaths .2
present value: value.cost all in GBP k
-->
<!-- end -->
END
reproduce "$events"
grep -q "^| deaths | [0-9.]* ([0-9.]* to [0-9.]*) | [-+][0-9.]* ([-+][0-9.]* to [-+][0-9.]*) |" "$events" || fail "no events: $(cat "$events")"
grep -q "^| by the study | [0-9.]* (.*) | [-+][0-9.]* (" "$events" || fail "no study: $(cat "$events")"
grep -q "^| present value | [0-9,.]* (.*) | [-+][0-9.]* (" "$events" || fail "no value: $(cat "$events")"
cp "$source_folder/scenarios/harbour/today.cfg" "$scratch/harbour/today.cfg"
# A figure that was changed is found, and nothing is written.
sed -i 's/^| four hours, % | [0-9.]*/| four hours, % | 12.3/' "$page"
before=$(cat "$page")
reproduce "$page" --check 2>"$scratch/heard" && fail "12.3 was accepted"
grep -q "  - | four hours, % | 12.3" "$scratch/heard" || fail "heard: $(cat "$scratch/heard")"
[ "$before" = "$(cat "$page")" ] || fail "--check wrote"

bad() { # LINE SENTENCE
    printf '<!-- icsim run today.cfg %s\n%s\n-->\n<!-- end -->\n' "$short" "$1" >"$page"
    reproduce "$page" 2>"$scratch/heard" && fail "accepted: $1"
    grep -q "$2" "$scratch/heard" || fail "expected '$2' of '$1': $(cat "$scratch/heard")"
}
bad "four hours" "not understood: four hours"
bad "four hours: access.within_target no_such" "nothing in access is called no_such"
bad "four hours: access.no_such four_hours" "there is no access.no_such"
bad "four hours: access.within_target four_hours~1999/00" "nothing in access is called four_hours"
bad "deaths: outcome.both deaths~2026/27" "expected events are of the whole window"
bad "deaths: outcome.both deaths" "nothing in outcome_expected is called deaths"
bad "deaths: outcome.certain deaths" "both, chance or published"
bad "value: value.cost all" "nothing in value is called all"
bad "value: value.price all" "value.price: cost or position"
bad "seen: target arrivals emergency.ae" "is no row of the published figures"
printf '<!-- icsim run no_such.cfg\n-->\n<!-- end -->\n' >"$page"
reproduce "$page" 2>"$scratch/heard" && fail "a scenario that is not there was accepted"
printf '<!-- icsim run today.cfg\n-->\n' >"$page"
reproduce "$page" 2>"$scratch/heard" && fail "a marker without an end was accepted"
grep -q "no <!-- end -->" "$scratch/heard" || fail "heard: $(cat "$scratch/heard")"

if [ -z "${ICSIM_SHORT:-}" ]; then reproduce --short; fi
