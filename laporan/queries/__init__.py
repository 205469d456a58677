"""What the before/after report reads: rounds, target villages, indicators and their answers.

Everything is loaded with a fixed number of queries, whatever the number of villages; the
comparison itself is `laporan.stats`.
"""

from laporan.queries.anggaran import Anggaran, BarisRencana, Dana, anggaran, intervensi_tahun
from laporan.queries.bentuk import (
    DesaSasaran,
    Hitungan,
    IndikatorLaporan,
    Perbandingan,
    PerIndikator,
    PutaranLaporan,
    Tersisih,
    Versi,
)
from laporan.queries.deret import SemuaPutaran, semua_putaran
from laporan.queries.kemiskinan import (
    Kemiskinan,
    kemiskinan_for_pengguna,
    kemiskinan_kabupaten,
)
from laporan.queries.muat import (
    indikator_ditanyakan,
    perbandingan_for_pengguna,
    putaran_baku,
    putaran_berjalan,
    putaran_for_laporan,
    putaran_kabupaten,
)
from laporan.queries.panjang import BarisPanjang, nilai_panjang
from laporan.queries.pasangan import jawaban_berlaku, pasangan_survei
from laporan.queries.pembanding import BantuanLain, Pembanding, pembanding_for_pengguna
from laporan.queries.peta import (
    DesaPeta,
    SidikBatas,
    batas_kabupaten,
    desa_peta,
    sidik_batas,
    sumber_batas,
)
from laporan.queries.terbitan import (
    VERSI_SIDIK,
    TandaTangan,
    sidik_laporan,
    sidik_rapor,
    tanda_tangan,
    terbitan_for_pengguna,
)


__all__ = [
    "VERSI_SIDIK",
    "Anggaran",
    "BantuanLain",
    "BarisPanjang",
    "BarisRencana",
    "Dana",
    "DesaPeta",
    "DesaSasaran",
    "Hitungan",
    "IndikatorLaporan",
    "Kemiskinan",
    "Pembanding",
    "PerIndikator",
    "Perbandingan",
    "PutaranLaporan",
    "SemuaPutaran",
    "SidikBatas",
    "TandaTangan",
    "Tersisih",
    "Versi",
    "anggaran",
    "batas_kabupaten",
    "desa_peta",
    "indikator_ditanyakan",
    "intervensi_tahun",
    "jawaban_berlaku",
    "kemiskinan_for_pengguna",
    "kemiskinan_kabupaten",
    "nilai_panjang",
    "pasangan_survei",
    "pembanding_for_pengguna",
    "perbandingan_for_pengguna",
    "putaran_baku",
    "putaran_berjalan",
    "putaran_for_laporan",
    "putaran_kabupaten",
    "semua_putaran",
    "sidik_batas",
    "sidik_laporan",
    "sidik_rapor",
    "sumber_batas",
    "tanda_tangan",
    "terbitan_for_pengguna",
]
