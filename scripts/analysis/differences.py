#!/usr/bin/env python3
"""Says what a comparison changes, and writes the differences as one CSV file.

    scripts/analysis/differences.py DIR [OUT.csv]      DIR is a result folder of icsim compare

For each scenario and standard: the difference from the baseline on the same people, its 95 % interval, and a word (shorter,
longer) where the interval that holds together with all others of the summary excludes 0; "if alone" where only the narrower
interval does, which is right for whoever asked about this one difference before seeing any. Python alone, nothing to install.
"""
import csv
import os
import signal
import sqlite3
import sys

QUERY = """
    SELECT arm.title AS scenario, s.name AS standard, d.measure, d.unit, d.better, d.baseline, d.value, d.difference,
           d.low, d.high, d.simultaneous_low, d.simultaneous_high, d.replications
    FROM difference d JOIN arm ON arm.arm = d.arm JOIN standard s ON s.standard = d.subject
    WHERE d.measure IN ('mean_minutes', 'p90_minutes', 'within_target') AND d.period = 'all' AND d.area = 'all'
      AND d.level = 'all' AND d.family = 'summary'
    ORDER BY arm.number, s.rowid, d.rowid"""
WHAT = {"mean_minutes": "mean", "p90_minutes": "9 in 10 within", "within_target": "within target"}


def word(row):
    """What may be said of a difference; "" where chance may have made it."""
    less, more = ("shorter", "longer") if row["unit"] == "min" else ("less", "more")
    for low, high, ending in ((row["simultaneous_low"], row["simultaneous_high"], ""), (row["low"], row["high"], " if alone")):
        if low is not None and not low <= 0 <= high:
            return (less if high < 0 else more) + ending
    return ""


def shown(row):
    """Difference and interval as a reader wants them: shares in percentage points."""
    scale, unit = (100, " points") if row["unit"] == "share" else (1, " " + row["unit"])
    numbers = [row["difference"], row["low"], row["high"]]
    texts = ["no interval" if n is None else f"{n * scale:+,.1f}".replace("-", "\u2212") for n in numbers]
    return f"{texts[0]}{unit} ({texts[1]} to {texts[2]})"


def main():
    if len(sys.argv) not in (2, 3) or sys.argv[1] in ("-h", "--help"):
        print(__doc__.strip(), file=sys.stdout if sys.argv[1:] in (["-h"], ["--help"]) else sys.stderr)
        return 0 if sys.argv[1:] in (["-h"], ["--help"]) else 2
    path = os.path.join(sys.argv[1], "results.sqlite")
    if not os.path.exists(path):
        print(f"there is no {path}", file=sys.stderr)
        return 2
    store = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    store.row_factory = sqlite3.Row
    run = dict(store.execute("SELECT key, value FROM run").fetchall())
    rows = store.execute(QUERY).fetchall()
    if not rows:
        print(f"{path} holds no differences; is it the result of icsim compare?", file=sys.stderr)
        return 2
    baseline = store.execute("SELECT title FROM arm WHERE number = 0").fetchone()["title"]
    print(f"Simulated, not observed: {run['replications']} replications, seed {run['seed']}, icsim {run['version']}.")
    print(f"Differences from: {baseline}")
    scenario = None
    for row in rows:
        if row["scenario"] != scenario:
            scenario = row["scenario"]
            print(f"\n{scenario}")
        if row["difference"] is not None:
            print(f"  {word(row) or 'no clear difference':<20} {shown(row):<38} {row['standard']}: {WHAT[row['measure']]}")
    if len(sys.argv) == 3:
        with open(sys.argv[2], "w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(list(rows[0].keys()) + ["word"])
            writer.writerows(list(row) + [word(row)] for row in rows)  # None is an empty field
        print(f"\nwrote {sys.argv[2]}: {len(rows)} rows")
    return 0


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # for | head
    sys.exit(main())
