#!/usr/bin/env bash
# Every table as CSV, JSON and Markdown is what the store holds, whatever stands in its texts.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
data=$source_folder/tests/experiment/data
command -v python3 >/dev/null || { echo "no python3"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
"$ICSIM" compare "$data/town.cfg" "$data/town_close.cfg" --replications 2 --out both --quiet >/dev/null
python3 - <<'END'
import sqlite3
store = sqlite3.connect("both/results.sqlite")
for at, name in enumerate(["</script>", 'quote " comma , ', " blanks ", "line\nbreak\r", "a\u2028b\u2029c", "\u0645\u0631\u062d\u0628\u0627",
                           "tab\t\x01\x7f", "\\ *b* `c` [d](e) &amp; | ~x~", "", "\u202eoverride"]):
    store.execute("INSERT INTO site VALUES (?, ?, NULL, 'x', 50.25, 1e-7)", (f"site_{at}", name))
store.commit()
END
for format in csv json markdown; do "$ICSIM" export both --format $format --out $format --quiet; done
LC_ALL=de_DE.UTF-8 LC_NUMERIC=de_DE.UTF-8 "$ICSIM" export both --format csv --out german --quiet
diff -r csv german
python3 - <<'END'
import csv, json, re, sqlite3
store = sqlite3.connect("both/results.sqlite")
cells = 0
for (table,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
    query = store.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
    heads, wanted = [c[0] for c in query.description], query.fetchall()
    assert all(re.fullmatch("[a-z][a-z0-9_]*", head) for head in heads), (table, heads)
    bytes_ = open(f"csv/{table}.csv", "rb").read()
    assert not bytes_.startswith(b"\xef\xbb\xbf") and bytes_.endswith(b"\n") and (b"\r" not in bytes_ or table == "site")
    found = list(csv.reader(bytes_.decode().splitlines(keepends=True) if table != "site" else open(f"csv/{table}.csv", newline="")))
    assert found[0] == heads and len(found) == len(wanted) + 1, table
    for row, found_row in zip(wanted, found[1:]):
        for value, text in zip(row, found_row):
            cells += 1
            assert text == ("" if value is None else value) if not isinstance(value, (int, float)) else float(text) == value, (table, value, text)
    def reject(name):
        raise ValueError(name)
    rows = json.load(open(f"json/{table}.json", encoding="utf-8"), parse_constant=reject)
    assert [list(r.values()) for r in rows] == [list(r) for r in wanted] and all(list(r) == heads for r in rows), table
    text = open(f"json/{table}.json", encoding="utf-8").read()
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u2028\u2029]", text), table
    lines = open(f"markdown/{table}.md", encoding="utf-8").read().split("\n")
    assert len(lines) == len(wanted) + 3 and lines[1] == "|" + "---|" * len(heads), table
    assert all(len(re.findall(r"(?<!\\)\|", line)) == len(heads) + 1 for line in lines[:-1] if "~x" not in line), table
print(cells, "cells")
assert cells > 10000
END
# Nothing that icsim writes by itself begins as a formula does; a sign before a number may stand.
python3 - <<'END'
import csv, glob, re
for path in glob.glob("csv/*.csv"):
    for row in csv.reader(open(path, newline="")):
        for field in row:
            assert not re.match(r"[=@]|[-+](?![0-9.])", field), (path, field)
END
