"""All measurements on one database: makes it, fills it, measures, removes it."""

import os
import sys

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection


def main(nama: str, bagian: str = "kabupaten") -> int:
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
        lulus = BAGIAN[bagian](nama)
    finally:
        connection.close()
        connection.creation.destroy_test_db(lama, verbosity=0)
    return int(not lulus)


def kabupaten(nama: str) -> bool:
    """A district on the default data; whether everything kept to its limit."""
    from bench import buku_survei, dtks, foto, impor, masuk, rapor, sebelum_sesudah  # noqa: PLC0415 -- models need django.setup()
    from bench.data import isi_kabupaten  # noqa: PLC0415
    from bench.ukur import TAJUK  # noqa: PLC0415

    analis = isi_kabupaten()
    hasil = []
    print(f"\n## {nama}: 48 desa × 21 indikator × 6 putaran\n\n{TAJUK}")
    # Each: ukur(analis) → rows of the table (Hasil), then figures with a limit (Batas).
    for modul in (sebelum_sesudah, masuk, buku_survei, impor, dtks, rapor, foto):
        for satu in modul.ukur(analis):
            print(satu.baris(), flush=True)
            hasil.append(satu)
    print(f"\n{sebelum_sesudah.beban(analis)}", flush=True)
    return all(satu.is_lulus for satu in hasil)


def provinsi(nama: str) -> bool:
    """The workbook of a province; filling the database takes minutes."""
    from bench import provinsi as buku  # noqa: PLC0415 -- models need django.setup()

    hasil = buku.ukur()
    print(f"\n## {nama}: provinsi\n")
    print("\n".join(satu.baris() for satu in hasil), flush=True)
    return all(satu.is_lulus for satu in hasil)


BAGIAN = {"kabupaten": kabupaten, "provinsi": provinsi}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
