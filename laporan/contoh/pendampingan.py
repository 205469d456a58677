"""Two years of mentoring in the example: problems that fit the figures, what was done, with what money.

Straight to the tables, since hundreds of steps by workflow would take longer than all the surveys;
the constraints hold, and tests/laporan/test_contoh_pendampingan.py checks the rules beyond them.
"""

from datetime import timedelta
from decimal import Decimal

from desa.choices import JenisTemuan, LangkahTemuan, SatuanTerdampak, StatusTemuan
from desa.models import Indikator, PerkembanganTemuan, Temuan
from laporan.contoh.angka import POLA, acak, angka
from laporan.contoh.jejak import catat_pendampingan
from laporan.contoh.katalog import (
    ALASAN_HENTI,
    MASALAH,
    PERKEMBANGAN,
    POTENSI,
    Masalah,
)
from laporan.contoh.kegiatan import (
    HARI,
    Gudang,
    catat_penerima,
    catat_satu_penerima,
    danai,
    rencanakan,
)
from laporan.contoh.panggung import Stage, jam_kerja
from opd.choices import (
    KelompokProgram,
    StatusIntervensi,
    StrategiProgram,
    SumberDana,
)
from opd.models import (
    JenisBantuan,
    Penugasan,
)


MASALAH_PER_DESA = 5
TANPA_INTERVENSI, TANPA_INDIKATOR, TANPA_MASALAH = 0.18, 0.08, 0.4  # shares of the gaps
DESA_PEMBANDING = 12  # villages without a mentor that others help
NAIK = {"AIR", "KRONIS", "DISABILITAS"}  # the problem is what is missing to the whole
STATUS_TEMUAN = {
    StatusIntervensi.RENCANA: StatusTemuan.DIRENCANAKAN,
    StatusIntervensi.BERJALAN: StatusTemuan.DITANGANI,
    StatusIntervensi.SELESAI: StatusTemuan.DITANGANI,
    StatusIntervensi.BATAL: StatusTemuan.DICATAT,
}


