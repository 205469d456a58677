"""What an accepted correction does to the registry, and how that is taken back."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import models
from django.db.models import ProtectedError

from desa.models import Desa
from dtks.choices import Elemen, JenisUsulan
from dtks.elemen import TIDAK
from dtks.models import EntriData, Keluarga, Orang, UsulanPerbaikan
from dtks.queries.kiriman import nilai_disetujui
from dtks.queries.usulan import entri_terakhir
from inti.crypto import blind_index
from inti.exceptions import AturanDilanggar
from inti.impor.banyak import potret


MEDAN_ORANG = {
    Elemen.NAMA: "nama",
    Elemen.TEMPAT_LAHIR: "tempat_lahir",
    Elemen.TANGGAL_LAHIR: "tanggal_lahir",
    Elemen.JENIS_KELAMIN: "jenis_kelamin",
    Elemen.IBU_KANDUNG: "ibu_kandung",
}
MEDAN_KELUARGA = {Elemen.ALAMAT: "alamat", Elemen.RT: "rt", Elemen.RW: "rw"}
MEDAN_ENTRI = {Elemen.HUBUNGAN: "hubungan", Elemen.PEKERJAAN: "pekerjaan"}
JEJAK = {  # what an acceptance may change, and its taking back restores
    EntriData: ("desa_id", "keluarga_id", *MEDAN_ENTRI.values(), "aktif", "diubah_impor"),
    Orang: ("nik", "nik_indeks", "alasan_tanpa_nik", *MEDAN_ORANG.values(), "diubah_impor"),
    Keluarga: (*MEDAN_KELUARGA.values(), "diubah_impor"),
}
MODEL: dict[str, type[models.Model]] = {str(m._meta.model_name): m for m in JEJAK}

Jejak = list[dict[str, Any]]
Diubah = Sequence[tuple[models.Model, dict[str, Any] | None]]  # None: it was not there before


def terapkan(usulan: UsulanPerbaikan) -> Jejak:
    """Write the approved fields to person, family and newest entry; returns how to take it back.

    The caller holds the lock of the correction. Raises AturanDilanggar.
    """
    disetujui = nilai_disetujui(usulan)
    if usulan.jenis == JenisUsulan.BARU:
        diubah = _daftarkan(usulan, disetujui)
    else:
        diubah = _ubah(usulan, disetujui)
    return [
        {
            "model": satu._meta.model_name,
            "id": satu.pk,
            "sebelum": sebelum,
            "sesudah": _potret(satu),
        }
        for satu, sebelum in diubah
    ]


def cabut(jejak: Jejak) -> None:
    """Restore what `terapkan` changed. Refused when anything of it changed since, or is in use."""
    dibuat = []
    for satu in jejak:
        objek = MODEL[satu["model"]]._default_manager.select_for_update().filter(pk=satu["id"])
        kini = objek.first()
        if kini is None or _potret(kini) != satu["sesudah"]:
            raise AturanDilanggar("Datanya sudah diubah setelah jawaban ini.")
        if satu["sebelum"] is None:
            dibuat.append(kini)
            continue
        for nama, isi in satu["sebelum"].items():
            setattr(kini, nama, isi)
        kini.save(update_fields=[nama.removesuffix("_id") for nama in satu["sebelum"]])
    try:
        for satu_baru in dibuat:
            satu_baru.delete()
    except ProtectedError as error:
        raise AturanDilanggar("Orang yang didaftarkan sudah dipakai data lain.") from error


def _potret(objek: models.Model) -> dict[str, Any]:
    return potret(objek, JEJAK[type(objek)])


def _ubah(usulan: UsulanPerbaikan, disetujui: dict[str, str]) -> Diubah:
    orang = Orang.objects.select_for_update().get(pk=usulan.orang_id or 0)
    entri = entri_terakhir(orang)
    if entri is None:
        return []
    sebelum_orang, sebelum_entri = _potret(orang), _potret(entri)
    _isi_orang(orang, disetujui)
    orang.save()
    is_baru = False
    if no_kk := disetujui.get(Elemen.NO_KK):
        entri.keluarga, is_baru = _keluarga(usulan, no_kk, entri.desa)
    keluarga = entri.keluarga
    sebelum_keluarga = None if is_baru else _potret(keluarga)
    for elemen, medan in MEDAN_KELUARGA.items():
        if elemen in disetujui:
            setattr(keluarga, medan, disetujui[elemen])
    if kode := disetujui.get(Elemen.DESA):
        entri.desa = Desa.objects.get(kode=kode)
    for elemen, medan in MEDAN_ENTRI.items():
        if elemen in disetujui:
            setattr(entri, medan, disetujui[elemen])
    if disetujui.get(Elemen.AKTIF) == TIDAK:
        entri.aktif = False
    entri.diubah_impor = keluarga.diubah_impor = None  # no import's undo may revert this
    keluarga.save()
    entri.save()
    return [(entri, sebelum_entri), (orang, sebelum_orang), (keluarga, sebelum_keluarga)]


def _daftarkan(usulan: UsulanPerbaikan, nilai: dict[str, str]) -> Diubah:
    """Enter a person who was not listed."""
    nik_indeks = blind_index(nilai[Elemen.NIK], "nik")
    if Orang.objects.filter(kabupaten=usulan.kabupaten_id, nik_indeks=nik_indeks).exists():
        return []  # a newer edition has brought the person in already
    keluarga, is_baru = _keluarga(usulan, nilai[Elemen.NO_KK], usulan.desa)
    sebelum = None if is_baru else _potret(keluarga)
    for elemen, medan in MEDAN_KELUARGA.items():
        setattr(keluarga, medan, nilai.get(elemen, "") or getattr(keluarga, medan))
    keluarga.diubah_impor = None
    keluarga.save()
    orang = Orang(kabupaten_id=usulan.kabupaten_id, tanggal_data=usulan.sumber.tanggal_data)
    _isi_orang(orang, nilai)
    orang.save()
    entri = EntriData.objects.create(
        sumber=usulan.sumber,
        orang=orang,
        keluarga=keluarga,
        desa=usulan.desa,
        hubungan=nilai.get(Elemen.HUBUNGAN, ""),
        pekerjaan=nilai.get(Elemen.PEKERJAAN, ""),
    )
    return [(entri, None), (orang, None), (keluarga, sebelum)]


def _isi_orang(orang: Orang, nilai: dict[str, str]) -> None:
    if nik := nilai.get(Elemen.NIK):
        indeks = blind_index(nik, "nik")
        lain = Orang.objects.filter(kabupaten=orang.kabupaten_id, nik_indeks=indeks)
        if lain.exclude(pk=orang.pk or 0).exists():
            raise AturanDilanggar("NIK yang disetujui sudah tercatat pada orang lain.")
        orang.nik, orang.nik_indeks, orang.alasan_tanpa_nik = nik, indeks, ""
    for elemen, medan in MEDAN_ORANG.items():
        if teks := nilai.get(elemen):
            isi = date.fromisoformat(teks) if elemen == Elemen.TANGGAL_LAHIR else teks
            setattr(orang, medan, isi)
    orang.diubah_impor = None


def _keluarga(usulan: UsulanPerbaikan, no_kk: str, desa: Desa) -> tuple[Keluarga, bool]:
    """The family of a card, and whether it was made because it was not known yet."""
    return Keluarga.objects.get_or_create(
        kabupaten_id=usulan.kabupaten_id,
        no_kk_indeks=blind_index(no_kk, "no_kk"),
        defaults={"no_kk": no_kk, "desa": desa, "tanggal_data": usulan.sumber.tanggal_data},
    )
