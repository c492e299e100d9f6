#!/usr/bin/env bash
# icsim follow: a journey that is known by hand, in full; who is chosen; what is said where nobody can be.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
data=$source_folder/tests/program/data/follow
town=$source_folder/tests/experiment/data
care=$source_folder/tests/care/data
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
failed=0
unset COLUMNS

follow() { # what is asked of follow, in long lines; status in $status, output in said and heard
    status=0
    COLUMNS=${columns:-400} "$ICSIM" follow "$@" >said 2>heard </dev/null || status=$?
}
told() { # PATTERN ARGUMENTS...: it works, and the pattern is in what is said
    local pattern=$1
    shift
    follow "$@"
    [ $status -eq 0 ] || { echo "follow $*: exit status $status: $(head -3 heard)"; failed=1; }
    [ ! -s heard ] || { echo "follow $*: on standard error: $(head -3 heard)"; failed=1; }
    grep -qE -- "$pattern" said || { echo "follow $*: expected '$pattern', got: $(head -60 said)"; failed=1; }
}
refused() { # PATTERN ARGUMENTS...: exit status 2, and the pattern is in the sentence
    local pattern=$1
    shift
    follow "$@"
    [ $status -eq 2 ] || { echo "follow $*: exit status $status, expected 2"; failed=1; }
    [ ! -s said ] || { echo "follow $*: something on standard output"; failed=1; }
    grep -qE -- "$pattern" heard || { echo "follow $*: expected '$pattern', got: $(cat heard)"; failed=1; }
}
relay=("$data/relay.cfg" "$data/relay_bed.cfg")

# The whole of a journey without chance: two people, one bay for 20 hours, one bed for 30; in the other scenario a
# second bed. Beside each other from 100 columns on, else one under the other; the same as JSON.
person=need/vale/everyone/start/2
for width in 80:under 99:under 120:beside; do
    COLUMNS=${width%:*} "$ICSIM" follow "${relay[@]}" --longest one_day >said
    [ "$width" = 99:under ] || diff "$data/${width#*:}.txt" said || { echo "${width%:*} columns: not as expected"; failed=1; }
done
COLUMNS=99 "$ICSIM" follow "${relay[@]}" --longest one_day | grep -q "^In relay_bed:" || { echo "99 columns: beside"; failed=1; }
"$ICSIM" follow "${relay[@]}" --longest one_day --format json >said
diff "$data/relay.json" said || { echo "JSON: not as expected"; failed=1; }
if command -v python3 >/dev/null; then python3 -m json.tool <said >/dev/null; fi

# The id that is printed names the same person again, and nothing but how they were chosen is told otherwise.
columns=80 told "^Person $person \(simulated\)" "${relay[@]}" --person $person
diff <(grep -v ^Chosen "$data/under.txt") <(grep -v ^Chosen said) || { echo "named: another journey"; failed=1; }
told "^Chosen: by name" "${relay[@]}" --person $person
told "Nobody here is a real patient" "${relay[@]}" --person need/vale/everyone/start/1
told "The same in all scenarios, to the end" "${relay[@]}" --person need/vale/everyone/start/1

# Who is chosen, said with the reason; threads and repetition do not matter.
told "Chosen: longest four_hours of [0-9]+ people in town, [0-9]+ d" "$town/town.cfg" --longest four_hours
cp said once
told "Chosen: longest" "$town/town.cfg" --longest four_hours --threads 3
cmp once said
told "Chosen: longest" "$town/town.cfg" "$town/town_close.cfg" --longest four_hours
grep "^Person" once >one; grep "^Person" said >other
cmp one other || { echo "another scenario changes who waits longest in the first"; failed=1; }
told "Chosen: worst off by .*, from .* in town to .* in town_close" "$town/town.cfg" "$town/town_close.cfg" --worst-off
told "Chosen: worst off by four_hours, from" "$town/town.cfg" "$town/town_close.cfg" --worst-off four_hours
told "Chosen: worst off by four_hours, from" "$town/town.cfg" --worst-off four_hours "$town/town_close.cfg"
told "Chosen: worst off by two_hours, from" "$town/town.cfg" "$town/town_close.cfg" --worst-off=two_hours
told "The same in all scenarios until here; they part at" "$town/town.cfg" "$town/town_close.cfg" --worst-off four_hours
told "Chosen: at random of [0-9]+ people measured in town\.$" "$town/town.cfg"
cp said anybody
told "at random" "$town/town.cfg" --random --threads 2
cmp anybody said
told "at random" "$town/town.cfg" --random --replication 2
! cmp -s anybody said || { echo "replication 2 has the people of replication 1"; failed=1; }
told "replication 1, seed 9" "$town/town.cfg" --random --seed 9
! cmp -s anybody said || { echo "seed 9 has the people of seed 1"; failed=1; }
told "^Person [a-z_]+/south/.*" "$town/town.cfg" --area south
told "of area south, of group age/from_65" "$town/town.cfg" --random --area south --group age/from_65
told "place 4" "$town/town.cfg" --longest bed_wait --count 4
[ "$(grep -c '^Person' said)" -eq 4 ] || { echo "--count 4 gives $(grep -c '^Person' said)"; failed=1; }
told "place 2" "$town/town.cfg" --set sites.royal.pools.bay=30 --count 2

# What can happen on the way: moved by a closure, sent on by a full place, losing patience, staff on their way.
told "must leave the line after [0-9]+ h: care at alder closes" "$care/queue.cfg" "$care/queue_move_finish.cfg" --longest wait --count 9
told "must leave after 24 h: care at alder closes, and care begins again elsewhere" "$care/queue.cfg" \
    "$care/queue_move_move.cfg" --worst-off stay
