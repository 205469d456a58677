"""The programme of the example: period, target lists, targets, profiles, assignments, hand-overs."""

from datetime import date, timedelta
from decimal import Decimal

from desa.choices import JenisDaftar
from desa.models import (
    ButirSasaran,
    DaftarSasaran,
    Indikator,
    Periode,
    ProfilDesa,
    TargetIndikator,
)
from desa.workflows import program
from dtks.choices import JenisSumber
from dtks.models import SumberData
from inti import workflows as inti_workflows
from inti.bulan import bulan_dari
from laporan.contoh.angka import acak
from laporan.contoh.panggung import TANDA, Stage, jam_kerja
from laporan.contoh.rencana import HARI_SERAH_TERIMA, MULAI_PERIODE
from opd import workflows as opd_workflows
from opd.models import Penugasan, SerahTerima


LAMA_LAPORAN = 24  # months of reports that the example has
# What the mentored villages should reach at the end of the period, in percent.
TARGET = {
    "RTLH": 5,
    "JAMBAN": 4,
    "LISTRIK": 1,
    "ATS": 3,
    "KRONIS": 75,
    "DISABILITAS": 70,
    "NGANGGUR": 5,
    "AIR": 90,
    "STUNTING": 10,
    "KKMISKIN": 20,
}
KRITERIA = {
    JenisDaftar.DAMPINGAN: "Jumlah jiwa pada DTKS terbesar: dua desa tiap kecamatan, ditambah enam "
    "desa peringkat ketiga yang jumlahnya terbesar sekabupaten.",
    JenisDaftar.PEMBANDING: "Tiga desa peringkat berikutnya di kecamatan yang sama, tanpa tiga desa "
    "yang jumlahnya terkecil.",
}


def buat_program(stage: Stage) -> None:
    """Everything a period needs before its first round; sets `stage.periode`."""
    rencana, sekretariat = stage.rencana, stage.akun["sekretariat"]
    stage.periode = inti_workflows.simpan(
        Periode(
            kabupaten=stage.kabupaten,
            nama="2021–2026",
            mulai=MULAI_PERIODE,
            selesai=max(date(2026, 12, 31), rencana.putaran[-1].tutup),
            dasar_hukum=f"{TANDA}/410/0999/2021 (karangan)",
            laporan_mulai=bulan_dari(rencana.hari_ini, -LAMA_LAPORAN),
        ),
        oleh=sekretariat,
        aksi="periode.buat",
    )
    hari = jam_kerja(MULAI_PERIODE, acak("periode"))
    stage.ingat(stage.periode, "periode.buat", hari)
    ProfilDesa.objects.bulk_create(
        ProfilDesa(
            desa=stage.desa[d.kode],
            tahun=2022,
            jumlah_penduduk=d.jumlah_jiwa,
            jumlah_kk=d.jumlah_kk,
            sumber=f"{TANDA}: angka karangan",
        )
        for d in rencana.desa.values()
    )
    _buat_sumber_data(stage)
    dampingan = _buat_daftar(stage, JenisDaftar.DAMPINGAN, rencana.dampingan, "1000")
    _buat_daftar(stage, JenisDaftar.PEMBANDING, rencana.pembanding, "1100")
    indikator = {i.kode: i for i in Indikator.objects.filter(kode__in=TARGET)}
    TargetIndikator.objects.bulk_create(
        TargetIndikator(
            periode=stage.periode, daftar=dampingan, indikator=indikator[kode], nilai=nilai
        )
        for kode, nilai in TARGET.items()
    )


def _buat_sumber_data(stage):
    """The edition of the registry that chose the villages, and one of its successor."""
    terbitan = [
        ("DTKS-2020-10", JenisSumber.DTKS, date(2020, 10, 31), date(2020, 12, 7)),
        ("DTSEN-2025-TW2", JenisSumber.DTSEN, date(2025, 6, 30), date(2025, 7, 21)),
    ]
    SumberData.objects.bulk_create(
        SumberData(
            kabupaten=stage.kabupaten,
            kode=kode,
            jenis=jenis,
            tanggal_data=tanggal_data,
            tanggal_terima=tanggal_terima,
            catatan=f"{TANDA}: tanggal terima karangan",
        )
        for kode, jenis, tanggal_data, tanggal_terima in terbitan
    )


