"""Reading and checking the rows of a survey import; see opd.impor.survei for the import itself."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils import timezone

from akun.choices import Peran
from akun.models import Pengguna
from desa.choices import (
    STATUS_DAPAT_DIISI,
    AlasanKosong,
    JenisIndikator,
    Metode,
    StatusSurvei,
)
from desa.impor import PetaDesa, sebut_singkat, tolak_ganda
from desa.models import Desa, NilaiIndikator, Putaran, VersiIndikator
from desa.queries import (
    deret_indikator,
    desa_putaran,
    isi_putaran,
    nilai_sebelumnya,
    pengecualian_berlaku,
    versi_ditanyakan,
)
from desa.stats import Isian, periksa_isian, periksa_sama, peringatan_nilai, persen
from desa.workflows.survei import ISI_NILAI
from inti.angka import format_angka
from inti.excel import sel
from inti.excel.sel import SelSalah
from inti.excel.tajuk import normalkan
from inti.impor import BarisImpor, StatusBaris, Temuan
from opd.queries import desa_dampingan_aktif


BERISI = (StatusBaris.BARU, StatusBaris.BERUBAH)
ANGKA = ("pembilang", "penyebut", "nilai")
# Field of an Isian → column whose cell holds the mistake.
KOLOM_ISIAN = {
    "alasan_kosong": "tidak_tersedia_alasan",
    "tanggal": "tanggal_survei",
    "sama_seperti_sebelumnya": "sama",
}
ALASAN = {normalkan(teks): kode for kode, label in AlasanKosong.choices for teks in (kode, label)}
METODE = {normalkan(teks): kode for kode, label in Metode.choices for teks in (kode, label)}


def is_buka(putaran: Putaran) -> bool:
    """Whether a round takes answers today, exceptions aside."""
    return putaran.terbuka_pada(timezone.localdate())


@dataclass
class Jawaban:
    """A readable row: the answer, and what applying it means for the village's survey."""

    desa: Desa
    isian: Isian
    harapan: tuple[int, int] = (1, 1)  # revision and version of the survey it will go to
    lonjakan: bool = False  # a change that needs a reason
    tulis: bool = False  # the village has something to store or to submit
    ajukan: bool = False


