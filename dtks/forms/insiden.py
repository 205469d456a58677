"""Forms and filter of the register of breaches. Saving is done by dtks.workflows.insiden."""

import django_filters
from django import forms

from dtks.choices import StatusInsiden
from dtks.models import InsidenData
from inti.forms import FormBantu, WaktuInput


PETUNJUK = "Sebut jenis datanya saja, tanpa nama, NIK, atau nomor KK siapa pun."


class InsidenFilter(django_filters.FilterSet):
    status = django_filters.ChoiceFilter(
        label="Status", choices=StatusInsiden, empty_label="Semua status"
    )

    class Meta:
        model = InsidenData
        fields = ()


class InsidenForm(FormBantu, forms.ModelForm):
    """What is known of a breach so far; the rest may follow until people are told."""

    versi = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = InsidenData
        fields = (
            *("judul", "diketahui_pada", "terjadi_pada", "data_terungkap", "jumlah_orang"),
            *("cara", "penanganan"),
        )
        widgets = {
            "diketahui_pada": WaktuInput,
            "terjadi_pada": WaktuInput,
            "data_terungkap": forms.Textarea(attrs={"rows": 3}),
            "cara": forms.Textarea(attrs={"rows": 4}),
            "penanganan": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "judul": "Misalnya “Laptop verifikator hilang”.",
            "diketahui_pada": "Sejak saat inilah 3×24 jam dihitung.",
            "terjadi_pada": "Kosongkan bila belum diketahui.",
            "data_terungkap": f"Misalnya “NIK, nama, dan alamat warga satu desa”. {PETUNJUK}",
            "jumlah_orang": "Perkiraan boleh; kosongkan bila belum diketahui.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["versi"].initial = self.instance.versi
        if self.instance.status == StatusInsiden.DITANGANI:
            self.fields["penanganan"].required = True
        else:  # it comes with its own step
            del self.fields["penanganan"]


class TanganiForm(FormBantu, forms.Form):
    penanganan = forms.CharField(
        label="Penanganan dan pemulihan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Yang dilakukan untuk menghentikannya dan memulihkan keadaan; tertulis pada surat "
        "pemberitahuan.",
    )


class BeritahukanForm(FormBantu, forms.Form):
    """When the persons and the agency were told in writing."""

    orang_diberitahu = forms.DateTimeField(label="Orangnya diberi tahu", widget=WaktuInput)
    lembaga_diberitahu = forms.DateTimeField(label="Lembaga diberi tahu", widget=WaktuInput)
    lembaga = forms.CharField(
        max_length=150,
        help_text="Lembaga pelindungan data pribadi; selama belum dibentuk, kementerian di bidang "
        "komunikasi dan digital.",
    )
    cara_memberitahu = forms.CharField(
        label="Cara memberi tahu",
        max_length=300,
        help_text="Misalnya “surat nomor 480/12/2026, dibacakan di balai desa”.",
    )
    alasan_terlambat = forms.CharField(max_length=300, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["alasan_terlambat"].label = "Alasan terlambat (wajib bila lewat 3×24 jam)"


class PenutupForm(FormBantu, forms.Form):
    penutup = forms.CharField(
        label="Kesimpulan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Sebabnya, dan yang diubah supaya tidak terulang; atau mengapa ini bukan kegagalan "
        "pelindungan.",
    )
