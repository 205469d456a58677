"""Forms and filters of areas. Saving is done by inti.workflows and desa.workflows.wilayah."""

import django_filters
from django import forms
from django.core.validators import RegexValidator

from desa.choices import JenisDesa
from desa.forms.fields import DesaField
from desa.models import Desa, Kecamatan, NamaLainDesa, ProfilDesa
from desa.queries import cari_desa, kecamatan_for_pengguna
from inti.forms import AngkaField, FormBantu


PILIHAN_SASARAN = [
    ("dampingan", "Desa dampingan"),
    ("pembanding", "Desa pembanding"),
    ("lain", "Di luar kedua daftar"),
]


class DesaFilter(django_filters.FilterSet):
    """`opd_queryset` comes from the view: agencies live in a layer above."""

    q = django_filters.CharFilter(label="Nama atau kode", method="saring_teks")
    kecamatan = django_filters.ModelChoiceFilter(
        label="Kecamatan",
        empty_label="Semua kecamatan",
        queryset=lambda request: kecamatan_for_pengguna(request.user).order_by("nama"),
    )
    jenis = django_filters.ChoiceFilter(label="Jenis", choices=JenisDesa, empty_label="Semua jenis")
    sasaran = django_filters.ChoiceFilter(
        label="Sasaran",
        choices=PILIHAN_SASARAN,
        empty_label="Semua desa",
        method="saring_sasaran",
    )
    opd = django_filters.ModelChoiceFilter(
        label="OPD pendamping", empty_label="Semua OPD", queryset=None, method="saring_opd"
    )

    class Meta:
        model = Desa
        fields = ()

    def __init__(self, *args, opd_queryset=None, **kwargs):
        super().__init__(*args, **kwargs)
        if opd_queryset is None:
            del self.filters["opd"]
        else:
            self.filters["opd"].queryset = opd_queryset

    def saring_teks(self, queryset, name, value):
        return cari_desa(queryset, value)

    def saring_sasaran(self, queryset, name, value):
        if value == "lain":
            return queryset.filter(is_dampingan=False, is_pembanding=False)
        return queryset.filter(**{f"is_{value}": True})

    def saring_opd(self, queryset, name, value):
        return queryset.filter(pendamping_id=value.pk)


class DesaForm(FormBantu, forms.ModelForm):
    """What an admin may correct of a village; its code and kecamatan never change.

    `desa_queryset`: the villages that may be its predecessor.
    """

    kode_bps = forms.CharField(
        label="Kode BPS",
        required=False,
        validators=[RegexValidator(r"^[0-9]{10}$", "Kode BPS desa terdiri atas 10 angka.")],
    )
    kode_pos = forms.CharField(
        label="Kode pos",
        required=False,
        validators=[RegexValidator(r"^[0-9]{5}$", "Kode pos terdiri atas 5 angka.")],
    )
    lintang = AngkaField(
        label="Lintang",
        required=False,
        desimal=6,
        max_digits=9,
        min_value=-11,
        max_value=6,
        help_text="Derajat desimal, selatan negatif: −6,551234.",
    )
    bujur = AngkaField(
        label="Bujur", required=False, desimal=6, max_digits=9, min_value=95, max_value=141
    )
    pendahulu = DesaField(label="Dimekarkan dari", required=False, queryset=Desa.objects.none())

    class Meta:
        model = Desa
        fields = (
            "nama",
            "jenis",
            "kode_bps",
            "kode_pos",
            "lintang",
            "bujur",
            "berlaku_mulai",
            "berlaku_sampai",
            "pendahulu",
        )

    def __init__(self, *args, desa_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pendahulu"].queryset = desa_queryset.exclude(pk=self.instance.pk)


class DesaBaruForm(DesaForm):
    """A village that came into being by decree, usually by a split."""

    kode = forms.CharField(
        label="Kode Kemendagri",
        help_text="Dengan titik, misalnya 33.18.16.2023.",
        validators=[
            RegexValidator(
                r"^[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}$",
                "Tulis kode lengkap dengan titik, misalnya 33.18.16.2023.",
            )
        ],
    )

    class Meta(DesaForm.Meta):
        fields = ("kecamatan", "kode", *DesaForm.Meta.fields)

    def __init__(self, *args, kecamatan_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kecamatan"].queryset = kecamatan_queryset

    def clean(self):
        data = super().clean()
        kecamatan, kode = data.get("kecamatan"), data.get("kode")
        if kecamatan and kode and not kode.startswith(f"{kecamatan.kode}."):
            self.add_error("kode", f"Kode harus diawali kode kecamatan, {kecamatan.kode}.")
        return data


class KecamatanForm(FormBantu, forms.ModelForm):
    kode_bps = forms.CharField(
        label="Kode BPS",
        required=False,
        validators=[RegexValidator(r"^[0-9]{7}$", "Kode BPS kecamatan terdiri atas 7 angka.")],
    )

    class Meta:
        model = Kecamatan
        fields = ("nama", "kode_bps")


class NamaLainForm(FormBantu, forms.ModelForm):
    class Meta:
        model = NamaLainDesa
        fields = ("nama", "sumber")
        help_texts = {"sumber": "Dokumen atau daftar yang memakai ejaan ini."}


class ProfilForm(FormBantu, forms.ModelForm):
    tahun = AngkaField(label="Tahun", min_value=2000, max_value=2100)
    jumlah_penduduk = AngkaField(label="Jumlah penduduk (jiwa)", required=False, min_value=0)
    jumlah_kk = AngkaField(label="Jumlah keluarga (KK)", required=False, min_value=0)
    luas_km2 = AngkaField(label="Luas (km²)", required=False, desimal=3, max_digits=8, min_value=0)

    class Meta:
        model = ProfilDesa
        fields = ("tahun", "jumlah_penduduk", "jumlah_kk", "luas_km2", "sumber")

    def _get_validation_exclusions(self):
        """`desa` comes from the page, yet takes part in the check of one profile per year."""
        return super()._get_validation_exclusions() - {"desa"}
