"""Paths of opd."""

app_name = "opd"
urlpatterns = []
