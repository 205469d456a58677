"""Forms and filters of agencies. Saving is done by opd.workflows."""

import django_filters
from django.db.models import Q

from opd.choices import JenisOPD
from opd.models import OPD


PILIHAN_DAMPINGAN = [("ada", "Mendampingi desa"), ("tanpa", "Tanpa desa")]
PILIHAN_KONFIRMASI = [("ya", "Sudah dikonfirmasi"), ("belum", "Belum dikonfirmasi")]
PILIHAN_AKTIF = [("ya", "Aktif"), ("tidak", "Tidak aktif")]


class OPDFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label="Nama atau singkatan", method="saring_teks")
    jenis = django_filters.ChoiceFilter(label="Jenis", choices=JenisOPD, empty_label="Semua jenis")
    desa = django_filters.ChoiceFilter(
        label="Pendampingan", choices=PILIHAN_DAMPINGAN, empty_label="Semua", method="saring_desa"
    )
    konfirmasi = django_filters.ChoiceFilter(
        label="Konfirmasi nama",
        choices=PILIHAN_KONFIRMASI,
        empty_label="Semua",
        method="saring_ya_tidak",
    )
    keadaan = django_filters.ChoiceFilter(
        label="Keadaan", choices=PILIHAN_AKTIF, empty_label="Semua", method="saring_ya_tidak"
    )

    class Meta:
        model = OPD
        fields = ()

    def saring_teks(self, queryset, name, value):
        return queryset.filter(Q(nama__icontains=value) | Q(singkatan__icontains=value))

    def saring_desa(self, queryset, name, value):
        return (
            queryset.filter(jumlah_desa=0) if value == "tanpa" else queryset.exclude(jumlah_desa=0)
        )

    def saring_ya_tidak(self, queryset, name, value):
        field = {"konfirmasi": "dikonfirmasi", "keadaan": "aktif"}[name]
        return queryset.filter(**{field: value == "ya"})
