"""Import of village profiles: population, households and area, per village and year."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django import forms

from akun.models import Pengguna
from desa.impor.peta import DESA_SALAH_SATU, KOLOM_DESA, PetaDesa, tolak_ganda
from desa.models import ProfilDesa
from desa.workflows import impor_induk as workflows
from inti.excel import sel
from inti.excel.tajuk import KolomBaca
from inti.forms import AngkaField
from inti.impor import BarisImpor, JenisImpor, StatusBaris, Temuan, daftarkan
from inti.impor.banyak import bandingkan
from inti.impor.forms import ParameterForm


TAHUN = (2000, 2100)
ANGKA = {"jumlah_penduduk": 2_147_483_647, "jumlah_kk": 2_147_483_647, "luas_km2": 99_999}


class ProfilImporForm(ParameterForm):
    """What the file leaves unsaid."""

    tahun = AngkaField(
        label="Tahun",
        required=False,
        min_value=TAHUN[0],
        max_value=TAHUN[1],
        help_text="Untuk baris yang tidak menyebut tahunnya.",
    )
    sumber = forms.CharField(
        label="Sumber",
        required=False,
        max_length=200,
        help_text="Untuk baris yang tidak menyebut sumbernya, misalnya Kecamatan dalam Angka 2024.",
    )


def periksa_profil(
    baris: Sequence[BarisImpor], parameter: dict[str, Any], pengguna: Pengguna
) -> Temuan:
    """Find the villages and compare with what is stored for the same year."""
    peta = PetaDesa(pengguna.kabupaten_id)
    ada = {
        (p.desa_id, p.tahun): p
        for p in ProfilDesa.objects.filter(desa__kecamatan__kabupaten=pengguna.kabupaten_id)
    }
    kunci = {}
    for satu in baris:
        desa, tahun = peta.cari(satu), _tahun(satu, parameter)
        _periksa_angka(satu)
        if desa is None or tahun is None:
            continue
        kunci[satu.letak] = (desa.pk, tahun)
        satu.judul = f"{desa.nama} ({desa.kecamatan.nama}), {tahun}"
        profil = ada.get((desa.pk, tahun)) or ProfilDesa(desa=desa, tahun=tahun)
        sumber = satu.isi.get("sumber") or parameter["sumber"]
        if not sumber and not profil.sumber:
            satu.galat("Isi sumber pada baris ini, atau pada isian di atas.", "sumber")
        if not satu.is_ditolak:
            angka = {nama: satu.isi.get(nama) for nama in ANGKA}
            bandingkan(satu, profil, angka | {"sumber": sumber or None})
    tolak_ganda(baris, kunci, "Desa dan tahun ini")
    return Temuan()


def terapkan_profil(
    baris: Sequence[BarisImpor], parameter: dict[str, Any], *, oleh: Pengguna, alasan: str
) -> dict[str, Any]:
    profil = [satu.objek for satu in baris if satu.hasil != StatusBaris.SAMA]
    return workflows.catat_profil(profil, oleh=oleh)


def _tahun(baris: BarisImpor, parameter: dict[str, Any]) -> int | None:
    tahun = baris.isi.get("tahun") or parameter["tahun"]
    if tahun is None:
        if not baris.has_galat("tahun"):
            baris.galat("Isi tahun pada baris ini, atau pada isian di atas.", "tahun")
        return None
    if not TAHUN[0] <= tahun <= TAHUN[1]:
        baris.galat(f"Tahun antara {TAHUN[0]} dan {TAHUN[1]}.", "tahun")
        return None
    return int(tahun)


def _periksa_angka(baris: BarisImpor) -> None:
    for nama, maks in ANGKA.items():
        nilai = baris.isi.get(nama)
        if nilai is not None and not 0 <= nilai <= maks:
            baris.galat("Angka tidak boleh negatif." if nilai < 0 else "Angka terlalu besar.", nama)
    if not any(baris.isi.get(n) is not None or baris.has_galat(n) for n in ANGKA):
        baris.galat("Isi sekurangnya satu angka profil.", "jumlah_penduduk")


_boleh_kosong = partial(KolomBaca, wajib=False, boleh_kosong=True)
IMPOR_PROFIL = daftarkan(
    JenisImpor(
        kode="profil",
        judul="Profil desa",
        uraian="Jumlah penduduk, keluarga, dan luas tiap desa menurut tahun. Sel kosong tidak mengubah angka yang sudah tersimpan.",
        izin="desa.kelola_wilayah",
        lanjut=("Lihat desa", "desa:desa_list"),
        kolom=(
            *KOLOM_DESA,
            _boleh_kosong("tahun", "Tahun", sel.bulat, contoh="2024"),
            _boleh_kosong(
                "jumlah_penduduk",
                "Jumlah penduduk",
                sel.bulat,
                alias=("penduduk", "jumlah jiwa", "jiwa"),
                contoh="3.412",
            ),
            _boleh_kosong(
                "jumlah_kk",
                "Jumlah KK",
                sel.bulat,
                alias=("kk", "jumlah keluarga", "keluarga"),
                contoh="1.108",
            ),
            _boleh_kosong(
                "luas_km2",
                "Luas (km²)",
                lambda nilai: round(sel.desimal(nilai), 3),
                alias=("luas", "luas wilayah", "luas km2"),
                contoh="2,45",
            ),
            _boleh_kosong("sumber", "Sumber", partial(sel.teks, maks=200), alias=("sumber data",)),
        ),
        salah_satu=(*DESA_SALAH_SATU, tuple(ANGKA)),
        form_class=ProfilImporForm,
        periksa=periksa_profil,
        terapkan=terapkan_profil,
        urungkan=workflows.urungkan_profil,
    )
)
