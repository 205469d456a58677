"""Hands out identities: opened by record, searched by number, copied for the person itself.

Each hands out nothing unless its row stands in the access log.
"""

from typing import Any

from django.db import transaction

from akun.models import Pengguna
from dtks.choices import Dokumen, Elemen, TindakanAkses, TujuanAkses
from dtks.elemen import RAHASIA
from dtks.models import BeritaAcara, Orang, UsulanPerbaikan
from dtks.queries import entri_for_pengguna, orang_dengan_nik
from dtks.queries.salinan import Bagian, salinan_data
from dtks.workflows.akses import catat_akses
from inti.models import Lampiran


Isian = list[tuple[str, str]]  # (label, value in clear)
TIDAK_ADA = "dtks.orang:-"  # what a search without a result is about


@transaction.atomic
def buka_orang(orang: Orang, *, oleh: Pengguna, tujuan: str, keterangan: str) -> Isian:
    """The identity of a registered person in clear. Raises AturanDilanggar past the limit."""
    _catat(TindakanAkses.BUKA, orang, oleh, tujuan, keterangan)
    entri = entri_for_pengguna(oleh).filter(orang=orang).first()
    return [
        ("NIK", orang.nik or ""),
        ("Nomor KK", (entri and entri.keluarga.no_kk) or ""),
        ("Nama ibu kandung", orang.ibu_kandung),
    ]


@transaction.atomic
def buka_usulan(usulan: UsulanPerbaikan, *, oleh: Pengguna, tujuan: str, keterangan: str) -> Isian:
    """The identity of a correction's person in clear: on record, and as proposed."""
    _catat(TindakanAkses.BUKA, usulan, oleh, tujuan, keterangan)
    isian = [
        (f"{perubahan.get_elemen_display()} ({kata})", nilai)
        for perubahan in usulan.perubahan.all()
        if perubahan.elemen in RAHASIA
        for kata, nilai in (("tercatat", perubahan.lama), ("diusulkan", perubahan.baru))
    ]
    if usulan.orang and not any(p.elemen == Elemen.NIK for p in usulan.perubahan.all()):
        isian.insert(0, ("NIK", usulan.orang.nik or ""))
    return isian


@transaction.atomic
def buka_berkas(
    pemilik: UsulanPerbaikan | BeritaAcara, lampiran: Lampiran, *, oleh: Pengguna, tujuan: str
) -> None:
    """Log that a file of a correction or of minutes is looked at; which one, by its random key.

    Raises AturanDilanggar past the limit.
    """
    apa = Dokumen(lampiran.untuk).label if lampiran.untuk else "Pindaian"
    catat_akses(
        TindakanAkses.BERKAS,
        pemilik,
        kabupaten=pemilik.kabupaten,
        oleh=oleh,
        tujuan=TujuanAkses(tujuan),
        keterangan=f"{apa}, lampiran-{lampiran.kode}",
        jumlah_orang=1 if isinstance(pemilik, UsulanPerbaikan) else pemilik.usulan.count(),
    )


@transaction.atomic
def cari_nik(nik: str, *, oleh: Pengguna) -> Orang | None:
    """The person with this NIK within the user's villages; a search without result is logged, too."""
    orang = orang_dengan_nik(oleh, nik)
    _catat(TindakanAkses.CARI, orang or TIDAK_ADA, oleh, TujuanAkses.PENCOCOKAN)
    return orang


@transaction.atomic
def salin(orang: Orang, *, oleh: Pengguna, keterangan: str) -> Bagian:
    """All that is kept of a person, for the person itself; the copy names its own making, too."""
    _catat(TindakanAkses.SALINAN, orang, oleh, TujuanAkses.PERMINTAAN, keterangan)
    return salinan_data(orang)


def _catat(
    tindakan: TindakanAkses, objek: Any, oleh: Pengguna, tujuan: str, keterangan: str = ""
) -> None:
    assert oleh.kabupaten is not None
    catat_akses(
        tindakan,
        objek,
        kabupaten=oleh.kabupaten,
        oleh=oleh,
        tujuan=TujuanAkses(tujuan),
        keterangan=keterangan,
        jumlah_orang=0 if objek == TIDAK_ADA else 1,
    )
