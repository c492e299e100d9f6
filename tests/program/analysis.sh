#!/usr/bin/env bash
# scripts/analysis: the examples that read a result from Python and R run, and what they say is what the store holds.
set -euo pipefail
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
data=$source_folder/tests/experiment/data
analysis=$source_folder/scripts/analysis
command -v python3 >/dev/null || { echo "no python3"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
failed=0
no() { echo "$*"; failed=1; }

"$ICSIM" compare "$data/town.cfg" "$data/town_close.cfg" "$data/town_beds.cfg" --replications 6 --out both --quiet >/dev/null
"$ICSIM" run "$data/town.cfg" --replications 1 --out one --quiet >/dev/null

# Python, with nothing but its own library.
"$analysis/differences.py" both differences.csv >said || no "differences.py fails"
python3 - <<'END' || failed=1
import csv, sqlite3
store = sqlite3.connect("both/results.sqlite")
said = open("said", encoding="utf-8").read()
rows = list(csv.DictReader(open("differences.csv", encoding="utf-8", newline="")))
title = dict(store.execute("SELECT arm, title FROM arm"))
name = dict(store.execute("SELECT standard, name FROM standard"))
wanted = store.execute("""SELECT arm, subject, measure, difference, low, high, simultaneous_low, simultaneous_high FROM difference
    WHERE family = 'summary' AND measure IN ('mean_minutes', 'p90_minutes', 'within_target')""").fetchall()
assert len(rows) == len(wanted) >= 8, (len(rows), len(wanted))
found = {(r["scenario"], r["standard"], r["measure"]): r for r in rows}
for arm, subject, measure, *numbers in wanted:
    row = found[title[arm], name[subject], measure]
    columns = ("difference", "low", "high", "simultaneous_low", "simultaneous_high")
    assert [float(row[c]) if row[c] else None for c in columns] == numbers, (row, numbers)
    clear = numbers[3] is not None and not numbers[3] <= 0 <= numbers[4]
    assert (row["word"] in ("shorter", "longer", "less", "more")) == clear, row
    assert row["word"] == "" or ((numbers[0] < 0) == (row["word"].split()[0] in ("shorter", "less"))), row
assert any(r["word"] and "alone" not in r["word"] for r in rows) and any(r["word"] == "" for r in rows), "nothing to tell apart"
assert "longer" in said and "Simulated, not observed" in said
END
! "$analysis/differences.py" one >/dev/null 2>said || no "differences.py takes a run for a comparison"
grep -q "holds no differences" said || no "differences.py of a run: $(cat said)"
! "$analysis/differences.py" nowhere >/dev/null 2>said || no "differences.py finds nothing and is content"
! "$analysis/differences.py" >/dev/null 2>said || no "differences.py does not ask for a folder"
[ $failed -eq 0 ] || exit 1

needs() { # PACKAGE...: whether R has them
    command -v Rscript >/dev/null &&
        Rscript -e 'quit(status = !all(vapply(commandArgs(TRUE), requireNamespace, NA, quietly = TRUE)))' "$@" >/dev/null 2>&1
}
needs RSQLite ggplot2 || { echo "Python is tried; R with RSQLite and ggplot2 is not here (scripts/setup installs it)"; exit 77; }

# R: a picture of the differences.
Rscript "$analysis/differences.R" both differences.png >said 2>&1 || no "differences.R: $(cat said)"
grep -qE "^wrote differences.png: [0-9]+ differences of [1-9]" said || no "differences.R said: $(cat said)"
[ "$(head -c 4 differences.png | tail -c 3)" = PNG ] && [ "$(wc -c <differences.png)" -gt 20000 ] || no "no picture"
! Rscript "$analysis/differences.R" one none.png >said 2>&1 || no "differences.R draws a run"
grep -q "is it the result of icsim compare" said || no "differences.R of a run: $(cat said)"

needs rmarkdown knitr && command -v pandoc >/dev/null || {
    echo "Python and differences.R are tried; rmarkdown and pandoc are not here (scripts/setup installs them)"
    exit $((failed ? 1 : 77))
}

# R Markdown: a board paper as a page and as a document of Word.
paper() { # FOLDER FORMAT
    Rscript -e 'given <- commandArgs(TRUE)
                rmarkdown::render(given[1], given[3], output_dir = ".", intermediates_dir = "made", knit_root_dir = getwd(),
                                  quiet = TRUE, params = list(result = given[2]))' "$analysis/board_paper.Rmd" "$@" >said 2>&1
}
paper both html_document || no "the paper as a page: $(cat said)"
paper both word_document || no "the paper for Word: $(cat said)"
! grep -qi "warning" said || no "the paper for Word warns: $(cat said)"
! paper one html_document || no "a paper of a run"
grep -q "a board paper compares" said || no "a paper of a run: $(cat said)"
pandoc board_paper.docx -t plain --wrap=none >paper.txt
python3 - <<'END' || failed=1
import re, sqlite3, zipfile
store = sqlite3.connect("both/results.sqlite")
text = open("paper.txt", encoding="utf-8").read()
page = open("board_paper.html", encoding="utf-8").read()
minus = lambda x, digits: f"{x:,.{digits}f}".replace("-", "\u2212")
clear = 0
answer = text[text.index("The answer"):text.index("What changes\n")]
parts = answer.split("\n\n")[1:] # one of each scenario, in their order
for number, arm in store.execute("SELECT number, arm FROM arm WHERE number > 0"):
    part = parts[number - 1]
    sure = store.execute("""SELECT d.difference, s.name FROM difference d JOIN standard s ON s.standard = d.subject
        WHERE d.arm = ? AND d.measure = 'mean_minutes' AND d.period = 'all' AND d.area = 'all' AND d.level = 'all'
          AND (d.simultaneous_low > 0 OR d.simultaneous_high < 0)""", (arm,)).fetchall()
    clear += len(sure)
    told = re.findall(r"(shorter|longer) by ([0-9.,]+) minutes", part)
    assert len(told) == min(3, len(sure)), (part, sure)
    for word, minutes in told:
        assert (word, minutes) in [("shorter" if d < 0 else "longer", minus(abs(d), 1)) for d, _ in sure], (word, minutes, sure)
    assert sure or "No mean wait or journey is clearly longer or shorter" in part, part
assert clear > 0, "nothing is clear: choose other scenarios"
for heading in ("The question", "The answer", "What changes", "Who gains and who loses", "How far people travel", "Is it fair?",
                "What it costs, by organisation", "What this does not tell", "How to make these numbers again"):
    assert heading + "\n" in text and heading in page, heading
for value in [v for (v,) in store.execute("SELECT value FROM run WHERE key IN ('seed', 'replications', 'inputs_digest', 'version')")]:
    assert value in text, value
assert len([n for n in zipfile.ZipFile("board_paper.docx").namelist() if n.startswith("word/media/")]) >= 1
assert not re.search(r"\bNaN\b|\bNA\b|Inf\b", text), re.search(r".*(\bNaN\b|\bNA\b|Inf\b).*", text)[0]
assert not re.search(r'<(?:script|link|img)[^>]*(?:src|href)="https?:', page), "the page asks for something from elsewhere"
END
exit $failed
