"""manage.py isi_contoh: load the example district."""

from django.core.management.base import BaseCommand, CommandError

from inti.exceptions import AturanDilanggar
from inti.models import Kabupaten
from laporan.contoh.akun import AKUN_UTAMA, SANDI
from laporan.contoh.isi import isi_contoh


class Command(BaseCommand):
    help = "Mengisi pemasangan baru dengan data contoh; setiap halaman menampilkan DATA CONTOH."

    def handle(self, *args, **options):
        if Kabupaten.objects.filter(memuat_contoh=True).exists():
            self.stdout.write("Data contoh sudah dimuat; tidak ada yang diubah.")
            return
        try:
            stage = isi_contoh()
        except AturanDilanggar as error:
            raise CommandError(error) from error
        rencana = stage.rencana
        self.stdout.write(
            f"Data contoh dimuat: {len(rencana.dampingan)} desa dampingan, "
            f"{len(rencana.pembanding)} desa pembanding, {len(stage.petugas)} OPD, "
            f"{len(rencana.putaran)} putaran."
        )
        self.stdout.write(f"Akun (kata sandi {SANDI}): {', '.join(AKUN_UTAMA)}")
