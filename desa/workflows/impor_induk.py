"""Writes of imports of master data, areas and profiles, which remember how to be taken back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from desa.models import Desa, Kecamatan, NamaLainDesa, ProfilDesa
from inti.impor.banyak import simpan_banyak, urungkan_banyak


WILAYAH = {  # fields that an import of areas may change, by model
    Kecamatan: ["nama", "kode_bps"],
    Desa: [
        "nama",
        "nama_normal",
        "jenis",
        "kode_bps",
        "kode_pos",
        "lintang",
        "bujur",
        "berlaku_mulai",
        "berlaku_sampai",
        "pendahulu_id",
    ],
    NamaLainDesa: ["nama", "nama_normal", "desa_id"],
}
PROFIL = ["jumlah_penduduk", "jumlah_kk", "luas_km2", "sumber"]


@transaction.atomic
def catat_wilayah(
    kecamatan: Sequence[Kecamatan], desa: Sequence[Desa], *, oleh: Pengguna
) -> dict[str, Any]:
    """Store new and changed areas; a former official name stays findable as an alias."""
    hasil = {"kecamatan": simpan_banyak(kecamatan, WILAYAH[Kecamatan], oleh=oleh, aksi="kecamatan")}
    for satu in desa:
        satu.kecamatan_id = satu.kecamatan.pk  # some of them have only just been stored
    alias = _nama_lama([satu for satu in desa if satu.pk])
    hasil["desa"] = simpan_banyak(desa, WILAYAH[Desa], oleh=oleh, aksi="desa")
    hasil["alias"] = simpan_banyak(alias, WILAYAH[NamaLainDesa], oleh=oleh, aksi="nama_lain")
    return hasil


@transaction.atomic
def urungkan_wilayah(jejak: Mapping[str, Any], *, oleh: Pengguna) -> None:
    """Take new areas away again, and give the others their old names and codes."""
    urungkan_banyak(NamaLainDesa, jejak["alias"], oleh=oleh, aksi="nama_lain")
    urungkan_banyak(Desa, jejak["desa"], oleh=oleh, aksi="desa")
    urungkan_banyak(Kecamatan, jejak["kecamatan"], oleh=oleh, aksi="kecamatan")


def _nama_lama(desa: Sequence[Desa]) -> list[NamaLainDesa]:
    """The names these villages bear until now, where they are not known as aliases already."""
    ada = set(NamaLainDesa.objects.filter(desa__in=desa).values_list("desa_id", "nama_normal"))
    baru = {satu.pk: satu.nama_normal for satu in desa}
    return [
        NamaLainDesa(
            desa=lama,
            nama=lama.nama,
            nama_normal=lama.nama_normal,
            sumber=f"nama resmi sampai {timezone.localdate():%d-%m-%Y}",
        )
        for lama in Desa.objects.filter(pk__in=baru)
        if lama.nama_normal != baru[lama.pk] and (lama.pk, lama.nama_normal) not in ada
    ]


def catat_profil(profil: Sequence[ProfilDesa], *, oleh: Pengguna) -> dict[str, Any]:
    """Store new and changed profiles."""
    return simpan_banyak(profil, PROFIL, oleh=oleh, aksi="profil_desa")


def urungkan_profil(jejak: Mapping[str, Any], *, oleh: Pengguna) -> None:
    """Take imported profiles away again, and give the others their old figures."""
    urungkan_banyak(ProfilDesa, jejak, oleh=oleh, aksi="profil_desa", sebut=["desa"])
