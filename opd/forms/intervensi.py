"""Input and filters of interventions. Stored by opd.workflows.intervensi."""

import re
from typing import ClassVar

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from desa.forms.saringan import MilikDesaFilter
from desa.models import Indikator, Temuan
from inti.forms import AngkaField, DaftarTerlipat, FormBantu, TanggalInput
from inti.lampiran.forms import LampiranField
from opd.choices import (
    CelahIntervensi,
    JenisPelaksana,
    JenisPenerima,
    StatusIntervensi,
    StrategiProgram,
    SumberDana,
)
from opd.models import (
    Intervensi,
    JenisBantuan,
    KemajuanIntervensi,
    Pendanaan,
    PenerimaBantuan,
)
from opd.queries import intervensi_celah
from opd.stats import kunci_penerima


NOMOR_IDENTITAS = re.compile(r"\d{16}")
LABEL_MAKS = 100


RENTANG_TAHUN = {"min_value": 2000, "max_value": 2100}


class BarisField(forms.CharField):
    """One recipient per line, by a neutral label; cleans to the list of labels."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value):
        baris = [" ".join(b.split()) for b in super().clean(value).splitlines()]
        baris = [b for b in baris if b]
        for label in baris:
            if NOMOR_IDENTITAS.search(re.sub(r"[\s.-]", "", label)):
                raise forms.ValidationError("Jangan menulis NIK atau nomor KK.")
            if len(label) > LABEL_MAKS or not kunci_penerima(label):
                raise forms.ValidationError(f"Satu penerima paling panjang {LABEL_MAKS} huruf.")
        return baris


class IntervensiForm(FormBantu, forms.ModelForm):
    """A plan: what, for which problem, by whom, for whom, when, how much.

    A new one takes its first funding along (`sumber`, `pagu`). The reason for double aid is asked
    for only once the workflow found one (`minta_alasan`).
    """

    target_volume = AngkaField(label="Target", desimal=2)
    jumlah_kk = AngkaField(label="Sasaran penerima (KK)", required=False)
    keluarga = BarisField(
        label="Keluarga penerima",
        required=False,
        help_text="Satu per baris, misalnya “RT 02/RW 01, rumah no. 14”. Tanpa nama dan NIK.",
    )
    objek = BarisField(
        label="Objek yang dibantu",
        required=False,
        help_text="Satu per baris, misalnya “Jalan Dukuh Krajan”.",
    )
    sumber = forms.ChoiceField(
        label="Sumber dana", required=False, choices=[("", "Belum ada"), *SumberDana.choices]
    )
    pagu = AngkaField(label="Pagu (Rp)", required=False, max_digits=15, min_value=1)

    class Meta:
        model = Intervensi
        fields = (
            "nama",
            "jenis",
            "target_volume",
            "temuan",
            "indikator",
            "jenis_pelaksana",
            "pelaksana",
            "mulai",
            "selesai",
            "strategi",
            "kelompok",
            "inovasi",
            "jumlah_kk",
            "uraian",
            "alasan_ganda",
        )
        labels: ClassVar = {
            "nama": "Kegiatan",
            "jenis": "Jenis bantuan",
            "temuan": "Masalah atau potensi yang dijawab",
            "indikator": "Indikator yang dituju",
            "inovasi": "Ini inovasi: cara baru yang belum dipakai di desa lain",
        }
        help_texts: ClassVar = {"pelaksana": "Kosongkan bila OPD pendamping sendiri."}
        widgets: ClassVar = {
            "temuan": forms.CheckboxSelectMultiple,
            "indikator": DaftarTerlipat("indikator"),
            "uraian": forms.Textarea(attrs={"rows": 3}),
            "alasan_ganda": forms.HiddenInput,
        }

    def __init__(
        self,
        *args,
        temuan_queryset: QuerySet[Temuan],
        indikator_queryset: QuerySet[Indikator],
        ada_pendamping: bool,
        **kwargs,
    ):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["jenis"].queryset = JenisBantuan.objects.filter(aktif=True)
        if temuan_queryset.exists():
            self.fields["temuan"].queryset = temuan_queryset
        else:
            del self.fields["temuan"]
        self.fields["indikator"].queryset = indikator_queryset
        if not ada_pendamping:
            pilihan = [p for p in JenisPelaksana.choices if p[0] != JenisPelaksana.PENDAMPING]
            self.fields["jenis_pelaksana"].choices = [("", "Pilih satu"), *pilihan]
        if self.instance.pk:
            del self.fields["sumber"], self.fields["pagu"]
            per_jenis = {JenisPenerima.KELUARGA: [], JenisPenerima.OBJEK: []}
            for penerima in self.instance.penerima.all():
                per_jenis[penerima.jenis].append(penerima.label)
            for jenis, label in per_jenis.items():
                self.initial[jenis] = "\n".join(label)
        if self["alasan_ganda"].value():
            self.minta_alasan()

    def clean(self):
        data = super().clean()
        if data.get("jenis_pelaksana") == JenisPelaksana.PENDAMPING:
            data["pelaksana"] = ""
        elif data.get("jenis_pelaksana") and not data.get("pelaksana"):
            self.add_error("pelaksana", "Sebut nama pelaksananya.")
        if "pagu" in self.fields and bool(data.get("sumber")) != bool(data.get("pagu")):
            self.add_error("pagu", "Isi sumber dana bersama pagunya, atau kosongkan keduanya.")
        return data

    def minta_alasan(self):
        """Show the field for the reason of double aid."""
        field = self.fields["alasan_ganda"]
        field.widget = forms.Textarea(attrs={"rows": 2})
        field.label = "Alasan bantuan ganda"

    @property
    def penerima(self) -> list[tuple[str, str]]:
        """(kind, label) of every recipient."""
        return [(jenis, label) for jenis in JenisPenerima for label in self.cleaned_data[jenis]]

    @property
    def dana(self) -> Pendanaan | None:
        """The first funding of a new intervention, not stored yet."""
        if not self.cleaned_data.get("sumber"):
            return None
        return Pendanaan(
            sumber=self.cleaned_data["sumber"],
            pagu=self.cleaned_data["pagu"],
            tahun=self.cleaned_data["mulai"].year,
        )


class KemajuanForm(FormBantu, forms.ModelForm):
    persen = AngkaField(label="Kemajuan (%)", min_value=0, max_value=100)
    sebelum = LampiranField(label="Foto sebelum", required=False, maks=3)
    sesudah = LampiranField(
        label="Foto sesudah",
        required=False,
        maks=3,
        help_text="Ambil dari tempat dan arah yang sama dengan foto sebelum.",
    )

    class Meta:
        model = KemajuanIntervensi
        fields = ("tanggal", "persen", "catatan")
        widgets: ClassVar = {"catatan": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.initial["tanggal"] = self.initial["tanggal"] or timezone.localdate()

    def _get_validation_exclusions(self):
        """The intervention comes from the page, yet takes part in the check of one a day."""
        return super()._get_validation_exclusions() - {"intervensi"}


class SelesaikanForm(FormBantu, forms.Form):
    tanggal_selesai = forms.DateField(label="Tanggal selesai", widget=TanggalInput)
    realisasi_volume = AngkaField(label="Realisasi", desimal=2, max_digits=12)
    jumlah_kk = AngkaField(label="Penerima manfaat (KK)", required=False, max_value=100_000)
    jumlah_laki_laki = AngkaField(label="Laki-laki (jiwa)", required=False, max_value=100_000)
    jumlah_perempuan = AngkaField(label="Perempuan (jiwa)", required=False, max_value=100_000)

    def __init__(self, *args, satuan: str, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["realisasi_volume"].label = f"Realisasi ({satuan})"
        self.fields["tanggal_selesai"].initial = timezone.localdate


class IntervensiFilter(MilikDesaFilter):
    kolom_teks = ("nama", "pelaksana")

    status = django_filters.ChoiceFilter(
        label="Status", empty_label="Semua status", choices=StatusIntervensi
    )
    jenis = django_filters.ModelChoiceFilter(
        label="Jenis bantuan",
        empty_label="Semua jenis",
        queryset=lambda request: JenisBantuan.objects.all(),
    )
    jenis_pelaksana = django_filters.ChoiceFilter(
        label="Pelaksana", empty_label="Semua pelaksana", choices=JenisPelaksana
    )
    sumber = django_filters.ChoiceFilter(
        label="Sumber dana", empty_label="Semua sumber", choices=SumberDana, method="saring_sumber"
    )
    strategi = django_filters.ChoiceFilter(
        label="Strategi", empty_label="Semua strategi", choices=StrategiProgram
    )
    tahun = django_filters.NumberFilter(
        label="Tahun mulai", field_name="mulai__year", **RENTANG_TAHUN
    )
    celah = django_filters.ChoiceFilter(
        label="Celah",
        empty_label="Semua",
        choices=CelahIntervensi,
        method="saring_celah",
    )

    class Meta:
        model = Intervensi
        fields: ClassVar[list[str]] = []

    def saring_sumber(self, queryset, _nama, sumber):
        dana = Pendanaan.objects.filter(intervensi=OuterRef("pk"), sumber=sumber)
        return queryset.filter(Exists(dana))

    def saring_celah(self, queryset, _nama, celah):
        return intervensi_celah(queryset, celah)


class GandaFilter(MilikDesaFilter):
    """Recipients with double aid; the year is that in which the interventions begin."""

    jalur_desa = "intervensi__desa"
    kolom_teks = ("label", "intervensi__nama")

    tahun = django_filters.NumberFilter(
        label="Tahun", field_name="intervensi__mulai__year", **RENTANG_TAHUN
    )
    alasan = django_filters.ChoiceFilter(
        label="Alasan",
        empty_label="Ada atau belum",
        choices=[("ada", "Sudah beralasan"), ("belum", "Belum beralasan")],
        method="saring_alasan",
    )

    class Meta:
        model = PenerimaBantuan
        fields: ClassVar[list[str]] = []

    def saring_alasan(self, queryset, _nama, ada):
        kosong = {"intervensi__alasan_ganda": ""}
        return queryset.exclude(**kosong) if ada == "ada" else queryset.filter(**kosong)
