#!/usr/bin/env bash
# Every scenario of scenarios/*/ (a .cfg with a title) is read without a warning but those that its folder's README.md
# explains under "Warnings explained", each of which is still given; a short run of it keeps its ledger; and every
# table of a README that scripts/reproduce makes can be made (shortened, so the numbers are not compared here).
set -euo pipefail
command -v python3 >/dev/null || exit 77
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
export PYTHONDONTWRITEBYTECODE=1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cat >"$scratch/one.py" <<'PYTHON'
"""One scenario: its warnings into the file OUT.warnings, exit 1 where it fails."""
import os, re, sqlite3, subprocess, sys
icsim, path, out = sys.argv[1:]

def setting(path, name):
    """A duration of `time`, as the file or what it stands on or takes in says, in days; none if nothing says it."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    found = re.search(rf'\b{name}\s*=\s*"(?:([\d.]+)\s*([a-z]+)|auto)', text)
    if found:
        days = {"min": 1 / 1440, "h": 1 / 24, "d": 1, "wk": 7, "months": 30, "month": 30, "yr": 365, "y": 365}
        return float(found[1]) * days[found[2]] if found[1] else 365
    for other in re.findall(r'^\s*base\s*=\s*"([^"]+)"', text, re.M) + re.findall(r'"([^"]+\.cfg)"', text):
        further = os.path.join(os.path.dirname(path), other)
        if os.path.exists(further) and os.path.realpath(further) != os.path.realpath(path):
            days = setting(further, name)
            if days is not None:
                return days
    return None

def run(*words):
    return subprocess.run([icsim, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

checked = run("check", path, "--color", "never")
with open(out + ".warnings", "w", encoding="utf-8") as file:
    file.write("".join(line + "\n" for line in checked.stdout.splitlines() if "warning: " in line))
if checked.returncode:
    sys.exit(f"{path}: check fails:\n{checked.stdout}")
short = []
for name, days in (("window", 14), ("warm_up", 7), ("follow", 7)):
    if (setting(path, name) or 0) > days:
        short += ["--set", f"time.{name}={days} d"]
ran = run("run", path, "--replications", "1", "--threads", "1", "--quiet", "--out", out, *short)
if ran.returncode:
    sys.exit(f"{path}: a short run fails ({ran.returncode}):\n{ran.stdout[-2000:]}")
broken = sqlite3.connect(out + "/results.sqlite").execute("SELECT * FROM ledger WHERE ok = 0").fetchall()
if broken:
    sys.exit(f"{path}: the ledger does not hold: {broken}")
PYTHON

cat >"$scratch/explained.py" <<'PYTHON'
"""The warnings of a folder's scenarios against those that its README.md explains."""
import fnmatch, glob, os, re, sys
folder, given_files, scratch = sys.argv[1], sys.argv[3:], sys.argv[2]
readme = os.path.join(folder, "README.md")
text = open(readme, encoding="utf-8").read() if os.path.exists(readme) else ""
part = re.search(r"^#+ Warnings explained\n(.*?)(?=^#|\Z)", text, re.M | re.S)
patterns = re.findall(r"^[-*] `([^`]+)`", part[1], re.M) if part else []
given = [line.split("warning: ", 1)[1].rstrip("\n") for f in given_files for line in open(f, encoding="utf-8")]
wrong = 0
for line in sorted(set(given)):
    if not any(fnmatch.fnmatchcase(line, f"*{p}*") for p in patterns):
        print(f"{folder}: README.md does not explain: {line}")
        wrong = 1
for p in patterns:
    if not any(fnmatch.fnmatchcase(line, f"*{p}*") for line in given):
        print(f"{folder}: README.md explains what is never given: {p}")
        wrong = 1
sys.exit(wrong)
PYTHON

cd "$source_folder"
scenarios=$(grep -l '^title' scenarios/*/*.cfg)
if [ -n "${ICSIM_SHORT:-}" ]; then scenarios=$(grep -E '/(examples|harbour|what_if)/' <<<"$scenarios"); fi # the small ones
one() { python3 "$scratch/one.py" "$ICSIM" "$1" "$scratch/$(echo "$1" | tr / -)" && rm -rf "$scratch/$(echo "$1" | tr / -)"; }
export -f one
export scratch ICSIM
failed=0
[ -n "$scenarios" ] || { echo "no scenario found"; exit 1; }
echo "$scenarios" | xargs -P 2 -I FILE bash -c 'one FILE' || failed=1
for folder in $(dirname $scenarios | sort -u); do
    python3 "$scratch/explained.py" "$folder" "$scratch" "$scratch/$(echo "$folder" | tr / -)"-*.warnings || failed=1
done

# A warning that is not explained, and one explained that is not given, are seen.
mkdir "$scratch/folder"
printf '## Warnings explained\n- `bed at *`: meant.\n- `nurse at a`: never.\n' >"$scratch/folder/README.md"
printf 'x, at the start: warning: bay at b: full\nx: warning: bed at b: full\n' >"$scratch/x.warnings"
heard=$(python3 "$scratch/explained.py" "$scratch/folder" "$scratch" "$scratch/x.warnings") && failed=1
[[ $heard == *"does not explain: bay at b"*"never given: nurse at a"* ]] || { echo "heard: $heard"; failed=1; }

echo "$(echo "$scenarios" | wc -l) scenarios"
exit $failed
