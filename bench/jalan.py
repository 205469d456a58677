"""All measurements on one database: makes it, fills it, measures, removes it."""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection


def main(nama: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pati_pendampingan.settings")
    django.setup()
    settings.ROOT_URLCONF = "bench.urls"
    settings.ALLOWED_HOSTS = ["*"]
    berkas = settings.DATABASES["default"]["NAME"]
    if connection.vendor == "sqlite":  # a file, which the server under load can open too
        connection.settings_dict["TEST"]["NAME"] = f"{berkas}.uji"
    lama = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, serialize=False)
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("muat_acuan", verbosity=0)
        from bench import buku_survei, dtks, foto, masuk, sebelum_sesudah  # noqa: PLC0415 -- models need django.setup()
        from bench.data import isi_kabupaten  # noqa: PLC0415
        from bench.ukur import TAJUK  # noqa: PLC0415

        analis = isi_kabupaten()
        hasil = [*sebelum_sesudah.ukur(analis), masuk.ukur(analis), *buku_survei.ukur()]
        print(f"\n## {nama}: 48 desa × 21 indikator × 6 putaran\n\n{TAJUK}")
        print("\n".join(h.baris() for h in hasil))
        print(f"\n{sebelum_sesudah.beban(analis)}", flush=True)
        satu_foto = foto.ukur()
        print(f"\n{satu_foto.baris()}\n\n{TAJUK}", flush=True)
        hasil += (daftar := dtks.ukur(analis))
        print("\n".join(h.baris() for h in daftar), flush=True)
    finally:
        connection.close()
        connection.creation.destroy_test_db(lama, verbosity=0)
    return int(any(h.rasio > h.sasaran for h in hasil) or not satu_foto.lulus)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
