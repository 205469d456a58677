"""Home of the system administrator: accounts, agencies and areas that need a hand."""

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from akun.choices import PERAN_PEKA, Peran
from akun.models import Pengguna
from akun.queries import pengguna_for_pengguna
from desa.models import Desa, Indikator
from dtks.queries import insiden_terbuka, sumber_lewat_simpan
from laporan.beranda.langkah import Langkah, langkah_terbuka
from opd.models import OPD, Keanggotaan


def isi(pengguna: Pengguna) -> dict:
    akun = list(
        pengguna_for_pengguna(pengguna)
        .filter(is_active=True)
        .annotate(
            dua_langkah=Exists(Authenticator.objects.filter(user=OuterRef("pk"))),
            anggota=Exists(
                Keanggotaan.objects.aktif(pada=timezone.localdate()).filter(pengguna=OuterRef("pk"))
            ),
        )
    )
    opd = OPD.objects.filter(kabupaten=pengguna.kabupaten_id, aktif=True).aggregate(
        semua=Count("pk"), belum=Count("pk", filter=Q(dikonfirmasi=False))
    )
    wilayah = Desa.objects.filter(kecamatan__kabupaten=pengguna.kabupaten_id).aggregate(
        desa=Count("pk"), kecamatan=Count("kecamatan", distinct=True)
    )
    indikator = Indikator.objects.filter(aktif=True).count()
    tanpa_dua_langkah = [a for a in akun if a.peran in PERAN_PEKA and not a.dua_langkah]
    tanpa_opd = [a for a in akun if a.peran == Peran.PETUGAS and not a.anggota]
    return {
        "akun": akun,
        "tanpa_dua_langkah": tanpa_dua_langkah,
        "tanpa_opd": tanpa_opd,
        "belum_masuk": [a for a in akun if a.last_login is None],
        "opd": opd,
        "wilayah": wilayah,
        "indikator": indikator,
        "insiden": list(insiden_terbuka(pengguna)),
        "lewat_simpan": list(sumber_lewat_simpan().filter(kabupaten=pengguna.kabupaten_id)),
        "langkah": langkah_terbuka(
            Langkah(
                "Muat wilayah dan indikator",
                "desa:desa_list",
                bool(wilayah["desa"] and indikator),
            ),
            Langkah(
                "Buat akun Sekretariat TKPK",
                "opd:pengguna_create",
                any(a.peran == Peran.SEKRETARIAT for a in akun),
            ),
            Langkah(
                "Buat akun petugas dan jadikan anggota OPD",
                "opd:pengguna_create",
                any(a.peran == Peran.PETUGAS and a.anggota for a in akun),
            ),
        ),
    }
