"""What every step on a correction checks first: status, version, another person, frozen content."""

import json

from akun.models import Pengguna
from dtks.choices import STATUS_BERJALAN, STATUS_DAPAT_DIISI, STATUS_DIJAWAB, StatusUsulan
from dtks.models import UsulanPerbaikan
from inti.crypto import blind_index
from inti.exceptions import AturanDilanggar, DataBerubah, TransisiTidakSah


S = StatusUsulan
TRANSISI = {  # step: (statuses it may start from, status it ends in)
    "isi": (STATUS_DAPAT_DIISI, None),
    "ajukan": (STATUS_DAPAT_DIISI, S.DIAJUKAN),
    "batalkan": (STATUS_DAPAT_DIISI, S.DIBATALKAN),
    "tarik": ((S.DIAJUKAN,), S.DRAF),
    "kembalikan": ((S.DIAJUKAN,), S.DIKEMBALIKAN),
    "tolak": ((S.DIAJUKAN,), S.DITOLAK),
    "verifikasi": ((S.DIAJUKAN,), S.DIVERIFIKASI),
    "musyawarahkan": ((S.DIVERIFIKASI,), S.DIMUSYAWARAHKAN),
    "usulkan": ((S.DIMUSYAWARAHKAN,), S.DIUSULKAN),
    "sahkan": ((S.DIUSULKAN,), S.DISAHKAN),
    "terima": ((S.DISAHKAN,), S.DITERIMA),
    "tolak_pusat": ((S.DISAHKAN,), S.DITOLAK_PUSAT),
    "cabut_jawaban": (STATUS_DIJAWAB, S.DISAHKAN),
    "kedaluwarsakan": (STATUS_BERJALAN, S.KEDALUWARSA),
}


def kunci_usulan(usulan: UsulanPerbaikan) -> UsulanPerbaikan:
    """Re-read under a row lock (SQLite: the transaction itself is the lock)."""
    return (
        UsulanPerbaikan.objects.select_for_update(of=("self",))
        .select_related("alasan", "desa__kecamatan", "sumber", "orang")
        .get(pk=usulan.pk)
    )


def wajib_status(usulan: UsulanPerbaikan, langkah: str) -> None:
    """Refuse a step that may not start from the status."""
    if usulan.status not in TRANSISI[langkah][0]:
        raise TransisiTidakSah(
            f"Usulan {usulan} berstatus “{usulan.get_status_display()}”; "
            f"langkah “{langkah.replace('_', ' ')}” tidak dapat dilakukan."
        )


def wajib_dapat_diisi(usulan: UsulanPerbaikan) -> None:
    """Content and evidence are frozen from submission on."""
    wajib_status(usulan, "isi")


def pindah(usulan: UsulanPerbaikan, langkah: str) -> None:
    """Move the locked correction to the status in which a step ends."""
    wajib_status(usulan, langkah)
    tujuan = TRANSISI[langkah][1]
    assert tujuan is not None, langkah  # a step that moves names where to
    usulan.status = tujuan
    usulan.versi += 1


def wajib_versi(usulan: UsulanPerbaikan, versi: int | None) -> None:
    """Refuse when somebody changed the correction since the page was read."""
    if versi is not None and versi != usulan.versi:
        raise DataBerubah("Usulan ini berubah sejak Anda membukanya. Periksa lagi isi terbarunya.")


def wajib_pemeriksa_lain(usulan: UsulanPerbaikan, oleh: Pengguna) -> None:
    """Maker is not checker."""
    if oleh.pk in {usulan.diajukan_oleh_id, usulan.dibuat_oleh_id}:
        raise AturanDilanggar("Usulan tidak boleh diputus oleh orang yang membuat atau mengajukan.")


def wajib_beralasan(alasan: str) -> str:
    """The reason without blanks around it; refuses an empty one."""
    if not alasan.strip():
        raise AturanDilanggar("Tuliskan alasannya supaya petugas tahu yang harus diperbaiki.")
    return alasan.strip()


def sidik_isi(usulan: UsulanPerbaikan) -> str:
    """A keyed hash over all that was proposed; the same content gives the same hash."""
    isi = {
        "alasan": usulan.alasan_id,
        "jenis": usulan.jenis,
        "orang": usulan.orang_id,
        "desa": usulan.desa_id,
        "tanggal": str(usulan.tanggal_kejadian or ""),
        "keterangan": usulan.keterangan,
        "perubahan": sorted((p.elemen, p.lama, p.baru) for p in usulan.perubahan.all()),
        "lampiran": sorted(
            usulan.bundel.lampiran.aktif().values_list("sha256", "untuk") if usulan.bundel else ()
        ),
    }
    return blind_index(json.dumps(isi, sort_keys=True, default=list), "usulan")
