import gc
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
        # What is loaded by now stays; an import makes objects by the hundred thousand that stay for
        # a moment. Looking through either again and again took a tenth of its processor time.
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
