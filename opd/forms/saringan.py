"""Filters that the lists of the mentoring share."""

import django_filters
from django.utils import timezone
from django.utils.formats import date_format

from desa.queries import kecamatan_for_pengguna
from inti.bulan import baca_bulan, bulan_dari
from inti.teks import normalkan_nama
from opd.queries import opd_for_pengguna


BULAN_PILIHAN = 36  # months offered back from this one


def saringan_opd(field_name="penugasan__opd"):
    """A filter by OPD; `field_name` leads from the list's model to it."""
    return django_filters.ModelChoiceFilter(
        label="OPD",
        empty_label="Semua OPD",
        field_name=field_name,
        queryset=lambda request: opd_for_pengguna(request.user).order_by("singkatan"),
    )


def saringan_kecamatan(field_name="penugasan__desa__kecamatan"):
    """A filter by kecamatan; `field_name` leads from the list's model to it."""
    return django_filters.ModelChoiceFilter(
        label="Kecamatan",
        empty_label="Semua kecamatan",
        field_name=field_name,
        queryset=lambda request: kecamatan_for_pengguna(request.user).order_by("nama"),
    )


def saringan_desa(field_name="penugasan__desa"):
    """A filter by village name or code; `field_name` leads from the list's model to the village."""

    def cari(queryset, _nama, teks):
        if teks[:1].isdigit():
            return queryset.filter(**{f"{field_name}__kode__startswith": teks})
        return queryset.filter(**{f"{field_name}__nama_normal__contains": normalkan_nama(teks)})

    return django_filters.CharFilter(label="Nama atau kode desa", method=cari)


def pilihan_bulan():
    """The last months, the running one first: ("2026-11", "November 2026")."""
    kini = timezone.localdate()
    bulan = (bulan_dari(kini, -n) for n in range(BULAN_PILIHAN))
    return [(f"{b:%Y-%m}", date_format(b, "F Y")) for b in bulan]


def saring_bulan(queryset, nama, nilai):
    """Rows whose month field `nama` is the chosen one."""
    return queryset.filter(**{nama: baca_bulan(nilai)})
