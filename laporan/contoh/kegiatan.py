"""The interventions of the example: when, how far, with what money, for whom; gathered for bulk inserts."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from desa.models import Indikator, PerkembanganTemuan, Temuan
from laporan.contoh.katalog import (
    KEMAJUAN,
    PENYUMBANG,
)
from laporan.contoh.panggung import Stage
from opd.choices import (
    JenisPelaksana,
    JenisPenerima,
    StatusIntervensi,
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
PECAHAN_DUA_TAHAP = Decimal(2) / 3  # Baznas: Rp 10 million, then Rp 5 million after the account


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


def rencanakan(gudang, kode, r: Random, *, oleh, nama, jenis, target, sumber, strategi, kelompok):
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


def danai(gudang, intervensi, r, sumber, pagu):
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


def catat_penerima(gudang, intervensi, r, banyak):
    for nomor in r.sample(range(1, 60), banyak):
        label = f"RT {r.randint(1, 6):02}/RW {r.randint(1, 3):02}, rumah no. {nomor}"
        catat_satu_penerima(gudang, intervensi, label)


def catat_satu_penerima(gudang, intervensi, label):
    gudang.penerima.append(
        PenerimaBantuan(
            intervensi=intervensi,
            jenis=JenisPenerima.KELUARGA,
            label=label,
            kunci=kunci_penerima(label),  # bulk_create does not call save()
        )
    )
