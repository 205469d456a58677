"""Attacks that met other systems, tried on every page: injection, markup, extra fields, odd keys."""

import json
import re
from contextlib import suppress
from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.urls import reverse

from dtks.models import AksesDataPribadi, RantaiAkses
from inti.bulan import BulanConverter
from inti.models import KirimanFormulir
from tests.akses import PUBLIK, SENDIRI, Panggung, diurungkan, per_bagian, semua_halaman
from tests.conftest import ReadOnlyGetClient, tutup
from tests.formulir import baca_formulir
from tests.test_repository import MODEL


pytestmark = pytest.mark.django_db

HALAMAN = [h for h in semua_halaman() if h.nama not in PUBLIK | SENDIRI]
DIBACA = per_bagian([h for h in HALAMAN if h.metode and "GET" in h.metode])
DIKIRIM = per_bagian([h for h in HALAMAN if h.metode and "POST" in h.metode])
BERKUNCI = per_bagian([h for h in HALAMAN if h.kata_kunci])

SUNTIKAN = [
    "'",
    "\x00",
    "' OR 1=1 --",
    "1; DROP TABLE akun_pengguna",
    "<script>alert(1)</script>",
    "-password",
    "pelaku__password",
    "../../etc/passwd",
    "9" * 400,
    "-1",
    "NaN",
    "{{ 7*7 }}",
    "%s%n",
]


# Escaping and forms know nothing of the database, so these run on one of them.
tanpa_basis_data = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="tidak bergantung pada basis data"
)


@pytest.fixture
def panggung(media):
    return Panggung()


def masuk(pengguna):
    client = ReadOnlyGetClient(raise_request_exception=True)
    client.force_login(pengguna)
    return client


def babak(panggung, bagian):
    """Each page of the part with its address and a client of the first role that may use it."""
    for halaman in bagian:
        with panggung.babak():
            objek = panggung.objek_halaman(halaman)
            for pengguna in filter(None, panggung.pemeran.values()):
                if pengguna.has_perm(halaman.perm, objek) and (
                    halaman.scope is None or halaman.scope(pengguna).filter(pk=objek.pk).exists()
                ):
                    yield halaman, panggung.alamat(halaman), masuk(pengguna)
                    break
            else:
                pytest.fail(f"{halaman.nama}: tidak seorang pun boleh, dalam keadaan data ini")


def buka(client, alamat, data=None):
    response = client.get(alamat, data or {})
    isi = b"".join(response) if response.streaming else response.content
    tutup(response)
    return response.status_code, isi.decode(errors="replace")


# --- Parameters --------------------------------------------------------------------------------


@pytest.mark.parametrize("bagian", DIBACA)
def test_query_parameters_inject_nothing(bagian, panggung):
    """Filter, sort and page parameters of every page: all at once, and each alone where one is used."""
    masalah = []
    for halaman, alamat, client in babak(panggung, DIBACA[bagian]):
        _, html = buka(client, alamat)
        nama = {n for f in baca_formulir(html) if f.metode == "get" for n in f.nama} - {"q"}
        memakai = nama or 'id="daftar-isi"' in html or halaman.nama == "desa:cari"
        nama |= {"q", "sort", "page", "unduh"}
        kiriman = [dict.fromkeys(nama, teks) for teks in SUNTIKAN]
        if memakai:
            kiriman += [{n: teks} for n in nama for teks in SUNTIKAN[:2]]
        for data in kiriman:
            status, html = buka(client, alamat, data)
            if status not in {200, 302, 400, 404} or SUNTIKAN[4] in html:
                masalah.append((alamat, data, status))
    assert masalah == []


@pytest.mark.parametrize("bagian", BERKUNCI)
def test_odd_keys_in_the_path_do_not_exist(bagian, panggung):
    masalah = []
    for halaman, alamat, client in babak(panggung, BERKUNCI[bagian]):
        metode = client.get if "GET" in halaman.metode else client.post
        for nilai in panggung.kunci(halaman).values():
            if isinstance(nilai, date):
                nilai = BulanConverter().to_url(nilai)
            for aneh in ("9" * 30, "0", "-1", "%00", "%27", "..%2f..", "%F0%9F%92%A9", "x" * 500):
                ubahan = alamat.replace(f"/{nilai}/", f"/{aneh}/", 1)
                with diurungkan():
                    if (status := metode(ubahan).status_code) != 404:
                        masalah.append((ubahan, status))
    assert masalah == []


# --- Markup ------------------------------------------------------------------------------------


