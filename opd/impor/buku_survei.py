"""Reading the survey workbook that this application wrote (opd.excel): who changed what since.

Every answer is known in three states: as the workbook was written (base), as it came back (mine) and
as it is stored now (theirs). What only one side changed is taken; what both changed, differently,
is refused until a person chooses. An empty cell never erases anything.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import prefetch_related_objects

from akun.models import Pengguna
from desa.choices import JenisIndikator
from desa.impor import sebut_singkat
from desa.models import NilaiIndikator, Putaran, VersiIndikator
from desa.stats import Isian
from inti.excel import sel
from inti.excel.baca import Baris, Lembar
from inti.excel.periksa import BerkasDitolak
from inti.excel.sel import Nilai, is_kosong, tampil
from inti.excel.tajuk import BARIS_JUDUL_MAKS, KolomBaca, KolomKurang, Tabel, find_table, normalkan
from inti.impor import Bacaan, BarisImpor, Bentrok, PilihanBentrok, StatusBaris, Temuan
from opd.excel.tata import (
    ASAL,
    CIRI,
    ISIAN,
    JAWABAN,
    TAJUK,
    TULISAN,
    Penanda,
    PenandaRusak,
    kemas_dasar,
    sidik_definisi,
    urai_penanda,
)
from opd.impor.periksa_survei import (
    ANGKA,
    PemeriksaSurvei,
    beda_isian,
    sebut_beda,
    sebut_isian,
)


KOLOM_BUKU = tuple(
    KolomBaca(nama, TAJUK[nama], sel.teks)
    for nama in ("kode_desa", "nama_desa", "kecamatan", "kode_indikator", *ISIAN)
)
CIRI_TAJUK = {normalkan(TAJUK[nama]) for nama in ("kode_indikator", *ISIAN)}
CIRI_TERSENDIRI = {normalkan(TAJUK["pembilang"])}  # no other kind of file is headed so
CIRI_MIN = 4  # this many headings of ours make a sheet one of entries
TANPA_PENANDA = (
    "Buku kerja isian ini kehilangan lembar penandanya (tersalin ke berkas lain?). Unduh buku kerja "
    "yang baru, lalu salin isiannya."
)
BENTROK = "Diubah juga di aplikasi sejak buku kerja diunduh; pilih dahulu yang dipakai."
BELUM_DIISI = "Belum ada sel kuning yang diisi pada buku kerja ini."


@dataclass
class Buku:
    """A workbook as it came back: its hidden sheet, and rows that are not answers."""

    penanda: Penanda
    dikosongkan: list[tuple[str, str]] = field(default_factory=list)  # village and indicator codes
    hanya_asal: int = 0


def kenali_buku(lembar: Sequence[Lembar]) -> Bacaan | None:
    """The tables of a workbook of ours, whatever its sheets are called now; None for other files.

    Rows without an answer are left out. Raises BerkasDitolak for a workbook that cannot be trusted.
    """
    penanda = next((satu for satu in lembar if _is_penanda(satu)), None)
    if penanda is None:
        if any(judul >= CIRI_TERSENDIRI for satu in lembar for judul in _judul(satu)):
            raise BerkasDitolak(TANPA_PENANDA)
        return None
    isian = [
        satu
        for satu in lembar
        if satu.terlihat and any(len(CIRI_TAJUK & judul) >= CIRI_MIN for judul in _judul(satu))
    ]
    try:
        buku = Buku(urai_penanda([[tampil(c) for c in b.sel] for b in penanda.baris]))
    except PenandaRusak as rusak:
        raise BerkasDitolak(str(rusak)) from None
    try:
        tabel = [_yang_diisi(find_table([satu], KOLOM_BUKU), buku) for satu in isian]
    except KolomKurang as kurang:  # not to be mapped by hand: the columns are ours
        raise BerkasDitolak(str(kurang)) from None
    berisi = [satu for satu in tabel if next(iter(satu), None) is not None]
    if not berisi:
        raise BerkasDitolak(BELUM_DIISI)
    return Bacaan(berisi, buku)


def _is_penanda(lembar: Lembar) -> bool:
    return bool(lembar.baris) and lembar.baris[0].sel[0] == CIRI and len(lembar.baris[0].sel) > 2


def _judul(lembar: Lembar) -> Iterator[set[str]]:
    """The words of every row that could be a header."""
    for baris in lembar.baris[:BARIS_JUDUL_MAKS]:
        yield {normalkan(c.partition(" (")[0]) for c in baris.sel if isinstance(c, str)}


def _yang_diisi(tabel: Tabel, buku: Buku) -> Tabel:
    """The table without the rows that answer nothing; what they are instead goes into `buku`."""
    baris = [b for b in tabel.lembar.baris if b.nomor == tabel.baris_tajuk]
    for satu in tabel:
        isi = {nama: _sel(satu, posisi) for nama, posisi in tabel.kolom.items()}
        kunci = (tampil(isi["kode_desa"]), tampil(isi["kode_indikator"]))
        if any(not is_kosong(isi[nama]) for nama in (*JAWABAN, *TULISAN)):
            baris.append(satu)
        elif buku.penanda.dasar.get(kunci):
            buku.dikosongkan.append(kunci)
        elif any(not is_kosong(isi[nama]) for nama in ASAL):
            buku.hanya_asal += 1
    # One column takes both: which of the two is asked depends on the indicator.
    kolom = tabel.kolom | {"nilai": tabel.kolom["pembilang"]}
    lembar = Lembar(tabel.lembar.nama, tabel.lembar.terlihat, baris)
    return Tabel(lembar, tabel.baris_tajuk, kolom, ())


def _sel(baris: Baris, posisi: int) -> Nilai | None:
    return baris.sel[posisi] if posisi < len(baris.sel) else None


class PemeriksaBuku(PemeriksaSurvei):
    """The check of a survey import, with the base of every answer at hand."""

    wajib_terbuka = False  # a closed village stands in the workbook, too; only changes are refused

    def __init__(
        self,
        putaran: Putaran,
        pengguna: Pengguna,
        *,
        ajukan: bool,
        buku: Buku,
        pilihan: Mapping[str, tuple[str, str]],
    ) -> None:
        super().__init__(putaran, pengguna, ajukan=ajukan)
        self.buku, self.pilihan = buku, pilihan
        self.diperbarui = 0  # values that changed on the server only
        if buku.penanda.putaran_id != putaran.pk:
            raise BerkasDitolak(
                f"Buku kerja ini untuk {buku.penanda.putaran}, sedangkan yang dipilih {putaran}, "
                f"{putaran.periode}."
            )

    def periksa(self, baris: Sequence[BarisImpor]) -> Temuan:
        self._wajib_dalam_lingkup()
        temuan = super().periksa(baris)
        return replace(temuan, keterangan=tuple(self._keterangan()))

    def _wajib_dalam_lingkup(self) -> None:
        desa = {kode for kode, _ in self.buku.penanda.dasar}
        dikenal = {
            d.kode for d in self.peta.kode.values() if self.lingkup is None or d.pk in self.lingkup
        }
        if not desa & dikenal:
            raise BerkasDitolak(
                f"Buku kerja ini untuk {self.buku.penanda.untuk}; tidak satu pun desanya sedang "
                "didampingi OPD Anda."
            )

    def _baca(self, baris: BarisImpor) -> bool:
        versi = self.versi.get((baris.isi.get("kode_indikator") or "").upper())
        if versi is not None:
            proporsi = versi.indikator.jenis == JenisIndikator.PROPORSI
            baris.isi["nilai" if proporsi else "pembilang"] = None
        return super()._baca(baris)

    def _muat_survei(self, desa_ids: set[int]) -> None:
        super()._muat_survei(desa_ids)
        prefetch_related_objects(list(self.nilai.values()), "diisi_oleh")

    def _bandingkan(self, baris: BarisImpor, versi: VersiIndikator) -> None:
        jawaban = baris.objek
        dasar = self.buku.penanda.dasar.get((jawaban.desa.kode, versi.indikator.kode))
        dasar = dasar and replace(dasar, versi_indikator_id=versi.pk)
        nilai = self.nilai.get((jawaban.desa.pk, versi.pk))
        kini = nilai and Isian.dari(nilai)
        saya = jawaban.isian = self._lengkapi(jawaban.isian, dasar)
        baris.lama = sebut_isian(kini, versi) if kini else ""
        baris.baru = sebut_isian(saya, versi)
        if saya in (dasar, kini):
            baris.hasil = StatusBaris.SAMA
            baris.baru = baris.lama
            self.diperbarui += saya != kini
            return
        baris.hasil = StatusBaris.BERUBAH if kini else StatusBaris.BARU
        if kini:
            sebut_beda(baris, saya, kini, beda_isian(saya, kini))
        self._periksa_terbuka(baris, jawaban.desa)
        self._periksa_survei(baris)
        self._periksa_definisi(baris, versi)
        if kini != dasar and not baris.is_ditolak:
            self._bentrok(baris, versi, dasar, saya, nilai)

    def _lengkapi(self, isian: Isian, dasar: Isian | None) -> Isian:
        """Empty cells say nothing: what was stored when the workbook was written stays."""
        dasar = dasar or Isian(isian.versi_indikator_id)
        tetap = ["catatan"]
        if not isian.alasan_kosong:
            tetap += ["sumber", "metode"]
        if isian.alasan_kosong == dasar.alasan_kosong:
            tetap.append("keterangan_kosong")
        if all(getattr(isian, n) == getattr(dasar, n) for n in ANGKA):
            tetap += ["sama_seperti_sebelumnya", "alasan_lonjakan"]
        isian = replace(isian, **{n: getattr(isian, n) or getattr(dasar, n) for n in tetap})
        return replace(
            isian, tanggal=isian.tanggal or dasar.tanggal or self.putaran.tanggal_rujukan
        )

    def _periksa_definisi(self, baris: BarisImpor, versi: VersiIndikator) -> None:
        kode = versi.indikator.kode
        dahulu = self.buku.penanda.versi.get(kode)
        if dahulu != (versi.nomor, sidik_definisi(versi)):
            baris.galat(
                f"Definisi {kode} berubah sejak buku kerja diunduh. Baca definisinya yang baru, lalu "
                "isi lewat buku kerja yang baru.",
                "kode_indikator",
            )

    def _bentrok(
        self,
        baris: BarisImpor,
        versi: VersiIndikator,
        dasar: Isian | None,
        saya: Isian,
        nilai: NilaiIndikator | None,
    ) -> None:
        """Both sides changed it, differently: take the person's choice, or refuse until there is one."""
        kini = nilai and Isian.dari(nilai)
        kunci, terhadap = f"{baris.objek.desa.kode} {versi.indikator.kode}", kemas_dasar(kini)
        pilihan, dahulu = self.pilihan.get(kunci, ("", ""))
        isi = {
            "desa": baris.objek.desa,
            "versi": versi,
            "dasar": dasar,
            "saya": saya,
            "rekan": kini,
            "oleh": nilai and nilai.diisi_oleh,
            "pada": nilai and nilai.diisi_pada,
        }
        baris.bentrok = Bentrok(kunci, terhadap, pilihan if dahulu == terhadap else "", isi)
        if baris.bentrok.pilihan == PilihanBentrok.REKAN:
            baris.hasil, baris.baru = StatusBaris.SAMA, baris.lama
        elif baris.bentrok.pilihan != PilihanBentrok.SAYA:
            kolom = "pembilang" if baris.isi["nilai"] is None else "nilai"
            baris.galat(f"{BENTROK} Sekarang: {baris.lama or 'kosong'}.", kolom)

    def _keterangan(self) -> Iterator[str]:
        if self.diperbarui:
            yield (
                f"{self.diperbarui} nilai sudah diubah di aplikasi sejak buku kerja diunduh dan tidak "
                "Anda ubah; yang di aplikasi tetap dipakai."
            )
        if kosong := self.buku.dikosongkan:
            tempat = sebut_singkat([f"{kode} ({desa})" for desa, kode in kosong])
            yield f"Sel yang dikosongkan tidak menghapus isian; yang tersimpan tetap dipakai: {tempat}."
        if self.buku.hanya_asal:
            yield (
                f"{self.buku.hanya_asal} baris hanya berisi sumber, tanggal, atau metode; dianggap "
                "belum diisi."
            )
