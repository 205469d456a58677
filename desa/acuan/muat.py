"""Load the seed of areas and indicators; see README.md beside this module for its sources."""

from datetime import date
from pathlib import Path

from django.db import transaction

from desa.models import Desa, Indikator, Kecamatan, NamaLainDesa, PutusDeret, VersiIndikator
from inti.acuan import HasilMuat, read_csv, selaraskan
from inti.models import Kabupaten
from inti.teks import normalkan_nama


ACUAN = Path(__file__).parent
KABUPATEN_KODE = "33.18"  # the seed is that of Kabupaten Pati


@transaction.atomic
def muat_wilayah(*, timpa: bool) -> list[HasilMuat]:
    """Kabupaten, kecamatan, desa and their other spellings.

    What the admin corrected in the application (a postcode, a BPS code, a renamed village) stays,
    unless `timpa`: the next start of the program must not undo it.
    """
    hasil = [
        selaraskan(
            Kabupaten.objects.all(), read_csv(ACUAN / "kabupaten.csv"), kunci=["kode"], timpa=timpa
        )
    ]
    kabupaten = dict(Kabupaten.objects.values_list("kode", "pk"))
    rows = [
        {**row, "kabupaten_id": kabupaten[row["kode"][:5]]}
        for row in read_csv(ACUAN / "kecamatan.csv")
    ]
    hasil.append(selaraskan(Kecamatan.objects.all(), rows, kunci=["kode"], timpa=timpa))

    kecamatan = dict(Kecamatan.objects.values_list("kode", "pk"))
    rows = [
        {"kecamatan_id": kecamatan[row.pop("kecamatan_kode")], **row} | _normal(row)
        for row in read_csv(ACUAN / "desa.csv")
    ]
    hasil.append(selaraskan(Desa.objects.all(), rows, kunci=["kode"], timpa=timpa))

    desa = dict(Desa.objects.values_list("kode", "pk"))
    rows = [
        {"desa_id": desa[row["desa_kode"]], "nama": row["nama"], "sumber": row["sumber"]}
        | _normal(row)
        for row in read_csv(ACUAN / "nama_lain.csv")
    ]
    kunci = ["desa_id", "nama_normal"]
    hasil.append(selaraskan(NamaLainDesa.objects.all(), rows, kunci=kunci, timpa=timpa))
    return hasil


@transaction.atomic
def muat_indikator(*, timpa: bool) -> list[HasilMuat]:
    """The dictionary. What the district changed in the application stays, unless `timpa`.

    A definition is only ever added: another meaning is a new version, made in the application.
    """
    rows = read_csv(ACUAN / "indikator.csv")
    hasil = [
        selaraskan(
            Indikator.objects.all(),
            [_indikator(urutan, row) for urutan, row in enumerate(rows, 1)],
            kunci=["kode"],
            timpa=timpa,
        )
    ]
    indikator = dict(Indikator.objects.values_list("kode", "pk"))
    hasil.append(
        selaraskan(
            VersiIndikator.objects.filter(nomor=1),
            [_versi(row, indikator[row["kode"]]) for row in rows],
            kunci=["indikator_id", "nomor"],
            timpa=False,
        )
    )
    putus = [
        {
            "indikator_id": indikator[row["indikator_kode"]],
            "tanggal": date.fromisoformat(row["tanggal"]),
            "uraian": row["uraian"],
        }
        for row in read_csv(ACUAN / "putus_deret.csv")
    ]
    kunci = ["indikator_id", "tanggal"]
    hasil.append(selaraskan(PutusDeret.objects.all(), putus, kunci=kunci, timpa=timpa))
    return hasil


def _normal(row):
    """bulk_create does not call save(), which keeps this column."""
    return {"nama_normal": normalkan_nama(row["nama"])}


def _indikator(urutan, row):
    return {nama: row[nama] for nama in ("kode", "nama", "bidang", "jenis", "arah")} | {
        "wajib": row["wajib"] == "ya",
        "batas_lonjakan_persen": int(row["batas_lonjakan_persen"]),
        "urutan": urutan,
        "aktif": not row["berlaku_sampai"],
    }


def _versi(row, indikator_id):
    teks = (
        "definisi",
        "label_pembilang",
        "label_penyebut",
        "satuan",
        "satuan_penyebut",
        "sumber_definisi",
        "konsep",
        "klasifikasi",
        "ukuran",
    )
    return {nama: row[nama] for nama in teks} | {
        "indikator_id": indikator_id,
        "nomor": 1,
        "desimal": int(row["desimal"]),
        "berlaku_mulai": date.fromisoformat(row["berlaku_mulai"]),
    }
