"""manage.py ingatkan_tugas: remind of reports and action points that are due or late; run daily."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from opd.workflows.kabar import ingatkan


class Command(BaseCommand):
    help = "Mengingatkan petugas akan laporan bulanan dan tindak lanjut; jalankan sekali sehari."

    def handle(self, *args, **options):
        self.stdout.write(f"{ingatkan(timezone.localdate())} pemberitahuan baru.")
