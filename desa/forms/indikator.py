"""Input of the dictionary: filter, identity, new versions, series breaks."""

from typing import ClassVar

import django_filters
from django import forms
from django.db.models import Q

from desa.choices import Arah, JenisIndikator
from desa.models import Indikator, PutusDeret, VersiIndikator
from inti.forms import FormBantu


class KamusFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Kata", method="cari")
    bidang = django_filters.ChoiceFilter(
        label="Bidang", empty_label="Semua bidang", field_name="indikator__bidang", choices=list
    )
    arah = django_filters.ChoiceFilter(
        label="Arah", empty_label="Semua arah", field_name="indikator__arah", choices=Arah
    )
    wajib = django_filters.ChoiceFilter(
        label="Inti",
        empty_label="Semua",
        field_name="indikator__wajib",
        choices=[("True", "Inti"), ("False", "Bukan inti")],
    )
    aktif = django_filters.ChoiceFilter(
        label="Keadaan",
        empty_label="Semua",
        field_name="indikator__aktif",
        choices=[("True", "Aktif"), ("False", "Tidak aktif")],
    )

    class Meta:
        model = VersiIndikator
        fields: ClassVar[list[str]] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        bidang = Indikator.objects.order_by("bidang").values_list("bidang", flat=True).distinct()
        self.filters["bidang"].extra["choices"] = [(b, b) for b in bidang]

    def cari(self, queryset, _nama, teks):
        return queryset.filter(
            Q(indikator__nama__icontains=teks)
            | Q(indikator__kode__icontains=teks)
            | Q(definisi__icontains=teks)
        )


class IndikatorForm(FormBantu, forms.ModelForm):
    """The identity. Code and kind stay: stored answers depend on them."""

    class Meta:
        model = Indikator
        fields: ClassVar[list[str]] = [
            "nama",
            "bidang",
            "arah",
            "wajib",
            "batas_lonjakan_persen",
            "urutan",
        ]


class VersiForm(FormBantu, forms.ModelForm):
    """A new version of a definition, filled from the one before it."""

    class Meta:
        model = VersiIndikator
        fields: ClassVar[list[str]] = [
            "berlaku_mulai",
            "sebanding",
            "definisi",
            "label_pembilang",
            "satuan",
            "label_penyebut",
            "satuan_penyebut",
            "desimal",
            "sumber_definisi",
            "konsep",
            "klasifikasi",
            "ukuran",
        ]
        widgets: ClassVar[dict] = {
            "definisi": forms.Textarea(attrs={"rows": 4}),
            "konsep": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts: ClassVar[dict] = {
            "sebanding": "Centang bila angka menurut definisi baru masih dapat dibandingkan dengan "
            "angka menurut definisi lama.",
        }

    def __init__(self, *args, indikator: Indikator, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.indikator = indikator
        self.is_proporsi = indikator.jenis == JenisIndikator.PROPORSI
        if not self.is_proporsi:
            del self.fields["label_penyebut"], self.fields["satuan_penyebut"]

    def clean(self):
        super().clean()
        for nama in ("label_penyebut", "satuan_penyebut") if self.is_proporsi else ():
            if not self.cleaned_data.get(nama):
                self.add_error(nama, "Proporsi memerlukan penyebut dan satuannya.")


class PutusDeretForm(FormBantu, forms.ModelForm):
    class Meta:
        model = PutusDeret
        fields: ClassVar[list[str]] = ["tanggal", "uraian"]
        help_texts: ClassVar[dict] = {
            "tanggal": "Hari pertama angka baru; angka sebelum hari ini tidak lagi dibandingkan.",
            "uraian": "Apa yang berganti, misalnya daftar acuan atau cara mengukur.",
        }

    def __init__(self, *args, indikator: Indikator, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.indikator = indikator
