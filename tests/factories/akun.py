import factory
from factory.django import DjangoModelFactory

from akun.choices import Peran
from akun.models import Pengguna
from tests.factories.inti import KabupatenFactory


class PenggunaFactory(DjangoModelFactory):
    class Meta:
        model = Pengguna

    username = factory.Sequence(lambda n: f"pengguna{n}")
    nama = factory.Sequence(lambda n: f"Pengguna Contoh {n}")
    peran = Peran.PETUGAS
    kabupaten = factory.SubFactory(KabupatenFactory)
