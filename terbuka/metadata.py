"""Descriptions for machines: Frictionless Data Package and DCAT, with the fields of Satu Data Indonesia.

Perpres 39/2019 asks for data standards (konsep, definisi, klasifikasi, ukuran, satuan), metadata
(Peraturan BPS 5/2020: MS-Var for columns, MS-Ind for indicators), interoperable formats, and shared
reference codes (Kemendagri for areas).
"""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from inti.models import Kabupaten
from terbuka.dataset import Dataset
from terbuka.katalog import KATALOG


LISENSI = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Atribusi 4.0 Internasional",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
ISI = "Angka desa yang terverifikasi dan agregat, tanpa data pribadi."
SAMARAN = "Hitungan orang dan keluarga 1 sampai 4 disamarkan, beserta angka lain yang dapat mengungkapnya."


def alamat(request: HttpRequest, jalur: str) -> str:
    """The whole address of something below /api/v1/."""
    return request.build_absolute_uri(reverse("terbuka:api", args=[jalur]))


def alamat_unduh(
    request: HttpRequest, dataset: Dataset, kabupaten: Kabupaten, akhiran: str = ""
) -> str:
    """Where a dataset of this kabupaten is read: JSON, or with ".csv" CSV."""
    return f"{alamat(request, f'data/{dataset.slug}{akhiran}')}?kabupaten={kabupaten.kode}"


def akses(dataset: Dataset) -> str:
    """`umum`, or `token`."""
    return "token" if dataset.lingkup else "umum"


def ringkas(request: HttpRequest, dataset: Dataset, kabupaten: Kabupaten) -> dict[str, str]:
    """A dataset in the list of all."""
    return {
        "slug": dataset.slug,
        "judul": dataset.judul,
        "uraian": dataset.uraian,
        "akses": akses(dataset),
        "json": alamat_unduh(request, dataset, kabupaten),
        "csv": alamat_unduh(request, dataset, kabupaten, ".csv"),
    }


def datapackage(request: HttpRequest, kabupaten: Kabupaten) -> dict[str, Any]:
    """A Data Package (https://specs.frictionlessdata.io/data-package/) of all datasets."""
    return {
        "profile": "tabular-data-package",
        "name": f"pati-pendampingan-{kabupaten.kode}",
        "title": f"Pendampingan desa, {kabupaten.nama}",
        "description": _contoh(kabupaten) + ISI,
        "homepage": request.build_absolute_uri(reverse("terbuka:katalog")),
        "licenses": [LISENSI],
        "contributors": [{"title": _penerbit(kabupaten), "role": "publisher"}],
        "created": timezone.now().date().isoformat(),
        "resources": [_sumber_daya(request, d, kabupaten) for d in KATALOG.values()],
    }


def _sumber_daya(request: HttpRequest, dataset: Dataset, kabupaten: Kabupaten) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": dataset.slug,
        "title": dataset.judul,
        "description": dataset.uraian,
        "path": alamat_unduh(request, dataset, kabupaten, ".csv"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "sources": [{"title": dataset.sumber}],
        "schema": {
            "fields": [k.frictionless for k in dataset.kolom],
            "missingValues": [""],
        },
        "satuData": satu_data(dataset),
    }


def satu_data(dataset: Dataset) -> dict[str, Any]:
    """The dataset in the fields of Satu Data Indonesia; MS-Var for every column."""
    return {
        **standar_data(dataset),
        "pemutakhiran": dataset.pemutakhiran,
        "aksesUmum": dataset.lingkup is None,
        "penyamaran": SAMARAN if dataset.disamarkan else "",
        "variabel": [
            {
                "nama": k.nama,
                "definisi": k.arti,
                "satuan": k.satuan,
                "tipeData": k.tipe,
                "klasifikasiIsian": list(k.pilihan),
                "aturanValidasi": k.pola,
            }
            for k in dataset.kolom
        ],
    }


def standar_data(dataset: Dataset) -> dict[str, str]:
    """What Perpres 39/2019 calls the data standard, and the reference codes."""
    return {
        "konsep": dataset.konsep,
        "definisi": dataset.uraian,
        "klasifikasi": dataset.klasifikasi,
        "ukuran": dataset.ukuran,
        "satuan": dataset.satuan,
        "kodeReferensi": "Kode wilayah Kemendagri",
    }


def dcat(request: HttpRequest, kabupaten: Kabupaten) -> dict[str, Any]:
    """A catalogue by W3C DCAT (https://www.w3.org/TR/vocab-dcat-3/) in JSON-LD."""
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "sdi": request.build_absolute_uri(f"{reverse('terbuka:katalog')}#"),
        },
        "@type": "dcat:Catalog",
        "@id": request.build_absolute_uri(reverse("terbuka:katalog")),
        "dct:title": f"Data terbuka pendampingan desa, {kabupaten.nama}",
        "dct:description": _contoh(kabupaten) + SAMARAN,
        "dct:language": "id",
        "dct:license": {"@id": LISENSI["path"]},
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": _penerbit(kabupaten)},
        "dcat:dataset": [_dcat_dataset(request, d, kabupaten) for d in KATALOG.values()],
    }


def _dcat_dataset(request: HttpRequest, dataset: Dataset, kabupaten: Kabupaten) -> dict[str, Any]:
    isi: dict[str, Any] = {
        "@type": "dcat:Dataset",
        "@id": request.build_absolute_uri(reverse("terbuka:dataset", args=[dataset.slug])),
        "dct:identifier": dataset.slug,
        "dct:title": dataset.judul,
        "dct:description": dataset.uraian,
        "dct:source": dataset.sumber,
        "dct:accrualPeriodicity": dataset.pemutakhiran,
        "dct:accessRights": akses(dataset),
        "dct:spatial": {"dct:identifier": kabupaten.kode, "dct:title": kabupaten.nama},
        **{f"sdi:{medan}": isi for medan, isi in standar_data(dataset).items()},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": format_,
                "dcat:downloadURL": {"@id": alamat_unduh(request, dataset, kabupaten, akhiran)},
                "dcat:mediaType": jenis,
                "dct:license": {"@id": LISENSI["path"]},
            }
            for format_, akhiran, jenis in (
                ("CSV", ".csv", "text/csv"),
                ("JSON", "", "application/json"),
            )
        ],
    }
    baris, diperbarui = dataset.terbitan(kabupaten)
    if rentang := dataset.rentang(baris):
        isi["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": str(rentang[0]),
            "dcat:endDate": str(rentang[1]),
        }
    if diperbarui:
        isi["dct:modified"] = diperbarui.isoformat()
    return isi


def _penerbit(kabupaten: Kabupaten) -> str:
    return f"Pemerintah {kabupaten.nama}"


def _contoh(kabupaten: Kabupaten) -> str:
    return "DATA CONTOH: semua angka karangan. " if kabupaten.memuat_contoh else ""
