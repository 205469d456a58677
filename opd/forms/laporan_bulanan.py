"""Forms and filters of monthly reports. Saving is done by opd.workflows.laporan_bulanan."""

import django_filters
from django import forms
from django.db.models import Q
from django.utils import timezone

from inti.bulan import bulan_dari
from inti.forms import FormBantu
from opd.choices import LAPORAN_DAPAT_DIISI, StatusLaporan
from opd.forms.saringan import (
    pilihan_bulan,
    saring_bulan,
    saringan_desa,
    saringan_kecamatan,
    saringan_opd,
)
from opd.models import LaporanBulanan, Penugasan
from opd.workflows.laporan_bulanan import ISIAN


MENUNGGU = (StatusLaporan.DIAJUKAN, StatusLaporan.DIPERIKSA)
MASUK = [s for s in StatusLaporan if s not in LAPORAN_DAPAT_DIISI]
KEADAAN = [
    ("masuk", "Sudah diajukan"),
    ("belum", "Belum diajukan"),
    ("menunggu", "Menunggu diterima"),
    ("terlambat", "Terlambat"),
    *StatusLaporan.choices,
]


class LaporanForm(FormBantu, forms.ModelForm):
    """The draft of one month: may be incomplete until it is submitted."""

    versi = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = LaporanBulanan
        fields = ISIAN
        labels = {
            "nihil": "Nihil: tidak ada kegiatan pada bulan ini",
            "rencana": "Rencana bulan berikutnya",
        }
        help_texts = {
            "kegiatan": "Apa yang dikerjakan, di mana, dengan siapa.",
            "hasil": "Apa yang berubah bagi warga: jumlah rumah, KK, atau orang.",
            "hambatan": "Apa yang menghalangi dan bantuan siapa yang diperlukan.",
            "alasan_nihil": "Hanya bila nihil.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for nama in ("kegiatan", "hasil", "hambatan", "rencana"):
            self.fields[nama].widget = forms.Textarea(attrs={"rows": 4})
        for nama in ISIAN:
            field = self.fields[nama]
            field.label = field.label.removesuffix(" (opsional)")
        self.fields["hambatan"].label += " (opsional)"
        self.fields["versi"].initial = self.instance.versi if self.instance.pk else 0
        self.milik_lain = []

    def sandingkan(self, tersimpan):
        """Beside the own input set what a colleague stored meanwhile; a next save is deliberate."""
        self.data = self.data.copy()
        self.data["versi"] = tersimpan.versi
        self.milik_lain = [
            (self.fields[nama].label, nilai)
            for nama in ISIAN
            if (nilai := getattr(tersimpan, nama)) != self.cleaned_data[nama]
        ]


class LaporanFilter(django_filters.FilterSet):
    q = saringan_desa()
    bulan = django_filters.ChoiceFilter(
        label="Bulan", empty_label="Semua bulan", choices=(), method=saring_bulan
    )
    opd = saringan_opd()
    kecamatan = saringan_kecamatan()
    keadaan = django_filters.ChoiceFilter(
        label="Keadaan", empty_label="Semua keadaan", choices=KEADAAN, method="saring_keadaan"
    )

    class Meta:
        model = LaporanBulanan
        fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["bulan"].extra["choices"] = pilihan_bulan()

    def saring_keadaan(self, queryset, _nama, nilai):
        if nilai == "masuk":
            return queryset.filter(status__in=MASUK)
        if nilai == "belum":
            return queryset.exclude(status__in=MASUK)
        if nilai == "menunggu":
            return queryset.filter(status__in=MENUNGGU)
        if nilai == "terlambat":
            hari_ini = timezone.localdate()
            return queryset.filter(
                Q(hari_terlambat__gt=0) | Q(hari_terlambat=None, tenggat__lt=hari_ini)
            )
        return queryset.filter(status=nilai)


class KelengkapanFilter(django_filters.FilterSet):
    """Filters the assignments that report on one month; the view has chosen the month already."""

    bulan = django_filters.ChoiceFilter(
        label="Bulan", empty_label=None, choices=(), method="saring_bulan"
    )
    q = saringan_desa("desa")
    opd = saringan_opd("opd")
    kecamatan = saringan_kecamatan("desa__kecamatan")
    keadaan = django_filters.ChoiceFilter(
        label="Keadaan", empty_label="Semua keadaan", choices=KEADAAN, method="saring_keadaan"
    )

    class Meta:
        model = Penugasan
        fields = ()

    def __init__(self, data, *args, bulan, **kwargs):
        data = data.copy()
        data.setdefault("bulan", f"{bulan:%Y-%m}")
        self.bulan = bulan
        super().__init__(data, *args, **kwargs)
        self.filters["bulan"].extra["choices"] = pilihan_bulan()

    def saring_bulan(self, queryset, _nama, _nilai):
        return queryset

    def saring_keadaan(self, queryset, _nama, nilai):
        belum = Q(laporan_status=None) | Q(laporan_status__in=LAPORAN_DAPAT_DIISI)
        if nilai == "masuk":
            return queryset.filter(laporan_status__in=MASUK)
        if nilai == "belum":
            return queryset.filter(belum)
        if nilai == "menunggu":
            return queryset.filter(laporan_status__in=MENUNGGU)
        if nilai == "terlambat":
            return queryset.filter(
                Q(laporan_terlambat__gt=0) | (Q(laporan_terlambat=None) & self._lewat_tenggat())
            )
        return queryset.filter(laporan_status=nilai)

    def _lewat_tenggat(self):
        """The due day has passed: by the period's day of the month that follows."""
        hari_ini, berikut = timezone.localdate(), bulan_dari(self.bulan, 1)
        if hari_ini < berikut:
            return Q(pk=None)
        if hari_ini >= bulan_dari(berikut, 1):
            return Q(pk__isnull=False)
        return Q(periode__tanggal_laporan__lt=hari_ini.day)