def _buat_daftar(stage, jenis, kode_desa, nomor):
    sekretariat = stage.akun["sekretariat"]
    daftar = program.ubah_daftar(
        DaftarSasaran(
            periode=stage.periode,
            jenis=jenis,
            nama=f"{jenis.label} 2021",
            nomor_dasar_hukum=f"{TANDA}/410/{nomor}/2021",
            tanggal_dasar_hukum=MULAI_PERIODE,
            sumber_data="DTKS Oktober 2020 (angka karangan)",
            tanggal_data=date(2020, 10, 31),
            kriteria=KRITERIA[jenis],
        ),
        oleh=sekretariat,
    )
    peringkat = _peringkat(stage.rencana.desa.values())
    program.isi_daftar(
        daftar,
        [
            ButirSasaran(
                desa=stage.desa[kode],
                peringkat=peringkat[kode],
                pembilang_pemilih=d.jumlah_jiwa_miskin,
                penyebut_pemilih=d.jumlah_jiwa,
                skor_pemilih=round(Decimal(100 * d.jumlah_jiwa_miskin) / d.jumlah_jiwa, 6),
            )
            for kode in kode_desa
            for d in [stage.rencana.desa[kode]]
        ],
        oleh=sekretariat,
    )
    program.tetapkan(daftar, oleh=sekretariat)
    hari = jam_kerja(MULAI_PERIODE, acak("daftar", jenis))
    for urut, aksi in enumerate(("buat", "isi", "tetapkan")):
        stage.ingat(daftar, f"daftar_sasaran.{aksi}", hari + timedelta(minutes=20 * urut))
    return daftar


def _peringkat(desa):
    """Each village's place in its kecamatan by number of poor people, from 1."""
    urutan, hasil = {}, {}
    for d in sorted(desa, key=lambda d: (-d.jumlah_jiwa_miskin, d.kode)):
        hasil[d.kode] = urutan[d.kecamatan_kode] = urutan.get(d.kecamatan_kode, 0) + 1
    return hasil


def buat_penugasan(stage: Stage) -> None:
    """48 assignments by decree; two villages handed over in January 2023, one hand-over waiting."""
    rencana, sekretariat = stage.rencana, stage.akun["sekretariat"]
    daftar = opd_workflows.tugaskan_banyak(
        [
            Penugasan(
                periode=stage.periode,
                opd=stage.opd[rencana.pendamping_lama.get(kode, rencana.pendamping[kode])],
                desa=stage.desa[kode],
                mulai=_mulai(kode),
                nomor_sk=f"{TANDA}/410/{1000 + urut}/2021",
            )
            for urut, kode in enumerate(rencana.dampingan, 1)
        ],
        oleh=sekretariat,
    )
    menurut_desa = dict(zip(rencana.dampingan, daftar, strict=True))
    for kode, penugasan in menurut_desa.items():
        stage.ingat(penugasan, "penugasan.tugaskan", jam_kerja(penugasan.mulai, acak("sk", kode)))
    for kode in rencana.pendamping_lama:
        usul = _serahkan(stage, menurut_desa[kode], rencana.pendamping[kode], HARI_SERAH_TERIMA)
        baru = opd_workflows.terima_serah_terima(usul, oleh=stage.petugas[rencana.pendamping[kode]])
        diterima = jam_kerja(HARI_SERAH_TERIMA - timedelta(days=4), acak("terima", kode))
        stage.ingat(usul, "serah_terima.diterima", diterima)
        stage.ingat(baru, "penugasan.tugaskan", diterima)
    asal = next(p for p in daftar if p.opd.singkatan == "Dinsos P3AKB")
    _serahkan(stage, asal, "Disketapang", rencana.putaran[-1].tutup.replace(day=1))


def _mulai(kode):
    """Most began with the decree, the rest within fifty days."""
    r = acak("mulai", kode)
    return MULAI_PERIODE + timedelta(days=r.randint(10, 50) if r.random() < 0.3 else 0)


def _serahkan(stage, penugasan, singkatan_penerima, tanggal):
    usul = opd_workflows.ajukan_serah_terima(
        SerahTerima(
            penugasan=penugasan,
            opd_penerima=stage.opd[singkatan_penerima],
            tanggal=tanggal,
            nomor_sk=f"{TANDA}/410/2{penugasan.desa.kode[-3:]}/{tanggal.year}",
            pekerjaan_terbuka="Perbaikan rumah tahap kedua dan usulan sambungan air bersih.",
        ),
        oleh=stage.akun["sekretariat"],
    )
    hari = min(tanggal - timedelta(days=12), stage.rencana.hari_ini - timedelta(days=3))
    stage.ingat(usul, "serah_terima.ajukan", jam_kerja(hari, acak("usul", penugasan.desa.kode)))
    return usul
