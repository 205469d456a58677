#!/usr/bin/env bash
# `make run`: install, prepare the database, serve. PORT= changes the port, CONTOH=0 leaves out the example data.
set -euo pipefail
cd "$(dirname "$0")/.."
export PORT="${PORT:-8000}"

if (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then
  echo "Gerbang $PORT sedang dipakai program lain. Pilih yang lain: make run PORT=$((PORT + 1))" >&2
  exit 1
fi
make --no-print-directory install prepare
exec .venv/bin/gunicorn --log-level warning pati_pendampingan.wsgi
