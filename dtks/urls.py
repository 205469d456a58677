"""Paths of dtks."""

from django.urls import path

from dtks import views


app_name = "dtks"
urlpatterns = [
    path("dtks/sumber-data/", views.sumber_data_list, name="sumber_data_list"),
    path("dtks/sumber-data/baru/", views.sumber_data_create, name="sumber_data_create"),
    path("dtks/sumber-data/<int:pk>/ubah/", views.sumber_data_edit, name="sumber_data_edit"),
]
