"""The access walk's tools: every URL of the application, the cast, an object for every key.

A new URL is found by itself. Its object is built by the factory of the model of its `scope`, from
the village, OPD and officer on the stage; a model that needs more has a maker in PEMBUAT. A keyword
that no scope explains needs an entry in NILAI, and a scope that every signed-in user shares stands
in SCOPE_BERSAMA.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from factory.django import DjangoModelFactory

from akun.choices import Peran
from akun.models import Pengguna
from desa.models import Desa, Indikator, Putaran, Survei, VersiIndikator
from dtks.models import EntriData, Orang, SumberData
from inti.bulan import bulan_dari
from inti.impor import get_jenis
from inti.models import Impor, Lampiran, Pekerjaan
from opd.models import (
    OPD,
    Intervensi,
    Keanggotaan,
    Pencairan,
    Pendanaan,
    PenerimaBantuan,
    Penugasan,
)
from tests import factories
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    PutaranFactory,
    VersiIndikatorFactory,
)
from tests.factories.dtks import AlasanPerbaikanFactory, SumberDataFactory
from tests.factories.inti import PekerjaanFactory
from tests.factories.opd import (
    KeanggotaanFactory,
    PencairanFactory,
    PendanaanFactory,
    PenerimaBantuanFactory,
    PenugasanFactory,
)
from tests.impor import buku, unggah
from tests.lampiran import lampiran_pada


# Pages that answer without signing in. test_repository checks that the list has no stale entry.
PUBLIK = {
    "account_login",
    "account_logout",
    "account_inactive",
    "mfa_authenticate",
    "laporan:sehat",
    "desa:sw",
    "desa:manifest",
    "desa:luring",
    "desa:luring_token",
    "terbuka:katalog",
    "terbuka:dataset",
    "terbuka:dokumentasi",
    "terbuka:api_akar",
    "terbuka:api",
}
# Pages of every signed-in user about nothing but the user itself.
SENDIRI = {
    "account_reauthenticate",
    "mfa_reauthenticate",
    "account_change_password",
    "usersessions_list",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "akun:profil",
    "laporan:beranda",
}
# Scopes in which an officer of another OPD finds the same objects; all others give that one 404.
SCOPE_BERSAMA = {
    "alasan_for_pengguna",
    "butir_for_pengguna",
    "daftar_for_pengguna",
    "desa_terdaftar",
    "indikator_for_pengguna",
    "jenis_bantuan_for_pengguna",
    "keanggotaan_for_pengguna",
    "jadwal_for_pengguna",
    "kecamatan_for_pengguna",
    "kemiskinan_for_pengguna",
    "nama_lain_terdaftar",
    "opd_for_pengguna",
    "pengguna_for_pengguna",
    "periode_for_pengguna",
    "profil_terdaftar",
    "putaran_for_pengguna",
    "sumber_data_for_pengguna",
    "target_for_pengguna",
    "terbitan_for_pengguna",
    "token_for_pengguna",
}
# Keywords that no scope explains: keyword, or URL name and keyword → value for a stage.
NILAI: dict[str | tuple[str, str], Callable[["Panggung"], Any]] = {
    "bulan": lambda panggung: bulan_dari(timezone.localdate(), -1),
    "putaran": lambda panggung: panggung.bahan[Putaran].pk,
    "versi": lambda panggung: panggung.bahan[VersiIndikator].pk,
    ("terbuka:dataset", "slug"): lambda panggung: "desa",
    ("terbuka:api", "sisa"): lambda panggung: "data/desa",
    ("inti:impor_create", "kode"): lambda panggung: "survei",
    ("inti:impor_templat", "kode"): lambda panggung: "survei",
    ("dtks:usulan_create", "kode"): lambda panggung: AlasanPerbaikanFactory().kode,
    ("dtks:usulan_create_baru", "kode"): lambda panggung: (
        AlasanPerbaikanFactory(kode="belum_terdaftar", jenis="baru").kode
    ),
}


@dataclass(frozen=True)
class Halaman:
    """One URL pattern: its full name, the keywords of its path and its view."""

    nama: str
    kata_kunci: tuple[str, ...]
    view: Any

    @property
    def bagian(self) -> str:
        """The pages that belong together: `desa:survei` of `desa:survei_isi`."""
        return self.nama.partition("_")[0]

    @property
    def perm(self) -> str | None:
        return getattr(self.view, "perm_required", None)

    @property
    def scope(self):
        return getattr(self.view, "scope", None)

    @property
    def lookup(self) -> str:
        return getattr(self.view, "lookup", "pk")

    @property
    def metode(self) -> set[str] | None:
        """The methods that require_GET and its kin let through; None when there is no such."""
        view = self.view
        while view is not None:
            bebas = view.__code__.co_freevars if hasattr(view, "__code__") else ()
            if "request_method_list" in bebas:
                indeks = bebas.index("request_method_list")
                return set(view.__closure__[indeks].cell_contents)
            view = getattr(view, "__wrapped__", None)
        return None


def semua_halaman() -> list[Halaman]:
    return list(_telusuri(get_resolver(), ""))


def per_bagian(halaman: list[Halaman]) -> dict[str, list[Halaman]]:
    """The pages by `bagian`: those of one share a stage, because building it takes long."""
    hasil: dict[str, list[Halaman]] = {}
    for satu in halaman:
        hasil.setdefault(satu.bagian, []).append(satu)
    return hasil


def _telusuri(resolver, awalan) -> Iterator[Halaman]:
    for pola in resolver.url_patterns:
        if isinstance(pola, URLPattern):
            kata_kunci = (*resolver.pattern.converters, *pola.pattern.converters)
            yield Halaman(f"{awalan}{pola.name}", kata_kunci, pola.callback)
        else:
            ruang = f"{awalan}{pola.namespace}:" if pola.namespace else awalan
            yield from _telusuri(pola, ruang)


def pabrik() -> dict[type[models.Model], type[DjangoModelFactory]]:
    """The factory of every model that has one."""
    hasil = {}
    for modul in pkgutil.iter_modules(factories.__path__, "tests.factories."):
        for objek in vars(importlib.import_module(modul.name)).values():
            is_pabrik = isinstance(objek, type) and issubclass(objek, DjangoModelFactory)
            if is_pabrik and objek is not DjangoModelFactory:
                hasil[objek._meta.model] = objek
    return hasil


@contextmanager
def diurungkan() -> Iterator[None]:
    """Whatever is written inside is gone afterwards."""
    titik = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(titik)


class Panggung:
    """One village mentored by one OPD, its penyelia, an officer of another OPD, the other roles."""

    def __init__(self):
        anggota = KeanggotaanFactory(pengguna__peran=Peran.PETUGAS, penyelia=True)
        penugasan = PenugasanFactory(opd=anggota.opd)
        orang_luar = KeanggotaanFactory(pengguna__peran=Peran.PETUGAS)
        PenugasanFactory(opd=orang_luar.opd)
        self.pemeran: dict[str, Pengguna | None] = {"anonim": None, "petugas": anggota.pengguna}
        self.pemeran["petugas_lain"] = orang_luar.pengguna
        for peran in Peran:
            self.pemeran.setdefault(peran.value, PenggunaFactory(peran=peran))
        self.bahan: dict[type[models.Model], models.Model] = {
            Pengguna: anggota.pengguna,
            OPD: anggota.opd,
            Keanggotaan: anggota,
            Penugasan: penugasan,
            Desa: penugasan.desa,
            type(penugasan.periode): penugasan.periode,
        }
        daftar = DaftarSasaranFactory(periode=penugasan.periode, ditetapkan=True)
        ButirSasaranFactory(daftar=daftar, desa=penugasan.desa)
        versi = VersiIndikatorFactory()
        putaran = PutaranFactory(periode=penugasan.periode, versi=[versi])
        self.bahan[SumberData] = SumberDataFactory(tanggal_data=date(2025, 7, 1))  # the newest one
        self.bahan |= {Putaran: putaran, VersiIndikator: versi, Indikator: versi.indikator}

    @contextmanager
    def babak(self) -> Iterator[None]:
        """A scene of its own: what it puts on the stage is gone afterwards."""
        bahan = dict(self.bahan)
        with diurungkan():
            yield
        self.bahan = bahan

    def objek(self, model: type[models.Model]) -> models.Model:
        """An object of the model that belongs to the village, the officer and the OPD."""
        if model in PEMBUAT:
            self.bahan[model] = self.bahan.get(model) or PEMBUAT[model](self)
        if model not in self.bahan:
            assert model in pabrik(), f"{model._meta.label} belum punya factory di tests/factories."
            acuan = {
                field.name: self.bahan[field.related_model]
                for field in model._meta.fields
                if field.is_relation and not field.null and field.related_model in self.bahan
            }
            self.bahan[model] = pabrik()[model](**acuan)
        return self.bahan[model]

    def objek_halaman(self, halaman: Halaman) -> models.Model | None:
        if halaman.scope is None:
            return None
        return self.objek(halaman.scope(self.pemeran["admin"]).model)

    def kunci(self, halaman: Halaman) -> dict[str, Any]:
        """The values of the keywords in the page's path."""
        kwargs = {}
        for kunci in halaman.kata_kunci:
            if halaman.scope and kunci == halaman.lookup:
                kwargs[kunci] = getattr(self.objek_halaman(halaman), kunci)
            else:
                nilai = NILAI.get((halaman.nama, kunci)) or NILAI.get(kunci)
                assert nilai is not None, (
                    f"{halaman.nama}: beri nilai untuk <{kunci}> di NILAI, tests/akses.py, "
                    "atau pakai perm_required(scope=…)."
                )
                kwargs[kunci] = nilai(self)
        return kwargs

    def alamat(self, halaman: Halaman) -> str:
        return reverse(halaman.nama, kwargs=self.kunci(halaman))


