"""Import of survey answers: one row per village and indicator, into one round.

The same rules as the web form: the rows become Isian and go through desa.workflows. It stands in
opd because a petugas may fill the villages that its OPD mentors today, which desa cannot see; the
secretariat imports for all villages of the kabupaten.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone

from akun.models import Pengguna
from desa.choices import STATUS_DAPAT_DIISI, AlasanKosong, Metode
from desa.impor import DESA_SALAH_SATU, KOLOM_DESA
from desa.models import Putaran, Survei
from desa.queries import pengecualian_berlaku, putaran_for_pengguna
from desa.stats import Isian
from desa.workflows import impor as workflows
from inti.excel import sel
from inti.excel.sel import Nilai, SelSalah
from inti.excel.tajuk import KolomBaca
from inti.impor import BarisImpor, JenisImpor, StatusBaris, Temuan, daftarkan
from inti.impor.forms import ParameterForm
from opd.impor.buku_survei import PemeriksaBuku, kenali_buku
from opd.impor.periksa_survei import Jawaban, PemeriksaSurvei, is_buka


class SurveiForm(ParameterForm):
    """The round, and whether to submit what was imported."""

    putaran = forms.ModelChoiceField(queryset=Putaran.objects.none(), label="Putaran survei")
    ajukan = forms.BooleanField(
        label="Langsung ajukan untuk diverifikasi",
        required=False,
        initial=True,
        help_text="Indikator yang ditanyakan tetapi tidak ada di berkas dicatat “belum didata”. "
        "Desa yang barisnya ditolak tetap menjadi draf. Pemeriksanya harus orang lain.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["putaran"].queryset = putaran_for_pengguna(self.pengguna)
        self.fields["putaran"].label_from_instance = _sebut_putaran

    def clean_putaran(self) -> Putaran:
        putaran = self.cleaned_data["putaran"]
        hari_ini = timezone.localdate()
        if hari_ini < putaran.buka:
            raise forms.ValidationError(
                f"{putaran} belum dibuka; pengisian mulai {putaran.buka:%d-%m-%Y}."
            )
        if not is_buka(putaran) and not pengecualian_berlaku(putaran).exists():
            raise forms.ValidationError(
                f"{putaran} sudah ditutup sejak {putaran.tutup:%d-%m-%Y}. "
                "Minta pengecualian kepada Sekretariat TKPK."
                if putaran.dikunci_pada is None
                else f"{putaran} sudah dikunci. Minta pengecualian kepada Sekretariat TKPK."
            )
        return putaran


def periksa_survei(
    baris: Sequence[BarisImpor], parameter: dict[str, Any], pengguna: Pengguna
) -> Temuan:
    """Check every row as the web form would, and compare it with what is stored."""
    putaran, ajukan, buku = (parameter[nama] for nama in ("putaran", "ajukan", "penanda"))
    if buku is not None:
        pilihan = parameter["pilihan"]
        return PemeriksaBuku(putaran, pengguna, ajukan=ajukan, buku=buku, pilihan=pilihan).periksa(
            baris
        )
    return PemeriksaSurvei(putaran, pengguna, ajukan=ajukan).periksa(baris)


def terapkan_survei(
    baris: Sequence[BarisImpor], parameter: dict[str, Any], *, oleh: Pengguna, alasan: str
) -> dict[str, Any]:
    """Store new and changed answers; the reason given in the preview explains the jumps."""
    isian: dict[int, list[Isian]] = {}
    harapan, ajukan = {}, set()
    for satu in baris:
        jawaban: Jawaban = satu.objek
        if not jawaban.tulis:
            continue
        desa_id = jawaban.desa.pk
        harapan[desa_id] = jawaban.harapan
        if jawaban.ajukan:
            ajukan.add(desa_id)
        daftar = isian.setdefault(desa_id, [])
        if satu.hasil != StatusBaris.SAMA:
            beralasan = alasan if jawaban.lonjakan else jawaban.isian.alasan_lonjakan
            daftar.append(replace(jawaban.isian, alasan_lonjakan=beralasan))
    return workflows.isi_survei_dari_impor(
        parameter["putaran"], isian, harapan=harapan, ajukan=sorted(ajukan), oleh=oleh
    )


def lanjutan_survei(jejak: dict[str, Any]) -> list[tuple[str, str]]:
    """The surveys that still wait to be checked and submitted."""
    surveis = Survei.objects.filter(
        pk__in=[satu["id"] for satu in jejak["survei"]], status__in=STATUS_DAPAT_DIISI
    ).select_related("desa")
    return [
        (f"Periksa & ajukan {s.desa}", reverse("desa:survei_ajukan", args=[s.pk])) for s in surveis
    ]


def _sebut_putaran(putaran: Putaran) -> str:
    keadaan = "dibuka" if is_buka(putaran) else "ditutup"
    return f"{putaran}, {putaran.periode} ({keadaan}; {putaran.buka:%d-%m-%Y} s.d. {putaran.tutup:%d-%m-%Y})"


def _mentah(nilai: Nilai) -> Nilai:
    return nilai


def _ya(nilai: Nilai) -> bool:
    teks = sel.teks(nilai).casefold()
    if teks in {"ya", "✓", "v", "x", "1", "benar"}:
        return True
    if teks in {"tidak", "0", "salah", "-"}:
        return False
    raise SelSalah("Tulis “Ya”, atau kosongkan.")


def _kolom_bebas(nama: str, judul: str, maks: int, *alias: str, bantuan: str = "") -> KolomBaca:
    return KolomBaca(
        nama,
        judul,
        lambda nilai: sel.teks(nilai, maks=maks),
        alias=alias,
        wajib=False,
        boleh_kosong=True,
        bantuan=bantuan,
    )


def _kolom_angka(nama: str, bantuan: str, contoh: str) -> KolomBaca:
    return KolomBaca(
        nama,
        nama.capitalize(),
        _mentah,
        wajib=False,
        boleh_kosong=True,
        bantuan=bantuan,
        contoh=contoh,
    )


IMPOR_SURVEI = daftarkan(
    JenisImpor(
        kode="survei",
        judul="Isian survei",
        uraian="Satu baris per desa dan indikator untuk satu putaran; aturannya sama dengan formulir survei.",
        izin="desa.impor_survei",
        lanjut=("Lihat survei", "desa:survei_list"),
        kolom=(
            *KOLOM_DESA,
            KolomBaca(
                "kode_indikator",
                "Kode indikator",
                sel.kode,
                alias=("indikator",),
                bantuan="Kode seperti pada kamus indikator.",
                contoh="RTLH",
            ),
            _kolom_angka(
                "pembilang",
                "Untuk indikator berupa bagian. Bilangan bulat; 1.204 dan 37,0 dikenali.",
                "74",
            ),
            _kolom_angka(
                "penyebut",
                "Keseluruhan yang didata; lebih dari nol dan tidak kurang dari pembilang.",
                "537",
            ),
            _kolom_angka("nilai", "Untuk indikator berupa satu angka (jumlah atau skor).", ""),
            _kolom_bebas(
                "tidak_tersedia_alasan",
                "Alasan tidak tersedia",
                300,
                "alasan kosong",
                "alasan",
                bantuan=f"Bila angkanya kosong: {', '.join(AlasanKosong.labels)}, atau keterangan lain.",
            ),
            KolomBaca(
                "tanggal_survei",
                "Tanggal survei",
                sel.tanggal,
                alias=("tanggal", "tanggal rujukan", "tgl survei"),
                wajib=False,
                boleh_kosong=True,
                bantuan="Bila kosong dipakai tanggal rujukan putaran.",
                contoh="26/01/2022",
            ),
            _kolom_bebas("sumber", "Sumber", 200, "sumber data", bantuan="Dari mana angkanya."),
            _kolom_bebas("metode", "Metode", 50, bantuan=f"{', '.join(Metode.labels)}."),
            _kolom_bebas("catatan", "Catatan", 500, "keterangan"),
            KolomBaca(
                "sama",
                "Sama seperti sebelumnya",
                _ya,
                alias=("sama", "tidak berubah"),
                wajib=False,
                boleh_kosong=True,
                bantuan="“Ya” bila sudah ditanyakan lagi dan tidak berubah; angkanya boleh kosong.",
            ),
            _kolom_bebas(
                "alasan_lonjakan",
                "Alasan perubahan besar",
                300,
                "alasan lonjakan",
                bantuan="Bila angka berubah melebihi batas lonjakan indikator.",
            ),
        ),
        salah_satu=(*DESA_SALAH_SATU, ("pembilang", "nilai")),
        form_class=SurveiForm,
        periksa=periksa_survei,
        terapkan=terapkan_survei,
        urungkan=workflows.urungkan_survei,
        kenali=kenali_buku,
        templat_bentrok="desa/_tabrakan.html",
        lanjutan=lanjutan_survei,
    )
)
