"""manage.py hapus_data_pribadi: erase persons whose retention has ended, or one who asks for it."""

from django.core.management.base import BaseCommand, CommandError

from dtks.models import EntriData, Keluarga, Orang, SumberData
from dtks.queries import sumber_lewat_simpan
from dtks.workflows.hapus import hapus_orang, hapus_sumber
from inti.bulk import reclaim
from inti.exceptions import AturanDilanggar


class Command(BaseCommand):
    help = (
        "Hapus data pribadi sebuah sumber, semua sumber yang lewat masa simpannya, atau seorang. "
        "Hitungan per desa, jejak audit, dan jejak akses tetap. Tanpa --laksanakan hanya dihitung."
    )

    def add_arguments(self, parser):
        apa = parser.add_mutually_exclusive_group(required=True)
        apa.add_argument(
            "--sumber", metavar="KODE", help="Kode sumber data, misalnya DTKS-2020-10."
        )
        apa.add_argument("--lewat-masa-simpan", action="store_true")
        apa.add_argument("--orang", type=int, metavar="NOMOR", help="Nomor pada alamat halamannya.")
        parser.add_argument("--laksanakan", action="store_true", help="Benar-benar menghapus.")
        parser.add_argument(
            "--keterangan", default="", help="Dasar penghapusan, untuk jejak akses; tanpa NIK."
        )

    def handle(self, *args, **options):
        coba = not options["laksanakan"]
        if not coba and not options["keterangan"]:
            raise CommandError("Tuliskan dasar penghapusan pada --keterangan.")
        for apa, langkah in self._pilihan(options):
            try:
                jumlah = langkah(apa, keterangan=options["keterangan"], coba=coba)
            except AturanDilanggar as error:
                raise CommandError(f"{apa}: {error}") from error
            kata = "akan dihapus" if coba else "dihapus"
            isi = ", ".join(f"{n} {nama}" for nama, n in sorted(jumlah.items()) if n)
            self.stdout.write(f"{apa}: {kata} {isi or 'tidak ada'}.")
        if coba:
            self.stdout.write("Belum ada yang dihapus. Ulangi dengan --laksanakan --keterangan …")
        else:
            reclaim([Orang, Keluarga, EntriData])

    def _pilihan(self, options):
        if options["orang"]:
            return [(self._satu(Orang, pk=options["orang"]), hapus_orang)]
        if options["sumber"]:
            return [(self._satu(SumberData, kode=options["sumber"]), hapus_sumber)]
        lewat = sumber_lewat_simpan()
        if not lewat:
            self.stdout.write("Tidak ada sumber yang lewat masa simpannya.")
        return [(sumber, hapus_sumber) for sumber in lewat]

    def _satu(self, model, **syarat):
        try:
            return model.objects.get(**syarat)
        except model.DoesNotExist:
            raise CommandError("Tidak ada yang cocok.") from None
