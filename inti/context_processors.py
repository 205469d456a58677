"""What every page needs."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from inti.menu import menu_for_request
from inti.models import Kabupaten


def situs(request):
    """`kabupaten` of the user (carries the DATA CONTOH marker), `menu`, whom to ask."""
    user = getattr(request, "user", None)
    return {
        "kabupaten": SimpleLazyObject(lambda: _kabupaten(user)),
        "kontak_bantuan": settings.KONTAK_BANTUAN,
        "menu": SimpleLazyObject(lambda: menu_for_request(request)),
    }


def _kabupaten(user):
    """The user's own; before sign-in one that holds example data, so that every page says so."""
    return getattr(user, "kabupaten", None) or Kabupaten.objects.filter(memuat_contoh=True).first()
