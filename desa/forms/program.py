"""Forms and filters of the programme. Saving is done by desa.workflows.program."""

import django_filters
from django import forms
from django.db.models import Q

from desa.choices import JenisDaftar, JenisIndikator, StatusDaftar
from desa.forms.fields import DesaField, PilihDesaField
from desa.models import ButirSasaran, DaftarSasaran, Desa, Periode, TargetIndikator
from desa.queries import (
    daftar_for_pengguna,
    indikator_aktif,
    kecamatan_for_pengguna,
    periode_for_pengguna,
)
from desa.workflows.program import UBAHAN_BUTIR
from inti.forms import AngkaField, FormBantu, TanggalInput


class PeriodeForm(FormBantu, forms.ModelForm):
    class Meta:
        model = Periode
        fields = (
            "nama",
            "mulai",
            "selesai",
            "dasar_hukum",
            "laporan_mulai",
            "tanggal_laporan",
        )

    def _get_validation_exclusions(self):
        """The kabupaten comes from the user, yet takes part in the check of the name."""
        return super()._get_validation_exclusions() - {"kabupaten"}


class DaftarSasaranFilter(django_filters.FilterSet):
    periode = django_filters.ModelChoiceFilter(
        label="Periode",
        empty_label="Semua periode",
        queryset=lambda request: periode_for_pengguna(request.user),
    )
    jenis = django_filters.ChoiceFilter(
        label="Jenis", choices=JenisDaftar, empty_label="Semua jenis"
    )
    status = django_filters.ChoiceFilter(
        label="Status", choices=StatusDaftar, empty_label="Semua status"
    )

    class Meta:
        model = DaftarSasaran
        fields = ()


