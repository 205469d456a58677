"""Column mappings: what the headers of a file mean where their words alone do not say."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from inti import audit
from inti.excel.baca import Baris
from inti.excel.sel import tampil
from inti.excel.tajuk import (
    KolomKurang,
    Pasangan,
    column_titled,
    huruf_kolom,
    is_tanda,
    sidik_tajuk,
)
from inti.impor.jenis import JenisImpor
from inti.models import PasanganKolom


def saved_mappings(jenis: JenisImpor, kabupaten_id: int) -> Pasangan:
    """The mappings of the kabupaten for this kind, by the fingerprint of the header row."""
    return dict(
        PasanganKolom.objects.filter(kabupaten=kabupaten_id, jenis=jenis.kode).values_list(
            "sidik", "kolom"
        )
    )


def describe_header(baris: Baris, lembar: str) -> dict[str, Any]:
    """A header row as JSON: its place, its fingerprint, and per header its position among all but
    the mark of an earlier time, its column letters and its text."""
    sel = [(posisi, nilai) for posisi, nilai in enumerate(baris.sel) if not is_tanda(nilai)]
    return {
        "lembar": lembar,
        "baris": baris.nomor,
        "sidik": sidik_tajuk(baris),
        "judul": [
            [str(urut), huruf_kolom(posisi), teks]
            for urut, (posisi, nilai) in enumerate(sel)
            if (teks := tampil(nilai).strip()[:100])
        ],
    }


def describe_missing(kurang: KolomKurang) -> dict[str, Any]:
    """What the page needs to have missing columns named by hand."""
    return {"pesan": str(kurang), "tajuk": describe_header(kurang.baris, kurang.lembar.nama)}


def guess(jenis: JenisImpor, tajuk: Mapping[str, Any], simpanan: Pasangan) -> dict[str, str]:
    """Position → column name, or "" for none: as mapped before, else by the words of the header."""
    lama = simpanan.get(tajuk["sidik"], {})
    return {
        urut: lama.get(urut, column_titled(teks, jenis.kolom)) for urut, _, teks in tajuk["judul"]
    }


@transaction.atomic
def save_mapping(
    jenis: JenisImpor, tajuk: Mapping[str, Any], kolom: Mapping[str, str], *, oleh: Any
) -> PasanganKolom:
    """Keep for the whole kabupaten what the headers of this row mean."""
    pasangan, _ = PasanganKolom.objects.update_or_create(
        kabupaten=oleh.kabupaten,
        jenis=jenis.kode,
        sidik=tajuk["sidik"],
        defaults={"kolom": dict(kolom), "diubah_oleh": oleh},
    )
    audit.catat("impor.pasangkan_kolom", pasangan, oleh=oleh, rincian={"kolom": dict(kolom)})
    return pasangan
