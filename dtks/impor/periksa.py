"""Rows against the registry: what a batch of a BNBA list would do. At most six queries per batch."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import Any

from akun.models import Pengguna
from desa.impor import PetaDesa
from desa.models import Desa
from dtks.impor.baca import BarisBnba, PembacaBnba
from dtks.impor.catatan import MACAM
from dtks.impor.ganda import Ganda, find_duplicates
from dtks.models import EntriData, Keluarga, Orang, SumberData
from dtks.rekaman import MEDAN_ENTRI, MEDAN_KELUARGA, MEDAN_ORANG, Rekaman, Tujuan
from dtks.workflows import impor as workflows
from inti.angka import format_angka
from inti.bulk import fetch_rows
from inti.crypto import opener
from inti.excel.sel import tampil
from inti.excel.tajuk import Tabel
from inti.impor import BarisImpor, StatusBaris, Temuan
from inti.teks import normalkan_nama


SEBUTAN = {
    "desa_id": "desa",
    "alamat": "alamat",
    "dusun": "dusun",
    "rt": "RT",
    "rw": "RW",
    "nama": "nama",
    "tempat_lahir": "tempat lahir",
    "tanggal_lahir": "tanggal lahir",
    "jenis_kelamin": "jenis kelamin",
    "ibu_kandung": "nama ibu",
    "id_dtks": "ID DTKS",
    "hubungan": "hubungan keluarga",
    "pekerjaan": "pekerjaan",
    "padan": "keterangan padan",
    "desil": "desil",
    "desil_tanggal": "tanggal desil",
    "bpnt": "BPNT",
    "pkh": "PKH",
    "bpnt_ppkm": "BPNT-PPKM",
    "pbi_jkn": "PBI JKN",
    "nik": "NIK",
    "keluarga_id": "nomor KK",
}
KOLOM_ORANG = ("id", "nik_indeks", "tanggal_data", "diubah_impor", *MEDAN_ORANG)
KOLOM_KELUARGA = ("id", "no_kk_indeks", "tanggal_data", "diubah_impor", *MEDAN_KELUARGA)
KOLOM_ENTRI = ("id", "orang_id", "keluarga_id", "diubah_impor", *MEDAN_ENTRI)
KOSONG = (None, "")


@dataclass
class Tempat:
    """What the cells that name a village lead to; found once per spelling."""

    desa: Desa | None
    kode: tuple[tuple[str, str], ...]  # code and message


@dataclass
class Keadaan:
    """What the batches of one run share."""

    sumber: SumberData
    ganda: Ganda
    peta: PetaDesa
    tempat: dict[tuple[Any, ...], Tempat] = field(default_factory=dict)
    jumlah: Counter[str] = field(default_factory=Counter)
    keluarga_dilihat: set[str] = field(default_factory=set)
    ditolak: list[BarisBnba] = field(default_factory=list)  # of this batch, when applying

    def cari_desa(self, baris: BarisBnba, sel: tuple[Any, ...]) -> int:
        """Id of the village that the cells (code, name, kecamatan) name, or 0 with a remark."""
        tempat = self.tempat.get(sel)
        if tempat is None:
            tempat = self.tempat[sel] = self._cari(sel)
        for kode, pesan in tempat.kode:
            baris.catat(kode, pesan)
        if tempat.desa is None:
            return 0
        baris.judul = f"{tempat.desa.nama} ({tempat.desa.kecamatan.nama})"
        return tempat.desa.pk

    def _cari(self, sel: tuple[Any, ...]) -> Tempat:
        kode, nama, kecamatan = (tampil(nilai).strip() for nilai in sel)
        cari = BarisImpor(0, isi={"kode_desa": kode, "nama_desa": nama, "kecamatan": kecamatan})
        desa = self.peta.cari(cari)
        if desa is None:
            ganda = cari.catatan[0].kolom == "kecamatan" and not kecamatan
            return Tempat(
                None,
                (("desa_ganda" if ganda else "desa_tak_dikenal", cari.catatan[0].pesan),),
            )
        if not nama or tampil(sel[1]) == desa.nama:
            return Tempat(desa, ())
        lain = " ".join(nama.split()).casefold() != desa.nama.casefold()
        return Tempat(desa, (("desa_ejaan_lain" if lain else "desa_dirapikan", ""),))


def siapkan(parameter: dict[str, Any], pengguna: Pengguna) -> Keadaan:
    """Look through the file for duplicates, unless its check has done so; load the villages."""
    if parameter.get("bekal") is None:
        parameter["bekal"] = {
            str(nomor): kembar
            for tabel, baris in parameter["bacaan"].alir()
            for nomor, kembar in find_duplicates(tabel.kolom, baris).items()
        }
    ganda = {int(nomor): tuple(kembar) for nomor, kembar in parameter["bekal"].items()}
    return Keadaan(parameter["sumber"], ganda, PetaDesa(pengguna.kabupaten_id))


def pembaca(tabel: Tabel, parameter: dict[str, Any]) -> PembacaBnba:
    """The reader of this table's rows."""
    keadaan: Keadaan = parameter["keadaan"]
    kabupaten = keadaan.sumber.kabupaten.kode.replace(".", "")
    return PembacaBnba(tabel.kolom, tabel.lembar.nama, kabupaten, keadaan.cari_desa)


