from datetime import timedelta
from hashlib import sha256

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from terbuka.choices import LingkupToken
from terbuka.models import TokenAkses
from tests.factories.akun import PenggunaFactory
from tests.factories.inti import KabupatenFactory


class TokenAksesFactory(DjangoModelFactory):
    """In force for a month. `teks` is the token itself, which only its holder knows."""

    class Meta:
        model = TokenAkses

    class Params:
        teks = factory.Sequence(lambda n: f"pp_token-rekaan-{n}")
        dicabut = factory.Trait(
            dicabut_pada=factory.LazyFunction(timezone.now),
            dicabut_oleh=factory.SubFactory(PenggunaFactory, peran="admin"),
            alasan_cabut="Tidak dipakai lagi.",
        )

    kabupaten = factory.SubFactory(KabupatenFactory)
    nama = factory.Sequence(lambda n: f"Portal Uji {n}")
    penanggung_jawab = "Diskominfo"
    lingkup = LingkupToken.SEMUA
    awalan = factory.LazyAttribute(lambda o: o.teks[:8])
    sidik = factory.LazyAttribute(lambda o: sha256(o.teks.encode()).hexdigest())
    berlaku_sampai = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=30))
    dibuat_oleh = factory.SubFactory(PenggunaFactory, peran="admin")
