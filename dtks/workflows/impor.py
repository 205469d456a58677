"""Stores the rows of a BNBA list, many at once, and takes them back.

Called by inti.impor inside its transaction: one batch after the other, then `tutup`. A row is a
BarisBnba of dtks.impor that has been checked; the check said where it goes (`tujuan`).
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from akun.models import Pengguna
from dtks.choices import AlasanTanpaNIK
from dtks.models import EntriData, HasilBaris, Keluarga, Orang, SumberData
from dtks.rekaman import MEDAN_ENTRI, MEDAN_KELUARGA, MEDAN_ORANG, Rekaman
from dtks.workflows.rekap import renew_recap
from inti.bulk import delete_rows, insert_rows, reserve_ids, update_rows
from inti.crypto import encrypt, sealer
from inti.exceptions import AturanDilanggar
from inti.impor import StatusBaris
from inti.models import Impor


JEJAK = ("dibuat_impor", "diubah_impor")
KOLOM_ORANG = (
    *("id", "kabupaten_id", "nik", "nik_indeks", "alasan_tanpa_nik", "tanggal_data"),
    *(*MEDAN_ORANG, *JEJAK),
)
KOLOM_KELUARGA = (
    *("id", "kabupaten_id", "no_kk", "no_kk_indeks", "tanggal_data"),
    *(*MEDAN_KELUARGA, *JEJAK),
)
KOLOM_ENTRI = (
    *("id", "sumber_id", "orang_id", "keluarga_id", "aktif"),
    *(*MEDAN_ENTRI, *JEJAK),
)
KOLOM_HASIL = (
    *("impor_id", "sumber_id", "nomor", "status", "kode"),
    *("desa_id", "entri_id", "id_dtks", "sebelum"),
)
MODEL = {"orang": Orang, "keluarga": Keluarga, "entri": EntriData}
BERJEJAK: tuple[type[models.Model], ...] = (EntriData, Orang, Keluarga)  # in order of deletion
TERSEGEL = {"nik", "ibu_kandung", "no_kk"}
SUDAH_DIPAKAI = (
    "Data dari impor ini sudah diubah atau dipakai setelahnya ({}), jadi tidak dapat diurungkan."
)
PER_HALAMAN = 2_000


def simpan_bagian(
    baris: Sequence[Any], parameter: Mapping[str, Any], *, oleh: Pengguna, alasan: str
) -> dict[str, Any]:
    """Store a batch: persons, families, entries, and what became of each row, refused ones too."""
    keadaan, impor = parameter["keadaan"], parameter["impor"]
    penulis = Penulis(keadaan.sumber, impor)
    penulis.tulis(baris)
    penulis.tulis_hasil([*baris, *keadaan.ditolak])
    return {"impor": impor.pk}


def tutup(sumber: SumberData, impor: Impor) -> None:
    """Renew the counts per village after the last batch of an import."""
    renew_recap(sumber, diterapkan=impor.pk)


class Penulis:
    """Writes one batch. Updates are grouped by the columns they set."""

    def __init__(self, sumber: SumberData, impor: Impor) -> None:
        self.sumber, self.impor_id = sumber, impor.pk
        self.tanggal = sumber.tanggal_data.isoformat()
        self.kabupaten_id = sumber.kabupaten_id
        self.segel_kk = sealer("dtks_keluarga.no_kk")
        self.segel_nik = sealer("dtks_orang.nik")
        self.segel_ibu = sealer("dtks_orang.ibu_kandung")
        self.ubah: dict[tuple[type[models.Model], tuple[str, ...]], list[list[Any]]] = defaultdict(
            list
        )

    def tulis(self, baris: Sequence[Any]) -> None:
        """Insert what is new, change what differs; sets `entri_id` on the rows."""
        berisi = [satu for satu in baris if satu.hasil != StatusBaris.SAMA]
        keluarga = self._keluarga(berisi)
        orang = self._orang(berisi)
        self._entri(berisi, orang, keluarga)
        for (model, kolom), isi in self.ubah.items():
            update_rows(model, kolom, isi)

    def tulis_hasil(self, baris: Iterable[Any]) -> None:
        """One result per row of the file."""
        insert_rows(
            HasilBaris,
            KOLOM_HASIL,
            [
                (
                    self.impor_id,
                    self.sumber.pk,
                    satu.nomor,
                    satu.status.value,
                    ",".join(satu.kode),
                    satu.objek.desa_id or None,
                    satu.entri_id,
                    satu.objek.id_dtks,
                    self._sebelum(satu) if satu.tujuan else None,
                )
                for satu in baris
            ],
        )

    def _keluarga(self, baris: Sequence[Any]) -> list[int]:
        """The family of each row: known, new in this batch, or one of its own without number."""
        baru: dict[str, int] = {}
        urutan: list[tuple[Rekaman, str | None]] = []
        letak: list[int] = []
        for satu in baris:
            lama, indeks = satu.tujuan.keluarga, satu.objek.no_kk_indeks
            if lama is not None:
                self._ubah_keluarga(satu, lama)
                letak.append(-1)
                continue
            if indeks is None or indeks not in baru:
                letak.append(len(urutan))
                if indeks:
                    baru[indeks] = len(urutan)
                urutan.append((satu.objek, indeks))
            else:
                letak.append(baru[indeks])
        ids = reserve_ids(Keluarga, len(urutan)) if urutan else ()
        insert_rows(
            Keluarga,
            KOLOM_KELUARGA,
            [
                (
                    pk,
                    self.kabupaten_id,
                    self.segel_kk(data.no_kk) if data.no_kk else None,
                    indeks,
                    self.tanggal,
                    data.desa_id,
                    data.alamat,
                    data.dusun,
                    data.rt,
                    data.rw,
                    self.impor_id,
                    self.impor_id,
                )
                for pk, (data, indeks) in zip(ids, urutan, strict=True)
            ],
        )
        return [
            satu.tujuan.keluarga["id"] if ke < 0 else ids[ke]
            for satu, ke in zip(baris, letak, strict=True)
        ]

    def _orang(self, baris: Sequence[Any]) -> list[int]:
        baru = [satu.objek for satu in baris if satu.tujuan.orang is None]
        ids = iter(reserve_ids(Orang, len(baru)) if baru else ())
        isi, hasil = [], []
        for satu in baris:
            if (lama := satu.tujuan.orang) is not None:
                self._ubah_orang(satu, lama)
                hasil.append(lama["id"])
                continue
            data, pk = satu.objek, next(ids)
            hasil.append(pk)
            isi.append(
                (
                    pk,
                    self.kabupaten_id,
                    self.segel_nik(data.nik) if data.nik else None,
                    data.nik_indeks,
                    "" if data.nik else AlasanTanpaNIK.KOSONG.value,
                    self.tanggal,
                    data.nama,
                    data.tempat_lahir,
                    data.tanggal_lahir and data.tanggal_lahir.isoformat(),
                    data.jenis_kelamin,
                    self.segel_ibu(data.ibu_kandung),
                    self.impor_id,
                    self.impor_id,
                )
            )
        insert_rows(Orang, KOLOM_ORANG, isi)
        return hasil

    def _entri(self, baris: Sequence[Any], orang: Sequence[int], keluarga: Sequence[int]) -> None:
        baru = sum(satu.tujuan.entri is None for satu in baris)
        ids = iter(reserve_ids(EntriData, baru) if baru else ())
        isi = []
        for satu, orang_id, keluarga_id in zip(baris, orang, keluarga, strict=True):
            data, lama = satu.objek, satu.tujuan.entri
            if lama is not None:
                nilai = {n: getattr(data, n, keluarga_id) for n in satu.tujuan.ubah_entri}
                self._catat_ubah(EntriData, lama["id"], nilai)
                continue
            satu.entri_id = next(ids)
            isi.append(
                (
                    satu.entri_id,
                    self.sumber.pk,
                    orang_id,
                    keluarga_id,
                    True,
                    data.desa_id,
                    data.id_dtks,
                    data.hubungan,
                    data.pekerjaan,
                    data.padan,
                    data.desil,
                    data.desil_tanggal and data.desil_tanggal.isoformat(),
                    data.bpnt,
                    data.pkh,
                    data.bpnt_ppkm,
                    data.pbi_jkn,
                    self.impor_id,
                    self.impor_id,
                )
            )
        insert_rows(EntriData, KOLOM_ENTRI, isi)

    def _ubah_orang(self, satu: Any, lama: dict[str, Any]) -> None:
        nilai = {nama: getattr(satu.objek, nama) for nama in satu.tujuan.ubah_orang}
        if "nik" in nilai:
            nilai |= {"nik_indeks": satu.objek.nik_indeks, "alasan_tanpa_nik": ""}
        self._lebih_baru(Orang, lama, nilai)

    def _ubah_keluarga(self, satu: Any, lama: dict[str, Any]) -> None:
        self._lebih_baru(
            Keluarga, lama, {nama: getattr(satu.objek, nama) for nama in satu.tujuan.ubah_keluarga}
        )

    def _lebih_baru(
        self, model: type[models.Model], lama: dict[str, Any], nilai: dict[str, Any]
    ) -> None:
        """Change a person or family; a newer edition also moves the date of what is known of it."""
        if nilai or self.sumber.tanggal_data > lama["tanggal_data"]:
            self._catat_ubah(model, lama["id"], nilai | {"tanggal_data": self.sumber.tanggal_data})

    def _catat_ubah(self, model: type[models.Model], pk: int, nilai: dict[str, Any]) -> None:
        if nilai:
            nilai["diubah_impor"] = self.impor_id
            self.ubah[model, tuple(nilai)].append([*_kolom(model, nilai), pk])

    def _sebelum(self, satu: Any) -> str | None:
        """What an undo needs: the old values that this row replaced, sealed."""
        tujuan, isi = satu.tujuan, {}
        if tujuan.orang is None and tujuan.keluarga is None:
            return None
        lebih_baru = self.sumber.tanggal_data
        for nama, lama, ubah in (
            ("orang", tujuan.orang, tujuan.ubah_orang),
            ("keluarga", tujuan.keluarga, tujuan.ubah_keluarga),
        ):
            if lama and (ubah or lebih_baru > lama["tanggal_data"]):
                isi[nama] = _lama(lama, ubah, "tanggal_data", "diubah_impor")
        if tujuan.entri and tujuan.ubah_entri:
            isi["entri"] = _lama(tujuan.entri, tujuan.ubah_entri, "diubah_impor")
        if not isi:
            return None
        return encrypt(json.dumps(isi, cls=DjangoJSONEncoder), "dtks_hasilbaris.sebelum")


def urungkan(jejak: Mapping[str, Any], *, oleh: Pengguna) -> None:
    """Take an import back: what it made disappears, what it changed is as before.

    Refused with AturanDilanggar when anything has changed or used its records since. Called once
    per batch of the import; the first call does all.
    """
    hasil = HasilBaris.objects.filter(impor=jejak["impor"])
    sumber = SumberData.objects.filter(pk__in=hasil.values("sumber")[:1]).first()
    if sumber is None:
        raise AturanDilanggar("Data orang dari impor ini sudah dihapus; hitungannya tetap.")
    if not hasil.filter(entri_id__isnull=False).exists():
        return  # done by the first call
    _wajib_tak_tersentuh(jejak["impor"])
    _pulihkan(jejak["impor"])
    for model in BERJEJAK:
        delete_rows(model, "dibuat_impor", jejak["impor"])
    hasil.update(entri_id=None, sebelum=None)
    renew_recap(sumber, diurungkan=jejak["impor"])


def _wajib_tak_tersentuh(impor_id: int) -> None:
    for model in BERJEJAK:
        sebutan = str(model._meta.verbose_name)
        if (
            model._default_manager.filter(dibuat_impor=impor_id)
            .exclude(diubah_impor=impor_id)
            .exists()
        ):
            raise AturanDilanggar(SUDAH_DIPAKAI.format(sebutan))
        for acuan in model._meta.related_objects:
            pemakai = acuan.related_model._default_manager.filter(
                **{f"{acuan.field.name}__dibuat_impor": impor_id}
            )
            if acuan.related_model is EntriData:
                pemakai = pemakai.exclude(diubah_impor=impor_id)
            if pemakai.exists():
                raise AturanDilanggar(SUDAH_DIPAKAI.format(pemakai.model._meta.verbose_name))


def _pulihkan(impor_id: int) -> None:
    """Put back the old values that the rows of the import kept."""
    pulih: dict[tuple[str, tuple[str, ...]], list[list[Any]]] = defaultdict(list)
    berubah = HasilBaris.objects.filter(impor=impor_id, sebelum__isnull=False)
    for sebelum in berubah.values_list("sebelum", flat=True).iterator(PER_HALAMAN):
        for nama, isi in json.loads(sebelum or "{}").items():
            pk = isi.pop("id")
            if "nik" in isi:
                isi |= {"nik_indeks": None, "alasan_tanpa_nik": AlasanTanpaNIK.KOSONG.value}
            pulih[nama, tuple(isi)].append([*_kolom(MODEL[nama], isi), pk])
    for (nama, kolom), baris in pulih.items():
        ids = [satu[-1] for satu in baris]
        for awal in range(0, len(ids), PER_HALAMAN):
            satu = MODEL[nama]._default_manager.filter(pk__in=ids[awal : awal + PER_HALAMAN])
            if satu.exclude(diubah_impor=impor_id).exists():
                raise AturanDilanggar(SUDAH_DIPAKAI.format(MODEL[nama]._meta.verbose_name))
        update_rows(MODEL[nama], kolom, baris)


def _lama(lama: Mapping[str, Any], ubah: Mapping[str, Any], *lain: str) -> dict[str, Any]:
    return {"id": lama["id"], **ubah, **{nama: lama[nama] for nama in lain}}


def _kolom(model: type[models.Model], nilai: Mapping[str, Any]) -> list[Any]:
    """Values as the columns hold them: sealed where the field is, dates ISO."""
    return [
        encrypt(isi, f"{model._meta.db_table}.{nama}")
        if nama in TERSEGEL and isi is not None
        else isi.isoformat()
        if isinstance(isi, date)
        else isi
        for nama, isi in nilai.items()
    ]
