"""Filter of the access log."""

import django_filters

from dtks.choices import TindakanAkses, TujuanAkses
from dtks.models import AksesDataPribadi
from inti.forms import TanggalInput


class AksesFilter(django_filters.FilterSet):
    tindakan = django_filters.ChoiceFilter(
        label="Tindakan", choices=TindakanAkses, empty_label="Semua"
    )
    tujuan = django_filters.ChoiceFilter(label="Tujuan", choices=TujuanAkses, empty_label="Semua")
    pelaku = django_filters.ModelChoiceFilter(
        label="Pelaku", queryset=None, empty_label="Semua", method="pilih_pelaku"
    )
    dari = django_filters.DateFilter(
        label="Dari tanggal", field_name="pada", lookup_expr="date__gte", widget=TanggalInput
    )
    sampai = django_filters.DateFilter(
        label="Sampai tanggal", field_name="pada", lookup_expr="date__lte", widget=TanggalInput
    )

    class Meta:
        model = AksesDataPribadi
        fields = ()

    def __init__(self, *args, pelaku_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["pelaku"].queryset = pelaku_queryset

    def pilih_pelaku(self, queryset, name, value):
        return queryset.filter(pelaku_id=value.pk)
