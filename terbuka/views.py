"""The catalogue of open data, the description of its interface, and the tokens."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_safe

from inti.daftar import Daftar, render_daftar
from inti.decorators import perm_required
from inti.forms import AlasanForm
from inti.formulir import kiriman, render_formulir
from terbuka import metadata, workflows
from terbuka.forms import TokenForm
from terbuka.katalog import KATALOG
from terbuka.models import TokenAkses
from terbuka.queries import kabupaten_terbuka, token_for_pengguna
from terbuka.respon import masalah, sel
from terbuka.tables import TokenTable


CONTOH_BARIS = 5
KELOLA = "terbuka.kelola_token"


# --- Catalogue ----------------------------------------------------------------------------------


@require_GET
@login_not_required
def katalog(request):
    """What there is, for whoever looks for data; open to everybody."""
    kabupaten = _kabupaten(request)
    return render(
        request,
        "terbuka/katalog.html",
        {
            "daftar": [
                (d, len(baris), d.masa(baris))
                for d in KATALOG.values()
                for baris in [d.terbitan(kabupaten).isi]
            ],
            "lisensi": metadata.LISENSI,
            "wilayah": kabupaten,
        },
    )


@require_GET
@login_not_required
def dataset(request, slug):
    """Everything a data officer must know of one dataset, with its first rows when it is public."""
    satu = KATALOG.get(slug)
    if satu is None:
        raise Http404
    kabupaten = _kabupaten(request)
    baris, diperbarui = satu.terbitan(kabupaten)
    terbuka = satu.lingkup is None or request.user.has_perm("terbuka.unduh_terbatas")
    return render(
        request,
        "terbuka/dataset.html",
        {
            "dataset": satu,
            "jumlah": len(baris),
            "tersamar": sum(b.get("keadaan") == "disamarkan" for b in baris),
            "masa": satu.masa(baris),
            "diperbarui": diperbarui,
            "contoh": [[sel(b[k.nama]) for k in satu.kolom] for b in baris[:CONTOH_BARIS]]
            if terbuka
            else [],
            "boleh_unduh": terbuka,
            "alamat": metadata.alamat(request, f"data/{slug}"),
            "lisensi": metadata.LISENSI,
            "wilayah": kabupaten,
        },
    )


@require_GET
@login_not_required
def dokumentasi(request):
    """The interface for people: addresses, parameters, answers, read from its OpenAPI description."""
    from terbuka.api import PER_HALAMAN_MAKS, skema  # noqa: PLC0415 -- slow import

    isi = skema()
    return render(
        request,
        "terbuka/dokumentasi.html",
        {
            "info": isi["info"],
            "operasi": [
                {"alamat": alamat, **rincian}
                for alamat, semua in isi["paths"].items()
                for rincian in semua.values()
            ],
            "dasar": metadata.alamat(request, "data/"),
            "laju": settings.API_LAJU_PER_MENIT,
            "per_halaman_maks": PER_HALAMAN_MAKS,
        },
    )


def _kabupaten(request):
    """The user's own; for everybody else the one of the address, or the only one."""
    kabupaten = getattr(request.user, "kabupaten", None) or kabupaten_terbuka(
        request.GET.get("kabupaten", "")
    )
    if kabupaten is None:
        raise Http404
    return kabupaten


# --- The interface ------------------------------------------------------------------------------


def _dengan_masalah(view):
    """A refused method is a problem document like every other refusal."""

    @wraps(view)
    def wrapper(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if response.status_code == 405:
            ditolak = masalah(405, "Antarmuka ini hanya menerima GET.")
            ditolak["Allow"] = response["Allow"]
            return ditolak
        return response

    return wrapper


# Only GET and HEAD come in (`require_safe`). Without the exemption Django would answer a POST before
# that, with its HTML page about cookies, where a reading program needs the 405 as a problem.
@csrf_exempt
@_dengan_masalah
@require_safe
@login_not_required
def api(request, sisa):
    from terbuka.api import jawab  # noqa: PLC0415 -- slow import

    return jawab(request, sisa)


api.tahan_nul = True  # codes are checked against patterns, rows are filtered in memory


# --- Tokens -------------------------------------------------------------------------------------


@require_GET
@perm_required(KELOLA)
def token_list(request):
    daftar = Daftar(
        judul="Token akses data",
        table_class=TokenTable,
        template="terbuka/token_list.html",
        keterangan="Sistem lain yang boleh membaca data terbatas; tokennya sendiri tidak tersimpan.",
    )
    return render_daftar(request, daftar, token_for_pengguna(request.user))


@require_http_methods(["GET", "POST"])
@never_cache
@perm_required(KELOLA)
def token_create(request):
    form = TokenForm(kiriman(request), instance=TokenAkses(kabupaten=request.user.kabupaten))
    return render_formulir(
        request,
        form,
        judul="Buat token",
        sub="Token ditampilkan satu kali setelah disimpan.",
        tombol="Buat token",
        simpan=lambda: workflows.buat_token(form.instance, oleh=request.user),
        jawab=lambda teks: render(
            request, "terbuka/token_baru.html", {"token": form.instance, "teks": teks}
        ),
        kembali=reverse("terbuka:token_list"),
    )


@require_http_methods(["GET", "POST"])
@perm_required(KELOLA, scope=token_for_pengguna)
def token_cabut(request, token):
    form = AlasanForm(kiriman(request))
    return render_formulir(
        request,
        form,
        judul=f"Cabut token {token.nama}?",
        sub="Sistem yang memakainya langsung ditolak. Token yang dicabut tidak dapat dipakai lagi.",
        tombol="Cabut token",
        berbahaya=True,
        simpan=lambda: workflows.cabut_token(
            token, alasan=form.cleaned_data["alasan"], oleh=request.user
        ),
        berhasil="Token dicabut.",
        kembali=reverse("terbuka:token_list"),
    )
