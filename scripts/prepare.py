"""Everything between installing and serving (`make run`); repeated, it changes no data.

The first run writes `.env`, loads the reference data and, unless CONTOH=0, the example data.
All in one process, because starting Django costs more than most of the steps.
"""

import io
import os
import secrets
import sys
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.test import override_settings


ROOT = Path(__file__).resolve().parent.parent
FIRST_ENV = """\
# Dibuat oleh `make run` pertama, untuk mencoba di komputer sendiri. Semua pilihan: .env.example
SECRET_KEY={secret}
ALLOWED_HOSTS=127.0.0.1,localhost
# Tanpa HTTPS dan tanpa verifikasi dua langkah; di server, hapus kedua baris ini.
HTTPS=0
WAJIB_2FA=0
"""
FIRST_KEYS = """\
# Kunci data pribadi; bila hilang, NIK yang tersimpan tidak dapat dibuka lagi.
KUNCI_DATA=awal:{data}
KUNCI_INDEKS={indeks}
"""


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pati_pendampingan.settings")
    write_first_env()
    write_first_keys()
    django.setup()
    print("Menyiapkan basis data dan berkas statis …", flush=True)
    # Compressing runs outside the interpreter lock: on two cores it takes no time beside the database.
    with ThreadPoolExecutor(max_workers=1) as beside:
        static = beside.submit(collect_static)
        prepare_database()
        static.result()
    if apps.get_model("inti.Kabupaten").objects.filter(memuat_contoh=True).exists():
        print_accounts()


def collect_static() -> None:
    if not static_files_are_current():
        call_command("collectstatic", verbosity=0, interactive=False)


def prepare_database() -> None:
    migrate()
    call_command("createcachetable", verbosity=0)
    call_command("muat_acuan", stdout=io.StringIO())
    # Only into a fresh installation: example data must never land among real accounts.
    if not get_user_model().objects.exists():
        if os.environ.get("CONTOH") == "0":
            call_command("buat_admin_pertama")
        else:
            print("Mengisi data contoh …", flush=True)
            call_command("isi_contoh", stdout=io.StringIO())


def migrate() -> None:
    """Bring the schema up to date; a fresh SQLite file gets it from the models at once.

    Going through all migrations is the longest step of a first start and ends in the same tables:
    tests/test_prepare.py compares the two.
    """
    if connection.vendor == "sqlite" and not connection.introspection.table_names():
        tanpa = {config.label: None for config in apps.get_app_configs()}
        with override_settings(MIGRATION_MODULES=tanpa):
            call_command("migrate", run_syncdb=True, verbosity=0)
        call_command("migrate", fake=True, verbosity=0)
    else:
        call_command("migrate", verbosity=0)


def write_first_env() -> None:
    file = ROOT / ".env"
    if file.exists() or "SECRET_KEY" in os.environ:
        return
    file.touch(mode=0o600)
    file.write_text(FIRST_ENV.format(secret=secrets.token_urlsafe(50)))


def write_first_keys() -> None:
    """Add the keys of personal data to an `.env` that has none, as those of older versions."""
    file = ROOT / ".env"
    if "SECRET_KEY" in os.environ or not os.access(file, os.W_OK):
        return
    isi = file.read_text()
    if "\nKUNCI_DATA" not in isi:
        data, indeks = (b64encode(secrets.token_bytes(32)).decode() for _ in range(2))
        with file.open("a") as env:
            env.write(FIRST_KEYS.format(data=data, indeks=indeks))


def static_files_are_current() -> bool:
    """Whether nothing was installed or edited since the last collectstatic, the slowest step."""
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    sources = (storage.path(name) for finder in get_finders() for name, storage in finder.list([]))
    return manifest.exists() and all(
        os.stat(source).st_ctime < manifest.stat().st_mtime for source in sources
    )


def print_accounts() -> None:
    from laporan.contoh.akun import AKUN_UTAMA, SANDI  # noqa: PLC0415 -- needs the app registry

    print(f"\nDATA CONTOH: satu akun per peran, kata sandi semuanya {SANDI}\n")
    shown = set()
    for username, (peran, jabatan, _) in AKUN_UTAMA.items():
        if peran not in shown:
            shown.add(peran)
            print(f"  {username:<13} {peran.label:<24} {jabatan}")
    print()


if __name__ == "__main__":
    main()
