"""Input and filters of survey rounds."""

from typing import ClassVar

import django_filters
from django import forms
from django.utils import timezone

from desa.choices import StatusSurvei
from desa.forms.survei import kecamatan_tersedia, pilihan_pendamping
from desa.models import Desa, Putaran, VersiIndikator
from desa.queries import BELUM, periode_for_pengguna
from inti.forms import FormBantu
from inti.teks import normalkan_nama


def periode_tersedia(request):
    """The periods of the user's kabupaten."""
    return periode_for_pengguna(request.user)


class KelengkapanFilter(django_filters.FilterSet):
    """Over desa_with_survei and the OPD of each village."""

    status = django_filters.ChoiceFilter(
        label="Status",
        empty_label="Semua status",
        choices=[(BELUM, "Belum diisi"), *StatusSurvei.choices],
    )
    pendamping = django_filters.ChoiceFilter(label="OPD", empty_label="Semua OPD", choices=list)
    kecamatan = django_filters.ModelChoiceFilter(
        label="Kecamatan", empty_label="Semua kecamatan", queryset=kecamatan_tersedia
    )
    q = django_filters.CharFilter(label="Desa", method="cari")

    class Meta:
        model = Desa
        fields: ClassVar[list[str]] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["pendamping"].extra["choices"] = pilihan_pendamping(self.queryset)

    def cari(self, queryset, _nama, teks):
        return queryset.filter(nama_normal__contains=normalkan_nama(teks))


class KelengkapanPeriodeFilter(KelengkapanFilter):
    """Over desa_with_kelengkapan; the period itself was chosen by the view."""

    status = None
    periode = django_filters.ModelChoiceFilter(
        label="Periode", empty_label=None, queryset=periode_tersedia, method="biarkan"
    )
    terlambat = django_filters.ChoiceFilter(
        label="Keterlambatan",
        empty_label="Semua desa",
        choices=[("ya", "Terlambat saja"), ("tidak", "Tidak terlambat")],
        method="saring_terlambat",
    )

    class Meta(KelengkapanFilter.Meta):
        pass

    def biarkan(self, queryset, _nama, _nilai):
        return queryset

    def saring_terlambat(self, queryset, _nama, nilai):
        return queryset.filter(batas_lewat__isnull=nilai == "tidak")


class PutaranForm(FormBantu, forms.ModelForm):
    """A round and the definitions it asks; once a survey exists the questions stay."""

    versi_indikator = forms.ModelMultipleChoiceField(
        label="Indikator yang ditanyakan",
        queryset=VersiIndikator.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Pilih sekurangnya satu indikator untuk ditanyakan."},
    )

    class Meta:
        model = Putaran
        fields: ClassVar[list[str]] = [
            "periode",
            "jenis",
            "nomor",
            "tanggal_rujukan",
            "buka",
            "tutup",
        ]

    def __init__(self, *args, periode_queryset, versi_queryset, is_terisi=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["periode"].queryset = periode_queryset
        medan = self.fields["versi_indikator"]
        medan.queryset = versi_queryset
        medan.label_from_instance = self._label
        if is_terisi:
            medan.disabled = True
            medan.help_text = "Sudah ada isian; daftar indikator putaran ini tidak berubah lagi."

    def _label(self, versi):
        return f"{versi.indikator.bidang} · {versi}"


class BukaKunciForm(FormBantu, forms.Form):
    alasan = forms.CharField(
        label="Alasan membuka kunci", max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class PengecualianForm(FormBantu, forms.Form):
    """One village of the round; a second exception of the same village replaces the first."""

    desa = forms.ModelChoiceField(label="Desa", queryset=Desa.objects.none())
    sampai = forms.DateField(
        label="Boleh diisi sampai", help_text="Hari terakhir, termasuk hari itu."
    )
    alasan = forms.CharField(label="Alasan", max_length=300)

    def __init__(self, *args, desa_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["desa"].queryset = desa_queryset.order_by("kecamatan__nama", "nama")
        self.fields["desa"].label_from_instance = lambda d: f"{d}, Kecamatan {d.kecamatan}"

    def clean_sampai(self):
        sampai = self.cleaned_data["sampai"]
        if sampai < timezone.localdate():
            raise forms.ValidationError("Tanggal pengecualian sudah lewat.")
        return sampai