told "finds [ab] full and is sent on to [ab] for care" "$data/divert.cfg" --longest far --count 50
told "gives up after 1 h in the line; next: home" "$data/divert.cfg" --random --count 50
told "is turned away: try at a is full, 0 waiting" "$data/divert.cfg" --longest gate --count 20
told "clock void: try, for what stops it never came" "$data/divert.cfg" --longest gate --count 20
told "goes without more care" "$data/divert.cfg" --longest gate --count 20
told "2 h pass before try, at home" "$data/divert.cfg" --longest gate
told "finds bed at h in use; swing at h helps" "$care/interrupted_elsewhere.cfg" \
    --random --count 20
told "has one of swing at unit; as soon as one of its own falls free, somebody from there moves back" "$source_folder/tests/program/data/swing_followed.cfg" \
    --random --count 40
told "turns round at once, for too many are there: care at clinic; next: home" "$care/balking.cfg" \
    --person need/everywhere/everyone/planned/192
told "must give way to somebody more urgent: op at hospital, 2 h after starting; 4 h of the work are left" \
    "$care/interrupted.cfg" --longest planned_total
told "starts again: op at hospital, 1 h after giving way; the work takes 4 h, until 15:00; next: home" \
    "$care/interrupted.cfg" --longest planned_total
told "is cancelled for want of room: ward at hospital; comes again after 25 h" "$care/cancelled.cfg" --random --count 30
told "is inside ward at hospital when the run begins; 6 d are left" "$care/under_way.cfg" --person need/everywhere/everyone/start/1
told "clock starts: wait, 44 h 21 min before the run" "$care/under_way.cfg" --person need/everywhere/everyone/start/45
told "the staff are on their way for [0-9]+ min, [0-9.]+ km" "$town/town.cfg" --longest two_hours
told "costs community GBP [0-9.]+ \(mileage\)" "$town/town.cfg" --longest two_hours
columns=80 told "In town: does not come" "$town/town.cfg" "$data/more.cfg" --person emergency/north/under_65+car/2026-05-01/6.0
COLUMNS=120 "$ICSIM" follow "$town/town.cfg" "$data/more.cfg" --person emergency/north/under_65+car/2026-05-01/6.0 >said
grep -qE "^ +town \(does not come\) +\| more$" said || { echo "who comes in one only, beside: $(cat said)"; failed=1; }

# What is said where nobody can be followed.
refused "expected FILE" --random
refused "no_such.cfg" no_such.cfg
refused "\"emergency\" is no person's id: expected pathway/area/group/date/number, e.g. " "$town/town.cfg" --person emergency
refused "there is no pathway \"emergencey\"; did you mean \"emergency\"\?" "$town/town.cfg" --person emergencey/south/a/b/c
refused "there is no area \"moon\": expected one of north, south, west" "$town/town.cfg" --person emergency/moon/a/b/c
refused "there is no group \"from_65\"" "$town/town.cfg" --person emergency/south/from_65/b/c
refused "\"2026-02-30\" is no date" "$town/town.cfg" --person emergency/south/from_65+car/2026-02-30/1.1
refused "2025-01-01 lies outside the run, which is from 2026-02-09 to" "$town/town.cfg" --person emergency/south/from_65+car/2025-01-01/1.1
refused "\"1-1\" is no number of a person: expected two whole numbers with a point" "$town/town.cfg" --person emergency/south/from_65+car/2026-03-03/1-1
refused "\"x\" is no number of a person: expected a whole number" "$town/town.cfg" --person emergency/south/from_65+car/start/x
refused "nobody of that id comes in replication 1 of seed 1, in any scenario" "$town/town.cfg" --person emergency/south/from_65+car/2026-03-03/0.4000
refused "whole number from 1 to 100000" "$town/town.cfg" --replication 0
refused "whole number from 1 to 100000" "$town/town.cfg" --replication 100001
refused "whole number from 1 to 1000" "$town/town.cfg" --count 1001
refused "expected one of --person, --longest, --worst-off and --random, found 2" "$town/town.cfg" --random --longest four_hours
refused "--area, --group and --count do not go with it" "$town/town.cfg" --person a/b/c/d/e --count 2
refused "there is no such standard; expected .*four_hours" "$town/town.cfg" --longest for_hours
refused "there is no such standard; expected .*four_hours" "$town/town.cfg" "$town/town_close.cfg" --worst-off=for_hours
refused "expected two files or more" "$town/town.cfg" --worst-off
refused "there is no such area; expected north, south, west" "$town/town.cfg" --area moon
refused "there is no such group; expected age/" "$town/town.cfg" --group age/old
refused "nobody is measured longer in another scenario than in town" "$town/town.cfg" "$town/town_same.cfg" --worst-off
refused "nobody was measured for never in empty, replication 1" "$data/empty.cfg" --longest never
refused "nobody was measured in empty, replication 1; --person names" "$data/empty.cfg"
refused "nobody among those asked for was measured for never" "$data/empty.cfg" --longest never --area everywhere
refused "--format csv and markdown are not offered" "$town/town.cfg" --format csv
refused "is not an option of this command" "$town/town.cfg" --replications 3
refused "is not an option of this command" "$town/town.cfg" --out x
follow --help
grep -q -- "--worst-off" said && grep -q "Example:" said || { echo "help: $(cat said)"; failed=1; }
exit $failed