def periksa(baris: Sequence[BarisBnba], parameter: dict[str, Any], pengguna: Pengguna) -> Temuan:
    """Judge a batch: duplicates, then new, changed or same against the registry."""
    keadaan: Keadaan = parameter["keadaan"]
    for satu in baris:
        if kembar := keadaan.ganda.get(satu.nomor):
            satu.catat(kembar[0], lain=kembar[1])
    Banding(keadaan, [satu for satu in baris if not satu.is_ditolak]).periksa()
    for satu in baris:
        if satu.kode:
            keadaan.jumlah.update(satu.kode)
    if "impor" in parameter:
        keadaan.ditolak = [satu for satu in baris if satu.is_ditolak]
    return Temuan()


def tutup(parameter: dict[str, Any]) -> Temuan:
    """After the last row: renew the counts per village when applying, and sum up the remarks."""
    keadaan: Keadaan = parameter["keadaan"]
    if "impor" in parameter:
        workflows.tutup(keadaan.sumber, parameter["impor"])
    urut = [kode for kode in MACAM if kode in keadaan.jumlah]
    return Temuan(
        keterangan=tuple(
            f"{MACAM[kode].sebutan} ({MACAM[kode].bobot.value}): "
            f"{format_angka(keadaan.jumlah[kode])} baris"
            for kode in urut
        )
    )


