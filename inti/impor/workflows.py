"""The writes of an import: upload, apply, cancel, undo. The kinds write their own records."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from inti import audit, sementara
from inti.angka import format_angka
from inti.choices import StatusImpor
from inti.excel.baca import is_teks
from inti.excel.periksa import BerkasDitolak
from inti.excel.proses import Salinan
from inti.excel.tajuk import KolomKurang
from inti.excel.tandai import LembarBertanda, Tanda, mark_text, mark_workbook
from inti.exceptions import AturanDilanggar, DataBerubah, TransisiTidakSah
from inti.impor.baca import read_tables
from inti.impor.berkas import (
    drop_copy,
    drop_file,
    open_copy,
    open_file,
    open_sealed,
    store_copy,
    store_file,
)
from inti.impor.jenis import Bacaan, JenisImpor, get_jenis
from inti.impor.pasangan import describe_missing, save_mapping, saved_mappings
from inti.impor.periksa import HasilPeriksa, check_batches, check_tables
from inti.impor.ringkasan import ringkas, ringkas_tanda
from inti.logging import samarkan_nomor
from inti.models import Impor


MENUNGGU = (StatusImpor.DIBACA, StatusImpor.DIPASANGKAN, StatusImpor.DIPERIKSA)
DIPUTUS = (StatusImpor.DITERAPKAN, StatusImpor.DIURUNGKAN)
Maju = Callable[[int], None]  # told the rows gone through after each batch; may raise to stop


class TanpaPerubahan(AturanDilanggar):
    """Every row of the file is in the data already; nothing was stored."""


@dataclass(frozen=True)
class Putusan:
    """What the user decided on a preview: its fingerprint, and what they let pass.

    Rows with galat are left out only with `lewati_galat`; warnings need `alasan`.
    """

    sidik: str
    lewati_galat: bool = False
    alasan: str = ""


def unggah(
    jenis: JenisImpor,
    *,
    berkas: UploadedFile,
    lembar: str,
    kunci: UUID,
    parameter: dict[str, str],
    oleh: Any,
) -> Impor:
    """Keep an uploaded file for the check and the user's decision.

    `parameter` is the kind's form as sent. A repeat of the same send (`kunci`) finds the first
    one. A file up to IMPOR_LANGSUNG_BYTE is checked here (see `periksa`), a larger one is left at
    DIBACA for a job.
    """
    with TemporaryFile() as terbuka, TemporaryFile() as baca:
        sha256, salinan = _salin(berkas, terbuka), Salinan(baca)
        isian = {"isian": parameter, "lembar": lembar}
        if lama := Impor.objects.filter(kunci=kunci).first():
            if _is_ulangan(lama, jenis, sha256, isian, oleh):
                return lama
            kunci = uuid4()  # the page was reopened by "back" to send something else
        impor = Impor(
            kabupaten=oleh.kabupaten,
            kunci=kunci,
            jenis=jenis.kode,
            nama_berkas=samarkan_nomor(Path(berkas.name or "").name)[-255:],
            sha256=sha256,
            ukuran=berkas.size or 0,
            parameter=isian,
            status=StatusImpor.DIBACA,
            dibuat_oleh=oleh,
        )
        if impor.ukuran <= settings.IMPOR_LANGSUNG_BYTE:
            _periksa(impor, sementara.jalur(terbuka), salinan)
        return _simpan(impor, terbuka, salinan)


def periksa(impor: Impor, *, maju: Maju | None = None) -> Impor:
    """Check an import that waits, against the data of this moment, and keep what was found.

    A file that cannot be read (BerkasDitolak) or would change nothing (TanpaPerubahan) leaves with
    its import; an audit row tells. A decided import raises TransisiTidakSah.
    """
    _wajib_status(impor, MENUNGGU, "diperiksa")
    try:
        with open_file(impor) as jalur, open_copy(impor) as salinan:
            _periksa(impor, jalur, salinan, maju)
            store_copy(impor, salinan)
    except (BerkasDitolak, TanpaPerubahan):
        impor.berkas.delete(save=False)
        impor.salinan.delete(save=False)
        impor.delete()
        raise
    with transaction.atomic():
        _kunci(impor, MENUNGGU, "diperiksa")
        impor.save(update_fields=["salinan", "ringkasan", "tanda", "status", "updated_at"])
    return impor


def pasangkan(impor: Impor, kolom: Mapping[str, str], *, oleh: Any) -> None:
    """Say what the headers of a waiting import mean, for this file and all like it."""
    save_mapping(_jenis(impor), impor.ringkasan["tajuk"], kolom, oleh=oleh)


def pilih(impor: Impor, pilihan: Mapping[str, tuple[str, str]], *, oleh: Any) -> Impor:
    """Say which of the values in conflict count, and check the waiting import again.

    `pilihan`: key of a Bentrok → choice, and what stood in the application when it was made.
    """
    with transaction.atomic():
        terkunci = _kunci(impor, (StatusImpor.DIPERIKSA,), "dipilih isinya")
        terkunci.parameter["pilihan"] = terkunci.parameter.get("pilihan", {}) | dict(pilihan)
        terkunci.save(update_fields=["parameter", "updated_at"])
        rincian = {kunci: milik for kunci, (milik, _) in pilihan.items()}
        audit.catat("impor.pilih_isi", terkunci, oleh=oleh, rincian=rincian)
    return periksa(terkunci)


def pastikan_dapat_diputus(impor: Impor) -> None:
    """Raise BerkasDitolak when the file is gone, AturanDilanggar when the choices no longer hold."""
    _nilai_parameter(_jenis(impor), impor)
    open_sealed(impor).close()


def check_impor(impor: Impor) -> HasilPeriksa:
    """Check a waiting import against the data of this moment, in its uploader's scope.

    Raises BerkasDitolak when its file is gone, AturanDilanggar when its parameters no longer hold.
    """
    with open_file(impor) as jalur, open_copy(impor) as salinan:
        return _check(impor, jalur, salinan)


def terapkan(impor: Impor, putusan: Putusan, *, oleh: Any, maju: Maju | None = None) -> Impor:
    """Store the rows without galat, all or nothing; the same import applies once.

    The file is read and checked again under the lock. When that finds anything but what the user
    decided on, DataBerubah is raised and nothing stored.
    """
    jenis = _jenis(impor)
    with open_file(impor) as jalur, open_copy(impor) as salinan:
        bacaan = _baca(jenis, impor, jalur, salinan)
        with transaction.atomic():
            terkunci = _kunci(impor, (StatusImpor.DIPERIKSA,), "diterapkan")
            hasil = HasilPeriksa(jenis)
            terkunci.urung = {"bagian": _terapkan(hasil, bacaan, terkunci, putusan, oleh, maju)}
            terkunci.status, terkunci.diterapkan_pada = StatusImpor.DITERAPKAN, timezone.now()
            terkunci.ringkasan = ringkas(hasil) | {"alasan": putusan.alasan}
            terkunci.tanda = ringkas_tanda(hasil)
            drop_copy(terkunci)
            terkunci.save()
            audit.catat(
                "impor.terapkan",
                terkunci,
                oleh=oleh,
                alasan=putusan.alasan,
                rincian={"jenis": jenis.kode, "sha256": terkunci.sha256} | hasil.jumlah,
            )
    return terkunci


@transaction.atomic
def batalkan(impor: Impor, *, oleh: Any) -> Impor:
    """Drop an import that was not applied, with its file."""
    terkunci = _kunci(impor, MENUNGGU, "dibatalkan")
    terkunci.status = StatusImpor.DIBATALKAN
    drop_file(terkunci, "status")
    audit.catat("impor.batalkan", terkunci, oleh=oleh)
    return terkunci


@transaction.atomic
def buang_berkas(impor: Impor) -> None:
    """Drop the file of a decided import; its row, its results and its undoing stay."""
    terkunci = _kunci(impor, DIPUTUS, "dibuang berkasnya")
    drop_file(terkunci)
    audit.catat("impor.buang_berkas", terkunci, oleh=None)


@transaction.atomic
def urungkan(impor: Impor, *, oleh: Any) -> Impor:
    """Take an applied import back, while nothing newer has touched its records.

    The file stays with the import: what was withdrawn can still be read.
    """
    terkunci = _kunci(impor, (StatusImpor.DITERAPKAN,), "diurungkan")
    for jejak in reversed(terkunci.urung["bagian"]):
        _jenis(terkunci).urungkan(jejak, oleh=oleh)
    terkunci.status, terkunci.diurungkan_pada = StatusImpor.DIURUNGKAN, timezone.now()
    terkunci.save(update_fields=["status", "diurungkan_pada", "updated_at"])
    audit.catat("impor.urungkan", terkunci, oleh=oleh, rincian={"sha256": terkunci.sha256})
    return terkunci


def mark_impor(impor: Impor) -> IO[bytes]:
    """The user's file with the remarks of its check."""
    lembar = [
        LembarBertanda(satu["nama"], satu["tajuk"], [Tanda(**tanda) for tanda in satu["tanda"]])
        for satu in impor.tanda
    ]
    with open_file(impor) as jalur:
        if is_teks(jalur):
            return mark_text(jalur, lembar[0])
        return mark_workbook(jalur, lembar)


