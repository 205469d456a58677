#!/usr/bin/env bash
# Make sure that a thing outside Python is there: system.sh pdf | chromium
# Root on Debian or Ubuntu gets it installed; anyone else gets one clear line and status 1.
set -euo pipefail
cd "$(dirname "$0")/.."

has_pdf() {
  .venv/bin/python - <<'PYTHON' 2>/dev/null
import ctypes

for name in ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"):
    ctypes.CDLL(name)
PYTHON
}

has_chromium() {
  local name
  .venv/bin/playwright --version >/dev/null 2>&1 || return # its driver needs libatomic1
  for name in "${CHROMIUM:-chromium}" chromium-browser google-chrome-stable google-chrome; do
    command -v "$name" && return
  done
  return 1
}

case $1 in
  pdf)
    purpose="Unduhan PDF"
    packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
    ;;
  chromium)
    purpose="Uji peramban"
    packages="chromium libatomic1 fonts-dejavu-core"
    ;;
esac

"has_$1" && exit
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Memasang paket sistem: $packages …" >&2
  log=$(mktemp)
  trap 'rm -f "$log"' EXIT
  # shellcheck disable=SC2086 # the list is meant to be split
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends $packages; } >"$log" 2>&1 ||
    tail -n 5 "$log" >&2
  "has_$1" && exit
fi
echo "$purpose tidak tersedia di mesin ini. Pasang dengan: sudo apt install $packages" >&2
exit 1
