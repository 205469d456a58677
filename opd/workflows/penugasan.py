"""Writes to assignments: who mentors which village, from when to when, and hand-overs.

At most one OPD mentors a village on any day. Every function takes the villages' row locks first, in
the order of their keys, so that two assignments of one village cannot pass each other.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from akun.models import Pengguna
from desa.models import Desa
from inti import audit
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from opd.choices import StatusSerahTerima, StatusTindakLanjut
from opd.models import Keanggotaan, Penugasan, SerahTerima, TindakLanjut
from opd.queries import pekerjaan_terbuka
from opd.workflows.kabar import kabarkan_serah_terima


@transaction.atomic
def tugaskan(penugasan: Penugasan, *, oleh: Pengguna) -> Penugasan:
    """Store one new assignment; refuses days on which the village already has a mentor."""
    return tugaskan_banyak([penugasan], oleh=oleh)[0]


@transaction.atomic
def tugaskan_banyak(daftar: Sequence[Penugasan], *, oleh: Pengguna) -> list[Penugasan]:
    """Store many new assignments (an import), all or nothing, in a constant number of queries."""
    desa_ids = sorted({p.desa_id for p in daftar})
    list(Desa.objects.select_for_update().filter(pk__in=desa_ids).order_by("pk"))
    ada = list(Penugasan.objects.filter(desa__in=desa_ids).select_related("opd", "desa"))
    for penugasan in daftar:
        _wajib_dalam_periode(penugasan)
        _wajib_tidak_bertumpuk(penugasan, ada)
        penugasan.dibuat_oleh = oleh
        ada.append(penugasan)
    hasil = Penugasan.objects.bulk_create(daftar, batch_size=200)
    audit.catat_banyak("penugasan.tugaskan", hasil, oleh=oleh)
    return hasil


@transaction.atomic
def cabut_penugasan(selesai_semula: Mapping[int, date | None], *, oleh: Pengguna) -> None:
    """Take back assignments that an import has just made (id → end date it gave them).

    Refused when one of them has been ended, handed over or built upon since.
    """
    daftar = list(
        Penugasan.objects.select_for_update(of=("self",))
        .filter(pk__in=selesai_semula)
        .select_related("opd", "desa")
        .order_by("pk")
    )
    utuh = {p.pk for p in daftar if p.selesai == selesai_semula[p.pk]}
    if utuh != set(selesai_semula) or SerahTerima.objects.filter(penugasan__in=daftar).exists():
        raise AturanDilanggar(
            "Sebagian penugasan sudah diubah setelah impor ini, jadi tidak dapat diurungkan."
        )
    audit.catat_banyak("penugasan.urungkan_impor", daftar, oleh=oleh)
    try:
        Penugasan.objects.filter(pk__in=utuh).delete()
    except ProtectedError as error:
        raise AturanDilanggar(
            "Sebagian penugasan sudah dipakai data lain, jadi tidak dapat diurungkan."
        ) from error


@transaction.atomic
def akhiri(penugasan: Penugasan, *, selesai: date, oleh: Pengguna, alasan: str) -> Penugasan:
    """End a running assignment on a day (inclusive)."""
    terkunci = _kunci(penugasan)
    if terkunci.selesai is not None:
        raise TransisiTidakSah("Penugasan ini sudah berakhir.")
    _wajib_beralasan(alasan)
    if selesai < terkunci.mulai:
        raise AturanDilanggar("Tanggal selesai tidak boleh sebelum tanggal mulai.")
    if SerahTerima.objects.filter(penugasan=terkunci, status=StatusSerahTerima.DIAJUKAN).exists():
        raise AturanDilanggar("Serah terima desa ini masih menunggu; batalkan dulu.")
    terkunci.selesai, terkunci.alasan_akhir = selesai, alasan.strip()
    _wajib_dalam_periode(terkunci)
    terkunci.save(update_fields=["selesai", "alasan_akhir", "updated_at"])
    audit.catat("penugasan.akhiri", terkunci, oleh=oleh, alasan=alasan)
    return terkunci


@transaction.atomic
def ubah_keterangan(
    penugasan: Penugasan, *, nomor_sk: str, keterangan: str, oleh: Pengguna
) -> Penugasan:
    """Correct the decree number or the note; village, OPD and dates never change."""
    terkunci = _kunci(penugasan)
    terkunci.nomor_sk, terkunci.keterangan = nomor_sk, keterangan
    terkunci.save(update_fields=["nomor_sk", "keterangan", "updated_at"])
    audit.catat(
        "penugasan.ubah", terkunci, oleh=oleh, rincian={"berubah": ["nomor_sk", "keterangan"]}
    )
    return terkunci


@transaction.atomic
def ajukan_serah_terima(serah_terima: SerahTerima, *, oleh: Pengguna) -> SerahTerima:
    """Propose to hand a village to another OPD or officer; it counts once the receiver accepts.

    The work that is open in the village is frozen on the proposal: what was handed over is on it.
    """
    penugasan = _kunci(serah_terima.penugasan)
    if penugasan.selesai is not None:
        raise TransisiTidakSah("Penugasan ini sudah berakhir.")
    _wajib_penerima(serah_terima, penugasan)
    if serah_terima.tanggal <= penugasan.mulai:
        raise AturanDilanggar("Tanggal serah terima harus setelah penugasan dimulai.")
    if SerahTerima.objects.filter(penugasan=penugasan, status=StatusSerahTerima.DIAJUKAN).exists():
        raise AturanDilanggar("Serah terima desa ini masih menunggu penerimaan.")
    serah_terima.dibuat_oleh = oleh
    serah_terima.pekerjaan = [
        {"jenis": p.jenis, "uraian": p.uraian} for p in pekerjaan_terbuka(penugasan)
    ]
    serah_terima.save()
    audit.catat("serah_terima.ajukan", serah_terima, oleh=oleh)
    kabarkan_serah_terima(serah_terima)
    return serah_terima


@transaction.atomic
def terima_serah_terima(serah_terima: SerahTerima, *, oleh: Pengguna) -> Penugasan:
    """The receiving OPD accepts: the old assignment ends the day before, a new one begins."""
    terkunci = _kunci_menunggu(serah_terima)
    lama = _kunci(terkunci.penugasan)
    if lama.selesai is not None:
        raise TransisiTidakSah("Penugasan asal sudah berakhir; serah terima tidak berlaku lagi.")
    lama.selesai = terkunci.tanggal - timedelta(days=1)
    lama.alasan_akhir = f"Serah terima ke {terkunci.opd_penerima}"
    lama.save(update_fields=["selesai", "alasan_akhir", "updated_at"])
    baru = tugaskan(
        Penugasan(
            periode=lama.periode,
            opd=terkunci.opd_penerima,
            petugas=terkunci.petugas_penerima,
            desa=lama.desa,
            mulai=terkunci.tanggal,
            nomor_sk=terkunci.nomor_sk,
        ),
        oleh=oleh,
    )
    terkunci.penugasan_baru = baru
    _alihkan_tindak_lanjut(lama, baru)
    _putus(terkunci, StatusSerahTerima.DITERIMA, oleh)
    return baru


@transaction.atomic
def tolak_serah_terima(serah_terima: SerahTerima, *, oleh: Pengguna, alasan: str) -> SerahTerima:
    """The receiving OPD refuses, with a reason; the village stays where it is."""
    _wajib_beralasan(alasan)
    return _putus(_kunci_menunggu(serah_terima), StatusSerahTerima.DITOLAK, oleh, alasan)


@transaction.atomic
def batalkan_serah_terima(serah_terima: SerahTerima, *, oleh: Pengguna, alasan: str) -> SerahTerima:
    """The secretariat takes a proposal back, with a reason."""
    _wajib_beralasan(alasan)
    return _putus(_kunci_menunggu(serah_terima), StatusSerahTerima.DIBATALKAN, oleh, alasan)


def _wajib_penerima(serah_terima: SerahTerima, penugasan: Penugasan) -> None:
    """Another OPD, or another officer of the same one; a named officer works for the receiver."""
    petugas = serah_terima.petugas_penerima
    if serah_terima.opd_penerima_id == penugasan.opd_id:
        if petugas is None:
            raise AturanDilanggar(
                "OPD penerima sama dengan OPD yang menyerahkan. Pilih OPD lain, atau sebut petugas "
                "penerimanya."
            )
        if petugas.pk == penugasan.petugas_id:
            raise AturanDilanggar(f"{petugas} sudah memegang desa ini.")
    if petugas is None:
        return
    aktif = Keanggotaan.objects.aktif(pada=timezone.localdate()).filter(pengguna=petugas)
    if not aktif.filter(opd=serah_terima.opd_penerima_id).exists():
        raise AturanDilanggar(f"{petugas} tidak bekerja di {serah_terima.opd_penerima}.")


def _alihkan_tindak_lanjut(lama: Penugasan, baru: Penugasan) -> None:
    """Open action points of the old mentor about this village follow it to the new one."""
    TindakLanjut.objects.filter(
        desa=lama.desa_id, opd=lama.opd_id, status=StatusTindakLanjut.TERBUKA
    ).update(opd=baru.opd_id, pemilik=baru.petugas_id, updated_at=timezone.now())


def bertumpuk(satu: Penugasan, lain: Penugasan) -> bool:
    """Whether two assignments share a day."""
    return (lain.selesai is None or satu.mulai <= lain.selesai) and (
        satu.selesai is None or lain.mulai <= satu.selesai
    )


def _wajib_beralasan(alasan: str) -> None:
    if not alasan.strip():
        raise AturanDilanggar("Tulis alasannya.")


def _wajib_tidak_bertumpuk(penugasan: Penugasan, ada: list[Penugasan]) -> None:
    for lain in ada:
        if lain.desa_id == penugasan.desa_id and bertumpuk(penugasan, lain):
            akhir = f"sampai {lain.selesai:%d-%m-%Y}" if lain.selesai else "tanpa tanggal selesai"
            raise AturanDilanggar(
                f"{lain.desa} sudah didampingi {lain.opd} sejak {lain.mulai:%d-%m-%Y} {akhir}. "
                "Akhiri penugasan itu atau pakai serah terima."
            )


def _wajib_dalam_periode(penugasan: Penugasan) -> None:
    periode = penugasan.periode
    akhir = penugasan.selesai or penugasan.mulai
    if not (periode.mulai <= penugasan.mulai and akhir <= periode.selesai):
        raise AturanDilanggar(
            f"Tanggal penugasan di luar {periode} "
            f"({periode.mulai:%d-%m-%Y} sampai {periode.selesai:%d-%m-%Y})."
        )


def _kunci(penugasan: Penugasan) -> Penugasan:
    Desa.objects.select_for_update().get(pk=penugasan.desa_id)
    return (
        Penugasan.objects.select_for_update(of=("self",))
        .select_related("opd", "desa", "periode")
        .get(pk=penugasan.pk)
    )


def _kunci_menunggu(serah_terima: SerahTerima) -> SerahTerima:
    terkunci = (
        SerahTerima.objects.select_for_update(of=("self",))
        .select_related("penugasan__desa", "opd_penerima", "petugas_penerima", "dibuat_oleh")
        .get(pk=serah_terima.pk)
    )
    if terkunci.status != StatusSerahTerima.DIAJUKAN:
        raise TransisiTidakSah(f"Serah terima ini sudah {terkunci.get_status_display().lower()}.")
    return terkunci


def _putus(
    serah_terima: SerahTerima, status: StatusSerahTerima, oleh: Pengguna, alasan: str = ""
) -> SerahTerima:
    serah_terima.status, serah_terima.alasan = status, alasan
    serah_terima.diputus_pada, serah_terima.diputus_oleh = timezone.now(), oleh
    serah_terima.save()
    audit.catat(f"serah_terima.{status}", serah_terima, oleh=oleh, alasan=alasan)
    kabarkan_serah_terima(serah_terima)
    return serah_terima
