"""Deciding on a correction, field by field. Maker ≠ checker is looked at under the row lock."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from dtks.choices import Elemen, Keputusan
from dtks.models import PerubahanElemen, UsulanPerbaikan
from dtks.queries.usulan import entri_terakhir, nilai_kini
from dtks.workflows.usulan.isi import periksa
from dtks.workflows.usulan.jaga import (
    kunci_usulan,
    pindah,
    sidik_isi,
    wajib_beralasan,
    wajib_pemeriksa_lain,
    wajib_versi,
)
from inti import audit
from inti.exceptions import AturanDilanggar, DataBerubah


Putusan = tuple[str, str]  # Keputusan, remark


def elemen_berubah(usulan: UsulanPerbaikan) -> list[str]:
    """Fields whose value in the registry is no longer the one the correction was made from.

    A registry that already says what is proposed is no conflict.
    """
    if usulan.orang is None or (entri := entri_terakhir(usulan.orang)) is None:
        return []
    return beda_dari_pengajuan(usulan, nilai_kini(usulan.orang, entri))


def beda_dari_pengajuan(usulan: UsulanPerbaikan, kini: Mapping[str, str]) -> list[str]:
    """The same against values that were read already (`kini`: Elemen → text)."""
    return [
        p.elemen
        for p in usulan.perubahan.all()
        if p.elemen != Elemen.PENGURUS and kini[p.elemen] not in {p.lama, p.baru}
    ]


def wajib_tidak_berubah(usulan: UsulanPerbaikan, saran: str = "Kembalikan usulan ini.") -> None:
    """Refuse when the registry changed under the correction since it was submitted."""
    if berubah := elemen_berubah(usulan):
        raise DataBerubah(f"{sebut_berubah(berubah)} {saran}")


def sebut_berubah(elemen: Iterable[str]) -> str:
    """Which fields changed, as a sentence."""
    nama = ", ".join(str(Elemen(satu).label) for satu in elemen)
    return f"Data berubah sejak diajukan: {nama}."


@transaction.atomic
def verifikasi(
    usulan: UsulanPerbaikan,
    *,
    putusan: Mapping[str, Putusan],
    oleh: Pengguna,
    versi: int | None = None,
) -> UsulanPerbaikan:
    """Accept a correction field by field (`putusan`: Elemen → decision and remark).

    Every field needs a decision, a refused one its remark, and at least one must be accepted; a
    correction of which nothing is accepted is refused by `tolak`. Raises AturanDilanggar.
    """
    terkunci = _kunci(usulan, oleh, versi)
    wajib_tidak_berubah(terkunci)
    sidik = sidik_isi(terkunci)
    if sidik != terkunci.sidik:
        raise DataBerubah("Isi usulan tidak lagi sama dengan yang diajukan. Kembalikan usulan ini.")
    perubahan = list(terkunci.perubahan.all())
    for satu in perubahan:
        satu.keputusan, catatan = putusan.get(satu.elemen, (Keputusan.MENUNGGU, ""))
        satu.catatan = catatan.strip()
        _wajib_diputus(satu)
    if all(satu.keputusan == Keputusan.DITOLAK for satu in perubahan):
        raise AturanDilanggar("Tidak ada isian yang disetujui. Tolak usulannya dengan alasan.")
    pindah(terkunci, "verifikasi")
    terkunci.diputus_pada, terkunci.diputus_oleh = timezone.now(), oleh
    terkunci.sidik_disetujui, terkunci.alasan_putusan = sidik, ""
    terkunci.save()
    PerubahanElemen.objects.bulk_update(perubahan, ["keputusan", "catatan"])
    audit.catat(
        "usulan.verifikasi",
        terkunci,
        oleh=oleh,
        rincian={p.elemen: p.keputusan for p in perubahan},
    )
    return terkunci


def _wajib_diputus(perubahan: PerubahanElemen) -> None:
    label = Elemen(perubahan.elemen).label
    if perubahan.keputusan not in {Keputusan.DISETUJUI, Keputusan.DITOLAK}:
        raise AturanDilanggar(f"{label}: pilih setuju atau tolak.")
    if perubahan.keputusan == Keputusan.DITOLAK and not perubahan.catatan:
        raise AturanDilanggar(f"{label}: tuliskan mengapa ditolak.")


@transaction.atomic
def kembalikan(
    usulan: UsulanPerbaikan,
    *,
    oleh: Pengguna,
    alasan: str,
    catatan: Mapping[str, str] | None = None,
    versi: int | None = None,
) -> UsulanPerbaikan:
    """Return to the officer with a reason, and remarks per field (Elemen → text)."""
    terkunci = _kunci(usulan, oleh, versi)
    alasan = wajib_beralasan(alasan)
    perubahan = list(terkunci.perubahan.all())
    for satu in perubahan:
        satu.catatan = (catatan or {}).get(satu.elemen, "").strip()
    PerubahanElemen.objects.bulk_update(perubahan, ["catatan"])
    return _putus(terkunci, "kembalikan", oleh, alasan)


@transaction.atomic
def tolak(
    usulan: UsulanPerbaikan, *, oleh: Pengguna, alasan: str, versi: int | None = None
) -> UsulanPerbaikan:
    """Refuse a correction for good, with a reason."""
    terkunci = _kunci(usulan, oleh, versi)
    return _putus(terkunci, "tolak", oleh, wajib_beralasan(alasan))


@transaction.atomic
def verifikasi_banyak(
    daftar: Iterable[UsulanPerbaikan], *, oleh: Pengguna
) -> list[UsulanPerbaikan]:
    """Accept several corrections whole, all or none; each must be free of warnings."""
    urut = sorted(daftar, key=lambda satu: satu.pk)
    if not urut:
        raise AturanDilanggar("Pilih sekurangnya satu usulan.")
    for usulan in urut:
        if periksa(usulan).peringatan:
            raise AturanDilanggar(f"{usulan} punya peringatan; periksa usulan itu satu per satu.")
        putusan = {p.elemen: (str(Keputusan.DISETUJUI), "") for p in usulan.perubahan.all()}
        verifikasi(usulan, putusan=putusan, oleh=oleh, versi=usulan.versi)
    return urut


def tanpa_peringatan(daftar: Iterable[UsulanPerbaikan]) -> list[UsulanPerbaikan]:
    """Those that may be verified together."""
    return [satu for satu in daftar if not periksa(satu).peringatan and not elemen_berubah(satu)]


def _kunci(usulan: UsulanPerbaikan, oleh: Pengguna, versi: int | None) -> UsulanPerbaikan:
    terkunci = kunci_usulan(usulan)
    wajib_versi(terkunci, versi)
    wajib_pemeriksa_lain(terkunci, oleh)
    return terkunci


def _putus(usulan: UsulanPerbaikan, langkah: str, oleh: Pengguna, alasan: str) -> UsulanPerbaikan:
    pindah(usulan, langkah)
    usulan.diputus_pada, usulan.diputus_oleh = timezone.now(), oleh
    usulan.alasan_putusan = alasan
    usulan.save()
    audit.catat(f"usulan.{langkah}", usulan, oleh=oleh, alasan=alasan)
    return usulan
