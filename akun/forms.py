"""Forms of signing in and of one's own account: allauth's checks, our words; the audit filter."""

import django_filters
from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as MFAReauthenticateForm
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from django import forms

from akun.kalimat import KALIMAT, KERJA, OBJEK
from inti.forms import FormBantu, TanggalInput
from inti.models import JejakAudit


# Verbs, whatever they are done to, and the steps that have a sentence of their own.
LANGKAH = sorted([*KERJA.items(), *KALIMAT.items()], key=lambda pilihan: pilihan[1])


class FormMasuk(FormBantu):
    """Mixin: labels above the fields instead of allauth's placeholders, `LABEL` and `BANTUAN`."""

    LABEL: dict[str, str] = {}
    BANTUAN: dict[str, str] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nama, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.LABEL.get(nama, field.label)
            field.help_text = self.BANTUAN.get(nama, "")


class MasukForm(FormMasuk, LoginForm):
    LABEL = {"login": "Nama pengguna", "password": "Kata sandi"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}


class KonfirmasiSandiForm(FormMasuk, ReauthenticateForm):
    LABEL = {"password": "Kata sandi"}


class GantiSandiForm(FormMasuk, ChangePasswordForm):
    LABEL = {
        "oldpassword": "Kata sandi sekarang",
        "password1": "Kata sandi baru",
        "password2": "Ulangi kata sandi baru",
    }
    BANTUAN = {
        "password1": "Paling sedikit 10 karakter, tidak hanya angka, bukan kata sandi yang umum, "
        "dan tidak mirip nama Anda."
    }

    def clean_password1(self):
        sandi = self.cleaned_data["password1"]
        if self.user.check_password(sandi):
            raise forms.ValidationError("Kata sandi baru harus berbeda dari yang sekarang.")
        return sandi


class KodeForm(FormMasuk):
    """Mixin: a one-time code, typed on the digits of a phone."""

    LABEL = {"code": "Kode verifikasi"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class KodeMasukForm(KodeForm, AuthenticateForm):
    BANTUAN = {"code": "Enam angka dari aplikasi autentikator, atau satu kode pemulihan."}


class KodeKonfirmasiForm(KodeForm, MFAReauthenticateForm):
    BANTUAN = KodeMasukForm.BANTUAN


class AktifkanDuaLangkahForm(KodeForm, ActivateTOTPForm):
    BANTUAN = {"code": "Enam angka yang ditampilkan aplikasi setelah kode QR dipindai."}


class MatikanDuaLangkahForm(FormMasuk, DeactivateTOTPForm):
    pass


class BuatKodePemulihanForm(FormMasuk, GenerateRecoveryCodesForm):
    pass


class JejakFilter(django_filters.FilterSet):
    objek = django_filters.ChoiceFilter(
        label="Jenis objek",
        choices=[(kode, nama[0].upper() + nama[1:]) for kode, nama in OBJEK.items()],
        empty_label="Semua",
        method="saring_objek",
    )
    langkah = django_filters.ChoiceFilter(
        label="Aksi", choices=LANGKAH, empty_label="Semua", method="saring_langkah"
    )
    pelaku = django_filters.ModelChoiceFilter(
        label="Pelaku", queryset=None, empty_label="Semua", method="saring_pelaku"
    )
    q = django_filters.CharFilter(
        label="Nama objek", field_name="objek_nama", lookup_expr="icontains"
    )
    dari = django_filters.DateFilter(
        label="Dari tanggal", field_name="pada", lookup_expr="date__gte", widget=TanggalInput
    )
    sampai = django_filters.DateFilter(
        label="Sampai tanggal", field_name="pada", lookup_expr="date__lte", widget=TanggalInput
    )

    class Meta:
        model = JejakAudit
        fields = []

    def __init__(self, *args, pelaku_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["pelaku"].queryset = pelaku_queryset

    def saring_objek(self, queryset, name, value):
        return queryset.filter(aksi__startswith=f"{value}.")

    def saring_langkah(self, queryset, name, value):
        return (
            queryset.filter(aksi=value)
            if "." in value
            else queryset.filter(aksi__endswith=f".{value}")
        )

    def saring_pelaku(self, queryset, name, value):
        return queryset.filter(pelaku_id=value.pk)
