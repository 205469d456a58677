"""What holds for the repository as a whole."""

import inspect
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.template import engines
from rules.permissions import permissions

from akun.choices import Peran
from akun.models import Pengguna
from tests.akses import PUBLIK, SENDIRI, pabrik, semua_halaman
from tests.peran_dan_hak import hak, tabel_hak


APLIKASI = ["inti", "akun", "desa", "opd", "dtks", "laporan", "terbuka"]
MODEL = [model for nama in APLIKASI for model in apps.get_app_config(nama).get_models()]
TEMPLATES = Path(settings.BASE_DIR / "templates")


# --- Rights ------------------------------------------------------------------------------------


def test_document_names_every_permission_and_no_other():
    assert sorted(tabel_hak()) == sorted(permissions)


@pytest.mark.parametrize("perm", sorted(permissions))
def test_permission_is_held_by_the_roles_of_the_document(perm):
    pemegang = {peran for peran in Peran if Pengguna(peran=peran).has_perm(perm)}
    assert pemegang == hak(perm).peran


@pytest.mark.parametrize("perm", sorted(permissions))
def test_condition_is_documented_where_the_rule_looks_at_the_object(perm):
    predikat = re.findall(r"\w+", permissions[perm].name)
    bersyarat = any(not nama.startswith("peran_") for nama in predikat)
    assert bool(hak(perm).syarat) == bersyarat


@pytest.mark.parametrize("perm", sorted(permissions))
def test_permission_name_has_an_indonesian_verb_and_a_sentence(perm):
    assert re.fullmatch(rf"({'|'.join(APLIKASI)})\.[a-z]+_[a-z_]+", perm)
    assert re.fullmatch(r"[A-Z].{8,100}\.", hak(perm).arti)


# --- URLs --------------------------------------------------------------------------------------


@pytest.mark.parametrize("halaman", semua_halaman(), ids=lambda h: h.nama)
def test_url_declares_its_permission_and_methods(halaman):
    assert not halaman.nama.endswith("None"), "URL tanpa nama"
    publik = not getattr(halaman.view, "login_required", True)
    assert publik == (halaman.nama in PUBLIK)
    if halaman.nama in PUBLIK | SENDIRI:
        assert halaman.perm is None
    else:
        assert halaman.perm in permissions, f"{halaman.nama}: pakai perm_required"
        assert halaman.metode, f"{halaman.nama}: pakai require_GET/require_POST paling luar"


def test_lists_of_open_pages_have_no_stale_entry():
    assert {h.nama for h in semua_halaman()} >= PUBLIK | SENDIRI
    assert PUBLIK.isdisjoint(SENDIRI)


def test_no_view_that_takes_more_than_reading_is_exempt_from_csrf():
    bebas = [h for h in semua_halaman() if getattr(h.view, "csrf_exempt", False)]
    assert [h.nama for h in bebas if not (h.metode and h.metode <= {"GET", "HEAD"})] == []


def test_url_names_are_unique():
    nama = [h.nama for h in semua_halaman()]
    assert sorted(set(nama)) == sorted(nama)


# --- Models ------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", MODEL, ids=lambda m: m._meta.label)
def test_model_has_a_factory(model):
    assert model in pabrik()


def pasangan_pada_oleh():
    for model in MODEL:
        nama = {field.name for field in model._meta.get_fields()}
        for pada in sorted(n for n in nama if n.endswith("_pada")):
            if pada.removesuffix("_pada") + "_oleh" in nama:
                yield model, pada


@pytest.mark.parametrize(("model", "pada"), list(pasangan_pada_oleh()))
def test_moment_and_person_of_a_step_are_tied_by_a_constraint(model, pada):
    """Both or neither: a step that has a time has a person, unless neither may be empty."""
    oleh = pada.removesuffix("_pada") + "_oleh"
    if not (model._meta.get_field(pada).null or model._meta.get_field(oleh).null):
        return
    cek = [str(c.condition) for c in model._meta.constraints if hasattr(c, "condition")]
    assert any(pada in teks and oleh in teks for teks in cek)


@pytest.mark.parametrize("model", MODEL, ids=lambda m: m._meta.label)
def test_constraint_is_named_after_app_and_model(model):
    awalan = f"{model._meta.app_label}_{model._meta.model_name}_"
    assert [c.name for c in model._meta.constraints if not c.name.startswith(awalan)] == []


@pytest.mark.parametrize("model", MODEL, ids=lambda m: m._meta.label)
def test_model_says_what_it_is_and_labels_its_fields(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}(")  # Django's own filling
    tanpa_label = [
        field.name
        for field in model._meta.fields
        if not (field.primary_key or field.is_relation) and field._verbose_name is None
    ]
    assert tanpa_label == []


# --- Words -------------------------------------------------------------------------------------


def glosarium_model():
    teks = (settings.BASE_DIR / "docs/glosarium.md").read_text()
    return set(re.findall(rf"`((?:{'|'.join(APLIKASI)})\.[A-Z]\w+)`", teks))


def test_glossary_names_every_model_and_no_other():
    assert glosarium_model() == {model._meta.label for model in MODEL}


# --- Templates ---------------------------------------------------------------------------------

KONVENSI = {"403.html", "404.html", "500.html", "403_csrf.html", "429.html"}


def sumber_kode():
    for akar in (*APLIKASI, "pati_pendampingan", "templates"):
        for jalur in (settings.BASE_DIR / akar).rglob("*"):
            if jalur.suffix in {".py", ".html", ".txt"}:
                yield jalur, jalur.read_text()


def is_milik_pustaka(nama):
    """Whether the template takes the place of one in an installed package."""
    for loader in engines["django"].engine.template_loaders:
        for asal in (
            loader.get_template_sources(nama) if hasattr(loader, "get_template_sources") else ()
        ):
            if Path(asal.name).exists() and not Path(asal.name).is_relative_to(TEMPLATES):
                return True
    return False


def test_no_template_is_unused():
    isi = list(sumber_kode())
    yatim = []
    for jalur in TEMPLATES.rglob("*.*"):
        nama = str(jalur.relative_to(TEMPLATES))
        dipakai = any(f'"{nama}"' in teks for lain, teks in isi if lain != jalur)
        if not (dipakai or nama in KONVENSI or is_milik_pustaka(nama)):
            yatim.append(nama)
    assert yatim == []


def test_no_template_carries_inline_script_or_style():
    """The content security policy would silence them."""
    pola = re.compile(r"<style|<script(?![^>]*\bsrc=)[^>]*>|\sstyle=|\son\w+=", re.IGNORECASE)
    temuan = [
        f"{jalur.relative_to(TEMPLATES)}: {hasil[0]}"
        for jalur, teks in sumber_kode()
        if jalur.suffix == ".html"
        for hasil in pola.finditer(teks)
    ]
    assert temuan == []


# --- Code --------------------------------------------------------------------------------------


def test_public_functions_of_the_domain_say_what_they_do():
    """Docstrings carry meaning, units and errors where the rules of the programme live."""
    tanpa = []
    for nama in APLIKASI:
        for jalur in (settings.BASE_DIR / nama).rglob("*.py"):
            bagian = jalur.relative_to(settings.BASE_DIR).with_suffix("").parts
            if not {"workflows", "queries", "stats", "rules"} & set(bagian):
                continue
            modul = __import__(".".join(bagian), fromlist=["_"])
            tanpa += [
                f"{modul.__name__}.{f.__name__}"
                for f in vars(modul).values()
                if inspect.isfunction(f)
                and f.__module__ == modul.__name__
                and not f.__name__.startswith("_")
                and not inspect.getdoc(f)
            ]
    assert tanpa == []
