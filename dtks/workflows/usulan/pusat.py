"""A verified correction on its way to the national system and back.

musdes → entered in SIKS-NG by the village's operator → confirmed by the bupati → the answer, which
is when the registry here changes.
"""

import json
from datetime import date
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from akun.models import Pengguna
from dtks.models import JawabanPusat, UsulanPerbaikan
from dtks.workflows.usulan.jaga import kunci_usulan, pindah, wajib_beralasan
from dtks.workflows.usulan.putusan import wajib_tidak_berubah
from dtks.workflows.usulan.terapan import Jejak, cabut, terapkan
from inti import audit
from inti.exceptions import AturanDilanggar, TransisiTidakSah
from inti.models import Impor


class Asal(NamedTuple):
    """Where an answer was read: the outcome list and its row."""

    impor: Impor
    baris: int


@transaction.atomic
def usulkan(usulan: UsulanPerbaikan, *, oleh: Pengguna) -> UsulanPerbaikan:
    """Note that the village's operator has entered the correction in SIKS-NG."""
    terkunci = kunci_usulan(usulan)
    pindah(terkunci, "usulkan")
    terkunci.diusulkan_pada = timezone.now()
    terkunci.save()
    audit.catat("usulan.usulkan", terkunci, oleh=oleh)
    return terkunci


@transaction.atomic
def sahkan(usulan: UsulanPerbaikan, *, oleh: Pengguna) -> UsulanPerbaikan:
    """Note that the bupati, through Dinsos, has confirmed the correction."""
    terkunci = kunci_usulan(usulan)
    pindah(terkunci, "sahkan")
    terkunci.disahkan_pada = timezone.now()
    terkunci.save()
    audit.catat("usulan.sahkan", terkunci, oleh=oleh)
    return terkunci


@transaction.atomic
def terima(
    usulan: UsulanPerbaikan, *, tanggal: date, oleh: Pengguna, asal: Asal | None = None
) -> UsulanPerbaikan:
    """The national system accepted: the approved fields are written into the registry here.

    Raises DataBerubah when a field is neither what it was at submission nor what was proposed.
    """
    terkunci = kunci_usulan(usulan)
    _jawab(terkunci, "terima", tanggal)
    wajib_tidak_berubah(terkunci, "Bila yang terbaru sudah benar, nyatakan usulan ini kedaluwarsa.")
    if terkunci.sidik != terkunci.sidik_disetujui:
        raise AturanDilanggar("Isi usulan bukan yang disetujui pemeriksa.")
    jejak = terapkan(terkunci)
    terkunci.save()
    _catat_asal(terkunci, asal, jejak)
    audit.catat("usulan.terima", terkunci, oleh=oleh)
    return terkunci


@transaction.atomic
def tolak_pusat(
    usulan: UsulanPerbaikan,
    *,
    tanggal: date,
    alasan: str,
    oleh: Pengguna,
    asal: Asal | None = None,
) -> UsulanPerbaikan:
    """The national system refused, with its reason; the registry here stays as it is."""
    terkunci = kunci_usulan(usulan)
    _jawab(terkunci, "tolak_pusat", tanggal)
    terkunci.alasan_pusat = wajib_beralasan(alasan)[:300]
    terkunci.save()
    _catat_asal(terkunci, asal, [])
    audit.catat("usulan.tolak_pusat", terkunci, oleh=oleh, alasan=terkunci.alasan_pusat)
    return terkunci


def cabut_jawaban(
    usulan: UsulanPerbaikan, *, oleh: Pengguna, alasan: str = "", dari_impor: bool = True
) -> UsulanPerbaikan:
    """Take an answer back; what it changed in the registry is as before.

    An imported one goes with its import (`dari_impor`), one recorded by hand by itself. Raises
    AturanDilanggar when the registry changed since, or a newer correction is under way.
    """
    try:
        with transaction.atomic():
            terkunci = kunci_usulan(usulan)
            pindah(terkunci, "cabut_jawaban")
            jawaban = JawabanPusat.objects.filter(usulan=terkunci).first()
            if jawaban is None or (jawaban.impor_id is not None) != dari_impor:
                asal = "dicatat sendiri" if dari_impor else "berasal dari impor; urungkan impornya"
                raise AturanDilanggar(f"Jawaban ini {asal}.")
            cabut(json.loads(jawaban.jejak or "[]"))
            jawaban.delete()
            terkunci.dijawab_pada, terkunci.alasan_pusat = None, ""
            terkunci.save()
            audit.catat("usulan.cabut_jawaban", terkunci, oleh=oleh, alasan=alasan)
            return terkunci
    except TransisiTidakSah:
        raise
    except AturanDilanggar as error:
        raise AturanDilanggar(f"Jawaban atas {usulan} tidak dapat dicabut. {error}") from error
    except IntegrityError as error:
        raise AturanDilanggar(
            f"Jawaban atas {usulan} tidak dapat dicabut: usulan sejenis yang baru sudah dibuat."
        ) from error


@transaction.atomic
def kedaluwarsakan(usulan: UsulanPerbaikan, *, alasan: str, oleh: Pengguna) -> UsulanPerbaikan:
    """Close a correction whose window passed without an answer; never by itself, with a reason."""
    terkunci = kunci_usulan(usulan)
    pindah(terkunci, "kedaluwarsakan")
    terkunci.alasan_putusan = wajib_beralasan(alasan)
    terkunci.save()
    audit.catat("usulan.kedaluwarsakan", terkunci, oleh=oleh, alasan=terkunci.alasan_putusan)
    return terkunci


def _jawab(usulan: UsulanPerbaikan, langkah: str, tanggal: date) -> None:
    pindah(usulan, langkah)
    if usulan.diusulkan_pada and tanggal < timezone.localdate(usulan.diusulkan_pada):
        raise AturanDilanggar("Tanggal jawaban tidak boleh sebelum usulan masuk ke SIKS-NG.")
    if tanggal > timezone.localdate():
        raise AturanDilanggar("Tanggal jawaban belum terjadi.")
    usulan.dijawab_pada = tanggal


def _catat_asal(usulan: UsulanPerbaikan, asal: Asal | None, jejak: Jejak) -> None:
    impor, baris = asal or (None, None)
    isi = json.dumps(jejak) if jejak else ""
    JawabanPusat.objects.create(usulan=usulan, impor=impor, baris=baris, jejak=isi)