class Banding:
    """A batch beside what the registry holds for its persons, families and entries."""

    def __init__(self, keadaan: Keadaan, baris: Sequence[BarisBnba]) -> None:
        self.keadaan, self.sumber, self.baris = keadaan, keadaan.sumber, baris
        data = [satu.objek for satu in baris]
        self.orang = self._orang({d.nik_indeks for d in data if d.nik_indeks})
        self.entri = self._entri({o["id"] for o in self.orang.values()})
        self.pemilik = self._pemilik({d.id_dtks for d in data if d.id_dtks})
        self.keluarga = self._keluarga({d.no_kk_indeks for d in data if d.no_kk_indeks})

    def periksa(self) -> None:
        """Set status, words and target of every row."""
        for baris in self.baris:
            data, tujuan = baris.objek, Tujuan()
            if data.desil is not None and data.desil_tanggal is None:
                data.desil_tanggal = self.sumber.tanggal_data
            orang = self._cari_orang(baris, data, tujuan)
            if baris.is_ditolak:
                continue
            baris.tujuan = tujuan
            entri = None
            if orang is not None:
                tujuan.orang = orang
                entri = self.entri.get(orang["id"])
                if self.sumber.tanggal_data >= orang["tanggal_data"]:
                    tujuan.ubah_orang |= _beda(orang, data, MEDAN_ORANG)
            self._cari_keluarga(data, tujuan, entri)
            if entri is not None:
                self._banding_entri(baris, tujuan, entri)

    def _cari_orang(self, baris: BarisBnba, data: Rekaman, tujuan: Tujuan) -> dict | None:
        """The person by NIK, else by the ID DTKS of an earlier file of this source."""
        orang = self.orang.get(data.nik_indeks) if data.nik_indeks else None
        pemilik = self.pemilik.get(data.id_dtks) if data.id_dtks else None
        if pemilik is None or (orang is not None and orang["id"] == pemilik["id"]):
            if orang is not None and _orang_lain(orang, data):
                baris.catat("nik_orang_lain")
            return orang
        if orang is not None or (data.nik and pemilik["nik_indeks"]) or _orang_lain(pemilik, data):
            baris.catat("id_dipakai", lain="lihat data tersimpan")
        elif data.nik:
            tujuan.ubah_orang["nik"] = None  # the person was known without
        return pemilik

    def _cari_keluarga(self, data: Rekaman, tujuan: Tujuan, entri: dict | None) -> None:
        """The family by its number; a family is what its first row in the file says."""
        indeks = data.no_kk_indeks or (entri and f"#{entri['keluarga_id']}")
        if indeks is None:
            return
        lama = tujuan.keluarga = self.keluarga.get(indeks)
        if indeks in self.keadaan.keluarga_dilihat:
            return
        self.keadaan.keluarga_dilihat.add(indeks)
        if lama and self.sumber.tanggal_data >= lama["tanggal_data"]:
            tujuan.ubah_keluarga = _beda(lama, data, MEDAN_KELUARGA)

    def _banding_entri(self, baris: BarisBnba, tujuan: Tujuan, entri: dict) -> None:
        tujuan.entri, baris.entri_id = entri, entri["id"]
        tujuan.ubah_entri = _beda(entri, baris.objek, MEDAN_ENTRI)
        pindah = tujuan.keluarga is None or tujuan.keluarga["id"] != entri["keluarga_id"]
        if pindah and baris.objek.no_kk_indeks:
            tujuan.ubah_entri["keluarga_id"] = entri["keluarga_id"]
        berubah = [*tujuan.ubah_orang, *tujuan.ubah_keluarga, *tujuan.ubah_entri]
        baris.hasil = StatusBaris.BERUBAH if berubah else StatusBaris.SAMA
        baris.baru = ", ".join(dict.fromkeys(SEBUTAN[nama] for nama in berubah))

    def _orang(self, indeks: set[str]) -> dict[str, dict]:
        return {o["nik_indeks"]: o for o in self._baca_orang("nik_indeks", indeks)}

    def _baca_orang(self, dengan: str, nilai: Collection[Any]) -> list[dict]:
        di = {"kabupaten_id": self.sumber.kabupaten_id}
        semua = fetch_rows(Orang, KOLOM_ORANG, dengan, list(nilai), **di)
        buka = opener("dtks_orang.ibu_kandung")
        for satu in semua:
            satu["ibu_kandung"] = buka(satu["ibu_kandung"])
        return semua

    def _pemilik(self, id_dtks: set[str]) -> dict[str, dict]:
        """The persons of this source by ID DTKS; adds the entries of those whom no NIK has found."""
        orang = {o["id"]: o for o in self.orang.values()}
        kenal = {e["id_dtks"] for e in self.entri.values()}
        if lain := self._baca_entri("id_dtks", id_dtks - kenal, terisi=True):
            self.entri |= {e["orang_id"]: e for e in lain}
            orang |= {o["id"]: o for o in self._baca_orang("id", [e["orang_id"] for e in lain])}
        return {e["id_dtks"]: orang[e["orang_id"]] for e in self.entri.values()}

    def _entri(self, orang: set[int]) -> dict[int, dict]:
        return {e["orang_id"]: e for e in self._baca_entri("orang_id", orang)}

    def _baca_entri(
        self, dengan: str, nilai: Collection[Any], *, terisi: bool = False
    ) -> list[dict]:
        di = {"sumber_id": self.sumber.pk}
        return fetch_rows(EntriData, KOLOM_ENTRI, dengan, list(nilai), terisi=terisi, **di)

    def _keluarga(self, indeks: set[str]) -> dict[str, dict]:
        """Families by the index of their number; those without one by "#" and their id."""
        di = {"kabupaten_id": self.sumber.kabupaten_id}
        bernomor = fetch_rows(Keluarga, KOLOM_KELUARGA, "no_kk_indeks", list(indeks), **di)
        id_lain = {e["keluarga_id"] for e in self.entri.values()} - {k["id"] for k in bernomor}
        lain = fetch_rows(Keluarga, KOLOM_KELUARGA, "id", list(id_lain))
        tanpa = [k for k in lain if not k["no_kk_indeks"]]
        return {k["no_kk_indeks"] or f"#{k['id']}": k for k in (*bernomor, *tanpa)}


def _beda(lama: dict[str, Any], data: Rekaman, medan: Sequence[str]) -> dict[str, Any]:
    """Old values of the fields in which the row says something else; an empty cell says nothing."""
    isi_lama, isi_baru = itemgetter(*medan)(lama), attrgetter(*medan)(data)
    if isi_lama == isi_baru:
        return {}
    return {
        nama: dahulu
        for nama, dahulu, kini in zip(medan, isi_lama, isi_baru, strict=True)
        if kini != dahulu and kini not in KOSONG
    }


def _orang_lain(orang: dict[str, Any], data: Rekaman) -> bool:
    """Another name and another birth date: the number is somebody else's."""
    return (
        data.tanggal_lahir is not None
        and orang["tanggal_lahir"] not in {None, data.tanggal_lahir}
        and normalkan_nama(orang["nama"]) != normalkan_nama(data.nama)
    )
