"""The read-only interface below /api/v1/, made from the catalogue.

django-ninja (with pydantic) takes about 0.4 s of CPU to import, so this module is imported by the
first call of the interface and not with the addresses of the pages.
"""

import time
from typing import Annotated, Any, Literal

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404
from django.urls.resolvers import RegexPattern, URLResolver
from ninja import NinjaAPI, Query, Schema
from ninja.errors import HttpError, ValidationError
from ninja.security import HttpBearer
from pydantic import Field, create_model

from inti.models import Kabupaten
from terbuka import metadata, openapi, workflows
from terbuka.choices import LingkupToken
from terbuka.dataset import Dataset
from terbuka.katalog import KATALOG
from terbuka.kolom import KODE_KABUPATEN, Kolom
from terbuka.queries import kabupaten_terbuka, token_berlaku
from terbuka.queries.simpanan import Terbitan
from terbuka.respon import kirim, masalah, tulis_csv, tulis_json


PER_HALAMAN, PER_HALAMAN_MAKS, HALAMAN_MAKS = 100, 1000, 100_000
JENIS_PYTHON = {"teks": str, "bulat": int, "angka": float, "tanggal": str, "ya": bool}

api = NinjaAPI(
    title="Data terbuka Pati Pendampingan",
    version="1.0",
    description=f"{metadata.ISI} {metadata.SAMARAN}",
    openapi_extra={
        "info": {"license": {"name": metadata.LISENSI["title"], "url": metadata.LISENSI["path"]}}
    },
    openapi_url=None,
    docs_url=None,
)


LAJU: dict[Any, int] = {"menit": 0}  # requests of the running minute by kind and address
ALAMAT_MAKS = 10_000


# --- Who asks, and how often -------------------------------------------------------------------


class TokenHeader(HttpBearer):
    """`Authorization: Bearer …` with a token in force that opens the scope."""

    def __init__(self, lingkup: LingkupToken) -> None:
        self.lingkup = lingkup
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> Kabupaten | None:
        """The kabupaten whose data the token opens; HttpError 403 when it is of another scope."""
        ada = token_berlaku(token)
        if ada is None:
            return None
        if not ada.membuka(self.lingkup):
            raise HttpError(403, f"Lingkup token ini hanya: {ada.get_lingkup_display()}.")
        workflows.catat_pemakaian(ada)
        return ada.kabupaten


def sesi_masuk(request: HttpRequest) -> Kabupaten | None:
    """Whoever is signed in with the right to it may download from the catalogue without a token."""
    pengguna = request.user
    return pengguna.kabupaten if pengguna.has_perm("terbuka.unduh_terbatas") else None


def melebihi_laju(request: HttpRequest) -> bool:
    """Whether this address asked too often in the running minute; with a token it may more often.

    An `Authorization` header is enough for that, since looking its token up costs what the limit
    should save. Counted in the process: a count in the database would make every read a write,
    which on SQLite waits for those who are filling in surveys.
    """
    menit, jenis = int(time.time()) // 60, "token" if "Authorization" in request.headers else "umum"
    if LAJU["menit"] != menit or len(LAJU) > ALAMAT_MAKS:
        LAJU.clear()
        LAJU["menit"] = menit
    try:
        kunci = (jenis, get_adapter().get_client_ip(request))
    except PermissionDenied:  # no address at all: a socket without a proxy that names one
        kunci = (jenis, "")
    LAJU[kunci] = LAJU.get(kunci, 0) + 1
    return LAJU[kunci] > settings.API_LAJU_PER_MENIT[jenis]


# --- Addresses ----------------------------------------------------------------------------------


class Dasar(Schema):
    """What every table can be asked for."""

    kabupaten: Annotated[
        str,
        Field(pattern=KODE_KABUPATEN.pola, description="Kode kabupaten; bawaannya satu-satunya."),
    ] = ""


class Berhalaman(Dasar):
    halaman: Annotated[int, Field(ge=1, le=HALAMAN_MAKS)] = 1
    per_halaman: Annotated[int, Field(ge=1, le=PER_HALAMAN_MAKS)] = PER_HALAMAN


@api.get("", operation_id="akar", summary="Daftar dataset", openapi_extra=openapi.akar())
def akar(request: HttpRequest, saring: Query[Dasar]):
    kabupaten = _kabupaten(request, saring)
    isi = {
        "judul": api.title,
        "kabupaten": kabupaten.kode,
        "lisensi": metadata.LISENSI["name"],
        "dataset": [metadata.ringkas(request, d, kabupaten) for d in KATALOG.values()],
    }
    return kirim(request, tulis_json(isi), jenis="application/json", umum=True)


