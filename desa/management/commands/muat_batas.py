"""manage.py muat_batas BERKAS: load village outlines for the map."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from desa.geometri import BatasSalah, baca_geojson
from desa.workflows.batas import muat_batas
from inti.exceptions import AturanDilanggar
from inti.models import Kabupaten


DAFTAR_MAKS = 20  # lines of each kind of complaint


class Command(BaseCommand):
    help = "Memuat batas desa dari GeoJSON (indikatif, hanya untuk gambar peta). Boleh diulang."

    def add_arguments(self, parser):
        parser.add_argument("berkas", type=Path)
        parser.add_argument("--kode", default="", help="nama kolom yang memuat kode desa")
        parser.add_argument("--kabupaten", help="kode Kemendagri, bila ada lebih dari satu")
        parser.add_argument("--sumber", help="asal batas; bawaan: nama berkasnya")

    def handle(self, *args, berkas, kode, kabupaten, sumber, **options):
        pilihan = Kabupaten.objects.filter(**({"kode": kabupaten} if kabupaten else {}))
        if len(pilihan) != 1:
            raise CommandError(
                "Muat dahulu data acuan (manage.py muat_acuan), lalu pilih satu --kabupaten."
            )
        try:
            terbaca = baca_geojson(berkas.read_bytes(), nama_kode=kode)
            hasil = muat_batas(terbaca.fitur, kabupaten=pilihan[0], sumber=sumber or berkas.name)
        except OSError as error:
            raise CommandError(f"Berkas {berkas} tidak dapat dibuka.") from error
        except (BatasSalah, AturanDilanggar) as error:
            raise CommandError(error) from error
        self.stdout.write(
            f"{hasil.cocok} batas dimuat menurut kode {hasil.menurut}; "
            f"{hasil.titik[0]} titik disederhanakan menjadi {hasil.titik[1]}."
        )
        if terbaca.dibalik:
            self.stdout.write("Koordinat berkas terbalik (lintang, bujur); sudah dibalik.")
        self._daftar("Tidak dapat dipakai", terbaca.masalah)
        self._daftar("Kode tidak cocok", [f"{f.kode} {f.nama}" for f in hasil.tidak_cocok])
        self._daftar("Kode ganda, diabaikan", [f"{f.kode} {f.nama}" for f in hasil.ganda])
        self._daftar(
            "Desa tanpa batas", [f"{d.kode} {d.nama} ({d.kecamatan})" for d in hasil.tanpa_batas]
        )

    def _daftar(self, judul, isi):
        if not isi:
            return
        self.stdout.write(f"{judul}: {len(isi)}")
        for satu in isi[:DAFTAR_MAKS]:
            self.stdout.write(f"  {satu}")
        if len(isi) > DAFTAR_MAKS:
            self.stdout.write(f"  … dan {len(isi) - DAFTAR_MAKS} lagi")
