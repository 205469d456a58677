"""manage.py hapus_contoh: remove the example district."""

from django.core.management.base import BaseCommand, CommandError

from inti.exceptions import AturanDilanggar
from inti.models import Kabupaten
from laporan.contoh.hapus import hapus_contoh


class Command(BaseCommand):
    help = "Menghapus data contoh dan akunnya; data acuan tetap."

    def handle(self, *args, **options):
        if not Kabupaten.objects.filter(memuat_contoh=True).exists():
            self.stdout.write("Tidak ada data contoh; tidak ada yang dihapus.")
            return
        try:
            jumlah = hapus_contoh()
        except AturanDilanggar as error:
            raise CommandError(error) from error
        for jenis, n in jumlah.items():
            self.stdout.write(f"{jenis}: {n} dihapus")
        self.stdout.write("Data contoh sudah dihapus. Data acuan tetap ada.")
