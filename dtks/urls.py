"""Paths of dtks."""

app_name = "dtks"
urlpatterns = []
