"""From the sign-in form to the home page."""

from django.contrib.auth.hashers import check_password
from django.test import Client
from django.urls import reverse

from akun.models import Pengguna
from bench.data import SANDI
from bench.ukur import Hasil, bandingkan
from bench.urls import KONSTANTA


def ukur(analis: Pengguna) -> list[Hasil]:
    masuk, beranda = reverse("account_login"), reverse("laporan:beranda")

    def kita() -> bytes:
        client = Client()
        client.post(masuk, {"login": analis.username, "password": SANDI})
        response = client.get(beranda)
        if response.status_code != 200:
            raise RuntimeError(f"Sign-in failed: {response.status_code}")
        return response.content

    KONSTANTA["beranda"] = kita()

    def acuan() -> bytes:
        check_password(SANDI, analis.password)
        return Client().get("/acuan/beranda/").content

    return [bandingkan("masuk sampai beranda", kita, acuan, sasaran=2.0, putaran=5, ulang=2)]
