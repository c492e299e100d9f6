#!/usr/bin/env bash
# Published models with all their replications: every figure lies beside ours as published.csv says.
set -euo pipefail
command -v python3 >/dev/null || exit 77
source_folder=${ICSIM_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
export PYTHONDONTWRITEBYTECODE=1
"$source_folder/scripts/published" --icsim "$ICSIM" --check "$source_folder"/scenarios/published/*/