def buat_pendampingan(stage: Stage) -> None:
    """Fill every mentored village, and some that only others help."""
    aktif = Penugasan.objects.filter(periode=stage.periode).select_related("desa", "opd")
    gudang = Gudang(
        stage,
        jenis={j.kode: j for j in JenisBantuan.objects.all()},
        indikator={i.kode: i for i in Indikator.objects.all()},
        penugasan={p.desa.kode: p for p in aktif.aktif(pada=stage.rencana.hari_ini)},
    )
    for kode in stage.rencana.dampingan:
        _isi_desa(gudang, kode)
    for kode in stage.rencana.pembanding[:: len(stage.rencana.pembanding) // DESA_PEMBANDING]:
        _bantuan_pihak_lain(gudang, kode, acak("pihak-lain", kode), stage.akun["sekretariat"])
    gudang.simpan()
    catat_pendampingan(stage, gudang)


def _isi_desa(gudang: Gudang, kode: str) -> None:
    r = acak("pendampingan", kode)
    petugas = gudang.stage.petugas[gudang.penugasan[kode].opd.singkatan]
    for kode_indikator, jumlah in _masalah_terberat(gudang.stage, kode)[:MASALAH_PER_DESA]:
        masalah = MASALAH[kode_indikator]
        temuan = _temuan(gudang, kode, r, petugas, masalah, kode_indikator, jumlah)
        if r.random() < TANPA_INTERVENSI:
            _tanpa_intervensi(gudang, temuan, r)
            continue
        for kali in range(1 + (kode_indikator in {"RTLH", "JAMBAN"} and r.random() < 0.5)):
            intervensi = _intervensi(
                gudang, kode, r, petugas, masalah, kode_indikator, jumlah, kali
            )
            gudang.jawaban.append((intervensi, temuan))
            _ikuti(gudang, temuan, intervensi, r)
    _potensi(gudang, kode, r, petugas)
    if r.random() < TANPA_MASALAH:
        _bantuan_pihak_lain(gudang, kode, r, petugas)


def _masalah_terberat(stage: Stage, kode: str) -> list[tuple[str, int]]:
    """The indicators in which a village stands worst against the mean, with how many they count."""
    berat = []
    for kode_indikator in MASALAH:
        nilai = angka(
            stage.rencana.desa[kode], kode_indikator, putaran="1", tahun=0, didampingi=True
        )
        tingkat = 100 * float(nilai.pembilang) / float(nilai.penyebut)
        pola = POLA[kode_indikator]
        arah = -1 if kode_indikator in NAIK else 1
        jumlah = nilai.penyebut - nilai.pembilang if kode_indikator in NAIK else nilai.pembilang
        berat.append((arah * (tingkat - pola.rerata) / pola.sebaran, kode_indikator, int(jumlah)))
    return [(k, n) for _, k, n in sorted(berat, reverse=True) if n > 2]


def _temuan(gudang, kode, r, petugas, masalah, kode_indikator, jumlah):
    temuan = Temuan(
        desa=gudang.stage.desa[kode],
        jenis=JenisTemuan.MASALAH,
        bidang=masalah.bidang,
        judul=masalah.judul.format(n=jumlah),
        penyebab=r.choice(masalah.penyebab) if r.random() < 0.9 else "",
        lokasi=f"Dukuh {r.choice(('Krajan', 'Lor', 'Kidul', 'Wetan', 'Ngemplak'))}",
        jumlah_terdampak=jumlah,
        satuan_terdampak=masalah.satuan,
        indikator=gudang.indikator[kode_indikator],
        urgensi=r.randint(2, 5),
        keseriusan=r.randint(2, 5),
        pertumbuhan=r.randint(1, 4),
        tanggal=gudang.stage.rencana.hari_ini - timedelta(days=HARI - r.randint(0, 60)),
        status=StatusTemuan.DICATAT,
        dibuat_oleh=petugas,
    )
    gudang.temuan.append(temuan)
    _kabar(
        gudang, temuan, temuan.tanggal + timedelta(days=r.randint(5, 40)), r.choice(PERKEMBANGAN)
    )
    return temuan


def _kabar(gudang, temuan, tanggal, uraian, langkah=LangkahTemuan.CATAT, oleh=None):
    gudang.perkembangan.append(
        PerkembanganTemuan(
            temuan=temuan,
            tanggal=min(tanggal, gudang.stage.rencana.hari_ini),
            uraian=uraian,
            langkah=langkah,
            dibuat_oleh=oleh or temuan.dibuat_oleh,
        )
    )


def _tanpa_intervensi(gudang, temuan, r):
    """Most are still waiting, which the matrix shows; some were given up with a reason."""
    if r.random() < 0.25:
        temuan.status, temuan.alasan = StatusTemuan.TIDAK_DITANGANI, r.choice(ALASAN_HENTI)
        hari = temuan.tanggal + timedelta(days=r.randint(60, 200))
        _kabar(gudang, temuan, hari, temuan.alasan, LangkahTemuan.HENTIKAN)


def _intervensi(gudang, kode, r, petugas, masalah: Masalah, kode_indikator, jumlah, kali):
    sumber = r.choice(masalah.sumber)
    target = max(1, round(jumlah * masalah.bagian * r.uniform(0.6, 1.3)))
    intervensi = rencanakan(
        gudang,
        kode,
        r,
        oleh=petugas,
        nama=f"{r.choice(masalah.kegiatan)} tahap {kali + 1}"
        if kali
        else r.choice(masalah.kegiatan),
        jenis=masalah.jenis,
        target=target,
        sumber=sumber if r.random() < 0.45 else None,
        strategi=masalah.strategi,
        kelompok=masalah.kelompok,
    )
    if r.random() >= TANPA_INDIKATOR:
        gudang.tujuan.append((intervensi, gudang.indikator[kode_indikator]))
    danai(gudang, intervensi, r, sumber, Decimal(target * masalah.biaya))
    if masalah.jenis in {"RTLH", "JAMBAN"}:
        catat_penerima(gudang, intervensi, r, min(target, 4))
    return intervensi


def _ikuti(gudang, temuan, intervensi, r):
    """The problem goes where its intervention goes; what is finished waits for, or has, its check."""
    if temuan.status in {StatusTemuan.SELESAI, StatusTemuan.DITANGANI}:
        return
    temuan.status = STATUS_TEMUAN[intervensi.status]
    if temuan.status == StatusTemuan.DICATAT:
        return
    uraian = f"Lewat intervensi “{intervensi}”."
    rencana = intervensi.mulai - timedelta(days=30)
    _kabar(gudang, temuan, max(rencana, temuan.tanggal), uraian, LangkahTemuan.RENCANAKAN)
    if temuan.status == StatusTemuan.DITANGANI:
        _kabar(gudang, temuan, intervensi.mulai, uraian, LangkahTemuan.TANGANI)
    if intervensi.status == StatusIntervensi.SELESAI and r.random() < 0.6:
        _usulkan(gudang, temuan, intervensi.tanggal_selesai, r)


def _usulkan(gudang, temuan, hari, r):
    hari_ini, sekretariat = gudang.stage.rencana.hari_ini, gudang.stage.akun["sekretariat"]
    usul = min(hari + timedelta(days=7), hari_ini)
    temuan.diusulkan_pada, temuan.diusulkan_oleh = jam_kerja(usul, r), temuan.dibuat_oleh
    _kabar(gudang, temuan, usul, "Semua sasaran sudah tertangani.", LangkahTemuan.USULKAN)
    periksa = usul + timedelta(days=21)
    if periksa <= hari_ini and r.random() < 0.8:
        temuan.status = StatusTemuan.SELESAI
        temuan.selesai_pada, temuan.selesai_oleh = jam_kerja(periksa, r), sekretariat
        _kabar(gudang, temuan, periksa, "Sudah diperiksa.", LangkahTemuan.KONFIRMASI, sekretariat)


def _potensi(gudang, kode, r, petugas):
    potensi = r.choice(POTENSI)
    temuan = Temuan(
        desa=gudang.stage.desa[kode],
        jenis=JenisTemuan.POTENSI,
        bidang=potensi.bidang,
        judul=potensi.judul,
        penyebab=potensi.hambatan,
        jumlah_terdampak=r.randint(8, 60),
        satuan_terdampak=SatuanTerdampak.KK,
        indikator=gudang.indikator[potensi.indikator],
        urgensi=r.randint(1, 4),
        keseriusan=r.randint(1, 4),
        pertumbuhan=r.randint(1, 3),
        tanggal=gudang.stage.rencana.hari_ini - timedelta(days=HARI - r.randint(0, 90)),
        status=StatusTemuan.DICATAT,
        dibuat_oleh=petugas,
    )
    gudang.temuan.append(temuan)
    if r.random() < 0.6:
        intervensi = rencanakan(
            gudang,
            kode,
            r,
            oleh=petugas,
            nama=potensi.kegiatan,
            jenis=potensi.jenis,
            target=potensi.target,
            sumber=None,
            strategi=StrategiProgram.USAHA,
            kelompok=KelompokProgram.PEMBERDAYAAN,
        )
        gudang.jawaban.append((intervensi, temuan))
        gudang.tujuan.append((intervensi, gudang.indikator[potensi.indikator]))
        danai(gudang, intervensi, r, potensi.sumber, Decimal(potensi.target * potensi.biaya))
        _ikuti(gudang, temuan, intervensi, r)


def _bantuan_pihak_lain(gudang, kode, r, oleh):
    """Help that nobody asked the mentor about: it answers no recorded problem, and may be double."""
    masalah = MASALAH["RTLH"]
    intervensi = rencanakan(
        gudang,
        kode,
        r,
        oleh=oleh,
        nama="Bedah rumah Baznas",
        jenis="RTLH",
        target=r.randint(1, 3),
        sumber=SumberDana.BAZNAS_UPZ,
        strategi=masalah.strategi,
        kelompok=masalah.kelompok,
    )
    gudang.tujuan.append((intervensi, gudang.indikator["RTLH"]))
    pagu = Decimal(intervensi.target_volume * masalah.biaya)
    danai(gudang, intervensi, r, SumberDana.BAZNAS_UPZ, pagu)
    if sama := _penerima_tahun_itu(gudang, intervensi):
        catat_satu_penerima(gudang, intervensi, sama)
        if r.random() < 0.6:
            intervensi.alasan_ganda = "Kekurangan bahan ditutup bersama; disepakati di balai desa."
    else:
        catat_penerima(gudang, intervensi, r, 1)


def _penerima_tahun_itu(gudang, intervensi):
    """The label of somebody in the village whom another intervention helps in the same year."""
    for p in gudang.penerima:
        lain = p.intervensi
        if lain.desa == intervensi.desa and lain.mulai.year == intervensi.mulai.year:
            return p.label
    return None
