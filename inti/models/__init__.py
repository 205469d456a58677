"""Foundation records; other apps import them from here."""

from inti.models.dasar import Impor, JejakAudit, Kabupaten, TimestampedModel, impor_path


__all__ = ["Impor", "JejakAudit", "Kabupaten", "TimestampedModel", "impor_path"]
