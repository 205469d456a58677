"""Paths of agencies, assignments and hand-overs."""

from django.urls import path

from opd import views


app_name = "opd"
urlpatterns = [
    path("opd/", views.opd_list, name="opd_list"),
    path("opd/<int:pk>/", views.opd_detail, name="opd_detail"),
]
