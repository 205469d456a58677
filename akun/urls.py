"""Paths of accounts beyond allauth's own (those stand below /akun/)."""

from django.urls import path

from akun import views


app_name = "akun"
urlpatterns = [
    path("audit/", views.audit_list, name="audit_list"),
    path("profil/", views.profil, name="profil"),
]
