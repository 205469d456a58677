"""The one way in which a row of any file finds its village."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from desa.models import Desa, NamaLainDesa
from inti.excel import sel
from inti.excel.tajuk import KolomBaca
from inti.impor import BarisImpor
from inti.teks import normalkan_nama


KOLOM_DESA = (
    KolomBaca(
        "kode_desa",
        "Kode desa",
        sel.kode,
        alias=("kode", "kode wilayah", "kode kemendagri", "kode desa kelurahan"),
        wajib=False,
        boleh_kosong=True,
        bantuan="Kode Kemendagri (33.18.16.2012) atau kode BPS, sebagai teks. Kode menang atas nama.",
        contoh="33.18.16.2012",
    ),
    KolomBaca(
        "nama_desa",
        "Nama desa",
        sel.teks,
        alias=("desa", "desa kelurahan", "nama desa kelurahan", "kelurahan"),
        wajib=False,
        boleh_kosong=True,
        bantuan="Wajib bila kode kosong; bila keduanya terisi harus menyebut desa yang sama.",
        contoh="Kajen",
    ),
    KolomBaca(
        "kecamatan",
        "Kecamatan",
        sel.teks,
        alias=("nama kecamatan", "kec"),
        wajib=False,
        boleh_kosong=True,
        bantuan="Wajib bila kode kosong dan nama desa dipakai di lebih dari satu kecamatan.",
        contoh="Margoyoso",
    ),
)
DESA_SALAH_SATU = (("kode_desa", "nama_desa"),)


class PetaDesa:
    """All villages of a kabupaten in memory: by code, by name and kecamatan, by alias.

    Two queries, whatever the number of rows that look something up.
    """

    def __init__(self, kabupaten_id: int) -> None:
        semua = Desa.objects.filter(kecamatan__kabupaten=kabupaten_id).select_related("kecamatan")
        self.kode: dict[str, Desa] = {}
        self.nama: dict[str, list[Desa]] = defaultdict(list)
        self.nama_lain: dict[str, list[Desa]] = defaultdict(list)
        per_id = {}
        for desa in semua:
            per_id[desa.pk] = desa
            self.kode[desa.kode.replace(".", "")] = desa
            self.nama[desa.nama_normal].append(desa)
        for desa in per_id.values():
            if desa.kode_bps:
                self.kode.setdefault(desa.kode_bps, desa)
        self.kecamatan = {normalkan_nama(d.kecamatan.nama) for d in per_id.values()}
        for alias in NamaLainDesa.objects.filter(desa__in=per_id):
            desa = per_id[alias.desa_id]
            if all(d.kecamatan_id != desa.kecamatan_id for d in self.nama[alias.nama_normal]):
                self.nama_lain[alias.nama_normal].append(desa)  # else a neighbour's official name

    def cari(self, baris: BarisImpor) -> Desa | None:
        """The village a row speaks of; None with a galat on the row when it cannot be told."""
        isi = baris.isi
        if any(baris.has_galat(k.nama) for k in KOLOM_DESA):
            return None
        if isi.get("kode_desa"):
            return self._dari_kode(baris, isi)
        if isi.get("nama_desa"):
            return self._dari_nama(baris, isi["nama_desa"], isi.get("kecamatan"))
        baris.galat("Isi kode desa, atau nama desa beserta kecamatannya.", "kode_desa")
        return None

    def _dari_kode(self, baris: BarisImpor, isi: dict[str, Any]) -> Desa | None:
        kode, nama, kecamatan = isi["kode_desa"], isi.get("nama_desa"), isi.get("kecamatan")
        desa = self.kode.get("".join(huruf for huruf in kode if huruf.isdigit()))
        if desa is None:
            baris.galat(f"Kode desa {kode} tidak dikenal.", "kode_desa")
            return None
        sebut = f"Kode {desa.kode} adalah {desa.nama} (Kecamatan {desa.kecamatan.nama})"
        if nama and desa not in self._bernama(nama):
            baris.galat(f"{sebut}, bukan {nama}.", "nama_desa")
            return None
        if not _di_kecamatan(desa, kecamatan):
            baris.galat(f"{sebut}, bukan Kecamatan {kecamatan}.", "kecamatan")
            return None
        return desa

    def _dari_nama(self, baris: BarisImpor, nama: str, kecamatan: str | None) -> Desa | None:
        normal = normalkan_nama(nama)
        for daftar in (self.nama[normal], self.nama_lain[normal]):
            cocok = [d for d in daftar if _di_kecamatan(d, kecamatan)]
            if len(cocok) == 1:
                return cocok[0]
            if cocok:
                tempat = ", ".join(sorted(d.kecamatan.nama for d in cocok))
                baris.galat(
                    f"Kecamatan kosong, sedangkan desa {nama} ada di {len(cocok)} kecamatan: "
                    f"{tempat}. Isi kecamatan atau kode desanya.",
                    "kecamatan" if "kecamatan" in baris.isi else "nama_desa",
                )
                return None
        if kecamatan and normalkan_nama(kecamatan) not in self.kecamatan:
            baris.galat(f"Kecamatan {kecamatan} tidak dikenal.", "kecamatan")
        else:
            tempat = f" di Kecamatan {kecamatan}" if kecamatan else ""
            baris.galat(f"Desa {nama} tidak dikenal{tempat}.", "nama_desa")
        return None

    def _bernama(self, nama: str) -> list[Desa]:
        normal = normalkan_nama(nama)
        return self.nama[normal] + self.nama_lain[normal]


def _di_kecamatan(desa: Desa, kecamatan: str | None) -> bool:
    return not kecamatan or normalkan_nama(desa.kecamatan.nama) == normalkan_nama(kecamatan)


def sebut_singkat(nama: Sequence[str]) -> str:
    """Up to three names, and how many more."""
    awal = ", ".join(nama[:3])
    return awal if len(nama) <= 3 else f"{awal}, dan {len(nama) - 3} desa lain"


def tolak_ganda(
    baris: Sequence[BarisImpor], kunci: dict[tuple[str, int], Any], sebutan: str
) -> None:
    """Refuse every row whose key (by the row's place) stands in the file more than once."""
    tempat = defaultdict(list)
    for satu in baris:
        if satu.letak in kunci:
            tempat[kunci[satu.letak]].append(satu)
    for kembar in tempat.values():
        for satu in kembar if len(kembar) > 1 else ():
            lain = ", ".join(
                str(b.nomor) if b.lembar == satu.lembar else f"{b.nomor} lembar {b.lembar}"
                for b in kembar
                if b is not satu
            )
            satu.galat(f"{sebutan} tertulis lebih dari sekali: lihat juga baris {lain}.")