@api.get("/openapi.json", include_in_schema=False)
def openapi_json(request: HttpRequest):
    return kirim(request, tulis_json(skema()), jenis="application/json", umum=True)


@api.get(
    "/datapackage.json",
    operation_id="datapackage",
    summary="Metadata Frictionless",
    openapi_extra=openapi.objek("Data Package (Frictionless) dengan skema setiap tabel."),
)
def datapackage(request: HttpRequest, saring: Query[Dasar]):
    isi = metadata.datapackage(request, _kabupaten(request, saring))
    return kirim(request, tulis_json(isi), jenis="application/json", umum=True)


@api.get(
    "/dcat.jsonld",
    operation_id="dcat",
    summary="Katalog DCAT",
    openapi_extra=openapi.objek("Katalog DCAT dalam JSON-LD.", "application/ld+json"),
)
def dcat(request: HttpRequest, saring: Query[Dasar]):
    isi = metadata.dcat(request, _kabupaten(request, saring))
    return kirim(request, tulis_json(isi), jenis="application/ld+json", umum=True)


def _daftarkan(dataset: Dataset) -> None:
    """Two addresses for a dataset: pages of JSON, and the whole of it as CSV."""
    medan: Any = {satu.nama: _parameter(satu) for satu in dataset.saringan}
    nama = dataset.slug.replace("-", "_")
    for akhiran, jawab, dasar, extra in (
        ("", _json, Berhalaman, openapi.halaman(dataset)),
        (".csv", _csv, Dasar, openapi.csv(dataset)),
    ):
        skema = create_model(f"saring_{nama}{akhiran[1:]}", __base__=dasar, **medan)
        api.get(
            f"/data/{dataset.slug}{akhiran}",
            auth=[TokenHeader(dataset.lingkup), sesi_masuk] if dataset.lingkup else None,
            operation_id=f"{nama}{akhiran.replace('.', '_')}",
            summary=f"{dataset.judul}{' (CSV)' if akhiran else ''}",
            description=dataset.uraian,
            openapi_extra=extra,
        )(_operasi(dataset, jawab, skema))


def _operasi(dataset: Dataset, jawab: Any, skema: type[Dasar]) -> Any:
    def operasi(request: HttpRequest, saring: Query[skema]):
        kabupaten = _kabupaten(request, saring)
        terbitan = dataset.terbitan(kabupaten)
        baris = terbitan.isi
        for kolom in dataset.saringan:
            dicari = getattr(saring, kolom.nama)
            if dicari is not None:
                baris = [b for b in baris if b[kolom.nama] == dicari]
        return jawab(request, dataset, kabupaten, saring, terbitan._replace(isi=baris))

    return operasi


def _parameter(kolom: Kolom) -> tuple[Any, None]:
    """A column as an optional query parameter."""
    jenis: Any = Literal[kolom.pilihan] if kolom.pilihan else JENIS_PYTHON[kolom.tipe]
    batas: dict[str, Any] = {"description": kolom.arti}
    if kolom.pola:
        batas["pattern"] = kolom.pola
    if kolom.tipe == "bulat":
        batas |= {"ge": 0, "le": 9999}
    return Annotated[jenis, Field(**batas)], None


def _kabupaten(request: HttpRequest, saring: Dasar) -> Kabupaten:
    """The kabupaten asked for. A restricted dataset shows only that of the token or of the user."""
    dikenal = type(saring).model_fields
    if asing := set(request.GET) - set(dikenal):
        raise ParameterAsing(sorted(asing), sorted(dikenal))
    pemegang = getattr(request, "auth", None)
    if pemegang and saring.kabupaten in ("", pemegang.kode):
        return pemegang
    kabupaten = None if pemegang else kabupaten_terbuka(saring.kabupaten)
    if kabupaten is None:
        raise Http404
    return kabupaten


