"""manage.py buat_admin_pertama: the account that makes all the others."""

from django.core.management.base import BaseCommand, CommandError

from akun.workflows import buat_admin_pertama
from inti.models import Kabupaten


class Command(BaseCommand):
    help = "Membuat admin pertama pemasangan baru; kata sandinya dicetak sekali saja."

    def add_arguments(self, parser):
        parser.add_argument("--nama-pengguna", default="admin")
        parser.add_argument("--kabupaten", help="kode Kemendagri, bila ada lebih dari satu")

    def handle(self, *args, nama_pengguna, kabupaten, **options):
        pilihan = Kabupaten.objects.filter(**({"kode": kabupaten} if kabupaten else {}))
        if len(pilihan) != 1:
            raise CommandError(
                "Muat dahulu data acuan (manage.py muat_acuan), lalu pilih satu --kabupaten."
            )
        sandi = buat_admin_pertama(nama_pengguna, kabupaten=pilihan[0])
        if sandi is None:
            self.stdout.write(f"{pilihan[0]} sudah punya admin; tidak ada yang diubah.")
            return
        self.stdout.write(
            f"Admin pertama {pilihan[0]}: nama pengguna {nama_pengguna}, kata sandi {sandi}\n"
            "Catat sekarang: kata sandi ini tidak akan ditampilkan lagi dan harus diganti saat masuk."
        )
