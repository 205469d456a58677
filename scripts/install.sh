#!/usr/bin/env bash
# Create .venv and install the pinned packages: install.sh [dev]
# Nothing is done when the requirements have not changed since the last time.
set -euo pipefail
cd "$(dirname "$0")/.."

fail() {
  echo "$*" >&2
  exit 1
}

find_python() {
  local candidate
  for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  fail "Diperlukan Python 3.11 atau lebih baru. Pasang dengan: sudo apt install python3 python3-venv"
}

create_environment() {
  local python
  python=$(find_python)
  "$python" -c 'import ensurepip, venv' 2>/dev/null ||
    fail "Modul venv tidak ada. Pasang dengan: sudo apt install python3-venv"
  echo "Membuat .venv dengan $("$python" --version) …"
  "$python" -m venv --clear .venv
}

install() {
  local file=$1 installed=".venv/$1.installed"
  cmp --silent "$file" "$installed" && return
  echo "Memasang paket dari $file (sekali saja, sekitar satu menit) …"
  # The file names every package with its hash, so there is nothing to resolve; bytecode is
  # compiled at first use, which is a third of the time.
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --no-compile -r "$file"
  cp "$file" "$installed"
}

.venv/bin/python -c '' 2>/dev/null || create_environment
install requirements.txt
if [ "${1:-}" = dev ]; then
  install requirements-dev.txt
fi
