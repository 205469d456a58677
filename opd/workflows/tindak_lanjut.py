"""Steps of an action point: given, reported done, judged by somebody else."""

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from inti import audit
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.lampiran.workflows import Kiriman, lampirkan
from opd.choices import StatusTindakLanjut
from opd.models import TindakLanjut
from opd.workflows.kabar import kabarkan_tindak_lanjut
from opd.workflows.rapat import wajib_tidak_batal


TANPA_BUKTI = Kiriman()
TERBUKA = StatusTindakLanjut.TERBUKA
TRANSISI = {  # step: (statuses it may start from, status it ends in)
    "ubah": ((TERBUKA,), TERBUKA),
    "laporkan": ((TERBUKA,), StatusTindakLanjut.DILAPORKAN),
    "nyatakan_memadai": ((StatusTindakLanjut.DILAPORKAN,), StatusTindakLanjut.MEMADAI),
    "nyatakan_belum_memadai": ((StatusTindakLanjut.DILAPORKAN,), TERBUKA),
    "batalkan": ((TERBUKA,), StatusTindakLanjut.DIBATALKAN),
}


@transaction.atomic
def buat(butir: TindakLanjut, *, oleh: Pengguna) -> TindakLanjut:
    """Give an action point to an OPD; the village follows from the problem or the survey."""
    if butir.rapat:
        wajib_tidak_batal(butir.rapat)
    if butir.tenggat < timezone.localdate():
        raise AturanDilanggar("Tenggat sudah lewat.")
    asal = butir.temuan or butir.survei
    if asal:
        butir.desa_id = asal.desa_id
    butir.dibuat_oleh = oleh
    butir.save()
    audit.catat("tindak_lanjut.buat", butir, oleh=oleh)
    kabarkan_tindak_lanjut(butir, "buat")
    return butir


@transaction.atomic
def ubah(butir: TindakLanjut, *, oleh: Pengguna, berubah: list[str]) -> TindakLanjut:
    """Change an open action point (its form's `changed_data` in `berubah`), also its due day."""
    _pindah(butir, "ubah")
    butir.save()
    audit.catat("tindak_lanjut.ubah", butir, oleh=oleh, rincian={"berubah": berubah})
    return butir


@transaction.atomic
def laporkan(
    butir: TindakLanjut, *, hasil: str, oleh: Pengguna, bukti: Kiriman = TANPA_BUKTI
) -> TindakLanjut:
    """The OPD in charge says what was done, with its proof; it waits for the judgement."""
    terkunci = _pindah(butir, "laporkan")
    if not hasil.strip():
        raise AturanDilanggar("Tulis apa yang sudah dilakukan.")
    terkunci.hasil = hasil.strip()
    terkunci.dilaporkan_pada, terkunci.dilaporkan_oleh = timezone.now(), oleh
    terkunci.dinilai_pada, terkunci.dinilai_oleh, terkunci.catatan_nilai = None, None, ""
    lampirkan(terkunci, bukti, oleh=oleh)
    return _simpan(terkunci, "laporkan", oleh)


@transaction.atomic
def nyatakan_memadai(butir: TindakLanjut, *, catatan: str, oleh: Pengguna) -> TindakLanjut:
    """Somebody other than the reporter finds it adequate: done."""
    return _simpan(_nilai(butir, "nyatakan_memadai", catatan, oleh), "nyatakan_memadai", oleh)


@transaction.atomic
def nyatakan_belum_memadai(butir: TindakLanjut, *, catatan: str, oleh: Pengguna) -> TindakLanjut:
    """Somebody other than the reporter finds it wanting: open again, with what is missing."""
    if not catatan.strip():
        raise AturanDilanggar("Tulis apa yang masih kurang.")
    terkunci = _nilai(butir, "nyatakan_belum_memadai", catatan, oleh)
    terkunci.dilaporkan_pada, terkunci.dilaporkan_oleh = None, None
    return _simpan(terkunci, "nyatakan_belum_memadai", oleh)


@transaction.atomic
def batalkan(butir: TindakLanjut, *, alasan: str, oleh: Pengguna) -> TindakLanjut:
    """Withdraw an open action point, with a reason."""
    terkunci = _pindah(butir, "batalkan")
    terkunci.alasan_batal = alasan
    return _simpan(terkunci, "batalkan", oleh, alasan=alasan)


def wajib_belum_selesai(butir: TindakLanjut) -> None:
    """Refuse an action point that has been judged adequate or withdrawn."""
    if butir.status in (StatusTindakLanjut.MEMADAI, StatusTindakLanjut.DIBATALKAN):
        raise TransisiTidakSah("Tindak lanjut ini sudah selesai.")


def _nilai(butir: TindakLanjut, langkah: str, catatan: str, oleh: Pengguna) -> TindakLanjut:
    terkunci = _pindah(butir, langkah)
    if terkunci.dilaporkan_oleh_id == oleh.pk:
        raise AturanDilanggar("Tindak lanjut tidak boleh dinilai oleh orang yang melaporkannya.")
    terkunci.dinilai_pada, terkunci.dinilai_oleh = timezone.now(), oleh
    terkunci.catatan_nilai = catatan.strip()
    return terkunci


def _pindah(butir: TindakLanjut, langkah: str) -> TindakLanjut:
    asal, tujuan = TRANSISI[langkah]
    terkunci = TindakLanjut.objects.select_for_update(of=("self",)).get(pk=butir.pk)
    if terkunci.status not in asal:
        raise TransisiTidakSah(
            f"Tindak lanjut ini berstatus “{terkunci.get_status_display()}”; "
            "langkah ini tidak berlaku lagi."
        )
    terkunci.status = tujuan
    return terkunci


def _simpan(butir: TindakLanjut, langkah: str, oleh: Pengguna, alasan: str = "") -> TindakLanjut:
    butir.save()
    audit.catat(f"tindak_lanjut.{langkah}", butir, oleh=oleh, alasan=alasan)
    kabarkan_tindak_lanjut(butir, langkah)
    return butir
