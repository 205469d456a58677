"""The URL map; every app names its own paths."""

from django.urls import include, path


urlpatterns = [
    path("", include("laporan.urls")),  # first: the home page, and few top-level paths
    path("akun/", include("akun.urls_masuk")),
    path("", include("inti.urls")),
    path("", include("akun.urls")),
    path("", include("desa.urls")),
    path("", include("opd.urls")),
    path("", include("dtks.urls")),
    path("", include("terbuka.urls")),
]

handler403 = "laporan.views.forbidden"
handler404 = "laporan.views.not_found"
handler500 = "laporan.views.server_error"