def _periksa(impor: Impor, jalur: Path, salinan: Salinan, maju: Maju | None = None) -> None:
    """Set what the check of the file at `jalur` finds on the import."""
    catatan = {"jenis": impor.jenis, "sha256": impor.sha256}
    oleh = impor.dibuat_oleh
    try:
        hasil = _check(impor, jalur, salinan, maju)
    except KolomKurang as kurang:
        impor.ringkasan, impor.tanda = describe_missing(kurang), []
        impor.status = StatusImpor.DIPASANGKAN
        return
    except BerkasDitolak as tolak:
        audit.catat("impor.tolak", impor.kabupaten, oleh=oleh, alasan=str(tolak), rincian=catatan)
        raise
    if not hasil.jumlah_galat and not hasil.is_ada_perubahan:
        audit.catat("impor.tanpa_perubahan", impor.kabupaten, oleh=oleh, rincian=catatan)
        raise TanpaPerubahan(
            f"Berkas ini tidak mengubah apa pun: {format_angka(hasil.banyak)} baris sama "
            "dengan data yang tersimpan. Tidak ada yang disimpan."
        )
    impor.ringkasan, impor.tanda = ringkas(hasil), ringkas_tanda(hasil)
    impor.status = StatusImpor.DIPERIKSA


def _check(impor: Impor, jalur: Path, salinan: Salinan, maju: Maju | None = None) -> HasilPeriksa:
    jenis = _jenis(impor)
    bacaan = _baca(jenis, impor, jalur, salinan)
    nilai = _nilai_parameter(jenis, impor)
    return check_tables(jenis, bacaan, nilai, impor.dibuat_oleh, maju=maju)


