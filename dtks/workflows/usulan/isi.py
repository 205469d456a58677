"""Filling a correction and handing it in."""

from collections.abc import Mapping
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from akun.models import Pengguna
from dtks.choices import Elemen, JenisUsulan
from dtks.elemen import TIDAK, ElemenSalah, Peringatan, baca_elemen, peringatan_nomor
from dtks.models import PerubahanElemen, UsulanPerbaikan
from dtks.queries.usulan import (
    Kembar,
    dokumen_diminta,
    entri_terakhir,
    kemungkinan_kembar,
    nilai_kini,
)
from dtks.workflows.usulan.jaga import (
    kunci_usulan,
    pindah,
    sidik_isi,
    wajib_status,
    wajib_versi,
)
from inti import audit
from inti.crypto import blind_index
from inti.exceptions import AturanDilanggar
from inti.lampiran.workflows import Kiriman, lampirkan


ISIAN = ["alasan", "jenis", "tanggal_kejadian", "keterangan", "nik_indeks", "versi", "updated_at"]


def isi(
    usulan: UsulanPerbaikan,
    baru: Mapping[str, str],
    *,
    dokumen: Mapping[str, Kiriman] | None = None,
    oleh: Pengguna,
    versi: int | None = None,
) -> UsulanPerbaikan:
    """Store a draft: its reason, the proposed fields (`baru`: Elemen → text) and its evidence.

    The old values are read from the registry now, never taken from the form. A repeated send of a
    new draft (`kunci_kirim`) stores it once. Raises AturanDilanggar.
    """
    try:
        with transaction.atomic():
            if usulan.pk is None:
                lama = UsulanPerbaikan.objects.filter(kunci_kirim=usulan.kunci_kirim).first()
                if lama is not None:
                    return _milik_sendiri(lama, oleh)
            return _isi(usulan, baru, dokumen or {}, oleh, versi)
    except IntegrityError as error:
        raise AturanDilanggar(
            "Masih ada usulan sejenis yang terbuka untuk orang atau NIK ini. Lanjutkan usulan itu."
        ) from error


def _milik_sendiri(usulan: UsulanPerbaikan, oleh: Pengguna) -> UsulanPerbaikan:
    if usulan.dibuat_oleh_id != oleh.pk:
        raise AturanDilanggar("Kunci kirim ini sudah dipakai. Muat ulang halaman.")
    return usulan


def _isi(
    usulan: UsulanPerbaikan,
    baru: Mapping[str, str],
    dokumen: Mapping[str, Kiriman],
    oleh: Pengguna,
    versi: int | None,
) -> UsulanPerbaikan:
    if is_baru := usulan.pk is None:
        usulan.dibuat_oleh = oleh
    else:
        terkunci = kunci_usulan(usulan)
        wajib_versi(terkunci, versi)
        wajib_status(terkunci, "isi")
        usulan.versi = terkunci.versi + 1
    usulan.jenis = usulan.alasan.jenis
    perubahan = _susun(usulan, baru)
    nik = next((p.baru for p in perubahan if p.elemen == Elemen.NIK), "")
    usulan.nik_indeks = blind_index(nik, "nik") if nik else ""
    usulan.save(update_fields=None if is_baru else ISIAN)
    usulan.perubahan.all().delete()
    for satu in perubahan:
        satu.usulan = usulan
    PerubahanElemen.objects.bulk_create(perubahan)
    for untuk, kiriman in dokumen.items():
        lampirkan(usulan, kiriman, oleh=oleh, untuk=untuk)
    audit.catat(
        "usulan.buat" if is_baru else "usulan.ubah",
        usulan,
        oleh=oleh,
        rincian={"jenis": usulan.jenis, "isian": sorted(p.elemen for p in perubahan)},
    )
    return usulan


def _susun(usulan: UsulanPerbaikan, baru: Mapping[str, str]) -> list[PerubahanElemen]:
    """The fields that would change, checked; what stays as it is makes no row."""
    kini = {}
    if usulan.orang is not None:
        entri = entri_terakhir(usulan.orang)
        if entri is None:
            raise AturanDilanggar("Orang ini tidak ada pada sumber data mana pun.")
        kini = nilai_kini(usulan.orang, entri)
    if usulan.jenis == JenisUsulan.NONAKTIF:
        baru = {Elemen.AKTIF: TIDAK}
    hasil = []
    for elemen, teks in baru.items():
        try:
            nilai = baca_elemen(elemen, teks)
        except ElemenSalah as error:
            raise AturanDilanggar(f"{Elemen(elemen).label}: {error}") from error
        if nilai and nilai != kini.get(elemen, ""):
            hasil.append(PerubahanElemen(elemen=elemen, lama=kini.get(elemen, ""), baru=nilai))
    return hasil


def nilai_usulan(usulan: UsulanPerbaikan) -> dict[str, str]:
    """The person as it would be: what stands in the registry with the proposed fields over it."""
    nilai = {}
    if usulan.orang is not None and (entri := entri_terakhir(usulan.orang)):
        nilai = nilai_kini(usulan.orang, entri)
    return nilai | {p.elemen: p.baru for p in usulan.perubahan.all()}


