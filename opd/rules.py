"""Rights that need to know who mentors which village; see docs/peran-dan-hak.md."""

from typing import Protocol

import rules
from django.utils import timezone

from akun.models import Pengguna
from akun.rules import (
    is_admin,
    is_analis,
    is_petugas,
    is_pimpinan,
    is_sekretariat,
    is_siapa_pun,
    is_verifikator_dtks,
)
from desa.models import Desa, Survei, Temuan
from desa.queries import penangan_id
from opd.models import (
    Keanggotaan,
    Kunjungan,
    LaporanBulanan,
    Penugasan,
    SerahTerima,
    TindakLanjut,
)
from opd.queries import is_pendamping_aktif


class MilikDesa(Protocol):
    """Any record about one village: a survey, a finding, an intervention, a correction."""

    @property
    def desa_id(self) -> int: ...


@rules.predicate
def is_pendamping(pengguna: Pengguna, objek: Desa | MilikDesa | None) -> bool:
    """An OPD of the user mentors the village today. Without an object: might be, for some."""
    return objek is None or is_pendamping_aktif(pengguna, _desa_id(objek))


@rules.predicate
def has_no_pendamping(pengguna: Pengguna, objek: Desa | MilikDesa | None) -> bool:
    """Nobody mentors the village today: a comparison village, or one that waits for its OPD."""
    if objek is None:
        return True
    berjalan = Penugasan.objects.aktif(pada=timezone.localdate())
    return not berjalan.filter(desa=_desa_id(objek)).exists()


def _desa_id(objek: Desa | MilikDesa) -> int:
    return objek.pk if isinstance(objek, Desa) else objek.desa_id


@rules.predicate
def is_bukan_penangan(pengguna: Pengguna, temuan: Temuan | None) -> bool:
    """Maker is not checker: whoever recorded or handled a finding does not confirm it."""
    return temuan is None or pengguna.pk not in penangan_id(temuan)


@rules.predicate
def is_bukan_pengaju(pengguna: Pengguna, survei: Survei | None) -> bool:
    """Maker is not checker: whoever submitted a survey does not verify it."""
    return survei is None or survei.diajukan_oleh_id != pengguna.pk


@rules.predicate
def is_anggota_penerima(pengguna: Pengguna, serah_terima: SerahTerima | None) -> bool:
    """The user works for the OPD that is to receive the village."""
    if serah_terima is None:
        return True
    return _bekerja_di(pengguna, serah_terima.opd_penerima_id)


@rules.predicate
def is_petugas_penerima(pengguna: Pengguna, serah_terima: SerahTerima | None) -> bool:
    """The officer named as receiver; anybody of the receiving OPD when nobody is named."""
    return serah_terima is None or serah_terima.petugas_penerima_id in (None, pengguna.pk)


def _bekerja_di(pengguna: Pengguna, opd_id: int, **saring: bool) -> bool:
    anggota = Keanggotaan.objects.aktif(pada=timezone.localdate())
    return anggota.filter(pengguna=pengguna, opd=opd_id, **saring).exists()


def _opd_id(objek: Penugasan | LaporanBulanan | TindakLanjut) -> int:
    return objek.penugasan.opd_id if isinstance(objek, LaporanBulanan) else objek.opd_id


@rules.predicate
def is_anggota(pengguna: Pengguna, objek: Penugasan | LaporanBulanan | TindakLanjut | None) -> bool:
    """Works today for the OPD of the assignment, of the report, or in charge of the action point."""
    return objek is None or _bekerja_di(pengguna, _opd_id(objek))


@rules.predicate
def is_penyelia(pengguna: Pengguna, laporan: LaporanBulanan | None) -> bool:
    """Checks the monthly reports of the report's OPD."""
    return laporan is None or _bekerja_di(pengguna, _opd_id(laporan), penyelia=True)


@rules.predicate
def is_bukan_pengaju_laporan(pengguna: Pengguna, laporan: LaporanBulanan | None) -> bool:
    """Maker is not checker: whoever submitted a monthly report does not decide on it."""
    return laporan is None or laporan.diajukan_oleh_id != pengguna.pk


