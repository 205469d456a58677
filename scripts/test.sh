#!/usr/bin/env bash
# Run the tests: test.sh [unit] [pg] [browser]; all three without arguments.
# Every part runs even when an earlier one failed; the closing lines of pytest come last.
set -uo pipefail
cd "$(dirname "$0")/.."

scripts/install.sh dev || exit 1
scripts/system.sh pdf || true # tests of PDF say for themselves that they need it

# Nothing of the developer's own .env reaches the tests.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export SECRET_KEY=hanya-untuk-uji-0123456789-abcdefghijklmnopqrstuvwxyz HTTPS=0 DEBUG=0 VAR_DIR="$work/var"
export KUNCI_DATA=uji:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= KUNCI_INDEKS=BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=
sqlite="sqlite:///$work/db.sqlite3"
status=0
closing=()

run_part() {
  local name=$1 log="$work/log"
  shift
  echo "── Uji: $name ──"
  "$@" 2>&1 | tee "$log"
  [ "${PIPESTATUS[0]}" = 0 ] || status=1
  closing+=("Uji $name:" "$(tail -n 1 "$log")")
}

test_unit() {
  run_part "SQLite" env DATABASE_URL="$sqlite" .venv/bin/pytest -m "not browser" -n 2
}

test_pg() {
  run_part "PostgreSQL" .venv/bin/python scripts/with_postgres.py .venv/bin/pytest -m "not browser" -n 2 --migrations
}

test_browser() {
  local chromium
  if ! chromium=$(scripts/system.sh chromium); then
    closing+=("Peramban: DILEWATI, Chromium tidak ada")
    [ "${CI:-false}" = false ] || status=1
    return
  fi
  run_part "Peramban" env DATABASE_URL="$sqlite" CHROMIUM="$chromium" .venv/bin/pytest -m browser -n 2
}

[ $# -gt 0 ] || set -- unit pg browser
for part in "$@"; do
  "test_$part"
done
printf '%s\n' "" "${closing[@]}"
exit "$status"
