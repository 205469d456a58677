"""What the survey workbook shows, loaded once for all its villages."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from desa.choices import StatusSurvei
from desa.models import Desa, NilaiIndikator, Putaran, VersiIndikator
from desa.queries import (
    Deret,
    IsiPutaran,
    deret_indikator,
    isi_putaran,
    nilai_sebelumnya,
    pengecualian_berlaku,
    versi_ditanyakan,
)


@dataclass(frozen=True)
class Bahan:
    """A round and some of its villages: questions, answers so far, previous answers."""

    putaran: Putaran
    desa: Sequence[Desa]
    versi: list[VersiIndikator]
    isi: IsiPutaran
    lama: dict[tuple[int, int], NilaiIndikator]
    deret: Deret
    terbuka: set[int]  # ids of the villages that may be filled today

    def sebanding(self, desa: Desa, versi: VersiIndikator) -> NilaiIndikator | None:
        """The previous answer, where it may be compared."""
        lama = self.lama.get((desa.pk, versi.indikator_id))
        tanggal = self.putaran.tanggal_rujukan
        return lama if lama and self.deret.is_sebanding(lama, versi, tanggal) else None

    def dapat_diisi(self, desa: Desa) -> bool:
        survei = self.isi.survei.get(desa.pk)
        menunggu = survei is not None and survei.status == StatusSurvei.DIAJUKAN
        return desa.pk in self.terbuka and not menunggu

    def keadaan(self, desa: Desa) -> str:
        """Where the village stands, as a sentence for its officer."""
        survei = self.isi.survei.get(desa.pk)
        if survei is not None and survei.status == StatusSurvei.DIAJUKAN:
            return "Menunggu verifikasi; tidak dapat diisi."
        if desa.pk not in self.terbuka:
            return "Putaran tidak dibuka untuk desa ini; tidak dapat diisi."
        if survei is None:
            return "Belum diisi."
        if survei.status == StatusSurvei.DIKEMBALIKAN:
            return f"Dikembalikan: {survei.alasan_kembali}"
        if survei.status == StatusSurvei.DIVERIFIKASI:
            return "Sudah diverifikasi; yang Anda ubah menjadi revisi."
        return "Draf."


def muat_bahan(putaran: Putaran, desa: Sequence[Desa]) -> Bahan:
    """Load the workbook's content in a number of queries that does not depend on the villages."""
    ids = [satu.pk for satu in desa]
    versi = list(versi_ditanyakan(putaran))
    terbuka = set(ids)
    if not putaran.terbuka_pada(timezone.localdate()):
        terbuka = set(pengecualian_berlaku(putaran).values_list("desa_id", flat=True))
    return Bahan(
        putaran,
        desa,
        versi,
        isi_putaran(putaran, ids),
        nilai_sebelumnya(putaran, ids),
        deret_indikator(v.indikator_id for v in versi),
        terbuka,
    )
