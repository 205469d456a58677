"""Everything between installing and serving (`make run`); safe to repeat, changes no data then.

The first run writes `.env`, fills the reference data and, unless CONTOH=0, the example data.
One process for all steps, because starting Django costs more than most of them.
"""

import os
import secrets
import sys
from pathlib import Path

import django


ROOT = Path(__file__).resolve().parent.parent
FIRST_ENV = """\
# Dibuat oleh `make run` pertama, untuk mencoba di komputer sendiri. Semua pilihan: .env.example
SECRET_KEY={secret}
ALLOWED_HOSTS=127.0.0.1,localhost
# Tanpa HTTPS dan tanpa verifikasi dua langkah; di server keduanya 1.
HTTPS=0
WAJIB_2FA=0
"""


def write_first_env() -> None:
    file = ROOT / ".env"
    if file.exists() or "SECRET_KEY" in os.environ:
        return
    file.touch(mode=0o600)
    file.write_text(FIRST_ENV.format(secret=secrets.token_urlsafe(50)))


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pati_pendampingan.settings")
    write_first_env()
    django.setup()

    from django.core.management import call_command


if __name__ == "__main__":
    main()
