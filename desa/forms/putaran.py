"""Input and filters of survey rounds."""

from typing import ClassVar

import django_filters

from desa.choices import StatusSurvei
from desa.forms.survei import kecamatan_tersedia, pilihan_pendamping
from desa.models import Desa
from desa.queries_survei import BELUM
from inti.teks import normalkan_nama


class KelengkapanFilter(django_filters.FilterSet):
    """Over desa_with_survei and the OPD of each village."""

    status = django_filters.ChoiceFilter(
        label="Status", choices=[(BELUM, "Belum diisi"), *StatusSurvei.choices]
    )
    pendamping = django_filters.ChoiceFilter(label="OPD", choices=list)
    kecamatan = django_filters.ModelChoiceFilter(label="Kecamatan", queryset=kecamatan_tersedia)
    q = django_filters.CharFilter(label="Desa", method="cari")

    class Meta:
        model = Desa
        fields: ClassVar[list[str]] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["pendamping"].extra["choices"] = pilihan_pendamping(self.queryset)

    def cari(self, queryset, _nama, teks):
        return queryset.filter(nama_normal__contains=normalkan_nama(teks))
