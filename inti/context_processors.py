"""What every page needs."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from inti.menu import menu_for_request


def situs(request):
    """`kabupaten` of the signed-in user (carries the DATA CONTOH marker), `menu`, whom to ask."""
    user = getattr(request, "user", None)
    return {
        "kabupaten": SimpleLazyObject(lambda: getattr(user, "kabupaten", None)),
        "kontak_bantuan": settings.KONTAK_BANTUAN,
        "menu": SimpleLazyObject(lambda: menu_for_request(request)),
    }
