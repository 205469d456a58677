"""Paths of the import pages."""

from django.urls import path

from inti import views


app_name = "inti"
urlpatterns = [
    path("impor/", views.impor_list, name="impor_list"),
    path("impor/baru/<slug:kode>/", views.impor_create, name="impor_create"),
    path("impor/baru/<slug:kode>/templat/", views.impor_templat, name="impor_templat"),
    path("impor/<int:pk>/", views.impor_detail, name="impor_detail"),
    path("impor/<int:pk>/terapkan/", views.impor_terapkan, name="impor_terapkan"),
    path("impor/<int:pk>/batalkan/", views.impor_batalkan, name="impor_batalkan"),
    path("impor/<int:pk>/urungkan/", views.impor_urungkan, name="impor_urungkan"),
    path("impor/<int:pk>/berkas-bertanda/", views.impor_bertanda, name="impor_bertanda"),
]