class PemeriksaSurvei:
    """What the check of one file needs, loaded once: villages, questions, answers, locks."""

    wajib_terbuka = True  # rows of a closed village are refused, whatever they say

    def __init__(self, putaran: Putaran, pengguna: Pengguna, *, ajukan: bool) -> None:
        self.putaran, self.ajukan = putaran, ajukan
        self.hari_ini = timezone.localdate()
        self.peta = PetaDesa(pengguna.kabupaten_id)
        self.lingkup: set[int] | None = None
        if pengguna.peran == Peran.PETUGAS:
            self.lingkup = set(desa_dampingan_aktif(pengguna).values_list("pk", flat=True))
        self.dikecualikan: set[int] | None = None
        if not is_buka(putaran):
            self.dikecualikan = set(pengecualian_berlaku(putaran).values_list("desa_id", flat=True))
        self.ditanya = set(desa_putaran(putaran).values_list("pk", flat=True))
        self.versi = {v.indikator.kode.upper(): v for v in versi_ditanyakan(putaran)}

    def periksa(self, baris: Sequence[BarisImpor]) -> Temuan:
        terbaca = [b for b in baris if self._baca(b)]
        tolak_ganda(
            terbaca,
            {b.letak: (b.objek.desa.pk, b.objek.isian.versi_indikator_id) for b in terbaca},
            "Desa dan indikator ini",
        )
        desa_ids = {b.objek.desa.pk for b in terbaca}
        self._muat_survei(desa_ids)
        sebelumnya = nilai_sebelumnya(self.putaran, desa_ids)
        deret = deret_indikator(v.indikator_id for v in self.versi.values())
        versi = {v.pk: v for v in self.versi.values()}
        for satu in terbaca:
            ini = versi[satu.objek.isian.versi_indikator_id]
            lama = sebelumnya.get((satu.objek.desa.pk, ini.indikator_id))
            tanggal = satu.objek.isian.tanggal or self.putaran.tanggal_rujukan
            if lama and not deret.is_sebanding(lama, ini, tanggal):
                lama = None
            if not satu.is_ditolak and satu.objek.isian.sama_seperti_sebelumnya:
                _samakan(satu, lama)
            if not satu.is_ditolak:
                self._bandingkan(satu, ini)
                _peringatkan(satu, lama, ini)
        return self._temuan(terbaca)

    def _baca(self, baris: BarisImpor) -> bool:
        """Find village and indicator and read the answer; False when either cannot be told."""
        desa, versi = self.peta.cari(baris), self._versi(baris)
        if desa is None or versi is None:
            return False
        kolom = "kode_desa" if baris.isi.get("kode_desa") else "nama_desa"
        if self.lingkup is not None and desa.pk not in self.lingkup:
            baris.galat(f"Desa {desa.nama} tidak sedang didampingi OPD Anda.", kolom)
        elif self.wajib_terbuka:
            self._periksa_terbuka(baris, desa)
        baris.judul = f"{desa.nama} ({desa.kecamatan.nama}) · {versi.indikator.nama}"
        baris.objek = Jawaban(desa, _isian(baris, versi, self.hari_ini))
        return True

    def _periksa_terbuka(self, baris: BarisImpor, desa: Desa) -> None:
        if self.dikecualikan is not None and desa.pk not in self.dikecualikan:
            kolom = "kode_desa" if baris.isi.get("kode_desa") else "nama_desa"
            baris.galat(f"{self.putaran} sudah ditutup untuk desa {desa.nama}.", kolom)

    def _versi(self, baris: BarisImpor) -> VersiIndikator | None:
        kode = baris.isi.get("kode_indikator")
        versi = self.versi.get(kode.upper()) if kode else None
        if kode and versi is None:
            baris.galat(
                f"Indikator {kode} tidak dikenal atau tidak ditanyakan pada {self.putaran}.",
                "kode_indikator",
            )
        return versi

    def _muat_survei(self, desa_ids: set[int]) -> None:
        """The survey a row would change: the open one, else the one in force; and its answers."""
        isi = isi_putaran(self.putaran, desa_ids)
        self.survei, self.nilai, self.revisi = isi.survei, isi.nilai, isi.revisi

    def _bandingkan(self, baris: BarisImpor, versi: VersiIndikator) -> None:
        desa_id, isian = baris.objek.desa.pk, baris.objek.isian
        baris.baru = sebut_isian(isian, versi)
        if lama := self.nilai.get((desa_id, versi.pk)):
            isian = baris.objek.isian = _lengkapi(baris, isian, lama)
            baris.lama = sebut_isian(lama, versi)
            beda = beda_isian(isian, lama)
            baris.hasil = StatusBaris.BERUBAH if beda else StatusBaris.SAMA
            sebut_beda(baris, isian, lama, beda)
        self._periksa_survei(baris)

    def _periksa_survei(self, baris: BarisImpor) -> None:
        """Refuse changes to a village that is not asked or whose survey waits for its checker."""
        desa_id = baris.objek.desa.pk
        survei = self.survei.get(desa_id)
        if survei is None and desa_id not in self.ditanya:
            kolom = "kode_desa" if baris.isi.get("kode_desa") else "nama_desa"
            baris.galat(
                f"{self.putaran} tidak menanyakan desa ini; lihat daftar sasarannya.", kolom
            )
        menunggu = survei is not None and survei.status == StatusSurvei.DIAJUKAN
        if menunggu and baris.hasil != StatusBaris.SAMA:
            baris.galat(
                "Survei desa ini sedang menunggu verifikasi. Tarik dulu survei itu, "
                "atau minta pemeriksa mengembalikannya."
            )

    def _temuan(self, terbaca: Sequence[BarisImpor]) -> Temuan:
        """Decide per village whether to write and to submit; say what will be left blank."""
        per_desa = defaultdict(list)
        for satu in terbaca:
            per_desa[satu.objek.desa.pk].append(satu)
        kosong, diajukan = defaultdict(list), []
        for desa_id, sedesa in per_desa.items():
            survei = self.survei.get(desa_id)
            terbuka = survei is not None and survei.status in STATUS_DAPAT_DIISI
            ada_ubahan = any(satu.status in BERISI for satu in sedesa)
            ajukan = (
                self.ajukan
                and (ada_ubahan or terbuka)
                and not any(satu.is_ditolak for satu in sedesa)
            )
            harapan = (survei.revisi, survei.versi) if terbuka else self._awal(desa_id)
            for satu in sedesa:
                satu.objek.harapan, satu.objek.ajukan = harapan, ajukan
                satu.objek.tulis = ajukan or ada_ubahan
            if ajukan:
                nama = sedesa[0].objek.desa.nama
                diajukan.append(nama)
                for kode in self._kosong(desa_id, sedesa):
                    kosong[kode].append(nama)
        if not diajukan:
            return Temuan()
        return Temuan(
            tuple(_sebut_kosong(kosong, len(diajukan))),
            (f"{len(diajukan)} survei desa diajukan untuk diverifikasi.",),
        )

    def _awal(self, desa_id: int) -> tuple[int, int]:
        return self.revisi.get(desa_id, 0) + 1, 1

    def _kosong(self, desa_id: int, sedesa: Sequence[BarisImpor]) -> list[str]:
        """Codes of the asked indicators that neither the file nor the survey answers."""
        terisi = {satu.objek.isian.versi_indikator_id for satu in sedesa}
        return [
            kode
            for kode, versi in self.versi.items()
            if versi.pk not in terisi and (desa_id, versi.pk) not in self.nilai
        ]


