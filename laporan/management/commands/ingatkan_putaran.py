"""manage.py ingatkan_putaran: remind officers of rounds that close soon or are late."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from desa.models import Putaran
from opd.workflows.pengingat import ingatkan_otomatis


class Command(BaseCommand):
    help = (
        "Ingatkan petugas yang desanya belum mengajukan: 7, 3, dan 1 hari sebelum putaran tutup, "
        "lalu seminggu sekali. Jalankan setiap hari; boleh diulang, tidak ada yang diingatkan dua kali."
    )

    def handle(self, *args, **options):
        hari_ini = timezone.localdate()
        jumlah = 0
        for putaran in Putaran.objects.filter(
            periode__mulai__lte=hari_ini, periode__selesai__gte=hari_ini, dikunci_pada=None
        ).select_related("periode"):
            jumlah += ingatkan_otomatis(putaran, pada=hari_ini)
        self.stdout.write(f"{jumlah} petugas diingatkan.")