class HasilPeriksa(NamedTuple):
    """What a person should look at before a correction goes on."""

    peringatan: list[Peringatan]
    kembar: list[Kembar]


def periksa(usulan: UsulanPerbaikan) -> HasilPeriksa:
    """Odd numbers, missing evidence, and who else might be the person.

    Others are looked for only where the correction says who the person is.
    """
    nilai = nilai_usulan(usulan)
    hasil, kembar = peringatan_nomor(nilai), []
    diubah = {p.elemen for p in usulan.perubahan.all()}
    if diubah & {Elemen.NIK, Elemen.NAMA, Elemen.TANGGAL_LAHIR}:
        kembar = kemungkinan_kembar(usulan, nilai)
        if any(satu.is_pasti for satu in kembar):
            hasil.append(Peringatan("kembar_nik", "NIK ini sudah tercatat pada orang lain."))
        elif kembar:
            hasil.append(Peringatan("kembar_mirip", f"{len(kembar)} orang lain mungkin orang ini."))
    hasil += [
        Peringatan("dokumen", f"{label} belum dilampirkan.")
        for label, ada in dokumen_diminta(usulan)
        if not ada
    ]
    return HasilPeriksa(hasil, kembar)


@transaction.atomic
def ajukan(
    usulan: UsulanPerbaikan, *, oleh: Pengguna, alasan: str = "", versi: int | None = None
) -> UsulanPerbaikan:
    """Hand in for verification; from now on the content is frozen under its hash.

    Warnings need `alasan`. Raises AturanDilanggar with all that is missing.
    """
    terkunci = kunci_usulan(usulan)
    wajib_versi(terkunci, versi)
    _wajib_lengkap(terkunci)
    peringatan = periksa(terkunci).peringatan
    if peringatan and not alasan.strip():
        raise AturanDilanggar(
            "Masih ada peringatan. Perbaiki, atau tuliskan alasan mengapa usulan tetap diajukan."
        )
    pindah(terkunci, "ajukan")
    terkunci.alasan_peringatan = alasan.strip()
    terkunci.diajukan_pada, terkunci.diajukan_oleh = timezone.now(), oleh
    terkunci.diputus_pada = terkunci.diputus_oleh = None
    terkunci.alasan_putusan, terkunci.sidik = "", sidik_isi(terkunci)
    terkunci.save()
    audit.catat(
        "usulan.ajukan",
        terkunci,
        oleh=oleh,
        alasan=terkunci.alasan_peringatan,
        rincian={"peringatan": sorted(satu.kode for satu in peringatan)},
    )
    return terkunci


def _wajib_lengkap(usulan: UsulanPerbaikan) -> None:
    perubahan = {p.elemen: p.baru for p in usulan.perubahan.all()}
    if not perubahan:
        raise AturanDilanggar("Belum ada yang diubah; isi sekurangnya satu perubahan.")
    if usulan.alasan.perlu_tanggal:
        if usulan.tanggal_kejadian is None:
            raise AturanDilanggar("Isi tanggal kejadiannya.")
        if usulan.tanggal_kejadian > timezone.localdate():
            raise AturanDilanggar("Tanggal kejadian belum terjadi.")
    if usulan.jenis == JenisUsulan.BARU:
        kurang = [
            str(Elemen(satu).label)
            for satu in (Elemen.NIK, Elemen.NO_KK, Elemen.NAMA, Elemen.TANGGAL_LAHIR)
            if satu not in perubahan
        ]
        if kurang:
            raise AturanDilanggar(f"Usulan baru memerlukan: {', '.join(kurang)}.")
    if usulan.jenis == JenisUsulan.PINDAH and Elemen.DESA not in perubahan:
        raise AturanDilanggar("Pilih desa tujuan yang berbeda dari desa sekarang.")


@transaction.atomic
def tarik(usulan: UsulanPerbaikan, *, oleh: Pengguna) -> UsulanPerbaikan:
    """Take a submitted correction back to draft, while nobody has decided on it."""
    terkunci = kunci_usulan(usulan)
    pindah(terkunci, "tarik")
    terkunci.diajukan_pada = terkunci.diajukan_oleh = None
    terkunci.sidik = ""
    terkunci.save()
    audit.catat("usulan.tarik", terkunci, oleh=oleh)
    return terkunci


@transaction.atomic
def batalkan(usulan: UsulanPerbaikan, *, oleh: Pengguna, alasan: str = "") -> UsulanPerbaikan:
    """Give up a draft or a returned correction; it stays readable."""
    terkunci = kunci_usulan(usulan)
    pindah(terkunci, "batalkan")
    terkunci.save(update_fields=["status", "versi", "updated_at"])
    audit.catat("usulan.batalkan", terkunci, oleh=oleh, alasan=alasan)
    return terkunci
