"""Foundation records; other apps import them from here."""

from inti.models.dasar import Impor, JejakAudit, Kabupaten, TimestampedModel, impor_path
from inti.models.impor import PasanganKolom
from inti.models.kiriman import KirimanFormulir
from inti.models.lampiran import Berlampiran, Bundel, Lampiran, lampiran_path
from inti.models.pekerjaan import Pekerjaan, hasil_path
from inti.models.pemberitahuan import Pemberitahuan


__all__ = [
    "Berlampiran",
    "Bundel",
    "Impor",
    "JejakAudit",
    "Kabupaten",
    "KirimanFormulir",
    "Lampiran",
    "PasanganKolom",
    "Pekerjaan",
    "Pemberitahuan",
    "TimestampedModel",
    "hasil_path",
    "impor_path",
    "lampiran_path",
]
