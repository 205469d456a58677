"""Home of the registry's verifier: what waits for a decision, which windows close, what arrived."""

from django.utils import timezone

from akun.models import Pengguna
from dtks.choices import StatusUsulan
from dtks.queries import (
    antrean_usulan,
    desa_menunggu_musyawarah,
    jadwal_mendatang,
    jumlah_per_status,
    sumber_data_for_pengguna,
    usulan_for_pengguna,
    usulan_siap_dikirim,
)


def isi(pengguna: Pengguna) -> dict:
    jumlah = jumlah_per_status(usulan_for_pengguna(pengguna))
    tertua = antrean_usulan(pengguna).values_list("diajukan_pada", flat=True).first()
    musyawarah = desa_menunggu_musyawarah(pengguna)
    return {
        "sumber": list(sumber_data_for_pengguna(pengguna)),
        "jadwal": jadwal_mendatang(pengguna),
        "menunggu": jumlah.get(StatusUsulan.DIAJUKAN, 0),
        "tertua_hari": (timezone.now() - tertua).days if tertua else None,
        "musyawarah": musyawarah,
        "jumlah_musyawarah": sum(satu["jumlah"] for satu in musyawarah),
        "siap_dikirim": usulan_siap_dikirim(pengguna).count(),
        "lanjut": [
            (StatusUsulan(status), jumlah[status])
            for status in (
                StatusUsulan.DIMUSYAWARAHKAN,
                StatusUsulan.DIUSULKAN,
                StatusUsulan.DISAHKAN,
            )
            if status in jumlah
        ],
    }
