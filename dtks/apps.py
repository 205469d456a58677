from django.apps import AppConfig


class DTKSConfig(AppConfig):
    name = "dtks"
    verbose_name = "perbaikan data kesejahteraan sosial"
