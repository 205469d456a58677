"""The filter that every list of what belongs to a village shares."""

from typing import ClassVar

import django_filters

from desa.queries import kecamatan_for_pengguna
from inti.teks import normalkan_nama


class MilikDesaFilter(django_filters.FilterSet):
    """By village, kecamatan and mentoring OPD.

    The queryset carries `pendamping_id` (opd.queries); `opd_queryset` comes from the view, since
    agencies live in a layer above. `jalur_desa` leads from the record to its village and
    `kolom_teks` names what the search looks at besides.
    """

    jalur_desa = "desa"
    kolom_teks: ClassVar[tuple[str, ...]] = ()

    q = django_filters.CharFilter(label="Desa, kode, atau isi", method="cari")
    opd = django_filters.ModelChoiceFilter(
        label="OPD pendamping", empty_label="Semua OPD", queryset=None, method="saring_opd"
    )
    kecamatan = django_filters.ModelChoiceFilter(
        label="Kecamatan",
        empty_label="Semua kecamatan",
        method="saring_kecamatan",
        queryset=lambda request: kecamatan_for_pengguna(request.user).order_by("nama"),
    )

    def __init__(self, *args, opd_queryset, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["opd"].queryset = opd_queryset
        for nama in ("opd", "kecamatan"):  # after what tells these records apart
            self.filters.move_to_end(nama)

    def cari(self, queryset, _nama, teks):
        cocok = queryset.filter(**{f"{self.jalur_desa}__kode__startswith": teks})
        for kolom in self.kolom_teks:
            cocok |= queryset.filter(**{f"{kolom}__icontains": teks})
        if nama := normalkan_nama(teks):
            cocok |= queryset.filter(**{f"{self.jalur_desa}__nama_normal__contains": nama})
        return cocok

    def saring_opd(self, queryset, _nama, opd):
        return queryset.filter(pendamping_id=opd.pk)

    def saring_kecamatan(self, queryset, _nama, kecamatan):
        return queryset.filter(**{f"{self.jalur_desa}__kecamatan": kecamatan})