def _impor(panggung: Panggung) -> Impor:
    """A survey workbook, uploaded by the officer, that waits for a decision."""
    client = Client()
    client.force_login(panggung.pemeran["petugas"])
    judul = [kolom.judul for kolom in get_jenis("survei").kolom]
    isi = [panggung.bahan[Desa].kode, *[""] * (len(judul) - 1)]
    with TemporaryDirectory() as folder:
        berkas = buku(Path(folder) / "survei.xlsx", [judul, isi])
        return unggah(client, "survei", berkas, putaran=panggung.bahan[Putaran].pk)


def _lampiran(panggung: Panggung) -> Lampiran:
    """A photo that the officer put on a survey of its village."""
    return lampiran_pada(Client(), panggung.objek(Survei), panggung.pemeran["petugas"])


PEMBUAT: dict[type[models.Model], Callable[[Panggung], models.Model]] = {
    Impor: _impor,
    Lampiran: _lampiran,
    Orang: lambda panggung: panggung.objek(EntriData).orang,
    Pendanaan: lambda panggung: PendanaanFactory(intervensi=panggung.objek(Intervensi)),
    Pencairan: lambda panggung: PencairanFactory(pendanaan=panggung.objek(Pendanaan)),
    PenerimaBantuan: lambda panggung: PenerimaBantuanFactory(intervensi=panggung.objek(Intervensi)),
    Pekerjaan: lambda panggung: PekerjaanFactory(
        pemilik=panggung.pemeran["petugas"], berkas=ContentFile(b"isi", "hasil.xlsx")
    ),
}
