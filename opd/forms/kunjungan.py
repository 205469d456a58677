"""Forms and filters of field visits. Saving is done by opd.workflows.kunjungan."""

from datetime import timedelta
from decimal import Decimal

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone

from desa.models import Desa
from inti.angka import TANDA_MINUS, format_angka
from inti.forms import FormBantu, TanggalInput
from inti.lampiran.forms import LampiranField
from opd.forms.saringan import saringan_desa, saringan_kecamatan, saringan_opd
from opd.models import Kunjungan
from opd.queries import LAMA_HARI


class DerajatField(forms.DecimalField):
    """A coordinate in degrees, written with a comma, or with a dot as maps show it."""

    widget = forms.TextInput

    def __init__(self, **kwargs):
        super().__init__(max_digits=9, decimal_places=6, required=False, **kwargs)
        self.widget.attrs |= {"autocomplete": "off"}

    def to_python(self, value):
        return super().to_python(
            value.strip().replace(TANDA_MINUS, "-").replace(",", ".") if value else None
        )

    def prepare_value(self, value):
        return format_angka(value) if isinstance(value, Decimal) else value


class KunjunganForm(FormBantu, forms.ModelForm):
    """One visit. The point comes from the phone (static/js/pendampingan.js) or is typed."""

    foto = LampiranField(label="Foto", required=False)
    lintang = DerajatField(
        label="Lintang",
        help_text="Titik boleh kosong. Salin dari peta, misalnya −6,579, atau dari GPS.",
    )
    bujur = DerajatField(label="Bujur")

    class Meta:
        model = Kunjungan
        fields = ("tanggal", "tujuan", "hasil", "lintang", "bujur", "akurasi_m")
        labels = {"akurasi_m": "Ketelitian (meter)"}
        widgets = {
            "hasil": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {"hasil": "Apa yang dilihat, dengan siapa bertemu, apa yang disepakati."}

    field_order = ("tanggal", "tujuan", "hasil", "foto", "lintang", "bujur", "akurasi_m")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["tanggal"] = self.initial["tanggal"] or timezone.localdate()


class DesaKunjunganFilter(django_filters.FilterSet):
    """Villages by when they were visited last; the queryset carries `kunjungan_terakhir`."""

    kecamatan = saringan_kecamatan("kecamatan")
    lama = django_filters.ChoiceFilter(
        label="Kunjungan terakhir",
        empty_label="Semua",
        choices=[("ya", f"Lebih dari {LAMA_HARI} hari lalu"), ("tidak", "Belum selama itu")],
        method="saring_lama",
    )

    class Meta:
        model = Desa
        fields = ()

    def saring_lama(self, queryset, _nama, nilai):
        sejak = timezone.localdate() - timedelta(days=LAMA_HARI)
        if nilai == "tidak":
            return queryset.filter(kunjungan_terakhir__gte=sejak)
        return queryset.filter(Q(kunjungan_terakhir=None) | Q(kunjungan_terakhir__lt=sejak))


class KunjunganFilter(django_filters.FilterSet):
    q = saringan_desa()
    opd = saringan_opd()
    kecamatan = saringan_kecamatan()
    sejak = django_filters.DateFilter(
        label="Sejak tanggal", field_name="tanggal", lookup_expr="gte"
    )
    sampai = django_filters.DateFilter(
        label="Sampai tanggal", field_name="tanggal", lookup_expr="lte"
    )
    keadaan = django_filters.ChoiceFilter(
        label="Keadaan",
        empty_label="Semua",
        choices=[("berlaku", "Berlaku"), ("batal", "Dibatalkan")],
        method="saring_keadaan",
    )

    class Meta:
        model = Kunjungan
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nama in ("sejak", "sampai"):
            self.form.fields[nama].widget = TanggalInput()

    def saring_keadaan(self, queryset, _nama, nilai):
        return queryset.filter(dibatalkan_pada__isnull=nilai == "berlaku")
