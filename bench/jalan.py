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
    for modul in (sebelum_sesudah, masuk, buku_survei, impor):  # each: ukur(analis) → list[Hasil]
        for satu in modul.ukur(analis):
            print(satu.baris(), flush=True)
            hasil.append(satu)
    print(f"\n{sebelum_sesudah.beban(analis)}", flush=True)
    ukuran = [rapor.ukur(analis), foto.ukur()]
    print("\n" + "\n".join(u.baris() for u in ukuran) + f"\n\n{TAJUK}", flush=True)
    hasil += (daftar := dtks.ukur(analis))
    print("\n".join(h.baris() for h in daftar), flush=True)
    return all(h.is_lulus for h in hasil) and all(u.lulus for u in ukuran)


def provinsi(nama: str) -> bool:
    """The workbook of a province; filling the database takes minutes."""
    from bench import provinsi as buku  # noqa: PLC0415 -- models need django.setup()

    satu = buku.ukur()
    print(f"\n## {nama}: provinsi\n\n{satu.baris()}", flush=True)
    return satu.lulus


BAGIAN = {"kabupaten": kabupaten, "provinsi": provinsi}


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