def tulis_markup(objek):
    """Put a tag into every free text of a record, except where a constraint ties the text."""
    for field in objek._meta.fields:
        if (
            isinstance(field, models.CharField | models.TextField)
            and not (field.choices or field.unique or field.name.startswith("kode"))
            and field.name not in {"password", "berkas", "sha256", "jenis", "objek_jenis"}
            and (field.max_length or 99) > 20
        ):
            with suppress(IntegrityError), transaction.atomic():
                baris = type(objek)._base_manager.filter(pk=objek.pk)
                baris.update(**{field.name: f"<i>{objek.pk}</i>"})


@tanpa_basis_data
@pytest.mark.parametrize("bagian", DIBACA)
def test_markup_in_stored_text_stays_text(bagian, panggung):
    for model in MODEL:
        panggung.objek(model)
        for objek in model._base_manager.all():
            tulis_markup(objek)
    masalah = []
    for halaman, alamat, client in babak(panggung, DIBACA[bagian]):
        status, html = buka(client, alamat)
        if halaman.nama == "desa:survei_paket":
            # Its title is no markup: the script sets it as text.
            html = json.dumps(json.loads(html)["bagian"])
        if status not in {200, 302} or re.search(r"<i>\d+</i>", html):
            masalah.append((alamat, status))
        if halaman.nama == "opd:pengguna_list":  # guards against looking for what was never written
            assert len(re.findall(r"&lt;i&gt;\d+&lt;/i&gt;", html)) > 5
    assert masalah == []


# --- Extra fields ------------------------------------------------------------------------------

WAKTU = {"created_at", "updated_at", "last_login", "password", "berkas"}
BERJAM = {AksesDataPribadi, RantaiAkses}  # their `sidik` is a hash over the moment, too


def awal():
    return {model: set(model._base_manager.values_list("pk", flat=True)) for model in MODEL}


def potret(pk_awal):
    """All our rows, without clocks; keys of rows that are new count as "baru".

    KirimanFormulir keeps a hash of whatever was sent, known or not: it may differ.
    """
    hasil = []
    for model in [m for m in MODEL if m is not KirimanFormulir]:
        jam = WAKTU | {"sidik"} if model in BERJAM else WAKTU
        fields = [
            f for f in model._meta.fields if f.name not in jam and not f.name.endswith("pada")
        ]
        for nilai in model._base_manager.values(*[f.attname for f in fields]):
            for f in fields:
                acuan = model if f.primary_key else f.related_model
                if acuan in pk_awal and nilai[f.attname] not in pk_awal[acuan] | {None}:
                    nilai[f.attname] = "baru"
            if "objek_jenis" in nilai:
                acuan = apps.get_model(nilai["objek_jenis"])
                if nilai["objek_id"] not in map(str, pk_awal.get(acuan, ())):
                    nilai["objek_id"] = "baru"
            hasil.append((model._meta.label, sorted(nilai.items(), key=str)))
    return sorted(hasil, key=str)


def tambahan(dikenal):
    """A value for every field of every model that the form does not offer."""
    hasil = {}
    for model in MODEL:
        for f in model._meta.fields:
            if f.name in dikenal or f.name == "kunci":
                continue
            if isinstance(f, models.BooleanField):
                hasil[f.name] = "on"
            elif f.choices:
                hasil[f.name] = f.choices[-1][0]
            elif isinstance(f, models.DateField):
                hasil[f.name] = "2001-01-01"
            else:
                hasil[f.name] = "1"
    return hasil


def kirim(client, alamat, data, pk_awal):
    with diurungkan():
        response = client.post(alamat, data)
        tutup(response)
        assert response.status_code < 500
        return potret(pk_awal)


@tanpa_basis_data
@pytest.mark.parametrize("bagian", DIKIRIM)
def test_extra_fields_change_nothing(bagian, panggung):
    """The same form, sent with and without fields it does not have, stores the same."""
    for halaman, alamat, client in babak(panggung, DIKIRIM[bagian]):
        data, dikenal = {}, set()
        if "GET" in halaman.metode:
            _, html = buka(client, alamat)
            ditemukan = [
                f for f in baca_formulir(html) if f.metode == "post" and f.tujuan in {"", alamat}
            ]
            if ditemukan:
                data, dikenal = ditemukan[0].isian, ditemukan[0].nama
        pk_awal = awal()
        biasa = kirim(client, alamat, data, pk_awal)
        assert kirim(client, alamat, data | tambahan(dikenal), pk_awal) == biasa, alamat


def test_the_forms_that_are_filled_in_by_themselves_do_store(panggung):
    """Guards the test above against comparing nothing with nothing."""
    client = masuk(panggung.pemeran["admin"])
    alamat = reverse("opd:pengguna_create")
    _, html = buka(client, alamat)
    data = next(
        f for f in baca_formulir(html) if f.metode == "post" and f.nama >= {"username"}
    ).isian
    pk_awal = awal()
    data |= {"peran": "analis", "opd": "", "nip": ""}
    assert kirim(client, alamat, data, pk_awal) != potret(pk_awal)