def _isian(baris: BarisImpor, versi: VersiIndikator, hari_ini: date) -> Isian:
    """The row as an answer, with every rule of the web form applied."""
    alasan, keterangan = _alasan(baris.isi.get("tidak_tersedia_alasan"))
    isian = Isian(
        versi.pk,
        alasan_kosong=alasan,
        keterangan_kosong=keterangan,
        tanggal=baris.isi.get("tanggal_survei"),
        sumber=baris.isi.get("sumber") or "",
        metode=_metode(baris),
        catatan=baris.isi.get("catatan") or "",
        sama_seperti_sebelumnya=bool(baris.isi.get("sama")),
        alasan_lonjakan=baris.isi.get("alasan_lonjakan") or "",
        **{nama: _angka(baris, nama, versi.desimal) for nama in ANGKA},
    )
    if any(baris.has_galat(nama) for nama in (*ANGKA, "sama")):
        return isian
    if isian.is_blank:
        proporsi = versi.indikator.jenis == JenisIndikator.PROPORSI
        baris.galat(
            f"Isi {'pembilang dan penyebut' if proporsi else 'nilai'}, "
            "atau alasan mengapa tidak tersedia.",
            "pembilang" if proporsi else "nilai",
        )
    for salah in periksa_isian(
        isian, jenis=versi.indikator.jenis, desimal=versi.desimal, hari_ini=hari_ini
    ):
        baris.galat(salah.pesan, KOLOM_ISIAN.get(salah.field, salah.field))
    return isian


def _angka(baris: BarisImpor, nama: str, desimal: int) -> Decimal | None:
    """A number cell, whole unless the indicator has decimals: only now that is known."""
    nilai = baris.isi.get(nama)
    if nilai is None:
        return None
    try:
        return sel.desimal(nilai) if desimal else Decimal(sel.bulat(nilai))
    except SelSalah as salah:
        baris.galat(str(salah), nama)
        return None


def _alasan(teks: str | None) -> tuple[str, str]:
    """The reason as one of the known ones; other words mean "cannot be had" and are kept."""
    if not teks:
        return "", ""
    kode = ALASAN.get(normalkan(teks))
    return (kode, "") if kode else (AlasanKosong.TIDAK_DAPAT_DIPEROLEH.value, teks)


