"""The signed-in user's own page."""

from django.shortcuts import render
from django.views.decorators.http import require_GET


@require_GET
def profil(request):
    return render(request, "akun/profil.html")
