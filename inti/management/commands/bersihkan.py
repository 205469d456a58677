"""manage.py bersihkan: remove what nobody will ask for any more."""

from django.core.management.base import BaseCommand

from inti.bersih import bersihkan


class Command(BaseCommand):
    help = (
        "Bersihkan unggahan yang tidak pernah diputuskan, lampiran yang tidak jadi dipakai, "
        "pekerjaan dan pemberitahuan lama, dan berkas tanpa catatan. Boleh dijalankan setiap hari."
    )

    def add_arguments(self, parser):
        parser.add_argument("--hari", type=int, default=30, help="Umur terendah, dalam hari (30).")

    def handle(self, *args, **options):
        for apa, jumlah in bersihkan(hari=options["hari"]).items():
            self.stdout.write(f"{apa}: {jumlah}")
