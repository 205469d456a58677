"""manage.py muat_acuan: load the reference data that comes with the application."""

from django.core.management.base import BaseCommand
from django.db import transaction

from desa.acuan.muat import muat_indikator, muat_wilayah
from dtks.acuan.muat import muat_alasan
from opd.acuan.muat import muat_jenis_bantuan, muat_opd


class Command(BaseCommand):
    help = "Memuat data acuan: wilayah, kamus indikator, OPD, jenis bantuan, alasan perbaikan. Aman diulang; tidak pernah menghapus."

    def add_arguments(self, parser):
        parser.add_argument(
            "--timpa",
            action="store_true",
            help="kembalikan wilayah, OPD, dan indikator yang sudah diubah di aplikasi ke isi bawaan",
        )

    def handle(self, *args, timpa, **options):
        with transaction.atomic():
            hasil = [
                *muat_wilayah(timpa=timpa),
                *muat_indikator(timpa=timpa),
                *muat_opd(timpa=timpa),
                *muat_jenis_bantuan(timpa=timpa),
                *muat_alasan(timpa=timpa),
            ]
        for h in hasil:
            catatan = (
                f", berbeda {h.berbeda} (dibiarkan; --timpa menggantinya)" if h.berbeda else ""
            )
            self.stdout.write(
                f"{h.tabel}: baru {h.baru}, berubah {h.berubah}, sama {h.sama}{catatan}"
            )
        if not any(h.baru or h.berubah for h in hasil):
            self.stdout.write("Tidak ada yang berubah.")
