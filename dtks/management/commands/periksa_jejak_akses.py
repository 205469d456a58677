"""manage.py periksa_jejak_akses: is the log of who saw whose identity whole?"""

from django.core.management.base import BaseCommand, CommandError

from dtks.queries import periksa_jejak
from dtks.rantai import AWAL, Ujung
from inti.models import Kabupaten


class Command(BaseCommand):
    help = (
        "Periksa rantai sidik jejak akses data pribadi dan sebutkan catatan pertama yang rusak. "
        "Simpan ujung yang dicetak di luar server: --pernah membuktikan bahwa catatan lama masih ada."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--pernah", metavar="NOMOR:SIDIK", help="Ujung yang dicetak pada pemeriksaan terdahulu."
        )
        parser.add_argument("--kabupaten", help="Kode kabupaten; bawaan: semua.")

    def handle(self, *args, **options):
        pernah, rusak = _baca_ujung(options["pernah"]), False
        semua = Kabupaten.objects.order_by("kode")
        if options["kabupaten"]:
            semua = semua.filter(kode=options["kabupaten"])
        for kabupaten in semua:
            hasil = periksa_jejak(kabupaten.pk, pernah)
            if hasil.masalah:
                rusak = True
                self.stderr.write(f"{kabupaten}: RUSAK, {hasil.masalah}.")
            else:
                self.stdout.write(
                    f"{kabupaten}: {hasil.ujung.jumlah} catatan utuh; ujung {hasil.ujung}"
                )
        if rusak:
            raise CommandError("Jejak akses tidak utuh. Lihat docs/panduan/admin.md.")


def _baca_ujung(teks):
    if not teks:
        return AWAL
    nomor, _, sidik = teks.partition(":")
    if not (nomor.isdigit() and sidik):
        raise CommandError("Tulis --pernah sebagai NOMOR:SIDIK, seperti yang dicetak perintah ini.")
    return Ujung(int(nomor), sidik)
