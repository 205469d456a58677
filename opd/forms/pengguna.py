"""Forms and filters of accounts and memberships. Saving is done by the workflows."""

import re

import django_filters
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.validators import RegexValidator
from django.db.models import Q
from django.utils import timezone

from akun.choices import Peran
from akun.models import Pengguna
from inti.forms import FormBantu
from opd.models import Keanggotaan


NAMA_PENGGUNA = RegexValidator(
    r"^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\Z",
    "Pakai huruf kecil, angka, titik, garis bawah, atau tanda hubung; tanpa spasi.",
)
PILIHAN_KEADAAN = [("aktif", "Aktif"), ("nonaktif", "Nonaktif")]


class PenggunaFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nama atau NIP", method="saring_teks")
    peran = django_filters.ChoiceFilter(label="Peran", choices=Peran, empty_label="Semua peran")
    opd = django_filters.ModelChoiceFilter(
        label="OPD", queryset=None, empty_label="Semua OPD", method="saring_opd"
    )
    keadaan = django_filters.ChoiceFilter(
        label="Keadaan", choices=PILIHAN_KEADAAN, empty_label="Semua", method="saring_keadaan"
    )

    class Meta:
        model = Pengguna
        fields = []

    def __init__(self, *args, opd_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["opd"].queryset = opd_queryset

    def saring_teks(self, queryset, name, value):
        return queryset.filter(
            Q(nama__icontains=value) | Q(username__icontains=value) | Q(nip__contains=value)
        )

    def saring_opd(self, queryset, name, value):
        aktif = Keanggotaan.objects.aktif(pada=timezone.localdate()).filter(opd=value)
        return queryset.filter(pk__in=aktif.values("pengguna_id"))

    def saring_keadaan(self, queryset, name, value):
        return queryset.filter(is_active=value == "aktif")


class PenggunaForm(FormBantu, forms.ModelForm):
    """The data of an account. Password and state have steps of their own."""

    class Meta:
        model = Pengguna
        fields = ["nama", "username", "peran", "jabatan", "nip"]
        labels = {"username": "Nama pengguna"}
        help_texts = {"username": "Dipakai untuk masuk, misalnya siti.aminah."}
        error_messages = {"username": {"unique": "Nama pengguna ini sudah dipakai."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["peran"].choices = [("", "Pilih peran"), *Peran.choices]
        username = self.fields["username"]
        username.validators = [NAMA_PENGGUNA]
        username.widget.attrs |= {"autocapitalize": "none", "autocomplete": "off"}
        self.fields["nip"].max_length = None  # spaces are allowed while typing
        self.fields["nip"].validators = []
        self.fields["nip"].widget.attrs = {"inputmode": "numeric", "class": "textinput"}

    def clean_username(self):
        username = self.cleaned_data["username"]
        sama = Pengguna.objects.filter(username__iexact=username).exclude(pk=self.instance.pk)
        if sama.exists():
            raise forms.ValidationError("Nama pengguna ini sudah dipakai.")
        return username

    def clean_nip(self):
        nip = re.sub(r"[\s.\-]", "", self.cleaned_data["nip"])
        if nip and not re.fullmatch(r"[0-9]{18}", nip):
            raise forms.ValidationError("NIP terdiri atas 18 angka.")
        return nip


class KeanggotaanForm(FormBantu, forms.ModelForm):
    class Meta:
        model = Keanggotaan
        fields = ["opd", "mulai", "penyelia"]
        help_texts = {"penyelia": "Penyelia memeriksa laporan bulanan OPD-nya."}

    def __init__(self, *args, opd_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opd"].queryset = opd_queryset
        self.fields["opd"].label_from_instance = _nama_opd
        self.fields["mulai"].label = "Anggota sejak"


class PenggunaBaruForm(PenggunaForm):
    """A new account; for a petugas with the OPD it works for."""

    opd = forms.ModelChoiceField(
        label="OPD",
        queryset=None,
        required=False,
        empty_label="Bukan petugas",
    )
    mulai = forms.DateField(label="Anggota OPD sejak", required=False)
    penyelia = forms.BooleanField(
        label="Penyelia", required=False, help_text="Memeriksa laporan bulanan OPD-nya."
    )

    def __init__(self, *args, opd_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["opd"].queryset = opd_queryset
        self.fields["opd"].label_from_instance = _nama_opd
        self.fields["mulai"].initial = timezone.localdate
        for nama in ("opd", "mulai"):  # not simply optional: they depend on the role
            self.fields[nama].label = self.base_fields[nama].label
        self.helper.layout = Layout(
            *self.Meta.fields, Fieldset("Khusus petugas OPD", "opd", "mulai", "penyelia")
        )

    def clean(self):
        data = super().clean()
        is_petugas = data.get("peran") == Peran.PETUGAS
        if is_petugas and not data.get("opd"):
            self.add_error("opd", "Pilih OPD tempat petugas ini bekerja.")
        if is_petugas and not data.get("mulai") and "mulai" not in self.errors:
            self.add_error("mulai", "Isi tanggal mulai menjadi anggota OPD.")
        if data.get("peran") and not is_petugas and data.get("opd"):
            self.add_error("opd", "Hanya petugas yang menjadi anggota OPD.")
        return data

    def keanggotaan(self):
        """The membership that was asked for, unsaved; None for other roles."""
        data = self.cleaned_data
        if data["opd"] is None:
            return None
        return Keanggotaan(opd=data["opd"], mulai=data["mulai"], penyelia=data["penyelia"])


class AkhiriKeanggotaanForm(FormBantu, forms.Form):
    selesai = forms.DateField(label="Hari terakhir", initial=timezone.localdate)


def _nama_opd(opd):
    return f"{opd.nama} ({opd.singkatan})"
