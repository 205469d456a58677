"""Home of the registry's verifier: what waits for a decision, which windows close, what arrived."""

from akun.models import Pengguna
from dtks.choices import StatusUsulan
from dtks.queries import (
    antrean_ringkas,
    desa_menunggu_musyawarah,
    jadwal_mendatang,
    jumlah_per_status,
    sumber_data_for_pengguna,
    usulan_for_pengguna,
    usulan_siap_dikirim,
)


def isi(pengguna: Pengguna) -> dict:
    jumlah = jumlah_per_status(usulan_for_pengguna(pengguna))
    menunggu, tertua_hari = antrean_ringkas(pengguna)
    musyawarah = desa_menunggu_musyawarah(pengguna)
    return {
        "sumber": list(sumber_data_for_pengguna(pengguna)),
        "jadwal": jadwal_mendatang(pengguna),
        "menunggu": menunggu,
        "tertua_hari": tertua_hari,
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
