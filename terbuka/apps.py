from django.apps import AppConfig


class TerbukaConfig(AppConfig):
    name = "terbuka"
    verbose_name = "data terbuka"
