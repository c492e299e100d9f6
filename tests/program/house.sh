#!/usr/bin/env bash
# scripts/check_house must report each kind of violation, with file and line, and pass a good tree.
set -euo pipefail
source_dir=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
check=$source_dir/scripts/check_house
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
failed=0

fresh() { # a small tree that obeys every rule
    rm -rf "$tree"
    mkdir -p "$tree"/sim/{base,engine,care,cli} "$tree"/tests/base "$tree"/scripts "$tree"/results \
        "$tree"/include/icsim
    printf '#ifndef A_H\n#define A_H\nint a_one(int x);\n#endif\n' >"$tree/sim/base/a.h"
    printf '/* exit() and stdout in a comment harm nobody. */\n#include "base/a.h"\n%s\n' \
        'int a_one(int x) { return "printf(1)"[0] + x; }' >"$tree/sim/base/a.c"
    printf '#include <stdio.h>\n#include "base/a.h"\nint main(void) { puts("x"); return a_one(1); }\n' \
        >"$tree/sim/cli/main.c"
    printf '#include "base/a.h"\n' >"$tree/tests/base/test_a.c"
    echo "# Results" >"$tree/results/README.md"
}

expect() { # WHAT SENTENCE: the tree must be refused, with this sentence
    local said
    if said=$("$check" "$tree"); then
        echo "$1: not refused"; failed=1
    elif ! grep -qF -- "$2" <<<"$said"; then
        echo "$1: expected '$2', got: $said"; failed=1
    elif [ "$(grep -c ':[0-9]*: ' <<<"$said")" -ne 1 ]; then
        echo "$1: expected one violation, got: $said"; failed=1
    fi
    fresh
}

lines() { for ((i = 0; i < $1; i++)); do echo "$2"; done; }

fresh
"$check" "$tree" || { echo "a good tree is refused"; failed=1; }

echo '#include "engine/b.h"' >>"$tree/sim/base/a.c"
echo 'int b_two(void);' >"$tree/sim/engine/b.h"
expect "a higher floor" 'sim/base/a.c:4: floor base includes "engine/b.h" from the higher floor engine'

echo '#include "base/gone.h"' >>"$tree/sim/base/a.c"
expect "a missing header" 'sim/base/a.c:4: includes "base/gone.h", and there is no sim/base/gone.h'

echo '#include "a.h"' >>"$tree/sim/base/a.c"
expect "an include without its floor" 'sim/base/a.c:4: "a.h" must be written from the floor, as "base/a.h"'

for library in sqlite3.h pthread.h getopt.h libconfig.h csv.h; do
    echo "#include <$library>" >>"$tree/sim/base/a.c"
    expect "$library" "sim/base/a.c:4: sees <$library>, which only sim/"
done
for library in Random123/threefry.h gsl/gsl_statistics_double.h; do
    echo "#include <$library>" >"$tree/sim/care/c.c"
    expect "$library" "sim/care/c.c:1: sees <$library>, which only sim/base may see"
done

echo '#include "base/a.h"' >"$tree/sim/base/b.h"
echo '#include "base/b.h"' >>"$tree/sim/base/a.c"
expect "a circle through a .c file" 'sim/base/a.c:4: closes a circle of includes: base/a <-> base/b'

echo '#include "base/a.h"' >"$tree/include/icsim/x.h"
expect "a public header" 'include/icsim/x.h:1: a public header includes "base/a.h" from inside the house'

lines 601 '/* long */' >"$tree/sim/base/long.c"
expect "a long file" 'sim/base/long.c:1: has 601 lines, over 600'
{ echo '/* house: long because it is one table */'; lines 601 '/* long */'; } >"$tree/sim/base/long.c"
"$check" "$tree" >"$tree.said" || { echo "an excused long file is refused:"; cat "$tree.said"; failed=1; }
rm -f "$tree.said"
fresh

{ echo 'int f(void);'; echo 'int f(void)'; echo '{'; lines 58 '    ;'; echo 'return 1; }'; } \
    >"$tree/sim/base/f.c"
expect "a long function" 'sim/base/f.c:2: f has 61 lines, over 60'
{ lines 50 ''; echo '/* house: long because it is one table */'; echo 'int f(void)'; echo '{'
  lines 58 '    ;'; echo 'return 1; }'; } >"$tree/sim/base/f.c"
"$check" "$tree" >/dev/null || { echo "an excused long function is refused"; failed=1; }
fresh

echo 'static int f(int a, int (*b)(int, int), int c, int d, int e, int g, int h) { return a; }' \
    >"$tree/sim/base/f.c"
expect "seven parameters" 'sim/base/f.c:1: f has 7 parameters, over 6'
echo 'static int f(int a, int (*b)(int, int), int c, int d, int e, int g) { return a; }' \
    >"$tree/sim/base/f.c"
"$check" "$tree" >/dev/null || { echo "six parameters are refused"; failed=1; }
fresh

echo 'size_t f(void);' >"$tree/sim/base/f.h"
expect "a header that needs another" 'sim/base/f.h:1: does not compile alone'

for call in 'printf("x")' 'puts("x")' 'exit(1)' 'abort()' 'fprintf(stderr, "x")' 'fputs("x", stdout)'; do
    echo "static void f(void) { $call; }" >"$tree/sim/care/f.c"
    expect "$call" "nothing below cli prints or exits"
done
echo 'static double f(double x) { return exp(x); }' >"$tree/sim/care/f.c"
expect "exp in a run" 'sim/care/f.c:1: exp: a run uses only'
echo 'typedef struct f { int x; } f;' >"$tree/sim/care/f.c"
expect "a typedef" "sim/care/f.c:1: a type is written 'struct x'"

echo "/* TO""DO */" >>"$tree/sim/base/a.c"
expect "an unfinished word" "sim/base/a.c:4: 'TO""DO': finish it or leave it out"
echo "see /ho""me/me/x" >>"$tree/results/README.md"
expect "a machine's path" "results/README.md:2: '/ho""me/' is a path of one machine"

echo "<<<<<""<< HEAD" >>"$tree/sim/base/a.c"
expect "the mark of a merge" 'sim/base/a.c:4: a merge has left its mark'
echo '{"a": 1,}' >"$tree/sim/base/a.json"
expect "unreadable JSON" 'sim/base/a.json:1: is no JSON: '
echo '"https://a.b/c.tgz"' >"$tree/scripts/package-lock.json"
expect "a lock file's address" 'scripts/package-lock.json:1: a lock file names no address'
mkdir "$tree/tests/browser"; lines 601 '// long' >"$tree/tests/browser/long.mjs"
expect "a long script of a browser's" 'tests/browser/long.mjs:1: has 601 lines, over 600'
mkdir -p "$tree/tests/browser/node_modules"; lines 601 '// long' >"$tree/tests/browser/node_modules/long.js"
"$check" "$tree" >/dev/null || { echo "what npm brought is judged"; failed=1; }
fresh

echo >"$tree/tests/base/test_z.c"
expect "a test of nothing" 'tests/base/test_z.c:1: mirrors no module: there is no sim/base/z.c'
mkdir "$tree/docs"; echo >"$tree/docs/x.md"
expect "a stranger at the top level" 'docs:1: does not belong at the top level'
mkdir -p "$tree/sim/attic"; echo >"$tree/sim/attic/x.c"
expect "a file on no floor" 'sim/attic/x.c:1: is on no floor'
echo >"$tree/results/run.csv"
expect "a result" 'results/run.csv:1: is a result'

exit $failed