def _json(
    request: HttpRequest,
    dataset: Dataset,
    kabupaten: Kabupaten,
    saring: Berhalaman,
    terbitan: Terbitan,
) -> HttpResponse:
    baris, diperbarui = terbitan
    mulai = (saring.halaman - 1) * saring.per_halaman
    sampai = mulai + saring.per_halaman
    berikut = None
    if sampai < len(baris):
        kueri = request.GET.copy()
        kueri["halaman"] = str(saring.halaman + 1)
        berikut = request.build_absolute_uri(f"{request.path}?{kueri.urlencode()}")
    isi = {
        "dataset": dataset.slug,
        "judul": dataset.judul,
        "kabupaten": kabupaten.kode,
        "data_contoh": kabupaten.memuat_contoh,
        "diperbarui": diperbarui,
        "lisensi": metadata.LISENSI["name"],
        "jumlah": len(baris),
        "halaman": saring.halaman,
        "per_halaman": saring.per_halaman,
        "berikutnya": berikut,
        "data": baris[mulai:sampai],
    }
    return kirim(
        request,
        tulis_json(isi),
        jenis="application/json",
        umum=dataset.lingkup is None,
        diperbarui=diperbarui,
    )


def _csv(
    request: HttpRequest,
    dataset: Dataset,
    kabupaten: Kabupaten,
    saring: Dasar,
    terbitan: Terbitan,
) -> HttpResponse:
    return kirim(
        request,
        tulis_csv((k.nama for k in dataset.kolom), terbitan.isi),
        jenis="text/csv; charset=utf-8",
        umum=dataset.lingkup is None,
        diperbarui=terbitan.diperbarui,
        nama_berkas=f"{dataset.slug}-{kabupaten.kode}.csv",
    )


for _dataset in KATALOG.values():
    _daftarkan(_dataset)


# --- What goes wrong ----------------------------------------------------------------------------


SYARAT = {  # by pydantic's kind of error
    "int_parsing": "harus bilangan bulat",
    "greater_than_equal": "paling kecil {ge}",
    "less_than_equal": "paling besar {le}",
    "literal_error": "harus {expected}",
    "string_pattern_mismatch": "harus berpola {pattern}",
}


class ParameterAsing(Exception):
    """Parameters that the address does not know: ignored, they would give far too many rows."""


@api.exception_handler(ParameterAsing)
def parameter_asing(request: HttpRequest, galat: ParameterAsing) -> HttpResponse:
    asing, dikenal = galat.args
    return masalah(
        422,
        f"Parameter tidak dikenal: {', '.join(asing)[:200]}. Yang dikenal: {', '.join(dikenal)}.",
    )


@api.exception_handler(ValidationError)
def parameter_salah(request: HttpRequest, galat: ValidationError) -> HttpResponse:
    rincian = {str(satu["loc"][-1]): _syarat(satu) for satu in galat.errors}
    kata = "; ".join(f"{nama} {syarat}".strip() for nama, syarat in sorted(rincian.items()))
    return masalah(422, f"Nilai tidak sah: {kata}.", galat=sorted(rincian))


def _syarat(galat: dict[str, Any]) -> str:
    """What pydantic asks of the value, in Indonesian; empty for what is not foreseen."""
    isi = galat.get("ctx", {})
    return SYARAT.get(galat["type"], "").format(**isi).replace(" or ", " atau ")


@api.exception_handler(Http404)
def tidak_ada(request: HttpRequest, galat: Http404) -> HttpResponse:
    return masalah(404, "Alamat atau kabupaten ini tidak ada. Daftar dataset: /api/v1/.")


@api.exception_handler(HttpError)
def ditolak(request: HttpRequest, galat: HttpError) -> HttpResponse:
    if galat.status_code != 401:
        return masalah(galat.status_code, str(galat))
    jawaban = masalah(401, "Sertakan token yang berlaku: Authorization: Bearer TOKEN.")
    jawaban["WWW-Authenticate"] = 'Bearer realm="api"'
    return jawaban


# --- The one door -------------------------------------------------------------------------------

ALAMAT = URLResolver(RegexPattern(r""), api.urls[0])


def skema() -> dict[str, Any]:
    """The OpenAPI description, with the problems every address may answer."""
    return openapi.lengkapi(api.get_openapi_schema(path_prefix="/api/v1/"))


def jawab(request: HttpRequest, sisa: str) -> HttpResponse:
    """Answer one GET or HEAD below /api/v1/."""
    if melebihi_laju(request):
        jawaban = masalah(429, "Tunggu sampai menit berikutnya.")
        jawaban["Retry-After"] = str(60 - int(time.time()) % 60)
        return jawaban
    request.method = "GET"  # a HEAD is one whose body the server leaves out
    try:
        cocok = ALAMAT.resolve(sisa)
    except Resolver404:
        return tidak_ada(request, Http404())
    return cocok.func(request, *cocok.args, **cocok.kwargs)
