"""Erases personal data: of an edition whose retention has ended, or of one person.

What stays: the counts per village (RekapDesa), the corrections as bare steps with their dates, the
audit trail and the access log. What goes: persons, families, entries, results of rows, proposed
values, evidence, scans, and the files that were imported. There is no undo; a dry run is the same
work, taken back.
"""

from collections import Counter
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from dtks.choices import STATUS_TERBUKA, AlasanTanpaNIK, TindakanAkses, TujuanAkses
from dtks.models import (
    BeritaAcara,
    EntriData,
    HasilBaris,
    JawabanPusat,
    Keluarga,
    Orang,
    PerubahanElemen,
    SumberData,
    UsulanPerbaikan,
)
from dtks.workflows.akses import catat_akses
from inti import audit
from inti.choices import StatusImpor
from inti.exceptions import AturanDilanggar
from inti.impor.berkas import drop_file
from inti.impor.workflows import MENUNGGU
from inti.lampiran.workflows import hapus_lampiran
from inti.models import Bundel, Impor, Lampiran


DIHAPUS = "(dihapus)"
SEKALI = 2_000
Hitungan = Counter[str]  # what was removed → how many


@transaction.atomic
def hapus_sumber(sumber: SumberData, *, keterangan: str, coba: bool = False) -> Hitungan:
    """Remove the persons of an edition; those whom another edition lists stay with that one.

    `coba`: count only, change nothing. Raises AturanDilanggar when done before, or while
    corrections of these persons are under way.
    """
    terkunci = SumberData.objects.select_for_update(of=("self",)).get(pk=sumber.pk)
    if terkunci.dihapus_pada:
        raise AturanDilanggar(f"Data orang {sumber} sudah dihapus.")
    lain = EntriData.objects.filter(orang=OuterRef("orang")).exclude(sumber=sumber)
    milik = EntriData.objects.filter(~Exists(lain), sumber=sumber)
    usulan = UsulanPerbaikan.objects.filter(Q(sumber=sumber) | Q(orang__in=milik.values("orang")))
    _wajib_tanpa_usulan_terbuka(usulan)
    jumlah = _kosongkan_usulan(usulan)
    impor = Impor.objects.filter(
        Q(pk__in=HasilBaris.objects.filter(sumber=sumber).values("impor"))
        | Q(jenis="bnba", parameter__isian__sumber=str(sumber.pk))
    )
    jumlah["berkas impor"] += _buang_berkas(impor)
    jumlah["hasil baris"] = HasilBaris.objects.filter(sumber=sumber).delete()[0]
    jumlah["entri"] = EntriData.objects.filter(sumber=sumber).delete()[0]
    jumlah += _hapus_tak_terdaftar(terkunci.kabupaten_id)
    terkunci.dihapus_pada = timezone.now()
    terkunci.save(update_fields=["dihapus_pada", "updated_at"])
    _catat(terkunci, TujuanAkses.RETENSI, keterangan, jumlah, coba=coba)
    return jumlah


@transaction.atomic
def hapus_orang(orang: Orang, *, keterangan: str, coba: bool = False) -> Hitungan:
    """Remove one person from every edition. `coba` and refusals as in `hapus_sumber`.

    The imported files that hold the person go as a whole.
    """
    terkunci = Orang.objects.select_for_update(of=("self",)).get(pk=orang.pk)
    if terkunci.alasan_tanpa_nik == AlasanTanpaNIK.DIHAPUS:
        raise AturanDilanggar("Data orang ini sudah dihapus.")
    usulan = UsulanPerbaikan.objects.filter(orang=terkunci)
    _wajib_tanpa_usulan_terbuka(usulan)
    jumlah = _kosongkan_usulan(usulan)
    entri = EntriData.objects.filter(orang=terkunci)
    nama = [satu for satu in entri.values_list("id_dtks", flat=True) if satu]
    hasil = HasilBaris.objects.filter(
        Q(entri_id__in=list(entri.values_list("pk", flat=True))) | Q(id_dtks__in=nama)
    )
    impor = Impor.objects.filter(pk__in=list(hasil.values_list("impor", flat=True)))
    jumlah["berkas impor"] += _buang_berkas(impor)
    jumlah["hasil baris"] = hasil.delete()[0]
    jumlah["entri"] = entri.delete()[0]
    jumlah += _hapus_tak_terdaftar(terkunci.kabupaten_id)
    _catat(terkunci, TujuanAkses.PERMINTAAN, keterangan, jumlah, coba=coba)
    return jumlah


def _wajib_tanpa_usulan_terbuka(usulan: QuerySet[UsulanPerbaikan]) -> None:
    if banyak := usulan.filter(status__in=STATUS_TERBUKA).count():
        raise AturanDilanggar(
            f"Masih ada {banyak} usulan yang berjalan. Selesaikan, batalkan, atau nyatakan "
            "kedaluwarsa dahulu."
        )


