"""The before/after page and its workbook."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akun.models import Pengguna
from bench.beban import Server, sebaran
from bench.ukur import Hasil, bandingkan
from laporan.queries import pasangan


HALAMAN = reverse("laporan:sebelum_sesudah")
BUKU = reverse("laporan:sebelum_sesudah_excel")
SASARAN = 2.0  # kinerja.md: CPU of our view within twice a bare view with the same cells


def ukur(analis: Pengguna) -> list[Hasil]:
    client = Client()
    client.force_login(analis)

    def ambil(alamat: str) -> bytes:
        response = client.get(alamat)
        return b"".join(response.streaming_content) if response.streaming else response.content

    def dingin() -> bytes:
        pasangan._SIMPANAN.clear()
        return ambil(HALAMAN)

    with CaptureQueriesContext(connection) as kueri:
        dingin()
    nama = f"halaman, {len(kueri)} kueri"
    return [
        bandingkan(nama, lambda: ambil(HALAMAN), lambda: ambil("/acuan/halaman/"), sasaran=SASARAN),
        bandingkan(
            "halaman, proses baru (tanpa simpanan)",
            dingin,
            lambda: ambil("/acuan/halaman/"),
            sasaran=4.0,
        ),
        bandingkan(
            "buku kerja",
            lambda: ambil(BUKU),
            lambda: ambil("/acuan/buku/"),
            sasaran=SASARAN,
            putaran=5,
            ulang=1,
        ),
    ]


def beban(analis: Pengguna) -> str:
    """p95 of the page and of its reference under 20 connections, in turns; reported, no gate."""
    client = Client()
    client.force_login(analis)
    with Server(client.cookies["sessionid"].value) as server:
        waktu: dict[str, list[float]] = {HALAMAN: [], "/acuan/halaman/": []}
        for alamat in waktu:
            server.serbu(alamat, 40)
        for _ in range(5):
            for alamat, semua in waktu.items():
                semua += server.serbu(alamat, 200)
    kita, acuan = (sebaran(semua) for semua in waktu.values())
    return (
        f"Halaman di bawah 20 sambungan (gunicorn 2 × 4): p95 {kita[1]:.0f} ms (median "
        f"{kita[0]:.0f}), acuan p95 {acuan[1]:.0f} ms (median {acuan[0]:.0f}), "
        f"rasio p95 {kita[1] / acuan[1]:.2f}"
    )
