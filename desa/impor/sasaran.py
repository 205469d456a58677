"""Import of target lists: villages with the figures that chose them, into a draft."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from akun.models import Pengguna
from desa.choices import StatusDaftar
from desa.impor.peta import DESA_SALAH_SATU, KOLOM_DESA, PetaDesa, tolak_ganda
from desa.models import ButirSasaran, DaftarSasaran
from desa.queries import daftar_for_pengguna
from desa.workflows import impor as workflows
from inti.angka import format_angka
from inti.excel import sel
from inti.excel.tajuk import KolomBaca
from inti.impor import BarisImpor, JenisImpor, StatusBaris, Temuan, daftarkan
from inti.impor.forms import ParameterForm


ANGKA_MAKS = {"skor": 999_999} | dict.fromkeys(("peringkat", "angka", "penyebut"), 2_147_483_647)
ISI_BUTIR = {
    "peringkat": "peringkat",
    "angka": "pembilang_pemilih",
    "penyebut": "penyebut_pemilih",
    "skor": "skor_pemilih",
    "keterangan": "keterangan",
}


class SasaranForm(ParameterForm):
    """Which draft list to fill."""

    daftar = forms.ModelChoiceField(
        queryset=DaftarSasaran.objects.none(),
        label="Daftar sasaran",
        help_text="Hanya daftar yang masih draf; daftar yang sudah ditetapkan tidak berubah.",
        error_messages={"invalid_choice": "Daftar ini sudah ditetapkan atau tidak ada."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["daftar"].queryset = daftar_for_pengguna(self.pengguna).filter(
            status=StatusDaftar.DRAF
        )


def periksa_sasaran(
    baris: Sequence[BarisImpor], parameter: dict[str, Any], pengguna: Pengguna
) -> Temuan:
    """Find the villages; compare the figures with those already on the list."""
    peta = PetaDesa(pengguna.kabupaten_id)
    ada = {b.desa_id: b for b in parameter["daftar"].butir.all()}
    kunci = {}
    for satu in baris:
        desa = peta.cari(satu)
        angka, penyebut = satu.isi.get("angka"), satu.isi.get("penyebut")
        for nama in ("peringkat", "angka", "penyebut", "skor"):
            nilai = satu.isi.get(nama)
            if nilai is None:
                continue
            if nilai < (1 if nama in {"peringkat", "penyebut"} else 0):
                satu.galat("Angka terlalu kecil.", nama)
            elif nilai > ANGKA_MAKS[nama]:
                satu.galat("Angka terlalu besar.", nama)
        if angka is not None and penyebut is not None and angka > penyebut:
            satu.galat("Angka pemilih tidak boleh melebihi penyebutnya.", "angka")
        if desa is None:
            continue
        kunci[satu.letak] = desa.pk
        satu.judul = f"{desa.nama} ({desa.kecamatan.nama})"
        satu.objek = ButirSasaran(
            desa=desa,
            **{
                field: satu.isi.get(nama) if satu.isi.get(nama) is not None else _kosong(field)
                for nama, field in ISI_BUTIR.items()
            },
        )
        satu.baru = _sebut_butir(satu.objek)
        if lama := ada.get(desa.pk):
            satu.lama = _sebut_butir(lama)
            satu.hasil = StatusBaris.SAMA if satu.lama == satu.baru else StatusBaris.BERUBAH
    tolak_ganda(baris, kunci, "Desa ini")
    return Temuan()


def terapkan_sasaran(
    baris: Sequence[BarisImpor], parameter: dict[str, Any], *, oleh: Pengguna, alasan: str
) -> dict[str, Any]:
    butir = [satu.objek for satu in baris if satu.hasil != StatusBaris.SAMA]
    return workflows.isi_daftar_dari_impor(parameter["daftar"], butir, oleh=oleh)


def _kosong(field: str) -> Any:
    return "" if field == "keterangan" else None


def _sebut_butir(butir: ButirSasaran) -> str:
    bagian = []
    if butir.peringkat is not None:
        bagian.append(f"peringkat {butir.peringkat}")
    if butir.pembilang_pemilih is not None:
        bagian.append(f"angka {format_angka(butir.pembilang_pemilih)}")
    if butir.penyebut_pemilih is not None:
        bagian.append(f"penyebut {format_angka(butir.penyebut_pemilih)}")
    if butir.skor_pemilih is not None:
        bagian.append(f"skor {format_angka(Decimal(butir.skor_pemilih))}")
    if butir.keterangan:
        bagian.append(butir.keterangan)
    return ", ".join(bagian) or "tanpa angka"


IMPOR_SASARAN = daftarkan(
    JenisImpor(
        kode="sasaran",
        judul="Daftar sasaran",
        uraian="Desa dampingan atau pembanding beserta peringkat dan angka yang memilihnya, ke dalam daftar draf.",
        izin="desa.kelola_program",
        lanjut=("Lihat daftar sasaran", "desa:daftar_list"),
        kolom=(
            *KOLOM_DESA,
            KolomBaca(
                "peringkat",
                "Peringkat",
                sel.bulat,
                alias=("rank", "ranking", "urutan"),
                wajib=False,
                boleh_kosong=True,
                bantuan="Bilangan bulat mulai 1.",
                contoh="1",
            ),
            KolomBaca(
                "skor",
                "Skor",
                lambda nilai: round(sel.desimal(nilai), 6),
                alias=("skor pemilih", "persen"),
                wajib=False,
                boleh_kosong=True,
                bantuan="Angka pemilih sebagai persen, dengan koma.",
                contoh="12,5",
            ),
            KolomBaca(
                "angka",
                "Angka",
                sel.bulat,
                alias=("angka pemilih", "jumlah jiwa", "jiwa"),
                wajib=False,
                boleh_kosong=True,
                bantuan="Jumlah yang menempatkan desa, misalnya jiwa pada DTKS.",
                contoh="165",
            ),
            KolomBaca(
                "penyebut",
                "Penyebut",
                sel.bulat,
                alias=("penyebut angka pemilih", "jumlah penduduk"),
                wajib=False,
                boleh_kosong=True,
                bantuan="Misalnya jumlah penduduk.",
            ),
            KolomBaca(
                "keterangan",
                "Keterangan",
                lambda nilai: sel.teks(nilai, maks=200),
                wajib=False,
                boleh_kosong=True,
            ),
        ),
        salah_satu=DESA_SALAH_SATU,
        form_class=SasaranForm,
        periksa=periksa_sasaran,
        terapkan=terapkan_sasaran,
        urungkan=workflows.urungkan_daftar,
    )
)