def _kosongkan_usulan(usulan: QuerySet[UsulanPerbaikan]) -> Hitungan:
    """Leave of corrections what happened when, and nothing of whom; of minutes not the scan."""
    ids = list(usulan.values_list("pk", flat=True))
    lain = UsulanPerbaikan.objects.exclude(pk__in=usulan.values("pk"))
    berita_acara = BeritaAcara.objects.filter(
        ~Exists(lain.filter(berita_acara=OuterRef("pk"))),
        Exists(usulan.filter(berita_acara=OuterRef("pk"))),
    )
    jumlah = Hitungan({"usulan": len(ids), "lampiran": _buang_lampiran(berita_acara)})
    for awal in range(0, len(ids), SEKALI):
        semua = UsulanPerbaikan.objects.filter(pk__in=ids[awal : awal + SEKALI])
        jumlah["lampiran"] += _buang_lampiran(semua)
        jawaban = JawabanPusat.objects.filter(usulan__in=semua)
        jumlah["berkas impor"] += _buang_berkas(
            Impor.objects.filter(pk__in=jawaban.values("impor"))
        )
        jawaban.update(jejak="")
        PerubahanElemen.objects.filter(usulan__in=semua).delete()
        semua.update(keterangan="", nik_indeks="", alasan_peringatan="", alasan_pusat="")
        semua.exclude(alasan_putusan="").update(alasan_putusan=DIHAPUS)
    return jumlah


def _buang_lampiran(pemilik: QuerySet[Any]) -> int:
    """Remove the attachments of records, withdrawn ones included; the files after the commit."""
    bundel = list(pemilik.filter(bundel__isnull=False).values_list("bundel", flat=True))
    pemilik.update(bundel=None)
    jumlah = hapus_lampiran(Lampiran.objects.filter(bundel__in=bundel))
    Bundel.objects.filter(pk__in=bundel).delete()
    return jumlah


def _buang_berkas(semua: QuerySet[Impor]) -> int:
    """Remove the files of imports after the commit, and what their pages showed of the rows."""
    jumlah = 0
    for impor in semua:
        if impor.status in MENUNGGU:
            impor.status = StatusImpor.DIBATALKAN
        if "contoh" in impor.ringkasan:
            kosong: dict[str, list[Any]] = {status: [] for status in impor.ringkasan["contoh"]}
            impor.ringkasan |= {"contoh": kosong, "galat": [], "peringatan": [], "tajuk": None}
        impor.tanda = []
        jumlah += bool(impor.berkas)
        drop_file(impor, "status", "ringkasan", "tanda")
    return jumlah


def _hapus_tak_terdaftar(kabupaten_id: int) -> Hitungan:
    """Remove persons and families that no edition lists; a correction keeps an empty person."""
    entri = EntriData.objects.filter(orang=OuterRef("pk"))
    orang = Orang.objects.filter(~Exists(entri), kabupaten=kabupaten_id)
    diusulkan = Exists(UsulanPerbaikan.objects.filter(orang=OuterRef("pk")))
    kosong: dict[str, Any] = {
        **{"nama": DIHAPUS, "nik": None, "nik_indeks": None, "tempat_lahir": "", "ibu_kandung": ""},
        **{"tanggal_lahir": None, "jenis_kelamin": "", "alasan_tanpa_nik": AlasanTanpaNIK.DIHAPUS},
    }
    jumlah = Hitungan()
    terbuka = orang.exclude(alasan_tanpa_nik=AlasanTanpaNIK.DIHAPUS)
    jumlah["orang"] = terbuka.filter(diusulkan).update(**kosong)
    jumlah["orang"] += _hapus_bertahap(terbuka.filter(~diusulkan))
    anggota = EntriData.objects.filter(keluarga=OuterRef("pk"))
    keluarga = Keluarga.objects.filter(~Exists(anggota), kabupaten=kabupaten_id)
    jumlah["keluarga"] = _hapus_bertahap(keluarga)
    return jumlah


def _hapus_bertahap(queryset: QuerySet[Any]) -> int:
    """Delete many rows without holding, or opening, them all."""
    semua, jumlah, terakhir = queryset.order_by("pk").values_list("pk", flat=True), 0, 0
    while ids := list(semua.filter(pk__gt=terakhir)[:SEKALI]):
        baris = queryset.model._default_manager.filter(pk__in=ids).only("pk")
        jumlah += baris.delete()[0]
        terakhir = ids[-1]
    return jumlah


def _catat(
    objek: SumberData | Orang,
    tujuan: TujuanAkses,
    keterangan: str,
    jumlah: Hitungan,
    *,
    coba: bool,
) -> None:
    """Log the erasure; a dry run ends here and takes all of it back."""
    if coba:
        transaction.set_rollback(True)
        return
    catat_akses(
        TindakanAkses.HAPUS,
        objek,
        kabupaten=objek.kabupaten,
        oleh=None,
        tujuan=tujuan,
        keterangan=keterangan,
        jumlah_orang=jumlah["orang"],
    )
    aksi = "sumber_data.hapus_orang" if isinstance(objek, SumberData) else "orang.hapus"
    audit.catat(aksi, objek, oleh=None, rincian=dict(jumlah))
