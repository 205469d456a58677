"""The signed-in user's own page."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from akun.choices import URAIAN_PERAN
from akun.queries import has_dua_langkah


@require_GET
def profil(request):
    pengguna = request.user
    return render(
        request,
        "akun/profil.html",
        {
            "uraian_peran": URAIAN_PERAN[pengguna.peran],
            "daftar_keanggotaan": pengguna.keanggotaan.select_related("opd"),
            "dua_langkah": has_dua_langkah(pengguna),
        },
    )