def _metode(baris: BarisImpor) -> str:
    teks = baris.isi.get("metode")
    if teks and normalkan(teks) not in METODE:
        baris.galat(f"Metode tidak dikenal. Pilih: {', '.join(Metode.labels)}.", "metode")
    return METODE.get(normalkan(teks or ""), "")


def _lengkapi(baris: BarisImpor, isian: Isian, lama: NilaiIndikator) -> Isian:
    """Columns the file does not have say nothing: the stored text stays."""
    tetap = {n: getattr(lama, n) for n in ("sumber", "metode", "catatan") if n not in baris.isi}
    return replace(isian, tanggal=isian.tanggal or lama.tanggal, **tetap)


def beda_isian(isian: Isian, lama: Isian | NilaiIndikator) -> list[str]:
    """Fields in which the file says something else; a tick or a reason is not taken back."""
    diam = {n for n in ("sama_seperti_sebelumnya", "alasan_lonjakan") if not getattr(isian, n)}
    return [n for n in ISI_NILAI if n not in diam and getattr(isian, n) != getattr(lama, n)]


def sebut_beda(
    baris: BarisImpor, isian: Isian, lama: Isian | NilaiIndikator, beda: Sequence[str]
) -> None:
    """Where the numbers are the same, let the preview name the fields that differ."""
    if beda and baris.lama == baris.baru:
        baris.lama = "; ".join(_sebut_medan(lama, n) for n in beda)
        baris.baru = "; ".join(_sebut_medan(isian, n) for n in beda)


def _sebut_medan(isian: Isian | NilaiIndikator, nama: str) -> str:
    nilai = getattr(isian, nama)
    if isinstance(nilai, date):
        nilai = f"{nilai:%d-%m-%Y}"
    elif isinstance(nilai, bool):
        nilai = "ya" if nilai else ""
    elif nama == "metode" and nilai:
        nilai = Metode(nilai).label
    return f"{NilaiIndikator._meta.get_field(nama).verbose_name}: {nilai or '–'}"


def _samakan(baris: BarisImpor, lama: NilaiIndikator | None) -> None:
    """Take over the previous numbers, as the web form does for "sama seperti sebelumnya"."""
    if salah := periksa_sama(baris.objek.isian, lama):
        baris.galat(salah.pesan, KOLOM_ISIAN.get(salah.field, salah.field))
    else:
        baris.objek.isian = baris.objek.isian.disalin_dari(lama)


def _peringatkan(baris: BarisImpor, lama: NilaiIndikator | None, versi: VersiIndikator) -> None:
    jenis = versi.indikator.jenis
    kolom = {
        "lonjakan": "pembilang" if jenis == JenisIndikator.PROPORSI else "nilai",
        "penyebut": "penyebut",
        "tanpa_sumber": "sumber",
    }
    for temuan in peringatan_nilai(baris.objek.isian, lama, versi.indikator):
        if not temuan.selesai:
            baris.peringatan(temuan.pesan, kolom[temuan.kode])
            baris.objek.lonjakan |= temuan.kode != "tanpa_sumber"


def sebut_isian(isian: Isian | NilaiIndikator, versi: VersiIndikator) -> str:
    """An answer in words, as the preview shows it."""
    if isian.alasan_kosong:
        return AlasanKosong(isian.alasan_kosong).label
    if isian.penyebut is None:
        return f"{format_angka(isian.nilai)} {versi.satuan}"
    bagian = persen(isian.pembilang, isian.penyebut)
    return f"{format_angka(isian.pembilang)} dari {format_angka(isian.penyebut)} ({format_angka(bagian, 1)}%)"


def _sebut_kosong(kosong: dict[str, list[str]], jumlah_desa: int) -> Iterator[str]:
    """Indicator code → villages without it, as sentences; what no village has comes first."""
    tidak_ada = [kode for kode, desa in kosong.items() if len(desa) == jumlah_desa]
    if tidak_ada:
        yield f"Tidak diisi untuk {jumlah_desa} desa, dicatat “belum didata”: {', '.join(tidak_ada)}."
    for kode, desa in kosong.items():
        if kode not in tidak_ada:
            yield f"{kode} dicatat “belum didata” pada {sebut_singkat(desa)}."
