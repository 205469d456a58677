"""Forms and filters of areas. Saving is done by inti.workflows and desa.workflows.wilayah."""

import django_filters

from desa.choices import JenisDesa
from desa.models import Desa
from desa.queries import cari_desa, kecamatan_for_pengguna


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
