"""Filters of the lists of persons and villages, and the forms that lead to an identity."""

from typing import ClassVar

import django_filters
from django import forms

from desa.queries import kecamatan_for_pengguna
from dtks.choices import KeadaanEntri, TujuanAkses
from dtks.models import EntriData
from dtks.queries import (
    filter_keadaan,
    peringkat_desa,
    sumber_dengan_orang,
    sumber_dengan_rekap,
)
from inti.forms import FormBantu
from inti.nik import NIKSalah, baca_nik, bersihkan, memuat_nomor


class OrangFilter(django_filters.FilterSet):
    """One edition (the newest unless chosen) and what to look for. Names are in no address."""

    sumber = django_filters.ChoiceFilter(label="Sumber data", empty_label=None, choices=())
    keadaan = django_filters.ChoiceFilter(
        label="Keadaan", choices=KeadaanEntri, empty_label="Semua", method="pilih_keadaan"
    )
    desil = django_filters.ChoiceFilter(
        label="Desil", choices=[(n, str(n)) for n in range(1, 11)], empty_label="Semua desil"
    )
    rw = django_filters.CharFilter(label="RW", method="pilih_rw", max_length=3)

    class Meta:
        model = EntriData
        fields = ()

    def __init__(self, data, *args, **kwargs):
        pilihan = [(str(s.pk), str(s)) for s in sumber_dengan_orang(kwargs["request"].user)]
        super().__init__(_dengan_sumber(data, pilihan), *args, **kwargs)
        self.filters["sumber"].extra["choices"] = pilihan

    def pilih_keadaan(self, queryset, name, value):
        return filter_keadaan(queryset, value)

    def pilih_rw(self, queryset, name, value):
        return queryset.filter(keluarga__rw__in={value, value.zfill(3), value.lstrip("0")})


def _dengan_sumber(data, pilihan):
    """The parameters of an address; the newest edition where they name none."""
    data = data.copy()
    if pilihan and not data.get("sumber"):
        data["sumber"] = pilihan[0][0]
    return data


class PeringkatForm(forms.Form):
    sumber = forms.ChoiceField(label="Sumber data")
    kecamatan = forms.ModelChoiceField(
        label="Kecamatan", queryset=None, required=False, empty_label="Semua kecamatan"
    )


class PeringkatFilter:
    """The ranked villages of an edition, made in Python; looks like a filter set to a list page."""

    def __init__(self, data, queryset, request):
        pilihan = [(str(s.pk), str(s)) for s in sumber_dengan_rekap(request.user)]
        self.form = PeringkatForm(_dengan_sumber(data, pilihan))
        self.form.fields["sumber"].choices = pilihan
        kecamatan = kecamatan_for_pengguna(request.user).order_by("nama")
        self.form.fields["kecamatan"].queryset = kecamatan
        self.qs = self._saring(request.user) if self.form.is_valid() else []

    def _saring(self, pengguna):
        isi = self.form.cleaned_data
        return [
            satu
            for satu in peringkat_desa(pengguna, int(isi["sumber"]))
            if isi["kecamatan"] in (None, satu.desa.kecamatan)
        ]


class TujuanForm(FormBantu, forms.Form):
    """Why somebody's identity is opened; kept in the access log, hence without numbers."""

    PILIHAN: ClassVar = [
        TujuanAkses.VERIFIKASI,
        TujuanAkses.PENCOCOKAN,
        TujuanAkses.PADANAN,
        TujuanAkses.PERMINTAAN,
    ]

    tujuan = forms.ChoiceField(
        label="Tujuan", choices=[("", "Pilih satu"), *((t.value, t.label) for t in PILIHAN)]
    )
    keterangan = forms.CharField(
        label="Keterangan",
        min_length=5,
        max_length=300,
        help_text="Untuk apa persisnya, misalnya “KTP dibawa ke balai desa”. Tanpa NIK dan nama.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_keterangan(self):
        teks = self.cleaned_data["keterangan"]
        if memuat_nomor(teks):
            raise forms.ValidationError("Jangan menulis NIK atau nomor KK di sini.")
        return teks


class SalinanForm(FormBantu, forms.Form):
    """The request of a person for a copy of its own data."""

    bentuk = forms.ChoiceField(
        label="Bentuk",
        choices=[("pdf", "PDF, untuk dibaca"), ("json", "JSON, untuk dipindahkan")],
        widget=forms.RadioSelect,
        initial="pdf",
    )
    keterangan = forms.CharField(
        label="Dasar permintaan",
        min_length=5,
        max_length=300,
        help_text="Tanggal dan nomor surat permintaan, serta cara identitas pemohon diperiksa.",
    )
    clean_keterangan = TujuanForm.clean_keterangan


class NIKInput(forms.TextInput):
    """Digits that the page never shows again."""

    def get_context(self, name, value, attrs):
        return super().get_context(name, None, attrs)


class CariNIKForm(FormBantu, forms.Form):
    """A whole NIK, sent by POST: it belongs in no address."""

    nik = forms.CharField(
        label="NIK",
        max_length=40,
        help_text="16 angka lengkap; spasi dan titik boleh.",
        widget=NIKInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_nik(self):
        nomor = bersihkan(self.cleaned_data["nik"])
        try:
            baca_nik(nomor)
        except NIKSalah as error:
            raise forms.ValidationError(str(error)) from error
        return nomor
