"""Every write to the register of breaches: recorded, handled, told, closed."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from akun.models import Pengguna
from dtks.choices import INSIDEN_BERJALAN, StatusInsiden
from dtks.models import InsidenData
from dtks.queries.insiden import PENJAGA
from inti import audit
from inti.exceptions import AturanDilanggar, DataBerubah, TransisiTidakSah
from inti.nik import memuat_nomor
from inti.pemberitahuan.workflows import beri_tahu


TENGGAT = timedelta(hours=72)  # UU 27/2022 art. 46 (1): 3 x 24 hours
S = StatusInsiden
TRANSISI = {  # step: (statuses it may start from, status it ends in)
    "ubah": (INSIDEN_BERJALAN, None),
    "tangani": ((S.DICATAT,), S.DITANGANI),
    "beritahukan": ((S.DITANGANI,), S.DIBERITAHUKAN),
    "tutup": ((S.DIBERITAHUKAN,), S.DITUTUP),
    "nyatakan_bukan": (INSIDEN_BERJALAN, S.BUKAN),
}
TULISAN = ("judul", "cara", "data_terungkap", "penanganan", "cara_memberitahu", "penutup")


@transaction.atomic
def catat(insiden: InsidenData, *, oleh: Pengguna) -> InsidenData:
    """Record a breach; its clock runs from when it became known. Tells whoever answers for data.

    Raises AturanDilanggar for a moment that has not come yet, and for identity numbers in a text.
    """
    insiden.dicatat_oleh = oleh
    _simpan(insiden)
    audit.catat("insiden.catat", insiden, oleh=oleh)
    beri_tahu(
        Pengguna.objects.filter(
            kabupaten=insiden.kabupaten, peran__in=PENJAGA, is_active=True
        ).exclude(pk=oleh.pk),
        "Insiden data pribadi dicatat. Pemberitahuan tertulis paling lambat "
        f"{timezone.localtime(insiden.tenggat_pada):%d-%m-%Y pukul %H.%M} WIB.",
        tautan=reverse("dtks:insiden_detail", args=[insiden.pk]),
        kunci=f"insiden:{insiden.pk}:catat",
    )
    return insiden


@transaction.atomic
def ubah(insiden: InsidenData, *, oleh: Pengguna, berubah: list[str], versi: int) -> InsidenData:
    """Store what has become known since, until persons and agency are told.

    Raises DataBerubah when somebody stored another version since `versi` was read.
    """
    terkunci = _kunci(insiden, "ubah")
    if terkunci.versi != versi:
        raise DataBerubah("Insiden ini baru saja diubah orang lain. Muat ulang, lalu ubah lagi.")
    insiden.versi = versi + 1
    _simpan(insiden)
    audit.catat("insiden.ubah", insiden, oleh=oleh, rincian={"berubah": berubah})
    return insiden


def tangani(insiden: InsidenData, *, penanganan: str, oleh: Pengguna) -> InsidenData:
    """Note what is done to end the breach and to make good."""

    def isi(terkunci: InsidenData) -> None:
        terkunci.penanganan = penanganan
        terkunci.ditangani_pada, terkunci.ditangani_oleh = timezone.now(), oleh

    return _langkah(insiden, "tangani", isi, oleh)


def beritahukan(
    insiden: InsidenData,
    *,
    orang_diberitahu: datetime,
    lembaga_diberitahu: datetime,
    lembaga: str,
    cara_memberitahu: str,
    alasan_terlambat: str = "",
    oleh: Pengguna,
) -> InsidenData:
    """Note when persons and agency were told in writing; past the deadline with a reason."""

    def isi(terkunci: InsidenData) -> None:
        pertama, terakhir = sorted((orang_diberitahu, lembaga_diberitahu))
        if pertama < terkunci.diketahui_pada or terakhir > timezone.now():
            raise AturanDilanggar("Waktu memberi tahu: sesudah insiden diketahui, sampai sekarang.")
        if terakhir > terkunci.tenggat_pada and not alasan_terlambat.strip():
            raise AturanDilanggar("Lewat 3×24 jam; tuliskan alasan terlambatnya.")
        terkunci.orang_diberitahu, terkunci.lembaga_diberitahu = (
            orang_diberitahu,
            lembaga_diberitahu,
        )
        terkunci.lembaga, terkunci.cara_memberitahu = lembaga, cara_memberitahu
        terkunci.alasan_terlambat = alasan_terlambat.strip()
        terkunci.diberitahukan_pada, terkunci.diberitahukan_oleh = timezone.now(), oleh

    return _langkah(insiden, "beritahukan", isi, oleh)


def tutup(insiden: InsidenData, *, penutup: str, oleh: Pengguna) -> InsidenData:
    """Close a breach of which everybody has been told, with what was learned."""
    return _langkah(insiden, "tutup", lambda i: _akhiri(i, penutup, oleh), oleh)


def nyatakan_bukan(insiden: InsidenData, *, penutup: str, oleh: Pengguna) -> InsidenData:
    """Close a record that turned out to be no breach, saying why; nobody needs to be told."""
    return _langkah(insiden, "nyatakan_bukan", lambda i: _akhiri(i, penutup, oleh), oleh)


def _akhiri(insiden: InsidenData, penutup: str, oleh: Pengguna) -> None:
    insiden.penutup = penutup
    insiden.ditutup_pada, insiden.ditutup_oleh = timezone.now(), oleh


@transaction.atomic
def _langkah(
    insiden: InsidenData, langkah: str, isi: Callable[[InsidenData], None], oleh: Pengguna
) -> InsidenData:
    terkunci = _kunci(insiden, langkah)
    isi(terkunci)
    tujuan = TRANSISI[langkah][1]
    assert tujuan is not None, langkah
    terkunci.status, terkunci.versi = tujuan, terkunci.versi + 1
    _simpan(terkunci)
    audit.catat(f"insiden.{langkah}", terkunci, oleh=oleh)
    return terkunci


def _kunci(insiden: InsidenData, langkah: str) -> InsidenData:
    terkunci = InsidenData.objects.select_for_update(of=("self",)).get(pk=insiden.pk)
    if terkunci.status not in TRANSISI[langkah][0]:
        raise TransisiTidakSah(
            f"Insiden ini berstatus “{terkunci.get_status_display()}”; langkah itu tidak dapat "
            "dilakukan."
        )
    return terkunci


def _simpan(insiden: InsidenData) -> None:
    if insiden.diketahui_pada > timezone.now():
        raise AturanDilanggar("Waktu diketahui belum terjadi.")
    if any(memuat_nomor(getattr(insiden, nama)) for nama in TULISAN):
        raise AturanDilanggar("Jangan menulis NIK atau nomor KK; sebutkan jenis datanya saja.")
    insiden.tenggat_pada = insiden.diketahui_pada + TENGGAT
    insiden.save()