class DaftarSasaranForm(FormBantu, forms.ModelForm):
    """The head of a draft list; the villages follow on their own pages."""

    class Meta:
        model = DaftarSasaran
        fields = (
            "periode",
            "jenis",
            "nama",
            "nomor_dasar_hukum",
            "tanggal_dasar_hukum",
            "sumber_data",
            "tanggal_data",
            "kriteria",
        )
        widgets = {"kriteria": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, periode_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["periode"].queryset = periode_queryset
        self.fields["periode"].empty_label = "Pilih periode"


class ButirFilter(django_filters.FilterSet):
    kecamatan = django_filters.ModelChoiceFilter(
        label="Kecamatan",
        empty_label="Semua kecamatan",
        field_name="desa__kecamatan",
        queryset=lambda request: kecamatan_for_pengguna(request.user).order_by("nama"),
    )
    q = django_filters.CharFilter(label="Nama atau kode desa", method="saring_teks")

    class Meta:
        model = ButirSasaran
        fields = ()

    def saring_teks(self, queryset, name, value):
        return queryset.filter(Q(desa__nama__icontains=value) | Q(desa__kode__startswith=value))


class TambahDesaForm(forms.Form):
    """Ticks villages to put on a draft list; `desa_queryset` leaves out those already on it."""

    desa = PilihDesaField(
        label="Desa",
        queryset=Desa.objects.none(),
        error_messages={"required": "Centang sekurangnya satu desa."},
    )

    def __init__(self, *args, desa_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["desa"].queryset = desa_queryset


class ButirForm(forms.ModelForm):
    """Rank and figures of one village on a draft list; one row of the figures page."""

    peringkat = AngkaField(label="Peringkat", required=False, min_value=1)
    pembilang_pemilih = AngkaField(label="Angka pemilih", required=False, min_value=0)
    penyebut_pemilih = AngkaField(label="Penyebut", required=False, min_value=1)
    skor_pemilih = AngkaField(label="Skor", required=False, desimal=6, max_digits=12)

    class Meta:
        model = ButirSasaran
        fields = UBAHAN_BUTIR

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control"
            field.widget.attrs["aria-label"] = f"{field.label} {self.instance.desa}"
        for nama in self.errors if self.is_bound else ():
            if nama in self.fields:
                self.fields[nama].widget.attrs["class"] += " is-invalid"


class BaseButirFormSet(forms.BaseModelFormSet):
    def add_error(self, field, error):
        """As a form does: an error of the whole page."""
        self._non_form_errors.append(error)

    def butir_berubah(self):
        """The changed rows as entries of their own, the way desa.workflows.program takes them."""
        return [
            ButirSasaran(
                desa=f.instance.desa, **{nama: f.cleaned_data[nama] for nama in UBAHAN_BUTIR}
            )
            for f in self
            if f.has_changed()
        ]


ButirFormSet = forms.modelformset_factory(
    ButirSasaran, form=ButirForm, formset=BaseButirFormSet, extra=0
)


class LulusForm(FormBantu, forms.Form):
    tanggal = forms.DateField(
        label="Tanggal lulus",
        widget=TanggalInput,
        help_text="Sejak hari ini desa tidak lagi menjadi sasaran.",
    )
    alasan = forms.CharField(
        label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class BandingkanForm(forms.Form):
    """Two lists to lay side by side."""

    a = forms.ModelChoiceField(label="Daftar pertama", queryset=DaftarSasaran.objects.none())
    b = forms.ModelChoiceField(label="Daftar kedua", queryset=DaftarSasaran.objects.none())

    def __init__(self, *args, daftar_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.queryset = daftar_queryset
            field.empty_label = "Pilih daftar"
            field.widget.attrs["class"] = "form-select"

    def clean(self):
        data = super().clean()
        if data.get("a") and data.get("a") == data.get("b"):
            self.add_error("b", "Pilih dua daftar yang berbeda.")
        return data


class TargetFilter(django_filters.FilterSet):
    periode = django_filters.ModelChoiceFilter(
        label="Periode",
        empty_label="Semua periode",
        queryset=lambda request: periode_for_pengguna(request.user),
    )
    indikator = django_filters.ModelChoiceFilter(
        label="Indikator", empty_label="Semua indikator", queryset=lambda request: indikator_aktif()
    )
    daftar = django_filters.ModelChoiceFilter(
        label="Daftar sasaran",
        empty_label="Semua daftar",
        queryset=lambda request: daftar_for_pengguna(request.user),
    )

    class Meta:
        model = TargetIndikator
        fields = ()


class TargetForm(FormBantu, forms.ModelForm):
    """A target for one list or for one village, in percent for proportions."""

    desa = DesaField(
        label="Desa",
        required=False,
        queryset=Desa.objects.none(),
        empty_label="Tanpa desa",
        help_text="Isi salah satu: daftar (berlaku bagi semua desanya) atau satu desa.",
    )
    nilai = AngkaField(
        label="Nilai target",
        desimal=4,
        max_digits=18,
        min_value=0,
        help_text="Proporsi: dalam persen (12,5). Jumlah dan skor: dalam satuannya.",
    )

    class Meta:
        model = TargetIndikator
        fields = ("periode", "indikator", "daftar", "desa", "nilai")

    def __init__(self, *args, periode_queryset, daftar_queryset, desa_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        for nama, queryset, kosong in (
            ("periode", periode_queryset, "Pilih periode"),
            ("indikator", indikator_aktif(), "Pilih indikator"),
            ("daftar", daftar_queryset, "Tanpa daftar"),
        ):
            self.fields[nama].queryset, self.fields[nama].empty_label = queryset, kosong
        self.fields["desa"].queryset = desa_queryset

    def clean(self):
        data = super().clean()
        indikator, nilai, daftar = data.get("indikator"), data.get("nilai"), data.get("daftar")
        is_proporsi = indikator and indikator.jenis == JenisIndikator.PROPORSI
        if is_proporsi and nilai is not None and nilai > 100:
            self.add_error("nilai", "Target proporsi paling tinggi 100 persen.")
        if daftar and data.get("periode") and daftar.periode_id != data["periode"].pk:
            self.add_error("daftar", "Daftar ini bukan dari periode yang dipilih.")
        return data
