"""Input and filters of findings. Stored by desa.workflows.temuan."""

from typing import ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from desa.choices import (
    TEMUAN_TERBUKA,
    BidangTemuan,
    JenisTemuan,
    LangkahTemuan,
    StatusTemuan,
)
from desa.forms.saringan import MilikDesaFilter
from desa.models import Indikator, Temuan
from inti.forms import AngkaField, FormBantu, TanggalInput
from inti.lampiran.forms import LampiranField


NILAI = [
    ("", "Pilih 1 sampai 5"),
    (5, "5 – sangat"),
    (4, "4"),
    (3, "3 – cukup"),
    (2, "2"),
    (1, "1 – sedikit"),
]
TERBUKA, MENUNGGU = "terbuka", "menunggu"
PILIHAN_STATUS = [
    (TERBUKA, "Belum selesai"),
    (MENUNGGU, "Menunggu konfirmasi"),
    *StatusTemuan.choices,
]
LANGKAH_MENURUT_STATUS = {
    StatusTemuan.DICATAT: (
        LangkahTemuan.CATAT,
        LangkahTemuan.RENCANAKAN,
        LangkahTemuan.TANGANI,
    ),
    StatusTemuan.DIRENCANAKAN: (LangkahTemuan.CATAT, LangkahTemuan.TANGANI),
    StatusTemuan.DITANGANI: (LangkahTemuan.CATAT, LangkahTemuan.USULKAN),
}
KATA_LANGKAH = {
    LangkahTemuan.CATAT: "Tidak, catat perkembangannya saja",
    LangkahTemuan.RENCANAKAN: "Ya, mulai direncanakan",
    LangkahTemuan.TANGANI: "Ya, mulai ditangani",
    LangkahTemuan.USULKAN: "Ya, sudah selesai; mohon dikonfirmasi Sekretariat TKPK",
}


class TemuanForm(FormBantu, forms.ModelForm):
    """One problem or potential, in the order in which an officer in the field thinks of it."""

    jumlah_terdampak = AngkaField(label="Jumlah terdampak", required=False, min_value=1)
    urgensi = forms.TypedChoiceField(label="Mendesak", coerce=int, choices=NILAI)
    keseriusan = forms.TypedChoiceField(label="Serius", coerce=int, choices=NILAI)
    pertumbuhan = forms.TypedChoiceField(label="Memburuk bila dibiarkan", coerce=int, choices=NILAI)
    foto = LampiranField(label="Foto", required=False, maks=5)

    class Meta:
        model = Temuan
        fields = (
            "jenis",
            "judul",
            "bidang",
            "lokasi",
            "penyebab",
            "jumlah_terdampak",
            "satuan_terdampak",
            "urgensi",
            "keseriusan",
            "pertumbuhan",
            "indikator",
            "uraian",
            "tanggal",
        )
        labels: ClassVar = {
            "judul": "Apa yang ditemukan",
            "indikator": "Indikator yang tersentuh",
            "satuan_terdampak": "Satuan",
        }
        help_texts: ClassVar = {"judul": "Satu kalimat. Jangan menulis nama orang atau NIK."}
        widgets: ClassVar = {
            "jenis": forms.RadioSelect,
            "penyebab": forms.Textarea(attrs={"rows": 2}),
            "uraian": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, indikator_queryset: QuerySet[Indikator], **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["indikator"].queryset = indikator_queryset
        self.fields["jenis"].choices = JenisTemuan.choices
        self.initial["tanggal"] = self.initial["tanggal"] or timezone.localdate()


class PerkembanganForm(FormBantu, forms.Form):
    """A follow-up, and the step it stands for; which steps are offered follows from the status."""

    tanggal = forms.DateField(label="Tanggal", widget=TanggalInput)
    uraian = forms.CharField(
        label="Apa yang terjadi", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    langkah = forms.ChoiceField(label="Apakah statusnya berubah?", widget=forms.RadioSelect)
    foto = LampiranField(label="Foto", required=False, maks=5)

    def __init__(self, *args, status: str, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["tanggal"].initial = timezone.localdate
        self.fields["langkah"].choices = [
            (langkah, KATA_LANGKAH[langkah]) for langkah in LANGKAH_MENURUT_STATUS.get(status, ())
        ]
        self.fields["langkah"].initial = LangkahTemuan.CATAT


class KonfirmasiTemuanForm(FormBantu, forms.Form):
    catatan = forms.CharField(
        label="Yang diperiksa",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Misalnya: dilihat di lapangan, atau menurut foto dan berita acara.",
    )


class TemuanFilter(MilikDesaFilter):
    """Findings; the queryset carries `jumlah_intervensi` (opd.queries), too."""

    kolom_teks = ("judul",)

    jenis = django_filters.ChoiceFilter(
        label="Jenis", empty_label="Masalah dan potensi", choices=JenisTemuan
    )
    bidang = django_filters.ChoiceFilter(
        label="Bidang", empty_label="Semua bidang", choices=BidangTemuan
    )
    status = django_filters.ChoiceFilter(
        label="Status", empty_label="Semua status", choices=PILIHAN_STATUS, method="saring_status"
    )
    intervensi = django_filters.ChoiceFilter(
        label="Intervensi",
        empty_label="Ada atau belum",
        choices=[("ada", "Ada intervensi"), ("belum", "Belum ada intervensi")],
        method="saring_intervensi",
    )

    class Meta:
        model = Temuan
        fields: ClassVar[list[str]] = []

    def saring_status(self, queryset, _nama, status):
        if status == TERBUKA:
            return queryset.filter(status__in=TEMUAN_TERBUKA)
        if status == MENUNGGU:
            return queryset.filter(status=StatusTemuan.DITANGANI, diusulkan_pada__isnull=False)
        return queryset.filter(status=status)

    def saring_intervensi(self, queryset, _nama, ada):
        if ada == "ada":
            return queryset.filter(jumlah_intervensi__gt=0)
        return queryset.filter(jumlah_intervensi=0)
