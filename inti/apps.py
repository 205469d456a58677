from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class IntiConfig(AppConfig):
    name = "inti"
    verbose_name = "fondasi"

    def ready(self):
        # Every app registers its kinds of import and the records of its own that carry attachments.
        autodiscover_modules("impor", "lampiran")
