#!/usr/bin/env bash
# `make run`: install, prepare the database, serve. PORT= changes the port, CONTOH=0 leaves out the example data.
set -euo pipefail
cd "$(dirname "$0")/.."
export PORT="${PORT:-8000}"

make --no-print-directory install prepare
exec .venv/bin/gunicorn --log-level warning pati_pendampingan.wsgi
