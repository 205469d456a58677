"""A seeded district for measurements: 48 mentored villages and as many to compare them with."""

import random
from datetime import date, timedelta

from django.utils import timezone

from akun.choices import Peran
from akun.models import Pengguna
from desa.choices import JenisDaftar, JenisPutaran, Metode, StatusDaftar, StatusSurvei
from desa.models import (
    ButirSasaran,
    DaftarSasaran,
    Desa,
    Kecamatan,
    NilaiIndikator,
    Periode,
    Putaran,
    Survei,
    VersiIndikator,
)
from inti.models import Kabupaten
from opd.models import OPD, Penugasan


BENIH = 331800
SANDI = "ukur-kinerja-2026"


def tambah_desa(banyak: int) -> list[Desa]:
    """So many invented villages, spread over the kecamatan."""
    kecamatan = list(Kecamatan.objects.order_by("kode"))
    return Desa.objects.bulk_create(
        Desa(
            kecamatan=kecamatan[nomor % len(kecamatan)],
            kode=f"99.{nomor:06}",
            nama=f"Desa {nomor}",
            nama_normal=f"desa {nomor}",
            jenis="desa",
        )
        for nomor in range(banyak)
    )


def isi_kabupaten(
    *, banyak_putaran: int = 6, desa: list[Desa] | None = None, banyak_terdaftar: int = 48
) -> Pengguna:
    """Fill a database that holds the reference data; returns the analyst who signs in.

    `desa` answer the surveys, the first `banyak_terdaftar` of them are on the list.

    Every village answers every indicator in every round, except for about one answer in forty
    that could not be obtained and one village in sixteen whose last survey still waits.
    """
    acak = random.Random(BENIH)
    kabupaten = Kabupaten.objects.get()
    analis, sekretariat, petugas = (
        Pengguna.objects.create_user(
            username=f"ukur-{peran}",
            password=SANDI,
            nama=f"Pengukur {peran}",
            peran=peran,
            kabupaten=kabupaten,
        )
        for peran in (Peran.ANALIS, Peran.SEKRETARIAT, Peran.PETUGAS)
    )
    periode = Periode.objects.create(
        kabupaten=kabupaten, nama="2022–2030", mulai=date(2022, 1, 1), selesai=date(2030, 12, 31)
    )
    acuan = Desa.objects.filter(jenis="desa").order_by("kode")
    pembanding = list(acuan[4::8][:48])
    desa = list(acuan[::8][:48]) if desa is None else desa
    daftar = DaftarSasaran.objects.create(
        periode=periode,
        jenis=JenisDaftar.DAMPINGAN,
        nama="Desa dampingan",
        sumber_data="DTKS Oktober 2020",
        tanggal_data=date(2020, 10, 31),
        kriteria="Peringkat teratas tiap kecamatan",
        status=StatusDaftar.DITETAPKAN,
        ditetapkan_pada=timezone.now(),
        ditetapkan_oleh=sekretariat,
    )
    lain = DaftarSasaran.objects.create(
        periode=periode,
        jenis=JenisDaftar.PEMBANDING,
        nama="Desa pembanding",
        sumber_data=daftar.sumber_data,
        tanggal_data=daftar.tanggal_data,
        kriteria="Peringkat berikutnya",
        status=StatusDaftar.DITETAPKAN,
        ditetapkan_pada=daftar.ditetapkan_pada,
        ditetapkan_oleh=sekretariat,
    )
    ButirSasaran.objects.bulk_create(
        ButirSasaran(daftar=satu, desa=d, skor_pemilih=nomor % 40)
        for satu, isi in ((daftar, desa[:banyak_terdaftar]), (lain, pembanding))
        for nomor, d in enumerate(isi)
    )
    opd = list(OPD.objects.order_by("pk")[:28])
    Penugasan.objects.bulk_create(
        Penugasan(
            periode=periode,
            opd=opd[nomor % len(opd)],
            desa=d,
            mulai=date(2022, 1, 1),
            nomor_sk="410/1/2022",
            dibuat_oleh=sekretariat,
        )
        for nomor, d in enumerate(desa)
    )
    desa = desa + pembanding
    versi = list(VersiIndikator.objects.select_related("indikator"))
    putaran = [_putaran(periode, nomor, versi) for nomor in range(1, banyak_putaran + 1)]
    survei = Survei.objects.bulk_create(
        _survei(p, d, petugas, sekretariat, menunggu=p is putaran[-1] and nomor % 16 == 0)
        for p in putaran
        for nomor, d in enumerate(desa)
    )
    keadaan = {(d.pk, v.pk): acak.uniform(0.05, 0.45) for d in desa for v in versi}
    for mulai in range(0, len(survei), 200):  # a province does not fit into memory at once
        NilaiIndikator.objects.bulk_create(
            (
                _nilai(s, v, keadaan[s.desa_id, v.pk], petugas, acak)
                for s in survei[mulai : mulai + 200]
                for v in versi
            ),
            batch_size=500,
        )
    return analis


def _putaran(periode: Periode, nomor: int, versi: list[VersiIndikator]) -> Putaran:
    tanggal = periode.mulai + timedelta(days=30 + 270 * (nomor - 1))
    putaran = Putaran.objects.create(
        periode=periode,
        jenis=JenisPutaran.AWAL if nomor == 1 else JenisPutaran.LANJUTAN,
        nomor=nomor,
        tanggal_rujukan=tanggal,
        buka=tanggal,
        tutup=tanggal + timedelta(days=60),
    )
    putaran.versi_indikator.set(versi)
    return putaran


def _survei(
    putaran: Putaran, desa: Desa, petugas: Pengguna, sekretariat: Pengguna, *, menunggu: bool
) -> Survei:
    survei = Survei(
        putaran=putaran,
        desa=desa,
        status=StatusSurvei.DIAJUKAN,
        dibuat_oleh=petugas,
        diajukan_pada=timezone.now(),
        diajukan_oleh=petugas,
    )
    if not menunggu:
        survei.status, survei.berlaku = StatusSurvei.DIVERIFIKASI, True
        survei.diverifikasi_pada, survei.diverifikasi_oleh = timezone.now(), sekretariat
    return survei


def _nilai(
    survei: Survei, versi: VersiIndikator, keadaan: float, petugas: Pengguna, acak: random.Random
) -> NilaiIndikator:
    nilai = NilaiIndikator(
        survei=survei,
        versi_indikator=versi,
        tanggal=survei.putaran.tanggal_rujukan,
        sumber="Pendataan desa",
        metode=Metode.SENSUS_DESA,
        diisi_oleh=petugas,
        diisi_pada=timezone.now(),
    )
    # Things get a little better every round, with noise, whichever way better lies.
    maju = 0.02 * survei.putaran.nomor * (1 if versi.indikator.arah == "naik" else -1)
    bagian = min(max(keadaan + maju + acak.gauss(0, 0.03), 0.0), 1.0)
    if acak.random() < 1 / 40:
        nilai.alasan_kosong = "tidak_dapat_diperoleh"
    elif versi.indikator.jenis == "proporsi":
        nilai.penyebut = acak.randint(300, 1500)
        nilai.pembilang = round(nilai.penyebut * bagian)
    else:
        nilai.nilai = round(100 * bagian, versi.desimal)
    return nilai
