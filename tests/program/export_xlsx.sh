#!/usr/bin/env bash
# A result as an Excel file: opened again without Excel, every cell is what the store holds; the same bytes twice; whole or
# not there.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
data=$source_folder/tests/experiment/data
command -v python3 >/dev/null || { echo "no python3"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
failed=0
no() { echo "$*"; failed=1; }

"$ICSIM" compare "$data/town.cfg" "$data/town_close.cfg" --replications 2 --out both --quiet >/dev/null
status=0
"$ICSIM" export both --format xlsx --out out.xlsx 2>said || status=$?
if [ $status -eq 2 ] && grep -q "libxlsxwriter-dev" said; then
    [ ! -e out.xlsx ] || no "a file without libxlsxwriter"
    exit $((failed ? 1 : 77))
fi
[ $status -eq 0 ] && grep -q "wrote out.xlsx" said || no "export: $(cat said)"

refuse() { # STATUS PATTERN ARGUMENTS...
    local wanted=$1 pattern=$2 status=0
    shift 2
    "$ICSIM" export "$@" >/dev/null 2>said || status=$?
    [ $status -eq "$wanted" ] && grep -qE -- "$pattern" said || no "export $*: exit status $status, said: $(cat said)"
}
refuse 2 "out.xlsx exists already; --force" both --format xlsx --out out.xlsx
refuse 2 "other ending than .xlsx|another ending than .xlsx" both --format xlsx --out out.xls
refuse 2 "another ending" both --format xlsx --out .xlsx
refuse 2 "needs a file to write to: --out" both --format xlsx
refuse 2 "did you mean 'difference'" both --format xlsx --table diference --out one.xlsx
refuse 3 "cannot create nowhere/out.xlsx" both --format xlsx --out nowhere/out.xlsx
refuse 0 "wrote out.xlsx" both --format xlsx --out out.xlsx --force
refuse 0 "wrote one.xlsx" both --format xlsx --table spread --out one.xlsx
status=0
"$ICSIM" run "$data/town.cfg" --no-out --format xlsx >/dev/null 2>said || status=$?
[ $status -eq 2 ] && grep -q "for icsim export alone" said || no "run --format xlsx: $(cat said)"

# The same store, the same bytes, at any time and under any name.
sleep 1.1
"$ICSIM" export both --format xlsx --out again.xlsx --quiet
cmp out.xlsx again.xlsx || no "other bytes from the same store"

# Names that Excel must not take for anything but text: refused when a scenario is read, so written into the store.
cp -r both hostile
python3 - <<'END'
import sqlite3
store = sqlite3.connect("hostile/results.sqlite")
for at, name in enumerate(["=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(1)", "</t><c r=\"A1\">", "_x0041_", "a\u2028b & <b>",
                           " blank ", "\u0645\u0631\u062d\u0628\u0627", "x" * 40000]):
    store.execute("INSERT INTO site VALUES (?, ?, 'site', '=1+1', 50, 0)", (f"site_{at}", name))
store.commit()
END
"$ICSIM" export hostile --format xlsx --out hostile.xlsx --quiet

cat >compare.py <<'END'
"""compare.py FILE.xlsx STORE [TABLE]: says where a cell is not what the store holds."""
import datetime, re, sqlite3, sys, xml.etree.ElementTree as xml, zipfile
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
book, store = zipfile.ZipFile(sys.argv[1]), sqlite3.connect(sys.argv[2])
assert book.testzip() is None
text_of = lambda node: re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), "".join(t.text or "" for t in node.iter(S + "t")))
shared = [text_of(n) for n in xml.fromstring(book.read("xl/sharedStrings.xml"))] if "xl/sharedStrings.xml" in book.namelist() else []
targets = {r.get("Id"): "xl/" + r.get("Target") for r in xml.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
sheets = {s.get("name"): targets[s.get(R + "id")] for s in xml.fromstring(book.read("xl/workbook.xml")).find(S + "sheets")}
forms = {0: "General", 10: "0.00%", 1: "0", 3: "#,##0", 4: "#,##0.00"}
styles = xml.fromstring(book.read("xl/styles.xml"))
forms.update({int(n.get("numFmtId")): n.get("formatCode") for n in styles.iter(S + "numFmt")})
form_of = [forms[int(x.get("numFmtId"))] for x in styles.find(S + "cellXfs")]

def rows_of(name):
    root = xml.fromstring(book.read(sheets[name]))
    assert root.find(S + "mergeCells") is None and not list(root.iter(S + "f")), f"{name}: merged cells or formulas"
    for row in root.iter(S + "row"):
        cells = {}
        for cell in row:
            letters = re.match("[A-Z]+", cell.get("r"))[0]
            column = 0
            for letter in letters:
                column = column * 26 + ord(letter) - 64
            kind, form = cell.get("t", "n"), form_of[int(cell.get("s", 0))]
            value = cell.find(S + "v")
            if kind == "s":
                found = shared[int(value.text)]
            elif kind == "inlineStr":
                found = text_of(cell)
            elif value is None:
                continue
            else:
                found = float(value.text)
                if form == "yyyy-mm-dd":
                    found = (datetime.date(1899, 12, 30) + datetime.timedelta(int(found))).isoformat()
            cells[column - 1] = (found, form)
        yield cells

bad = []
front = ["cover", "notes", "contents"]
assert list(sheets)[:3] == front, list(sheets)
assert len({s.lower() for s in sheets}) == len(sheets) and all(len(s) <= 31 for s in sheets)
tables = [t for (t,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
checked = 0
for name in list(sheets)[3:]:
    query = store.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
    heads = [c[0] for c in query.description]
    rows = rows_of(name)
    if [c[0] for _, c in sorted(next(rows).items())] != heads:
        bad.append(f"{name}: the first row is not {heads}")
    for at, wanted in enumerate(query):
        found = next(rows)
        for i, value in enumerate(wanted):
            cell = found.get(i, (None, None))[0]
            if isinstance(value, str):
                value = value if len(value) < 32767 else cell if cell.startswith(value[:30000]) and "cut" in cell[-50:] else "cut"
                value = value or None
            checked += 1
            if value != cell:
                bad.append(f"{name}.{heads[i]}, row {at}: {cell!r}, in the store {value!r}")
    if next(rows, None) is not None:
        bad.append(f"{name}: too many rows")
listed = {r[0][0]: r[2][0] for r in list(rows_of("contents"))[1:]}
if len(sys.argv) > 3:
    assert list(sheets)[3:] == [sys.argv[3], "dictionary"], list(sheets)
else:
    for table in tables:
        count = store.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
        if listed.get(table) != ("yes" if table in sheets else "no rows" if count == 0 else "too long"):
            bad.append(f"contents says {listed.get(table)} of {table}, which has {count} rows")
    cover = [" | ".join(str(c[0]) for _, c in sorted(r.items())) for r in rows_of("cover")]
    for wanted in ("Simulated, not observed", "Baseline | town:", "Scenario 1 | town_close:", "Replications | 2", "Seed | ",
                   "Digest of the inputs | ", "Version of icsim | ", "from 2026-0", "Books | people, places and money come out"):
        if not any(wanted in line for line in cover):
            bad.append(f"the cover does not say '{wanted}': {cover}")
    first = list(rows_of("access"))[1]
    heads = [c[0] for c in store.execute("SELECT * FROM access").description]
    for column, form in (("replication", "0"), ("people", "#,##0"), ("mean_minutes", "#,##0.0"), ("within_target", "0.0%")):
        if first[heads.index(column)][1] != form:
            bad.append(f"access.{column} has the form {first[heads.index(column)][1]}")
    heads = [c[0] for c in store.execute("SELECT * FROM measure").description]
    unit, value = heads.index("unit"), heads.index("value")
    measure = {r[unit][0]: r[value][1] for r in list(rows_of("measure"))[1:] if value in r}
    if measure.get("share") != "0.0%" or measure.get("GBP") != "#,##0":
        bad.append(f"forms by a row's unit: {measure}")
print(f"{sys.argv[1]}: {checked} cells of {len(sheets)} sheets")
for line in bad[:20]:
    print(line)
sys.exit(1 if bad or checked < 100 else 0)
END
python3 compare.py out.xlsx both/results.sqlite || failed=1
python3 compare.py hostile.xlsx hostile/results.sqlite || failed=1
python3 compare.py one.xlsx both/results.sqlite spread || failed=1

# No room, for what is written or for temporary files (which libxlsxwriter does not notice): a sentence, and no file.
short=no
for room in 20 400 600 700 800 1000 1200; do # kilobytes a file
    status=0
    (trap '' XFSZ; ulimit -f $room; exec "$ICSIM" export both --format xlsx --out small.xlsx) >/dev/null 2>said || status=$?
    if [ $status -eq 0 ]; then
        python3 compare.py small.xlsx both/results.sqlite || no "cut short, and not noticed"
        rm small.xlsx
    elif [ $status -ne 3 ] || ! grep -q "cannot write small.xlsx: " said; then
        no "room for $room kB: exit status $status: $(cat said)"
    fi
    ! grep -q "came out cut short" said || short=yes
    ! ls small.xlsx* >/dev/null 2>&1 || no "left behind: $(ls small.xlsx*)"
done
[ $short = yes ] || no "no room was between those for the file and for its largest sheet: choose others"
exit $failed
