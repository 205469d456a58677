"""Two years of mentoring in the example: problems that fit the figures, what was done, with what money.

Straight to the tables, since hundreds of steps by workflow would take longer than all the surveys;
the constraints hold, and tests/laporan/test_contoh_pendampingan.py checks the rules beyond them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from desa.choices import JenisTemuan, LangkahTemuan, SatuanTerdampak, StatusTemuan
from desa.models import Indikator, PerkembanganTemuan, Temuan
from laporan.contoh.angka import POLA, acak, angka
from laporan.contoh.katalog import (
    ALASAN_HENTI,
    KEMAJUAN,
    MASALAH,
    PENYUMBANG,
    PERKEMBANGAN,
    POTENSI,
    Masalah,
)
from laporan.contoh.panggung import Stage, jam_kerja
from opd.choices import (
    JenisPelaksana,
    JenisPenerima,
    KelompokProgram,
    StatusIntervensi,
    StrategiProgram,
    SumberDana,
)
from opd.models import (
    Intervensi,
    JenisBantuan,
    KemajuanIntervensi,
    Pencairan,
    Pendanaan,
    PenerimaBantuan,
    Penugasan,
)
from opd.stats import kunci_penerima


HARI = 730  # of mentoring shown
MASALAH_PER_DESA = 5
TANPA_INTERVENSI, TANPA_INDIKATOR, TANPA_MASALAH = 0.18, 0.08, 0.4  # shares of the gaps
DESA_PEMBANDING = 12  # villages without a mentor that others help
PECAHAN_DUA_TAHAP = Decimal(2) / 3  # Baznas: Rp 10 million, then Rp 5 million after the account
NAIK = {"AIR", "KRONIS", "DISABILITAS"}  # the problem is what is missing to the whole
STATUS_TEMUAN = {
    StatusIntervensi.RENCANA: StatusTemuan.DIRENCANAKAN,
    StatusIntervensi.BERJALAN: StatusTemuan.DITANGANI,
    StatusIntervensi.SELESAI: StatusTemuan.DITANGANI,
    StatusIntervensi.BATAL: StatusTemuan.DICATAT,
}


@dataclass
class Gudang:
    """Rows to insert, table by table, and the reference rows they point to."""

    stage: Stage
    jenis: dict[str, JenisBantuan]
    indikator: dict[str, Indikator]
    penugasan: dict[str, Penugasan]  # by village code, the one of today
    temuan: list[Temuan] = field(default_factory=list)
    perkembangan: list[PerkembanganTemuan] = field(default_factory=list)
    intervensi: list[Intervensi] = field(default_factory=list)
    jawaban: list[tuple[Intervensi, Temuan]] = field(default_factory=list)
    tujuan: list[tuple[Intervensi, Indikator]] = field(default_factory=list)
    penerima: list[PenerimaBantuan] = field(default_factory=list)
    pendanaan: list[Pendanaan] = field(default_factory=list)
    pencairan: list[Pencairan] = field(default_factory=list)
    kemajuan: list[KemajuanIntervensi] = field(default_factory=list)

    def simpan(self) -> None:
        """One insert per table and batch, each after those it points to."""
        for daftar in (
            self.temuan,
            self.perkembangan,
            self.intervensi,
            self.penerima,
            self.pendanaan,
            self.pencairan,
            self.kemajuan,
        ):
            type(daftar[0]).objects.bulk_create(daftar, batch_size=200)
        for rel, kolom, pasangan in (
            (Intervensi.temuan, "temuan", self.jawaban),
            (Intervensi.indikator, "indikator", self.tujuan),
        ):
            rel.through.objects.bulk_create(
                (rel.through(**{"intervensi": a, kolom: b}) for a, b in pasangan), batch_size=400
            )


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
    intervensi = _rencana(
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
    _danai(gudang, intervensi, r, sumber, Decimal(target * masalah.biaya))
    if masalah.jenis in {"RTLH", "JAMBAN"}:
        _penerima(gudang, intervensi, r, min(target, 4))
    return intervensi


def _rencana(gudang, kode, r: Random, *, oleh, nama, jenis, target, sumber, strategi, kelompok):
    """An intervention somewhere in the two years; the day decides how far it is."""
    hari_ini = gudang.stage.rencana.hari_ini
    mulai = hari_ini - timedelta(days=r.randint(-45, HARI - 90))
    selesai = mulai + timedelta(days=r.randint(45, 150))
    jenis_pelaksana, pelaksana = PENYUMBANG.get(sumber, (JenisPelaksana.PENDAMPING, ""))
    intervensi = Intervensi(
        desa=gudang.stage.desa[kode],
        nama=nama,
        jenis=gudang.jenis[jenis],
        jenis_pelaksana=jenis_pelaksana,
        penugasan=None if pelaksana else gudang.penugasan[kode],
        pelaksana=pelaksana,
        strategi=strategi,
        kelompok=kelompok,
        inovasi=r.random() < 0.06,
        mulai=mulai,
        selesai=selesai,
        target_volume=target,
        dibuat_oleh=oleh,
    )
    _tentukan_status(intervensi, r, hari_ini)
    gudang.intervensi.append(intervensi)
    _majukan(gudang, intervensi, r)
    return intervensi


def _tentukan_status(intervensi, r, hari_ini):
    if intervensi.mulai > hari_ini:
        intervensi.status = StatusIntervensi.RENCANA
    elif r.random() < 0.04:
        intervensi.status = StatusIntervensi.BATAL
        intervensi.alasan_batal = "Anggaran dialihkan pada perubahan APBD."
    elif intervensi.selesai < hari_ini - timedelta(days=r.randint(0, 30)):
        intervensi.status = StatusIntervensi.SELESAI
        intervensi.tanggal_selesai = min(
            hari_ini, intervensi.selesai + timedelta(days=r.randint(-20, 25))
        )
        capaian = r.choice((1, 1, 1, 0.9, 0.8))
        volume = max(1, round(float(intervensi.target_volume) * capaian))
        intervensi.realisasi_volume = volume
        intervensi.jumlah_kk = min(volume, 400)
        intervensi.jumlah_laki_laki = round(intervensi.jumlah_kk * r.uniform(1.2, 1.8))
        intervensi.jumlah_perempuan = round(intervensi.jumlah_kk * r.uniform(1.2, 1.9))
    else:
        intervensi.status = StatusIntervensi.BERJALAN


def _majukan(gudang, intervensi, r):
    """Progress up to today, or to the end."""
    if intervensi.status in {StatusIntervensi.RENCANA, StatusIntervensi.BATAL}:
        return
    akhir = intervensi.tanggal_selesai or gudang.stage.rencana.hari_ini
    lama = (akhir - intervensi.mulai).days
    selesai = intervensi.status == StatusIntervensi.SELESAI
    tahap = [(0.3, r.randint(20, 35), 0), (0.7, r.randint(50, 75), 1)]
    if selesai:
        tahap.append((1, 100, 2))
    for bagian, persen, kata in tahap:
        gudang.kemajuan.append(
            KemajuanIntervensi(
                intervensi=intervensi,
                tanggal=intervensi.mulai + timedelta(days=round(lama * bagian)),
                persen=persen,
                catatan=KEMAJUAN[kata],
                dibuat_oleh=intervensi.dibuat_oleh,
            )
        )
        if lama < 10:
            return


def _danai(gudang, intervensi, r, sumber, pagu):
    """The main source, sometimes labour of the neighbours beside it, and what was paid out so far."""
    if r.random() < 0.05:
        return  # no money yet
    dana = [(sumber, pagu, False)]
    if intervensi.jenis.kode in {"RTLH", "JAMBAN", "AIR"} and r.random() < 0.5:
        dana.append((SumberDana.SWADAYA, pagu / 10, True))
    for urut, (asal, jumlah, natura) in enumerate(dana):
        baris = Pendanaan(
            intervensi=intervensi,
            sumber=asal,
            pemberi=PENYUMBANG[asal][1] if asal == SumberDana.CSR else "",
            tahun=intervensi.mulai.year,
            natura=natura,
            pagu=round(jumlah, -3),
            dibuat_oleh=intervensi.dibuat_oleh,
        )
        gudang.pendanaan.append(baris)
        for tahap, (hari, sebesar) in enumerate(_tahap(gudang, intervensi, baris, r), 1):
            gudang.pencairan.append(
                Pencairan(
                    pendanaan=baris,
                    tanggal=hari,
                    jumlah=sebesar,
                    nomor_bukti=f"{'BAST' if natura else 'LPJ'}/{urut + 1}.{tahap}/{hari.year}",
                    dibuat_oleh=intervensi.dibuat_oleh,
                )
            )


def _tahap(gudang, intervensi, dana, r) -> Iterator[tuple[date, Decimal]]:
    """(day, rupiah) of the tranches paid up to today; a few finished works cost more than planned."""
    if intervensi.status in {StatusIntervensi.RENCANA, StatusIntervensi.BATAL}:
        return
    pertama = round(dana.pagu * PECAHAN_DUA_TAHAP, -3)
    yield intervensi.mulai, pertama
    if intervensi.status == StatusIntervensi.SELESAI:
        sisa = dana.pagu - pertama
        if r.random() < 0.03:
            sisa += 250_000
            dana.alasan_lebih = "Harga bahan bangunan naik sebelum tahap kedua."
        yield intervensi.tanggal_selesai, sisa


def _penerima(gudang, intervensi, r, banyak):
    for nomor in r.sample(range(1, 60), banyak):
        label = f"RT {r.randint(1, 6):02}/RW {r.randint(1, 3):02}, rumah no. {nomor}"
        _satu_penerima(gudang, intervensi, label)


def _satu_penerima(gudang, intervensi, label):
    gudang.penerima.append(
        PenerimaBantuan(
            intervensi=intervensi,
            jenis=JenisPenerima.KELUARGA,
            label=label,
            kunci=kunci_penerima(label),  # bulk_create does not call save()
        )
    )


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
        intervensi = _rencana(
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
        _danai(gudang, intervensi, r, potensi.sumber, Decimal(potensi.target * potensi.biaya))
        _ikuti(gudang, temuan, intervensi, r)


def _bantuan_pihak_lain(gudang, kode, r, oleh):
    """Help that nobody asked the mentor about: it answers no recorded problem, and may be double."""
    masalah = MASALAH["RTLH"]
    intervensi = _rencana(
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
    _danai(gudang, intervensi, r, SumberDana.BAZNAS_UPZ, pagu)
    if sama := _penerima_tahun_itu(gudang, intervensi):
        _satu_penerima(gudang, intervensi, sama)
        if r.random() < 0.6:
            intervensi.alasan_ganda = "Kekurangan bahan ditutup bersama; disepakati di balai desa."
    else:
        _penerima(gudang, intervensi, r, 1)


def _penerima_tahun_itu(gudang, intervensi):
    """The label of somebody in the village whom another intervention helps in the same year."""
    for p in gudang.penerima:
        lain = p.intervensi
        if lain.desa == intervensi.desa and lain.mulai.year == intervensi.mulai.year:
            return p.label
    return None
