"""The answers of one village in one round, as an officer would have typed them."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from desa.choices import AlasanKosong, Metode
from desa.models import Desa, NilaiIndikator, VersiIndikator
from desa.stats import Isian, lonjakan
from laporan.contoh.angka import POLA, acak, angka
from laporan.contoh.rencana import PutaranContoh, Rencana


BAGIAN_KOSONG = 0.015  # asked for and not to be had
BAGIAN_TERLEWAT = 0.01  # not core and left blank: submitted as "belum didata"
KETERANGAN_KOSONG = (
    "Rekap Puskesmas belum terbit sampai batas pengisian.",
    "Data dinas hanya tersedia sampai tingkat kecamatan.",
    "Perangkat desa yang memegang data sedang cuti.",
)
ALASAN_LONJAKAN = (
    "Hasil pendataan ulang dari rumah ke rumah oleh desa.",
    "Bantuan Baznas dan Dana Desa selesai dikerjakan sebelum tanggal rujukan.",
    "Data lama belum memuat dukuh yang jauh; sekarang seluruh dukuh terdata.",
)
ALASAN_LONJAKAN_KHUSUS = {
    "KKMISKIN": "Daftar acuan dimutakhirkan lewat musyawarah desa.",
    "EKSTREM": "Daftar acuan dimutakhirkan lewat musyawarah desa.",
    "STUNTING": "Pengukuran serentak menjangkau lebih banyak balita.",
    "ATS": "Anak putus sekolah dicocokkan satu per satu dengan Dapodik.",
    "UMKM": "Penerbitan NIB bersama Dinkop UMKM di balai desa.",
    "BUMDES": "Unit usaha baru BUM Desa mulai beroperasi.",
    "JKN": "Pendaftaran PBI APBD untuk warga yang belum terlindungi.",
}
CATATAN = (
    "Dicocokkan dengan buku register desa.",
    "Angka sementara, menunggu tanda tangan kepala desa.",
    "Lampiran rekap ada pada sekretaris desa.",
)
# The welfare lists that these indicators rest on were replaced in February 2025.
DAFTAR_ACUAN = {
    "KKMISKIN": ("DTKS", "DTSEN"),
    "EKSTREM": ("P3KE", "DTSEN"),
    "NIKPADAN": ("DTKS", "DTSEN"),
}
TAHUN_DTSEN = 2025
UKURAN_SAMPEL = 120


def buat_isian(
    rencana: Rencana,
    putaran: PutaranContoh,
    desa: Desa,
    versi: VersiIndikator,
    sebelumnya: NilaiIndikator | None,
) -> Isian:
    """One answer: a number with source and date, or the reason why there is none."""
    kode = versi.indikator.kode
    r = acak("isian", desa.kode, kode, putaran.nomor)
    if not versi.indikator.wajib and r.random() < BAGIAN_TERLEWAT:
        return Isian(versi.pk)
    if r.random() < BAGIAN_KOSONG:
        return Isian(
            versi.pk,
            alasan_kosong=AlasanKosong.TIDAK_DAPAT_DIPEROLEH,
            keterangan_kosong=r.choice(KETERANGAN_KOSONG),
        )
    hasil = angka(
        rencana.desa[desa.kode],
        kode,
        putaran=str(putaran.nomor),
        tahun=putaran.tahun,
        didampingi=desa.kode in rencana.pendamping,
    )
    isian = Isian(
        versi.pk,
        hasil.pembilang,
        hasil.penyebut,
        hasil.nilai,
        tanggal=putaran.buka + timedelta(days=r.randint(0, 2)),
        sumber=_sumber(kode, putaran),
        metode=_metode(kode),
        catatan=r.choice(CATATAN) if r.random() < 0.05 else "",
    )
    if kode == "AIR" and acak("sampel", desa.kode).random() < 0.08:
        isian = _sampel(isian)
    if sebelumnya is None:
        return isian
    if lonjakan(isian, sebelumnya, versi.indikator.batas_lonjakan_persen):
        alasan = ALASAN_LONJAKAN_KHUSUS.get(kode) or r.choice(ALASAN_LONJAKAN)
        return replace(isian, alasan_lonjakan=alasan)
    sama = all(
        getattr(isian, n) == getattr(sebelumnya, n) for n in ("pembilang", "penyebut", "nilai")
    )
    return replace(isian, sama_seperti_sebelumnya=sama)


def _sampel(isian):
    """The same share seen in a sample: such values carry an interval in the reports."""
    penyebut = min(isian.penyebut, Decimal(UKURAN_SAMPEL))
    pembilang = round(isian.pembilang * penyebut / isian.penyebut)
    return replace(isian, pembilang=Decimal(pembilang), penyebut=penyebut, metode=Metode.SAMPEL)


def _sumber(kode, putaran):
    sumber = POLA[kode].sumber
    if kode in DAFTAR_ACUAN:
        return f"{sumber}, acuan {DAFTAR_ACUAN[kode][putaran.buka.year >= TAHUN_DTSEN]}"
    return sumber


def _metode(kode):
    return Metode.SENSUS_DESA if "desa" in POLA[kode].sumber else Metode.ADMINISTRASI
