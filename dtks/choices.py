from django.db.models import TextChoices


class JenisSumber(TextChoices):
    DTKS = "dtks", "DTKS"
    DTSEN = "dtsen", "DTSEN"
