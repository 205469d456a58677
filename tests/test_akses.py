"""Every URL × everybody × every method: who gets in, who is told it does not exist, who may not.

What is expected follows from the declared permission and the table in docs/peran-dan-hak.md; each
request is rolled back, so that all of them meet the same data.
"""

from http.cookies import SimpleCookie

import pytest
from django.urls import reverse

from inti.impor import get_jenis
from tests.akses import (
    PUBLIK,
    SCOPE_BERSAMA,
    SENDIRI,
    Panggung,
    diurungkan,
    per_bagian,
    semua_halaman,
)
from tests.conftest import ReadOnlyGetClient, tutup
from tests.peran_dan_hak import hak


pytestmark = pytest.mark.django_db

HALAMAN = per_bagian(semua_halaman())
METODE = ["GET", "POST", "PUT", "DELETE"]
DITERIMA = {200, 302, 400, 409}  # 400, 409: let in, but what was sent (here: nothing) is refused


@pytest.fixture
def panggung(media):
    return Panggung()


@pytest.fixture
def kirim(panggung):
    """`kirim(pengguna, metode, alamat)` → the response, or the exception it died of."""
    kue = {}
    for pengguna in filter(None, panggung.pemeran.values()):
        client = ReadOnlyGetClient()
        client.force_login(pengguna)
        kue[pengguna] = client.cookies.output(header="")

    def send(pengguna, metode, alamat, data=None):
        client = ReadOnlyGetClient()
        client.cookies = SimpleCookie(kue.get(pengguna))
        try:
            with diurungkan():
                response = getattr(client, metode.lower())(alamat, data or {})
                tutup(response)
                return response
        except Exception as error:  # whatever it is: the walk reports it beside the other answers
            return error

    return send


def harapan(halaman, nama_pemeran, pengguna, metode, objek):
    """The statuses that may be answered."""
    if halaman.nama in PUBLIK | SENDIRI:
        if halaman.metode:
            return DITERIMA if metode in halaman.metode else {405}
        return {200, 302, 404, 405}  # a page of allauth; what it shows is tests/akun's affair
    if metode not in halaman.metode:
        return {405}
    if halaman.scope is not None and not halaman.scope(pengguna).filter(pk=objek.pk).exists():
        return {404}
    if pengguna.peran not in hak(halaman.perm).peran:
        return {403}
    if halaman.nama in {"inti:impor_create", "inti:impor_templat"}:  # of the kind in the path
        return DITERIMA if pengguna.has_perm(get_jenis("survei").izin) else {403}
    return DITERIMA if pengguna.has_perm(halaman.perm, objek) else {403}


def wajib_tersembunyi(halaman, nama_pemeran):
    """Whether the object must not exist for this one, whatever the code says of its scope."""
    if halaman.scope is None or halaman.nama in PUBLIK | SENDIRI:
        return False
    return nama_pemeran == "petugas_lain" and halaman.scope.__name__ not in SCOPE_BERSAMA


@pytest.mark.parametrize("bagian", HALAMAN)
def test_url_answers_everybody_as_the_role_table_says(bagian, panggung, kirim):
    masalah = []
    for halaman in HALAMAN[bagian]:
        with panggung.babak():
            masalah += jawaban_yang_salah(halaman, panggung, kirim)
    assert masalah == []


def jawaban_yang_salah(halaman, panggung, kirim):
    alamat, objek = panggung.alamat(halaman), panggung.objek_halaman(halaman)
    for nama, pengguna in panggung.pemeran.items():
        for metode in METODE:
            jawaban = kirim(pengguna, metode, alamat)
            didapat = getattr(jawaban, "status_code", repr(jawaban))
            if pengguna is None and halaman.nama not in PUBLIK:
                tujuan = getattr(jawaban, "url", "")
                if not tujuan.startswith(f"{reverse('account_login')}?next="):
                    yield f"anonim {metode} {alamat}: {didapat}, bukan halaman masuk"
                continue
            boleh = harapan(halaman, nama, pengguna, metode, objek)
            if wajib_tersembunyi(halaman, nama) and boleh not in ({404}, {405}):
                yield f"{nama}: {halaman.scope.__name__} memperlihatkan {objek!r}"
            if didapat not in boleh:
                yield f"{nama} {metode} {alamat}: {didapat}, bukan {sorted(boleh)}"