@rules.predicate
def is_pengunjung(pengguna: Pengguna, kunjungan: Kunjungan | None) -> bool:
    """Whoever made a visit corrects its record."""
    return kunjungan is None or kunjungan.petugas_id == pengguna.pk


@rules.predicate
def is_bukan_pelapor(pengguna: Pengguna, butir: TindakLanjut | None) -> bool:
    """Maker is not checker: whoever reported an action point done does not judge it."""
    return butir is None or butir.dilaporkan_oleh_id != pengguna.pk


is_pembaca_program = is_sekretariat | is_petugas | is_analis | is_pimpinan

rules.add_perm("opd.lihat_opd", is_siapa_pun)
rules.add_perm("opd.kelola_opd", is_admin)
rules.add_perm("opd.lihat_keanggotaan", is_admin | is_sekretariat)
rules.add_perm("opd.lihat_penugasan", is_siapa_pun & ~is_admin)
rules.add_perm("opd.kelola_penugasan", is_sekretariat)
rules.add_perm("opd.ingatkan_pendamping", is_sekretariat)
rules.add_perm("opd.lihat_celah", is_sekretariat | is_analis | is_pimpinan)
rules.add_perm("opd.terima_serah_terima", is_petugas & is_anggota_penerima & is_petugas_penerima)

rules.add_perm("opd.lihat_laporan_bulanan", is_pembaca_program)
rules.add_perm("opd.isi_laporan_bulanan", is_petugas & is_anggota)
rules.add_perm("opd.periksa_laporan_bulanan", is_petugas & is_penyelia & is_bukan_pengaju_laporan)
rules.add_perm(
    "opd.kembalikan_laporan_bulanan",
    (is_sekretariat | (is_petugas & is_penyelia)) & is_bukan_pengaju_laporan,
)
rules.add_perm("opd.terima_laporan_bulanan", is_sekretariat & is_bukan_pengaju_laporan)
rules.add_perm("opd.unduh_rekap_laporan", is_sekretariat | is_analis | is_pimpinan)
rules.add_perm("opd.lihat_kunjungan", is_pembaca_program)
rules.add_perm("opd.catat_kunjungan", is_petugas & is_anggota)
rules.add_perm("opd.ubah_kunjungan", is_petugas & is_pengunjung)
rules.add_perm("opd.lihat_rapat", is_pembaca_program)
rules.add_perm("opd.kelola_rapat", is_sekretariat)
rules.add_perm("opd.kelola_tindak_lanjut", is_sekretariat)
rules.add_perm("opd.laporkan_tindak_lanjut", is_petugas & is_anggota)
rules.add_perm("opd.nilai_tindak_lanjut", is_sekretariat & is_bukan_pelapor)

penulis = (is_petugas & is_pendamping) | (is_sekretariat & has_no_pendamping)

# Rights over surveys stand here because they depend on the assignment, which desa cannot see.
# The secretariat fills villages without a mentor: nobody else could survey the comparison group.
rules.add_perm("desa.lihat_survei", is_pembaca_program)
rules.add_perm("desa.isi_survei", penulis)
rules.add_perm("desa.impor_survei", is_petugas | is_sekretariat)
rules.add_perm("desa.periksa_survei", is_sekretariat)
rules.add_perm("desa.verifikasi_survei", is_sekretariat & is_bukan_pengaju)
rules.add_perm("desa.kembalikan_survei", is_sekretariat & is_bukan_pengaju)

# So do those over findings and interventions, which follow the same line.
rules.add_perm("desa.lihat_temuan", is_pembaca_program)
rules.add_perm("desa.catat_temuan", penulis)
rules.add_perm("desa.konfirmasi_temuan", is_sekretariat & is_bukan_penangan)
rules.add_perm("opd.lihat_intervensi", is_pembaca_program)
rules.add_perm("opd.kelola_intervensi", penulis)
rules.add_perm("opd.kelola_jenis_bantuan", is_admin)
rules.add_perm("laporan.lihat_laporan", is_siapa_pun & ~is_admin & ~is_verifikator_dtks)
rules.add_perm("laporan.lihat_bahan_rakor", is_sekretariat | is_analis | is_pimpinan)
