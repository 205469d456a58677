"""Writes to findings: recorded, followed up, proposed as solved, confirmed by somebody else.

Every step leaves a dated `PerkembanganTemuan`, so that the page of a finding tells its whole story.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import TEMUAN_TERBUKA, LangkahTemuan, StatusTemuan
from desa.models import PerkembanganTemuan, Temuan
from desa.queries import penangan_id
from inti import audit
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.lampiran.workflows import Kiriman, lampirkan


S, L = StatusTemuan, LangkahTemuan
TRANSISI = {  # step: (statuses it may start from, status it ends in; None: stays)
    L.CATAT: (TEMUAN_TERBUKA, None),
    L.RENCANAKAN: ((S.DICATAT,), S.DIRENCANAKAN),
    L.TANGANI: ((S.DICATAT, S.DIRENCANAKAN), S.DITANGANI),
    L.USULKAN: ((S.DITANGANI,), None),
    L.KONFIRMASI: ((S.DITANGANI,), S.SELESAI),
    L.KEMBALIKAN: ((S.DITANGANI,), None),
    L.HENTIKAN: (TEMUAN_TERBUKA, S.TIDAK_DITANGANI),
    L.BUKA_LAGI: ((S.TIDAK_DITANGANI,), S.DICATAT),
}
TANPA_FOTO = Kiriman()
LANGKAH_PETUGAS = (L.CATAT, L.RENCANAKAN, L.TANGANI, L.USULKAN)


@transaction.atomic
def catat(temuan: Temuan, *, foto: Kiriman = TANPA_FOTO, oleh: Pengguna) -> Temuan:
    """Store a new finding with its photos."""
    wajib_sudah_terjadi(temuan.tanggal)
    temuan.dibuat_oleh = oleh
    temuan.save()
    lampirkan(temuan, foto, oleh=oleh)
    audit.catat("temuan.catat", temuan, oleh=oleh)
    return temuan


@transaction.atomic
def ubah(
    temuan: Temuan, *, foto: Kiriman = TANPA_FOTO, oleh: Pengguna, berubah: list[str]
) -> Temuan:
    """Correct an open finding that does not wait for confirmation, or add photos to it."""
    terkunci = _kunci(temuan)
    _wajib_status(terkunci, L.CATAT)
    _wajib_belum_diusulkan(terkunci)
    wajib_sudah_terjadi(temuan.tanggal)
    temuan.save(update_fields=[*berubah, "updated_at"])
    lampirkan(temuan, foto, oleh=oleh)
    audit.catat("temuan.ubah", temuan, oleh=oleh, rincian={"berubah": berubah})
    return temuan


@transaction.atomic
def kembangkan(
    temuan: Temuan,
    *,
    tanggal: date,
    uraian: str,
    langkah: str,
    foto: Kiriman = TANPA_FOTO,
    oleh: Pengguna,
) -> PerkembanganTemuan:
    """Add a follow-up with its photos, and take the step of an officer that it stands for (LANGKAH_PETUGAS)."""
    if langkah not in LANGKAH_PETUGAS:
        raise ValueError(langkah)
    wajib_sudah_terjadi(tanggal)
    terkunci = _kunci(temuan)
    _wajib_belum_diusulkan(terkunci)
    if tanggal < terkunci.tanggal:
        raise AturanDilanggar("Perkembangan tidak boleh sebelum tanggal ditemukan.")
    if langkah == L.USULKAN:
        terkunci.diusulkan_pada, terkunci.diusulkan_oleh = timezone.now(), oleh
    perkembangan = _langkah(terkunci, L(langkah), uraian, oleh, tanggal)
    lampirkan(perkembangan, foto, oleh=oleh)
    return perkembangan


@transaction.atomic
def konfirmasi(temuan: Temuan, *, catatan: str, oleh: Pengguna) -> PerkembanganTemuan:
    """Confirm that a finding is solved; refused to whoever recorded or handled it."""
    terkunci = _kunci_diusulkan(temuan)
    if oleh.pk in penangan_id(terkunci):
        raise AturanDilanggar(
            "Temuan dinyatakan selesai oleh orang yang tidak mencatat atau menanganinya."
        )
    terkunci.selesai_pada, terkunci.selesai_oleh = timezone.now(), oleh
    return _langkah(terkunci, L.KONFIRMASI, catatan or "Sudah diperiksa.", oleh)


@transaction.atomic
def kembalikan(temuan: Temuan, *, alasan: str, oleh: Pengguna) -> PerkembanganTemuan:
    """Refuse a proposal, with a reason: the finding is being handled again."""
    terkunci = _kunci_diusulkan(temuan)
    _wajib_beralasan(alasan)
    terkunci.diusulkan_pada = terkunci.diusulkan_oleh = None
    return _langkah(terkunci, L.KEMBALIKAN, alasan, oleh)


@transaction.atomic
def hentikan(temuan: Temuan, *, alasan: str, oleh: Pengguna) -> PerkembanganTemuan:
    """Say that a finding will not be handled, and why."""
    terkunci = _kunci(temuan)
    _wajib_beralasan(alasan)
    _wajib_belum_diusulkan(terkunci)
    terkunci.alasan = alasan.strip()
    return _langkah(terkunci, L.HENTIKAN, alasan, oleh)


@transaction.atomic
def buka_lagi(temuan: Temuan, *, alasan: str, oleh: Pengguna) -> PerkembanganTemuan:
    """Take up again what was not to be handled, with a reason."""
    terkunci = _kunci(temuan)
    _wajib_beralasan(alasan)
    terkunci.alasan = ""
    return _langkah(terkunci, L.BUKA_LAGI, alasan, oleh)


def majukan(
    daftar: Iterable[Temuan], langkah: LangkahTemuan, *, uraian: str, oleh: Pengguna
) -> None:
    """Take a step for those findings that may take it: an intervention plans or handles them.

    To be called inside the transaction of the intervention.
    """
    for temuan in daftar:
        terkunci = _kunci(temuan)
        if terkunci.status in TRANSISI[langkah][0]:
            _langkah(terkunci, langkah, uraian, oleh)


def wajib_sudah_terjadi(tanggal: date) -> None:
    """Refuse a day in the future."""
    if tanggal > timezone.localdate():
        raise AturanDilanggar("Tanggal itu belum terjadi.")


def _kunci(temuan: Temuan) -> Temuan:
    return Temuan.objects.select_for_update(of=("self",)).select_related("desa").get(pk=temuan.pk)


def _kunci_diusulkan(temuan: Temuan) -> Temuan:
    terkunci = _kunci(temuan)
    if terkunci.diusulkan_pada is None or terkunci.status != S.DITANGANI:
        raise TransisiTidakSah("Temuan ini tidak sedang menunggu konfirmasi.")
    return terkunci


def _langkah(
    temuan: Temuan, langkah: LangkahTemuan, uraian: str, oleh: Pengguna, tanggal: date | None = None
) -> PerkembanganTemuan:
    """Move the locked finding, store it, its follow-up and the audit row."""
    _wajib_status(temuan, langkah)
    temuan.status = TRANSISI[langkah][1] or temuan.status
    temuan.save(
        update_fields=[
            "status",
            "alasan",
            "diusulkan_pada",
            "diusulkan_oleh",
            "selesai_pada",
            "selesai_oleh",
            "updated_at",
        ]
    )
    perkembangan = PerkembanganTemuan.objects.create(
        temuan=temuan,
        tanggal=tanggal or timezone.localdate(),
        uraian=uraian.strip(),
        langkah=langkah,
        dibuat_oleh=oleh,
    )
    audit.catat(f"temuan.{langkah}", temuan, oleh=oleh)
    return perkembangan


def _wajib_status(temuan: Temuan, langkah: LangkahTemuan) -> None:
    if temuan.status not in TRANSISI[langkah][0]:
        raise TransisiTidakSah(
            f"Temuan ini berstatus “{temuan.get_status_display()}”; langkah itu tidak dapat dilakukan."
        )


def _wajib_belum_diusulkan(temuan: Temuan) -> None:
    if temuan.diusulkan_pada is not None and temuan.status == S.DITANGANI:
        raise TransisiTidakSah("Temuan ini menunggu konfirmasi Sekretariat TKPK.")


def _wajib_beralasan(alasan: str) -> None:
    if not alasan.strip():
        raise AturanDilanggar("Tulis alasannya.")
