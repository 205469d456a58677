from django.apps import AppConfig


class OPDConfig(AppConfig):
    name = "opd"
    verbose_name = "OPD dan penugasan"
