#!/usr/bin/env bash
# Whatever is wrong with the input: a sentence with the file's name, exit status 2, within a second and little memory.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
data=$source_folder/tests/experiment/data
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
failed=0
# A sanitizer keeps terabytes of addresses, and takes its time.
limit=204800 most_ms=1000
if [ -n "${ICSIM_SHORT:-}" ]; then limit=unlimited most_ms=15000; fi

refused() { # FILE [PATTERN]
    local status=0 from took
    from=$(date +%s%N)
    (ulimit -v $limit; exec "$ICSIM" run "$1" --no-out --replications 1) >said 2>heard </dev/null || status=$?
    took=$((($(date +%s%N) - from) / 1000000))
    [ $status -eq 2 ] || { echo "$1: exit status $status: $(head -3 heard)"; failed=1; }
    [ $took -le $most_ms ] || { echo "$1: took $took ms"; failed=1; }
    [ ! -s said ] || { echo "$1: something on standard output"; failed=1; }
    grep -qE -- "${2:-$(basename "$1")}" heard || { echo "$1: expected '${2:-}', got: $(head -3 heard)"; failed=1; }
    [ "$(wc -c <heard)" -lt 200000 ] || { echo "$1: $(wc -c <heard) bytes of sentences"; failed=1; }
}
edit() { # NAME SED-SCRIPT: the town with something wrong
    sed "$2" "$data/town.cfg" >"$1.cfg"
    ! cmp -s "$1.cfg" "$data/town.cfg" || { echo "$1: the edit does nothing"; failed=1; }
}
cp "$data"/*.csv .

: >empty.cfg;                                     refused empty.cfg
printf 'time : {' >open.cfg;                      refused open.cfg
head -c 100000 /dev/urandom >noise.cfg;           refused noise.cfg
head -c 300000 /dev/zero >zeros.cfg;              refused zeros.cfg
head -c 40000000 /dev/zero | tr '\0' '#' >long.cfg; refused long.cfg
printf '%*s' 200000 '' | tr ' ' '(' | sed 's/^/x = /' >deep.cfg; refused deep.cfg
{ printf 'x = "'; head -c 3000000 /dev/zero | tr '\0' 'a'; printf '";\n'; } >text.cfg; refused text.cfg
mkdir folder.cfg;                                 refused folder.cfg
mkfifo pipe.cfg;                                  refused pipe.cfg
ln -s loop.cfg loop.cfg;                          refused loop.cfg
refused /dev/zero zero
printf '@include "town.cfg"\n' >include.cfg;      refused include.cfg "include"
printf 'base = "mirror.cfg";\n' >mirror.cfg;      refused mirror.cfg

edit letter 's/needs = \[ "bay" \]/needs = [ "bey" ]/';                 refused letter.cfg 'did you mean "bay"'
edit key 's/price_year/price_yaer/';                                    refused key.cfg 'did you mean "price_year"'
edit unit 's/mean = "2.6 h"/mean = "2.6 hh"/';                          refused unit.cfg
edit negative 's/mean = "2.6 h"/mean = "-2.6 h"/';                      refused negative.cfg
edit huge 's/bay = 2/bay = 99999999999/';                               refused huge.cfg
edit share 's/share = 0.13/share = 1.3/';                               refused share.cfg
edit date 's/2026-03-02/2026-02-30/';                                   refused date.cfg
edit years 's/window = "10 wk"/window = "90000 yr"/';                   refused years.cfg
edit table 's/town_areas.csv/town_araes.csv/';                          refused table.cfg "town_araes.csv"
edit column 's/"from_65" \]/"from_66" ]/';                              refused column.cfg
edit nan 's/lat = 50.82/lat = "nan"/';                                  refused nan.cfg
edit twice 's/^standards : {/standards : {\n  to_ae : { travel = "emergency.ae"; within = "1 h"; };/'; refused twice.cfg
# All that is wrong is said in one go, each with its line.
edit many 's/needs = \[ "bay" \]/needs = [ "bey" ]/; s/share = 0.13/share = 1.3/; s/mean = "55 min"/mean = "55 minn"/'
refused many.cfg
[ "$(grep -c 'many.cfg:[0-9]*: error:' heard)" -ge 3 ] || { echo "only some of three errors: $(cat heard)"; failed=1; }
# A bad what-if on a good base.
cp "$data/town.cfg" .
printf 'base = "town.cfg";\nchanges = ( { on = "2026-04-13"; set = "sites.royal.pools.bayy"; to = 3; } );\n' >what_if.cfg
refused what_if.cfg 'what_if.cfg:2'
exit $failed
