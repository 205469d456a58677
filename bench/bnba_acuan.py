"""The peer of the BNBA import: django-import-export with default, bulk and skipping settings.

It gets a list without faults and stores the same three tables, sealed and indexed by our own field
and function, looked up by the same natural keys; villages are looked up for it, and with the bulk
settings all else is cached for it besides. Like its pages it goes through the file twice, to preview
(dry run) and to store. It judges no NIK, finds no duplicates, keeps no result per row, locks and
audits nothing and cannot be undone; ours does all of that in the measured time.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tablib
from django.db import models
from import_export import fields, resources, widgets
from import_export.instance_loaders import CachedInstanceLoader
from openpyxl import load_workbook

from bench.jam import jam
from desa.models import Desa
from dtks.models import EntriData, Keluarga, Orang, SumberData
from inti.crypto import blind_index


JUDUL = 2  # title rows above the header
MASSAL = {"use_bulk": True, "batch_size": 1_000, "instance_loader_class": CachedInstanceLoader}
SETELAN: dict[str, dict[str, Any]] = {
    "bawaan": {},
    "massal": {**MASSAL, "skip_diff": True},
    # Comparing needs the copy that skip_diff saves.
    "lewati": {**MASSAL, "skip_unchanged": True, "skip_html_diff": True, "report_skipped": False},
}
TANGGAL = widgets.DateWidget("%d/%m/%Y")
KOLOM: dict[type[models.Model], dict[str, str]] = {  # the natural key first
    Keluarga: {
        "no_kk_indeks": "kk",
        "no_kk": "NOMOR KK",
        "desa_id": "desa",
        "alamat": "ALAMAT",
        "dusun": "DUSUN",
        "rt": "RT",
        "rw": "RW",
    },
    Orang: {
        "nik_indeks": "nik",
        "nik": "NOMOR NIK",
        "nama": "NAMA",
        "tempat_lahir": "TEMPAT LAHIR",
        "tanggal_lahir": "TANGGAL LAHIR",
        "jenis_kelamin": "jk",
        "ibu_kandung": "NAMA IBU KANDUNG",
    },
    EntriData: {
        "id_dtks": "IDDTKS",
        "orang": "nik",
        "keluarga": "kk",
        "desa_id": "desa",
        "hubungan": "HUBUNGAN KELUARGA",
        "pekerjaan": "PEKERJAAN",
        "padan": "padan",
        "bpnt": "BANSOS BPNT",
        "pkh": "BANSOS PKH",
        "bpnt_ppkm": "BANSOS BPNT-PPKM",
        "pbi_jkn": "PBI JKN",
    },
}
ACUAN = {"orang": (Orang, "nik_indeks"), "keluarga": (Keluarga, "no_kk_indeks")}


class Ya(widgets.BooleanWidget):
    TRUE_VALUES, FALSE_VALUES = ("YA",), ("TIDAK",)


class Cari(widgets.ForeignKeyWidget):
    """A foreign key by natural key: one query per row, or from what was loaded beforehand."""

    def __init__(self, model: type[models.Model], field: str, *, semua: bool) -> None:
        super().__init__(model, field)
        self.kenal = {getattr(o, field): o for o in model.objects.all()} if semua else None

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return self.kenal[value] if self.kenal else super().clean(value, row, **kwargs)


def resource(model: type[models.Model], cara: str, sumber: SumberData) -> resources.ModelResource:
    """The peer's resource for one table."""

    def widget(nama: str) -> widgets.Widget:
        if nama in ACUAN:
            return Cari(*ACUAN[nama], semua=cara != "bawaan")
        if nama in {"bpnt", "pkh", "bpnt_ppkm", "pbi_jkn"}:
            return Ya()
        if nama == "desa_id":
            return widgets.IntegerWidget()
        return TANGGAL if nama == "tanggal_lahir" else widgets.CharWidget()

    def lengkapi(self: Any, instance: Any, row: Any, **kwargs: Any) -> None:
        instance.sumber_id, instance.kabupaten_id = sumber.pk, sumber.kabupaten_id
        instance.tanggal_data = sumber.tanggal_data

    kolom = KOLOM[model]
    isi = {nama: fields.Field(nama, judul, widget(nama)) for nama, judul in kolom.items()}
    meta = type(
        "Meta",
        (),
        {
            "model": model,
            "import_id_fields": [next(iter(kolom))],
            "fields": [*kolom],
            **SETELAN[cara],
        },
    )
    kelas = type(
        model.__name__,
        (resources.ModelResource,),
        {**isi, "Meta": meta, "before_save_instance": lengkapi},
    )
    return kelas()


def impor(cara: str, berkas: Path) -> dict[str, float]:
    """The peer's two passes over the workbook, the second of which stores."""
    sumber, mulai, baris = SumberData.objects.latest("pk"), jam(), 0
    for coba in (True, False):
        semua = list(_baca(berkas))
        data = _tabel(semua)
        keluarga = _tabel(list({satu["kk"]: satu for satu in semua}.values()))
        baris = len(data)
        for model in KOLOM:
            if coba and model is EntriData:
                continue  # its persons are not there yet
            hasil = resource(model, cara, sumber).import_data(
                keluarga if model is Keluarga else data, dry_run=coba
            )
            if hasil.has_errors() or hasil.has_validation_errors():
                raise RuntimeError(f"The peer failed: {hasil.base_errors} {hasil.row_errors()[:1]}")
    return {"detik": jam() - mulai, "baris": baris, **hasil.totals}


def _tabel(semua: list[dict[str, Any]]) -> tablib.Dataset:
    return tablib.Dataset(*(tuple(satu.values()) for satu in semua), headers=list(semua[0]))


def _baca(berkas: Path) -> Iterator[dict[str, Any]]:
    """The rows by header, with keys and codes as the tables have them."""
    lembar = load_workbook(berkas, read_only=True, data_only=True).worksheets[0]
    semua = lembar.iter_rows(min_row=JUDUL + 1, values_only=True)
    tajuk = [judul or "" for judul in next(semua)]
    desa = {
        (kecamatan.upper(), nama): pk
        for pk, nama, kecamatan in Desa.objects.values_list("pk", "nama", "kecamatan__nama")
    }
    for sel in semua:
        baris = dict(zip(tajuk, sel, strict=True))
        yield baris | {
            "kk": blind_index(baris["NOMOR KK"], "no_kk"),
            "nik": blind_index(baris["NOMOR NIK"], "nik"),
            "desa": desa[baris["KECAMATAN"], baris["DESA/KELURAHAN"]],
            "jk": baris["JENIS KELAMIN"][0],
            "padan": baris["KETERANGAN PADAN"].lower(),
        }
