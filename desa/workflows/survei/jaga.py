"""What every step on a survey checks first: status, version, open round, another checker."""

from collections.abc import Mapping

from django.utils import timezone

from akun.models import Pengguna
from desa.choices import STATUS_DAPAT_DIISI, StatusSurvei
from desa.models import Desa, Putaran, Survei
from desa.queries import desa_putaran, is_terbuka, pengecualian_berlaku
from desa.stats import Kesalahan, Peringatan
from inti.exceptions import AturanDilanggar, DataBerubah, TransisiTidakSah


TRANSISI = {  # step: (statuses it may start from, status it ends in)
    "isi": (STATUS_DAPAT_DIISI, None),
    "ajukan": (STATUS_DAPAT_DIISI, StatusSurvei.DIAJUKAN),
    "tarik": ((StatusSurvei.DIAJUKAN,), StatusSurvei.DRAF),
    "kembalikan": ((StatusSurvei.DIAJUKAN,), StatusSurvei.DIKEMBALIKAN),
    "verifikasi": ((StatusSurvei.DIAJUKAN,), StatusSurvei.DIVERIFIKASI),
}


class IsianTidakSah(AturanDilanggar):
    """Some answers cannot be stored. `kesalahan`: versi_indikator id → list of Kesalahan."""

    def __init__(self, kesalahan: Mapping[int, list[Kesalahan]]) -> None:
        super().__init__("Sebagian isian belum benar; tidak ada yang disimpan.")
        self.kesalahan = kesalahan


class BelumSiap(AturanDilanggar):
    """A survey cannot be submitted yet. `peringatan`: versi_indikator id → list of Peringatan."""

    def __init__(self, peringatan: Mapping[int, list[Peringatan]]) -> None:
        super().__init__("Masih ada isian yang memerlukan jawaban atau alasan.")
        self.peringatan = peringatan


def kunci_survei(survei: Survei) -> Survei:
    """Re-read under a row lock (SQLite: the transaction itself is the lock)."""
    return (
        Survei.objects.select_for_update(of=("self",))
        .select_related("putaran__periode", "desa")
        .get(pk=survei.pk)
    )


def baca_putaran(putaran: Putaran) -> Putaran:
    """Re-read inside the transaction: a lock set since the page was read must hold."""
    return Putaran.objects.select_related("periode").get(pk=putaran.pk)


def pindah(survei: Survei, langkah: str) -> None:
    """Move the locked survey to the status in which a step ends."""
    wajib_status(survei, langkah)
    tujuan = TRANSISI[langkah][1]
    assert tujuan is not None, langkah  # a step that moves names where to
    survei.status = tujuan
    survei.versi += 1


def wajib_status(survei: Survei, langkah: str) -> None:
    """Refuse a step that may not start from the survey's status."""
    if survei.status not in TRANSISI[langkah][0]:
        raise TransisiTidakSah(
            f"Survei {survei.desa} berstatus “{survei.get_status_display()}”; "
            f"langkah “{langkah}” tidak dapat dilakukan."
        )


def wajib_versi(survei: Survei, versi: int | None) -> None:
    """Refuse when somebody changed the survey since the page was read."""
    if versi is not None and versi != survei.versi:
        raise DataBerubah("Survei ini berubah sejak Anda membukanya. Periksa lagi isi terbarunya.")


def wajib_belum_diputus(putaran: Putaran, desa: Desa, versi: int | None) -> None:
    """Refuse to begin a survey where the page, read at `versi`, was made for one that is over."""
    if versi or (versi == 0 and Survei.objects.filter(putaran=putaran, desa=desa).exists()):
        raise DataBerubah("Survei ini sudah diputus sejak Anda membukanya. Muat ulang halaman.")


def wajib_terbuka(putaran: Putaran, desa: Desa) -> None:
    """Refuse writing to a village for which the round is not open."""
    if not is_terbuka(putaran, desa):
        raise AturanDilanggar(
            f"{putaran} tidak terbuka untuk {desa}. Minta pengecualian kepada Sekretariat TKPK."
        )


def wajib_dapat_diisi(survei: Survei) -> None:
    """Refuse changing what belongs to the answers (their photos) once they are submitted or shut."""
    wajib_status(survei, "isi")
    wajib_terbuka(survei.putaran, survei.desa)


def wajib_terbuka_semua(putaran: Putaran, daftar_desa: list[Desa]) -> None:
    """The same for many villages at once; names those that refuse."""
    hari_ini = timezone.localdate()
    if putaran.terbuka_pada(hari_ini):
        return
    dikecualikan = set()
    if hari_ini >= putaran.buka:
        dikecualikan = set(pengecualian_berlaku(putaran).values_list("desa_id", flat=True))
    if tertutup := [d for d in daftar_desa if d.pk not in dikecualikan]:
        raise AturanDilanggar(
            f"{putaran} tidak terbuka untuk {sebut(tertutup)}. Minta pengecualian kepada Sekretariat TKPK."
        )


def wajib_ditanya(putaran: Putaran, daftar_desa: list[Desa]) -> None:
    """Refuse to begin the survey of a village that stands on no list of the round."""
    ditanya = set(
        desa_putaran(putaran)
        .filter(pk__in=[d.pk for d in daftar_desa])
        .values_list("pk", flat=True)
    )
    if lain := [d for d in daftar_desa if d.pk not in ditanya]:
        raise AturanDilanggar(f"{putaran} tidak menanyakan: {sebut(lain)}.")


def wajib_pemeriksa_lain(survei: Survei, oleh: Pengguna) -> None:
    """Maker is not checker."""
    if survei.diajukan_oleh_id == oleh.pk:
        raise AturanDilanggar("Survei tidak boleh diperiksa oleh orang yang mengajukannya.")


def sebut(daftar_desa: list[Desa]) -> str:
    """Name up to five villages, and how many more."""
    nama = ", ".join(d.nama for d in daftar_desa[:5])
    return nama if len(daftar_desa) <= 5 else f"{nama}, dan {len(daftar_desa) - 5} lainnya"
