"""What every page needs."""

from django.utils.functional import SimpleLazyObject

from inti.menu import menu_for_request


def situs(request):
    """`kabupaten` of the signed-in user (carries the DATA CONTOH marker) and the `menu`."""
    user = getattr(request, "user", None)
    return {
        "kabupaten": SimpleLazyObject(lambda: getattr(user, "kabupaten", None)),
        "menu": SimpleLazyObject(lambda: menu_for_request(request)),
    }
