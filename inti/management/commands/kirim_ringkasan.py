"""manage.py kirim_ringkasan: the weekly mail with unread notices."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from inti.pemberitahuan.ringkasan import kirim_ringkasan


class Command(BaseCommand):
    help = (
        "Kirim ringkasan mingguan pemberitahuan yang belum dibaca lewat surat elektronik. Boleh "
        "dijalankan setiap hari: setiap orang menerima paling banyak satu surat seminggu."
    )

    def handle(self, *args, **options):
        if settings.EMAIL_BACKEND.endswith("dummy.EmailBackend"):
            raise CommandError("EMAIL_URL belum diatur, jadi tidak ada surat yang dikirim.")
        terkirim = [berhasil for _, berhasil in kirim_ringkasan()]
        gagal = terkirim.count(False)
        self.stdout.write(f"{terkirim.count(True)} ringkasan terkirim, {gagal} gagal.")
        if gagal:
            raise CommandError("Sebagian surat gagal; rinciannya di log. Jalankan lagi nanti.")
