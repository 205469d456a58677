"""Paths of open data: the catalogue, the interface and its tokens."""

from django.urls import path

from terbuka import views


app_name = "terbuka"
urlpatterns = [
    path("data-terbuka/", views.katalog, name="katalog"),
    path("data-terbuka/api/", views.dokumentasi, name="dokumentasi"),
    path("data-terbuka/token/", views.token_list, name="token_list"),
    path("data-terbuka/token/baru/", views.token_create, name="token_create"),
    path("data-terbuka/token/<int:pk>/cabut/", views.token_cabut, name="token_cabut"),
    path("data-terbuka/<slug:slug>/", views.dataset, name="dataset"),
    path("api/v1/", views.api, {"sisa": ""}, name="api_akar"),
    path("api/v1/<path:sisa>", views.api, name="api"),
]
