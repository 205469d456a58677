"""Submitting for verification, and the ways back while nobody has decided."""

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import AlasanKosong, StatusSurvei
from desa.models import NilaiIndikator, Putaran, Survei
from desa.workflows.survei.jaga import (
    BelumSiap,
    kunci_survei,
    pindah,
    wajib_status,
    wajib_terbuka,
    wajib_terbuka_semua,
    wajib_versi,
)
from desa.workflows.survei.kabar import kabari_pengajuan
from desa.workflows.survei.periksa import periksa_banyak
from inti import audit
from inti.exceptions import TransisiTidakSah
from inti.lampiran import workflows as lampiran


@transaction.atomic
def ajukan(
    survei: Survei, *, oleh: Pengguna, versi: int | None = None, catatan: str | None = None
) -> Survei:
    """Submit for verification. Blank non-core answers become an explicit "belum didata".

    `catatan` is a note to the checker; None keeps the one that is there.
    Raises BelumSiap when a warning still needs an answer or a reason.
    """
    terkunci = kunci_survei(survei)
    wajib_status(terkunci, "ajukan")
    wajib_versi(terkunci, versi)
    wajib_terbuka(terkunci.putaran, terkunci.desa)
    if catatan is not None:
        terkunci.catatan = catatan.strip()
    _ajukan(terkunci.putaran, [terkunci], oleh=oleh, kosong_wajib_boleh=False)
    return terkunci


@transaction.atomic
def ajukan_banyak(surveis: list[Survei], *, oleh: Pengguna) -> None:
    """Submit the surveys of an import, one or more of one round, in a constant number of queries.

    The preview of the import has shown every blank and every warning, and the user has ticked
    them with a reason; blanks, core ones too, become an explicit "belum didata".
    """
    terkunci = list(
        Survei.objects.select_for_update(of=("self",))
        .filter(pk__in=[s.pk for s in surveis])
        .select_related("putaran__periode", "desa")
        .order_by("pk")
    )
    putaran = terkunci[0].putaran
    wajib_terbuka_semua(putaran, [s.desa for s in terkunci])
    for survei in terkunci:
        wajib_status(survei, "ajukan")
    _ajukan(putaran, terkunci, oleh=oleh, kosong_wajib_boleh=True)


@transaction.atomic
def tarik(survei: Survei, *, oleh: Pengguna) -> Survei:
    """Take a submitted survey back to draft before anybody has decided on it."""
    terkunci = kunci_survei(survei)
    pindah(terkunci, "tarik")
    terkunci.save(update_fields=["status", "versi", "updated_at"])
    audit.catat("survei.tarik", terkunci, oleh=oleh)
    return terkunci


@transaction.atomic
def buang_draf(survei: Survei, *, oleh: Pengguna) -> None:
    """Delete a draft that was never submitted; anything submitted once stays (rule 7)."""
    terkunci = kunci_survei(survei)
    if terkunci.status != StatusSurvei.DRAF or terkunci.diajukan_pada:
        raise TransisiTidakSah("Hanya draf yang belum pernah diajukan yang dapat dibuang.")
    audit.catat("survei.buang_draf", terkunci, oleh=oleh, rincian={"revisi": terkunci.revisi})
    lampiran.buang(terkunci)
    terkunci.delete()


def _ajukan(
    putaran: Putaran, surveis: list[Survei], *, oleh: Pengguna, kosong_wajib_boleh: bool
) -> None:
    hasil = periksa_banyak(putaran, surveis)
    if not kosong_wajib_boleh:
        for periksa_ in hasil.values():
            if not periksa_.siap:
                raise BelumSiap(periksa_.peringatan)
    sekarang = timezone.now()
    NilaiIndikator.objects.bulk_create(
        [
            NilaiIndikator(
                survei=survei,
                versi_indikator=versi,
                alasan_kosong=AlasanKosong.BELUM_DIDATA,
                tanggal=putaran.tanggal_rujukan,
                diisi_oleh=oleh,
                diisi_pada=sekarang,
            )
            for survei in surveis
            for versi in hasil[survei.pk].kosong
        ],
        batch_size=200,
    )
    for survei in surveis:
        survei.status = StatusSurvei.DIAJUKAN
        survei.versi += 1
        survei.diajukan_pada, survei.diajukan_oleh = sekarang, oleh
        survei.updated_at = sekarang
    Survei.objects.bulk_update(
        surveis,
        ["status", "versi", "catatan", "diajukan_pada", "diajukan_oleh", "updated_at"],
        batch_size=100,
    )
    audit.catat_banyak("survei.ajukan", surveis, oleh=oleh)
    kabari_pengajuan(surveis, oleh=oleh)
