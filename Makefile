# The one way to run things; the work is done by scripts/.
.DEFAULT_GOAL := help
.PHONY: help run install prepare test test-unit test-pg test-browser check fix bench screenshots pins vendor

BIN := .venv/bin
# The checks look at the settings of production, whatever the developer's .env says, or without one:
# mypy's plugin, too, loads the settings.
PRODUCTION := SECRET_KEY=hanya-untuk-periksa-0123456789-abcdefghijklmnopqrstuvwxyz DEBUG=0 HTTPS=1 WAJIB_2FA=1

help: ## daftar perintah
	@sed -nE 's/^([a-z -]+):.*## (.*)/make \1\t\2/p' Makefile | expand -t 40

run: ## pasang, siapkan, jalankan di http://127.0.0.1:8000 (PORT=8001, CONTOH=0)
	@scripts/run.sh

install: ## pasang paket ke .venv (server produksi)
	@scripts/install.sh
	@scripts/system.sh pdf || true

prepare: ## migrasi, berkas statis, data acuan (server produksi; CONTOH=0)
	@$(BIN)/python scripts/prepare.py

test: ## semua uji: SQLite, PostgreSQL, peramban
	@scripts/test.sh

test-unit test-pg test-browser: ## satu bagian uji
	@scripts/test.sh $(@:test-%=%)

check: ## gaya, tipe, lapisan, migrasi, pengaturan produksi
	@scripts/install.sh dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint templates --lint --quiet
	$(PRODUCTION) $(BIN)/mypy
	$(BIN)/lint-imports
	$(PRODUCTION) $(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING

fix: ## perbaiki gaya kode
	@scripts/install.sh dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: ## ukur kinerja, hasil berupa tabel (UKURAN=provinsi: 8.500 desa)
	@scripts/install.sh dev
	$(BIN)/python -m bench $(UKURAN)

screenshots: ## tangkapan layar ke docs/gambar/
	@scripts/install.sh dev
	$(BIN)/python scripts/gambar.py

pins: ## tulis ulang requirements*.txt dari requirements*.in
	@scripts/install.sh dev
	$(BIN)/uv pip compile --upgrade --generate-hashes --python-version 3.11 requirements.in -o requirements.txt
	$(BIN)/uv pip compile --upgrade --generate-hashes --python-version 3.11 requirements-dev.in -o requirements-dev.txt

vendor: ## salin ulang aset peramban dari npm ke static/
	npm ci --ignore-scripts
	python3 scripts/vendor.py
