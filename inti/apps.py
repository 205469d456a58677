from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class IntiConfig(AppConfig):
    name = "inti"
    verbose_name = "fondasi"

    def ready(self):
        autodiscover_modules("impor")  # every app registers its kinds of import
