"""The datasets beside survey and interventions: areas, the dictionary, poverty, the registry."""

from collections.abc import Collection, Iterator
from typing import Any

from desa.models import Desa, VersiIndikator
from desa.queries import desa_pada, desa_with_sasaran, periode_berjalan
from dtks.models import RekapDesa
from inti.models import Kabupaten
from laporan.queries import kemiskinan_kabupaten
from opd.queries import desa_with_opd
from terbuka.queries.bentuk import DISAMARKAN, TAMPIL, Hasil, angka
from terbuka.stats import Baris, Tutup, samarkan


ARAH = {"naik": "Makin besar makin baik", "turun": "Makin kecil makin baik"}


def desa(kabupaten: Kabupaten) -> Iterator[Hasil]:
    """The villages of the kabupaten with their codes, and who mentors them now."""
    semua = desa_with_sasaran(
        desa_pada(Desa.objects.filter(kecamatan__kabupaten=kabupaten)),
        periode_berjalan(kabupaten.pk),
    )
    rows: Any = desa_with_opd(semua).select_related("kecamatan")
    for d in rows.order_by("kode"):
        yield {
            "kode_desa": d.kode,
            "kode_bps": d.kode_bps,
            "nama_desa": d.nama,
            "jenis": d.jenis,
            "kode_kecamatan": d.kecamatan.kode,
            "nama_kecamatan": d.kecamatan.nama,
            "kode_kabupaten": kabupaten.kode,
            "lintang": angka(d.lintang),
            "bujur": angka(d.bujur),
            "kelompok": "dampingan" if d.is_dampingan else "pembanding" if d.is_pembanding else "",
            "opd_pendamping": d.pendamping or "",
        }


def indikator(kabupaten: Kabupaten) -> Iterator[Hasil]:
    """Every version of every definition, with the fields of MS-Ind (Peraturan BPS 5/2020)."""
    rows = VersiIndikator.objects.select_related("indikator")
    for v in rows.order_by("indikator__urutan", "indikator__kode", "nomor"):
        i = v.indikator
        yield {
            "kode_indikator": i.kode,
            "nama": i.nama,
            "bidang": i.bidang,
            "versi": v.nomor,
            "berlaku_mulai": v.berlaku_mulai,
            "sebanding_versi_sebelumnya": v.sebanding,
            "indikator_inti": i.wajib,
            "jenis": i.jenis,
            "konsep": v.konsep,
            "definisi": v.definisi,
            "interpretasi": ARAH[i.arah],
            "rumus": f"{v.label_pembilang} / {v.label_penyebut} × 100"
            if v.label_penyebut
            else v.label_pembilang,
            "ukuran": v.ukuran,
            "satuan": v.satuan,
            "klasifikasi": v.klasifikasi,
            "variabel_pembilang": v.label_pembilang,
            "variabel_penyebut": v.label_penyebut,
            "satuan_penyebut": v.satuan_penyebut,
            "arah_baik": i.arah,
            "sumber_definisi": v.sumber_definisi,
        }


def kemiskinan(kabupaten: Kabupaten) -> Iterator[Hasil]:
    """The district's poverty series by BPS; it is nobody's figure below the kabupaten."""
    for k in kemiskinan_kabupaten(kabupaten):
        yield {
            "kode_kabupaten": kabupaten.kode,
            "tahun": k.tahun,
            "persen_penduduk_miskin": angka(k.persen),
            "ribu_penduduk_miskin": angka(k.jumlah_ribu),
            "sumber": k.sumber,
        }


def rekap_dtks(kabupaten: Kabupaten, tersamar: Collection[int]) -> Iterator[Hasil]:
    """Persons and families per village and edition of the registry, without any sum.

    A survey may hold the very same counts (families on the list, rows, NIK that match), and its
    sums are published. So a village that hides one of them there (`tersamar`) hides all of them
    here, and no sum is given here, from which the rest could be taken.
    """
    rows = (
        RekapDesa.objects.filter(sumber__kabupaten=kabupaten)
        .select_related("sumber", "desa__kecamatan")
        .order_by("sumber__tanggal_data", "sumber__kode", "desa__kode")
    )
    for r in rows:
        kepala = {
            "sumber_data": r.sumber.kode,
            "tanggal_data": r.sumber.tanggal_data,
            "kode_desa": r.desa.kode,
            "nama_desa": r.desa.nama,
            "kode_kecamatan": r.desa.kecamatan.kode,
        }
        jiwa = r.jumlah_jiwa
        isi = {"keluarga": Baris(r.jumlah_keluarga), "jiwa": Baris(jiwa)}
        if r.jumlah_padan is not None:
            isi["nik_padan"] = Baris(min(r.jumlah_padan, jiwa), jiwa)
        tutup = samarkan(isi, tertutup=isi if r.desa_id in tersamar else ()).baris
        tampil = {
            nama: angka(b.pembilang) if tutup[nama] == Tutup.TERBUKA else None
            for nama, b in isi.items()
        }
        yield {
            **kepala,
            "jumlah_jiwa": tampil["jiwa"],
            "jumlah_keluarga": tampil["keluarga"],
            "jumlah_nik_padan": tampil.get("nik_padan"),
            "keadaan": DISAMARKAN if any(tutup.values()) else TAMPIL,
        }
