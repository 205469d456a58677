"""What django-ninja cannot know of the answers: the columns, and the problems."""

from typing import Any

from terbuka.dataset import Dataset
from terbuka.respon import JUDUL


MASALAH = {
    "type": "object",
    "description": "Masalah menurut RFC 9457.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "Apa yang salah dan cara membetulkannya."},
        "galat": {
            "type": "array",
            "items": {"type": "string"},
            "description": "Parameter yang salah.",
        },
    },
}
KEPALA = {
    "ETag": {"description": "Sidik isi, untuk If-None-Match.", "schema": {"type": "string"}},
}
TEKS, BULAT = {"type": "string"}, {"type": "integer"}
RINGKAS = {
    "type": "object",
    "required": ["slug", "judul", "akses", "json", "csv"],
    "properties": {
        "slug": TEKS,
        "judul": TEKS,
        "uraian": TEKS,
        "akses": {"type": "string", "enum": ["umum", "token"]},
        "json": {"type": "string", "format": "uri"},
        "csv": {"type": "string", "format": "uri"},
    },
}


def objek(arti: str, jenis: str = "application/json", skema: dict | None = None) -> dict[str, Any]:
    """The 200 of an address that answers one document."""
    isi = {jenis: {"schema": skema or {"type": "object"}}}
    return {"responses": {200: {"description": arti, "headers": KEPALA, "content": isi}}}


def akar() -> dict[str, Any]:
    """The list of datasets."""
    isi = {
        "type": "object",
        "required": ["judul", "kabupaten", "lisensi", "dataset"],
        "properties": {
            "judul": TEKS,
            "kabupaten": TEKS,
            "lisensi": TEKS,
            "dataset": {"type": "array", "items": RINGKAS},
        },
    }
    return objek("Semua dataset dan alamatnya.", skema=isi)


def halaman(dataset: Dataset) -> dict[str, Any]:
    """One page of a dataset."""
    baris = {
        "type": "object",
        "required": [k.nama for k in dataset.kolom],
        "properties": {k.nama: k.json_schema for k in dataset.kolom},
        "additionalProperties": False,
    }
    isi = {
        "type": "object",
        "required": ["dataset", "kabupaten", "jumlah", "halaman", "per_halaman", "data"],
        "properties": {
            "dataset": TEKS,
            "judul": TEKS,
            "kabupaten": TEKS,
            "data_contoh": {"type": "boolean", "description": "Semua angkanya karangan."},
            "diperbarui": {"type": ["string", "null"], "format": "date-time"},
            "lisensi": TEKS,
            "jumlah": BULAT | {"description": "Banyaknya baris pada semua halaman."},
            "halaman": BULAT,
            "per_halaman": BULAT,
            "berikutnya": {"type": ["string", "null"], "format": "uri"},
            "data": {"type": "array", "items": baris},
        },
    }
    return objek("Satu halaman baris.", skema=isi)


def csv(dataset: Dataset) -> dict[str, Any]:
    """The whole dataset as a file."""
    kolom = ", ".join(k.nama for k in dataset.kolom)
    return objek(f"CSV (UTF-8, koma), kolom: {kolom}.", "text/csv", {"type": "string"})


def lengkapi(skema: dict[str, Any]) -> dict[str, Any]:
    """Add the problems that any address may answer, and those of the ones that need a token."""
    jenis = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Masalah"}}}
    skema["components"].setdefault("schemas", {})["Masalah"] = MASALAH
    for alamat in skema["paths"].values():
        for operasi in alamat.values():
            operasi["responses"][304] = {"description": "Isinya masih sama."}
            for status in (401, 403) if operasi.get("security") else ():
                operasi["responses"][status] = {"description": JUDUL[status], "content": jenis}
            for status in (404, 422, 429):
                operasi["responses"][status] = {"description": JUDUL[status], "content": jenis}
    return skema
