from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class IntiConfig(AppConfig):
    name = "inti"
    verbose_name = "fondasi"

    def ready(self):
        # Every app registers its kinds of import, of long work, of records with attachments, and
        # what it removes in the nightly clean-up.
        autodiscover_modules("impor", "lampiran", "pekerjaan", "bersih")
        import_module("inti.impor.pekerjaan")
