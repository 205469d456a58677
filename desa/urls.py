"""Paths of areas, programme, indicators, rounds and surveys."""

from django.urls import path

from desa import views


app_name = "desa"
urlpatterns = [
    path("cari/", views.cari, name="cari"),
]
