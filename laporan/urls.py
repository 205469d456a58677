"""Paths of the home page, the reports and the errors."""

from django.urls import path

from laporan import views


app_name = "laporan"
urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("sehat/", views.sehat, name="sehat"),
]
