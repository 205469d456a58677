"""Builds two rounds of a district for the before/after tests, straight into the models."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils import timezone

from desa.choices import JenisPutaran, Metode
from desa.models import Desa, Indikator, NilaiIndikator, Putaran, Survei
from tests.factories.akun import PenggunaFactory
from tests.factories.desa import (
    ButirSasaranFactory,
    DaftarSasaranFactory,
    DesaFactory,
    IndikatorFactory,
    KecamatanFactory,
    PeriodeFactory,
    PutaranFactory,
    SurveiFactory,
    VersiIndikatorFactory,
)


@dataclass
class Papan:
    """A period with a decided list, its villages, indicators and two rounds: `awal`, `lanjutan`."""

    sebelum: Putaran
    sesudah: Putaran
    desa: dict[str, Desa] = field(default_factory=dict)
    indikator: dict[str, Indikator] = field(default_factory=dict)

    def survei(self, putaran: Putaran, kode_desa: str, **keadaan) -> Survei:
        """A survey of a village, verified unless told otherwise."""
        keadaan = keadaan or {"diverifikasi": True}
        return SurveiFactory(putaran=putaran, desa=self.desa[kode_desa], **keadaan)

    def isi(self, survei: Survei, **jawaban) -> None:
        """Answers by indicator code: (pembilang, penyebut), a number, or a reason why empty."""
        NilaiIndikator.objects.bulk_create(
            nilai(survei, self.indikator[kode].versi.last(), satu) for kode, satu in jawaban.items()
        )


def nilai(survei, versi, jawaban, tanggal=None) -> NilaiIndikator:
    angka = {}
    if isinstance(jawaban, str):
        angka = {"alasan_kosong": jawaban}
    elif isinstance(jawaban, tuple):
        angka = dict(zip(("pembilang", "penyebut"), map(Decimal, jawaban), strict=True))
    else:
        angka = {"nilai": Decimal(jawaban)}
    return NilaiIndikator(
        survei=survei,
        versi_indikator=versi,
        tanggal=tanggal or survei.putaran.tanggal_rujukan,
        metode=Metode.SENSUS_DESA,
        diisi_oleh=survei.dibuat_oleh,
        diisi_pada=timezone.now(),
        **angka,
    )


def buat_papan(desa, indikator, *, jenis="dampingan") -> Papan:
    """`desa`: code → name; `indikator`: code → fields of Indikator (arah, jenis, nama …)."""
    periode = PeriodeFactory()
    semua = {kode: IndikatorFactory(kode=kode, **isi) for kode, isi in indikator.items()}
    versi = [VersiIndikatorFactory(indikator=i) for i in semua.values()]
    papan = Papan(
        PutaranFactory(periode=periode, nomor=1, tanggal_rujukan=date(2022, 1, 31), versi=versi),
        PutaranFactory(
            periode=periode,
            nomor=2,
            jenis=JenisPutaran.LANJUTAN,
            tanggal_rujukan=date(2024, 1, 31),
            versi=versi,
        ),
        indikator=semua,
    )
    daftar = DaftarSasaranFactory(periode=periode, ditetapkan=True, jenis=jenis)
    for kode, nama in desa.items():
        kecamatan = KecamatanFactory(kode=kode[:8], nama=f"Kecamatan {kode[6:8]}")
        papan.desa[kode] = DesaFactory(kecamatan=kecamatan, kode=kode, nama=nama)
        ButirSasaranFactory(daftar=daftar, desa=papan.desa[kode])
    return papan


def papan_contoh(contoh) -> Papan:
    """The worked example of docs/metode.md: one indicator RTLH, nine villages."""
    kode = {nama: f"33.18.{nomor:02}.2001" for nomor, nama in enumerate(contoh, start=1)}
    papan = buat_papan(
        {k: nama for nama, k in kode.items()},
        {"RTLH": {"nama": "Rumah tidak layak huni", "arah": "turun"}},
    )
    for nama, (a, b, c, d) in contoh.items():
        papan.isi(papan.survei(papan.sebelum, kode[nama]), RTLH=(a, b))
        papan.isi(papan.survei(papan.sesudah, kode[nama]), RTLH=(c, d))
    return papan


def analis():
    return PenggunaFactory(peran="analis")
