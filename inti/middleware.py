"""What every request and response needs beyond Django's own."""

import logging

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string

from inti.crypto import KunciBermasalah


logger = logging.getLogger(__name__)

PERMISSIONS_POLICY = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=()"


class HeaderMiddleware:
    """Permissions-Policy everywhere; pages of signed-in users never stay in a shared cache."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        if hasattr(request, "user") and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class NulMiddleware:
    """A NUL in an address names nothing: 404, where PostgreSQL would fail even to compare it.

    A view marked `tahan_nul` compares nothing of the address in the database and answers itself.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "tahan_nul", False):
            return
        if "%00" in request.get_full_path():  # in the path or in a parameter
            raise Http404


class KunciMiddleware:
    """A page that needs what no key of this machine opens says so, and whom to call."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, KunciBermasalah):
            return None
        logger.error("%s: %s", request.path, exception)
        return HttpResponse(render_to_string("kunci_bermasalah.html", request=request), status=503)