def _terapkan(
    hasil: HasilPeriksa,
    bacaan: Bacaan,
    impor: Impor,
    putusan: Putusan,
    oleh: Any,
    maju: Maju | None,
) -> list[dict[str, Any]]:
    """Check and write batch by batch; returns what their undoing needs."""
    jenis, jejak = hasil.jenis, []
    nilai = _nilai_parameter(jenis, impor)
    nilai |= {"impor": impor, "bekal": impor.ringkasan.get("bekal")}
    for bagian in check_batches(hasil, bacaan, nilai, impor.dibuat_oleh):
        if not jenis.bagian:
            _wajib_seperti_pratinjau(hasil, putusan)
        diterima = [satu for satu in bagian if not satu.is_ditolak]
        jejak.append(jenis.terapkan(diterima, nilai, oleh=oleh, alasan=putusan.alasan))
        if maju:
            maju(hasil.banyak)
    _wajib_seperti_pratinjau(hasil, putusan)
    return jejak


def _wajib_seperti_pratinjau(hasil: HasilPeriksa, putusan: Putusan) -> None:
    if hasil.sidik != putusan.sidik:
        raise DataBerubah(
            "Data berubah sejak pratinjau dibuat. Periksa pratinjau yang baru, lalu terapkan."
        )
    if hasil.jumlah_galat and not putusan.lewati_galat:
        raise AturanDilanggar("Masih ada baris yang ditolak. Perbaiki berkas, lalu unggah lagi.")
    if hasil.jumlah_peringatan and not putusan.alasan:
        raise AturanDilanggar("Tuliskan alasan mengapa peringatan boleh dilewati.")


