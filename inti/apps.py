from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class IntiConfig(AppConfig):
    name = "inti"
    verbose_name = "fondasi"

    def ready(self):
        # Every app registers its kinds of import, of long work, and of records with attachments.
        autodiscover_modules("impor", "lampiran", "pekerjaan")
        import_module("inti.impor.pekerjaan")
