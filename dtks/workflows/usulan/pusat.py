"""A verified correction on its way to the national system and back.

musdes → entered in SIKS-NG by the village's operator → confirmed by the bupati → the answer, which
is when the registry here changes.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from akun.models import Pengguna
from desa.models import Desa
from dtks.choices import Elemen, JenisUsulan
from dtks.elemen import TIDAK
from dtks.models import EntriData, Keluarga, Orang, UsulanPerbaikan
from dtks.queries.kiriman import nilai_disetujui
from dtks.queries.usulan import entri_terakhir
from dtks.workflows.usulan.jaga import kunci_usulan, pindah, wajib_beralasan
from dtks.workflows.usulan.putusan import wajib_tidak_berubah
from inti import audit
from inti.crypto import blind_index
from inti.exceptions import AturanDilanggar


MEDAN_ORANG = {
    Elemen.NAMA: "nama",
    Elemen.TEMPAT_LAHIR: "tempat_lahir",
    Elemen.TANGGAL_LAHIR: "tanggal_lahir",
    Elemen.JENIS_KELAMIN: "jenis_kelamin",
    Elemen.IBU_KANDUNG: "ibu_kandung",
}
MEDAN_KELUARGA = {Elemen.ALAMAT: "alamat", Elemen.RT: "rt", Elemen.RW: "rw"}
MEDAN_ENTRI = {Elemen.HUBUNGAN: "hubungan", Elemen.PEKERJAAN: "pekerjaan"}


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
def terima(usulan: UsulanPerbaikan, *, tanggal: date, oleh: Pengguna) -> UsulanPerbaikan:
    """The national system accepted: the approved fields are written into the registry here.

    Raises DataBerubah when a field is neither what it was at submission nor what was proposed.
    """
    terkunci = kunci_usulan(usulan)
    _jawab(terkunci, "terima", tanggal)
    wajib_tidak_berubah(terkunci)
    if terkunci.sidik != terkunci.sidik_disetujui:
        raise AturanDilanggar("Isi usulan bukan yang disetujui pemeriksa.")
    _terapkan(terkunci)
    terkunci.save()
    audit.catat("usulan.terima", terkunci, oleh=oleh)
    return terkunci


@transaction.atomic
def tolak_pusat(
    usulan: UsulanPerbaikan, *, tanggal: date, alasan: str, oleh: Pengguna
) -> UsulanPerbaikan:
    """The national system refused, with its reason; the registry here stays as it is."""
    terkunci = kunci_usulan(usulan)
    _jawab(terkunci, "tolak_pusat", tanggal)
    terkunci.alasan_pusat = wajib_beralasan(alasan)[:300]
    terkunci.save()
    audit.catat("usulan.tolak_pusat", terkunci, oleh=oleh, alasan=terkunci.alasan_pusat)
    return terkunci


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


def _terapkan(usulan: UsulanPerbaikan) -> None:
    """Write the approved fields to person, family and newest entry. The caller holds the lock."""
    disetujui = nilai_disetujui(usulan)
    if usulan.jenis == JenisUsulan.BARU:
        _daftarkan(usulan, disetujui)
        return
    orang = Orang.objects.select_for_update().get(pk=usulan.orang_id or 0)
    entri = entri_terakhir(orang)
    if entri is None:
        return
    _isi_orang(orang, disetujui)
    orang.save()
    if no_kk := disetujui.get(Elemen.NO_KK):
        entri.keluarga = _keluarga(usulan, no_kk, entri.desa)
    for elemen, medan in MEDAN_KELUARGA.items():
        if elemen in disetujui:
            setattr(entri.keluarga, medan, disetujui[elemen])
    if kode := disetujui.get(Elemen.DESA):
        entri.desa = Desa.objects.get(kode=kode)
    for elemen, medan in MEDAN_ENTRI.items():
        if elemen in disetujui:
            setattr(entri, medan, disetujui[elemen])
    if disetujui.get(Elemen.AKTIF) == TIDAK:
        entri.aktif = False
    entri.diubah_impor = entri.keluarga.diubah_impor = None  # no import's undo may revert this
    entri.keluarga.save()
    entri.save()


def _daftarkan(usulan: UsulanPerbaikan, nilai: dict[str, str]) -> None:
    """Enter a person who was not listed."""
    nik_indeks = blind_index(nilai[Elemen.NIK], "nik")
    if Orang.objects.filter(kabupaten=usulan.kabupaten_id, nik_indeks=nik_indeks).exists():
        return  # a newer edition has brought the person in already
    keluarga = _keluarga(usulan, nilai[Elemen.NO_KK], usulan.desa)
    for elemen, medan in MEDAN_KELUARGA.items():
        setattr(keluarga, medan, nilai.get(elemen, "") or getattr(keluarga, medan))
    keluarga.save()
    orang = Orang(kabupaten_id=usulan.kabupaten_id, tanggal_data=usulan.sumber.tanggal_data)
    _isi_orang(orang, nilai)
    orang.save()
    EntriData.objects.create(
        sumber=usulan.sumber,
        orang=orang,
        keluarga=keluarga,
        desa=usulan.desa,
        hubungan=nilai.get(Elemen.HUBUNGAN, ""),
        pekerjaan=nilai.get(Elemen.PEKERJAAN, ""),
    )


def _isi_orang(orang: Orang, nilai: dict[str, str]) -> None:
    if nik := nilai.get(Elemen.NIK):
        indeks = blind_index(nik, "nik")
        lain = Orang.objects.filter(kabupaten=orang.kabupaten_id, nik_indeks=indeks)
        if lain.exclude(pk=orang.pk or 0).exists():
            raise AturanDilanggar("NIK yang disetujui sudah tercatat pada orang lain.")
        orang.nik, orang.nik_indeks, orang.alasan_tanpa_nik = nik, indeks, ""
    for elemen, medan in MEDAN_ORANG.items():
        if teks := nilai.get(elemen):
            isi = date.fromisoformat(teks) if elemen == Elemen.TANGGAL_LAHIR else teks
            setattr(orang, medan, isi)
    orang.diubah_impor = None


def _keluarga(usulan: UsulanPerbaikan, no_kk: str, desa: Desa) -> Keluarga:
    """The family of a card, made when it is not known yet."""
    keluarga, _ = Keluarga.objects.get_or_create(
        kabupaten_id=usulan.kabupaten_id,
        no_kk_indeks=blind_index(no_kk, "no_kk"),
        defaults={"no_kk": no_kk, "desa": desa, "tanggal_data": usulan.sumber.tanggal_data},
    )
    return keluarga
