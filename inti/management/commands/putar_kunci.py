"""manage.py putar_kunci: seal everything under the first key of KUNCI_DATA."""

from django.core.management.base import BaseCommand, CommandError

from inti.crypto import KunciBermasalah, kunci_aktif
from inti.impor.berkas import reseal_files
from inti.putar import BAGIAN, KEADAAN, jumlah_perlu_diputar, pemakaian_kunci, putar_kunci


class Command(BaseCommand):
    help = (
        "Segel ulang semua data pribadi dengan kunci pertama pada KUNCI_DATA. Boleh dihentikan kapan "
        "saja dan dijalankan lagi; aplikasi tetap dapat dipakai. Kunci lama baru boleh dibuang bila "
        "perintah ini mengatakannya."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--bagian", type=int, default=BAGIAN, help=f"Baris per transaksi ({BAGIAN})."
        )
        parser.add_argument(
            "--periksa", action="store_true", help="Hanya tampilkan pemakaian kunci per kolom."
        )

    def handle(self, *args, **options):
        try:
            if not options["periksa"]:
                self._putar(options["bagian"])
            self._tampilkan()
        except KunciBermasalah as masalah:
            raise CommandError(f"{masalah} Yang sudah diputar tetap tersimpan.") from masalah

    def _putar(self, bagian):
        perlu = jumlah_perlu_diputar()
        self.stdout.write(f"Kunci aktif “{kunci_aktif()}”: {perlu} baris perlu diputar.")
        jumlah = putar_kunci(
            bagian=bagian, maju=lambda banyak: self.stdout.write(f"{banyak} / {perlu} baris")
        )
        self.stdout.write(f"Selesai: {jumlah} baris diputar.")
        if berkas := reseal_files():
            self.stdout.write(f"{berkas} berkas impor disegel ulang.")

    def _tampilkan(self):
        pemakaian = pemakaian_kunci()
        for satu in pemakaian:
            self.stdout.write(f"{satu.kolom}\t{satu.kunci}\t{satu.jumlah}\t{KEADAAN[satu.keadaan]}")
        if all(satu.keadaan == "aktif" for satu in pemakaian):
            self.stdout.write(
                "Semua data memakai kunci aktif; kunci lain pada KUNCI_DATA boleh dibuang."
            )