def _is_ulangan(
    lama: Impor, jenis: JenisImpor, sha256: str, isian: dict[str, Any], oleh: Any
) -> bool:
    """Whether this send is the one before once more: same file, same choices, still undecided."""
    return lama.status in MENUNGGU and (
        lama.dibuat_oleh_id,
        lama.jenis,
        lama.sha256,
        lama.parameter,
    ) == (oleh.pk, jenis.kode, sha256, isian)


def _simpan(impor: Impor, terbuka: IO[bytes], salinan: Salinan) -> Impor:
    """Store the file and its copy, sealed, and the row; of two sends at once the first one is kept."""
    terbuka.seek(0)
    store_file(impor, terbuka)
    store_copy(impor, salinan)
    try:
        with transaction.atomic():
            impor.save()
            audit.catat(
                "impor.unggah",
                impor,
                oleh=impor.dibuat_oleh,
                rincian={"jenis": impor.jenis, "sha256": impor.sha256}
                | impor.ringkasan.get("jumlah", {}),
            )
    except IntegrityError:
        impor.berkas.delete(save=False)
        impor.salinan.delete(save=False)
        return Impor.objects.get(kunci=impor.kunci)
    return impor


def _salin(berkas: UploadedFile, tujuan: Any) -> str:
    sidik = hashlib.sha256()
    for potongan in berkas.chunks():
        sidik.update(potongan)
        tujuan.write(potongan)
    tujuan.flush()
    return sidik.hexdigest()


def _jenis(impor: Impor) -> JenisImpor:
    jenis = get_jenis(impor.jenis)
    if jenis is None:
        raise AturanDilanggar("Jenis impor ini sudah tidak ada di aplikasi.")
    return jenis


def _baca(jenis: JenisImpor, impor: Impor, jalur: Path, salinan: Salinan) -> Bacaan:
    return read_tables(
        jenis,
        jalur,
        lembar=impor.parameter["lembar"],
        pasangan=saved_mappings(jenis, impor.kabupaten_id),
        salinan=salinan,
    )


def _nilai_parameter(jenis: JenisImpor, impor: Impor) -> dict[str, Any]:
    form = jenis.form_class(impor.parameter["isian"], pengguna=impor.dibuat_oleh)
    if not form.is_valid():
        pesan = [str(satu) for semua in form.errors.values() for satu in semua]
        raise AturanDilanggar(" ".join(pesan))
    return form.cleaned_data | {"pilihan": impor.parameter.get("pilihan", {})}


def _kunci(impor: Impor, status: tuple[StatusImpor, ...], langkah: str) -> Impor:
    terkunci = Impor.objects.select_for_update(of=("self",)).get(pk=impor.pk)
    _wajib_status(terkunci, status, langkah)
    return terkunci


def _wajib_status(impor: Impor, status: tuple[StatusImpor, ...], langkah: str) -> None:
    if impor.status not in status:
        raise TransisiTidakSah(
            f"Impor ini berstatus “{impor.get_status_display()}”; tidak dapat {langkah}."
        )
