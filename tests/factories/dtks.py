from datetime import date

import factory
from factory.django import DjangoModelFactory

from dtks.choices import JenisSumber
from dtks.models import SumberData
from tests.factories.inti import KabupatenFactory


class SumberDataFactory(DjangoModelFactory):
    class Meta:
        model = SumberData

    kabupaten = factory.SubFactory(KabupatenFactory)
    kode = factory.Sequence(lambda n: f"DTSEN-2025-TW{n}")
    jenis = JenisSumber.DTSEN
    tanggal_data = date(2025, 6, 30)
    tanggal_terima = date(2025, 7, 20)
