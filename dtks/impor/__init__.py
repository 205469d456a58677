"""Imports of dtks, by the one importer of inti.impor: BNBA lists (here), answers (jawaban)."""

from typing import Any

from django import forms
from django.conf import settings

from desa.impor import KOLOM_DESA
from dtks.impor.jawaban import IMPOR_JAWABAN
from dtks.impor.periksa import pembaca, periksa, siapkan, tutup
from dtks.models import SumberData
from dtks.queries import sumber_data_for_pengguna
from dtks.workflows import impor as workflows
from inti.excel import sel
from inti.excel.periksa import MIB, Batas
from inti.excel.tajuk import KolomBaca
from inti.impor import JenisImpor, daftarkan
from inti.impor.forms import ParameterForm


BAGIAN = 2_000  # rows per batch: what is in memory at once
# The list of a whole kabupaten: half a million persons in 25 columns, read as a stream.
BATAS = Batas(
    berkas=settings.UNGGAH_BNBA_MAKS_BYTE,
    mekar=2048 * MIB,
    sel=25_000_000,
    keluaran=1024 * MIB,
    cpu=600,
)


class BnbaForm(ParameterForm):
    """The edition to which the list belongs."""

    sumber = forms.ModelChoiceField(
        queryset=SumberData.objects.none(),
        label="Sumber data",
        help_text="Terbitan yang memuat daftar ini; catat dahulu bila belum ada.",
        error_messages={"invalid_choice": "Sumber data ini tidak ada atau sudah dihapus."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sumber"].queryset = sumber_data_for_pengguna(self.pengguna).filter(
            dihapus_pada=None
        )


def _kolom(nama: str, judul: str, *alias: str, wajib: bool = False, **isi: Any) -> KolomBaca:
    return KolomBaca(nama, judul, sel.teks, alias=alias, wajib=wajib, boleh_kosong=True, **isi)


KOLOM = (
    _kolom("id_dtks", "ID DTKS", "iddtks", "id dtsen", "id bdt", "id semesta", "id"),
    *KOLOM_DESA,
    _kolom("provinsi", "Provinsi", "nama provinsi"),
    _kolom("kabupaten", "Kabupaten/Kota", "kabupaten", "nama kabupaten"),
    _kolom("alamat", "Alamat", "alamat lengkap", pribadi=True),
    _kolom("dusun", "Dusun", "dukuh", "nama dusun"),
    _kolom("rt", "RT", "no rt"),
    _kolom("rw", "RW", "no rw"),
    _kolom(
        "no_kk",
        "Nomor KK",
        "nokk",
        "no kk",
        "nomor kartu keluarga",
        pribadi=True,
        bantuan="16 angka, sebagai teks.",
    ),
    _kolom(
        "nik",
        "NIK",
        "nomor nik",
        "no nik",
        "nik ktp",
        wajib=True,
        pribadi=True,
        bantuan="16 angka, sebagai teks; sel angka ditolak karena sudah dibulatkan oleh Excel.",
    ),
    _kolom("nama", "Nama", "nama lengkap", "nama art", wajib=True, pribadi=True),
    _kolom(
        "tanggal_lahir",
        "Tanggal lahir",
        "tgl lahir",
        "tanggal lahir art",
        pribadi=True,
        contoh="26/01/1980",
    ),
    _kolom("tempat_lahir", "Tempat lahir", "tmp lahir", pribadi=True),
    _kolom("jenis_kelamin", "Jenis kelamin", "jk", "kelamin", "sex", contoh="L"),
    _kolom("pekerjaan", "Pekerjaan", "jenis pekerjaan"),
    _kolom("ibu_kandung", "Nama ibu kandung", "ibu kandung", "nama ibu", pribadi=True),
    _kolom("hubungan", "Hubungan keluarga", "hub keluarga", "hubungan", "shdk"),
    _kolom("padan", "Keterangan padan", "padan", "status padan", "ket padan"),
    _kolom("bpnt", "Bansos BPNT", "bpnt", "sembako"),
    _kolom("pkh", "Bansos PKH", "pkh"),
    _kolom("bpnt_ppkm", "Bansos BPNT-PPKM", "bpnt ppkm"),
    _kolom("pbi_jkn", "PBI JKN", "pbi", "pbi jk"),
    _kolom("desil", "Desil", "desil nasional", "desil dtsen"),
    _kolom("desil_tanggal", "Tanggal desil", "tgl desil", "desil per"),
)

__all__ = ["IMPOR_BNBA", "IMPOR_JAWABAN"]

IMPOR_BNBA = daftarkan(
    JenisImpor(
        kode="bnba",
        judul="Daftar DTKS/DTSEN (BNBA)",
        uraian="Orang dan keluarga pada satu terbitan data kesejahteraan sosial, dari Excel atau "
        "teks berpemisah “|”. NIK, nomor KK, dan nama ibu disimpan terenkripsi.",
        izin="dtks.impor_data",
        lanjut=("Lihat data per desa", "dtks:sumber_data_list"),
        kolom=KOLOM,
        form_class=BnbaForm,
        salah_satu=(("kode_desa", "nama_desa"),),
        bagian=BAGIAN,
        batas=BATAS,
        teks=True,
        siapkan=siapkan,
        pembaca=pembaca,
        periksa=periksa,
        tutup=tutup,
        terapkan=workflows.simpan_bagian,
        urungkan=workflows.urungkan,
    )
)
