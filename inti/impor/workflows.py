"""The writes of an import: upload, apply, cancel, undo. The kinds write their own records."""

import hashlib
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any
from uuid import UUID, uuid4

from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from inti import audit
from inti.angka import format_angka
from inti.choices import StatusImpor
from inti.excel.periksa import BerkasDitolak
from inti.excel.tandai import LembarBertanda, Tanda, mark_workbook
from inti.exceptions import AturanDilanggar, DataBerubah, TransisiTidakSah
from inti.impor.jenis import Bacaan, JenisImpor, get_jenis
from inti.impor.periksa import HasilPeriksa, check_tables, read_tables
from inti.models import Impor


TANDA_MAKS = 5_000  # remarks kept with an import, for its marked workbook …
CATATAN_MAKS = 100  # … and for its page


class TanpaPerubahan(AturanDilanggar):
    """Every row of the file is in the data already; nothing was stored."""


def unggah(
    jenis: JenisImpor,
    *,
    berkas: UploadedFile,
    lembar: str,
    kunci: UUID,
    parameter: dict[str, str],
    nilai: dict[str, Any],
    oleh: Any,
) -> Impor:
    """Read and check an uploaded workbook, and keep it for the user's decision.

    `parameter` is the kind's form as sent, kept to check again later; `nilai` its cleaned values.
    A repeat of the same send (`kunci`) finds the first one. Raises BerkasDitolak for files that
    cannot be read and TanpaPerubahan for one that would change nothing; neither stores anything
    but an audit row.
    """
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as sementara:
        sha256 = _salin(berkas, sementara)
        isian = {"isian": parameter, "lembar": lembar}
        if lama := Impor.objects.filter(kunci=kunci).first():
            if _is_ulangan(lama, jenis, sha256, isian, oleh):
                return lama
            kunci = uuid4()  # the page was reopened by "back" to send something else
        catatan = {"jenis": jenis.kode, "sha256": sha256}
        try:
            bacaan = read_tables(
                jenis, Path(sementara.name), lembar=lembar, maks_byte=settings.UNGGAH_MAKS_BYTE
            )
            hasil = check_tables(jenis, bacaan, nilai, oleh)
        except BerkasDitolak as tolak:
            audit.catat(
                "impor.tolak", oleh.kabupaten, oleh=oleh, alasan=str(tolak), rincian=catatan
            )
            raise
        if not hasil.galat and not hasil.is_ada_perubahan:
            audit.catat("impor.tanpa_perubahan", oleh.kabupaten, oleh=oleh, rincian=catatan)
            raise TanpaPerubahan(
                f"Berkas ini tidak mengubah apa pun: {format_angka(len(hasil.baris))} baris sama "
                "dengan data yang tersimpan. Tidak ada yang disimpan."
            )
        sementara.seek(0)
        impor = Impor(
            kabupaten=oleh.kabupaten,
            kunci=kunci,
            jenis=jenis.kode,
            nama_berkas=Path(berkas.name or "").name[-255:],
            sha256=sha256,
            ukuran=Path(sementara.name).stat().st_size,
            parameter=isian,
            ringkasan=_ringkas(hasil),
            dibuat_oleh=oleh,
        )
        return _simpan(impor, File(sementara), catatan | hasil.jumlah)


def _is_ulangan(
    lama: Impor, jenis: JenisImpor, sha256: str, isian: dict[str, Any], oleh: Any
) -> bool:
    """Whether this send is the one before once more: same file, same choices, still undecided."""
    return (lama.dibuat_oleh_id, lama.status, lama.jenis, lama.sha256, lama.parameter) == (
        oleh.pk,
        StatusImpor.DIPERIKSA,
        jenis.kode,
        sha256,
        isian,
    )


def _simpan(impor: Impor, berkas: File, rincian: dict[str, Any]) -> Impor:
    """Store the file and its row; of two sends at once the first one is kept."""
    impor.berkas.save("", berkas, save=False)
    try:
        with transaction.atomic():
            impor.save()
            audit.catat("impor.unggah", impor, oleh=impor.dibuat_oleh, rincian=rincian)
    except IntegrityError:
        impor.berkas.delete(save=False)
        return Impor.objects.get(kunci=impor.kunci)
    return impor


def check_impor(impor: Impor) -> HasilPeriksa:
    """Check a waiting import against the data of this moment, in its uploader's scope.

    Raises BerkasDitolak when its file is gone, AturanDilanggar when its parameters no longer hold.
    """
    jenis, bacaan = _baca(impor)
    return check_tables(jenis, bacaan, _nilai_parameter(jenis, impor), impor.dibuat_oleh)


def terapkan(
    impor: Impor, bacaan: Bacaan, *, sidik: str, lewati_galat: bool, alasan: str, oleh: Any
) -> HasilPeriksa:
    """Store the rows without galat, all or nothing.

    `bacaan` is the file as `check_impor` has just read it; its rows are checked again here, under
    the lock. `sidik` is the fingerprint of the preview the user decided on: when the check now finds
    anything else, DataBerubah is raised and nothing stored. Rows with galat are left out only
    with `lewati_galat`; warnings need `alasan`. The same import applies once.
    """
    jenis = _jenis(impor)
    with transaction.atomic():
        terkunci = _kunci(impor, StatusImpor.DIPERIKSA, "diterapkan")
        nilai = _nilai_parameter(jenis, terkunci)
        hasil = check_tables(jenis, bacaan, nilai, terkunci.dibuat_oleh)
        if hasil.sidik != sidik:
            raise DataBerubah(
                "Data berubah sejak pratinjau dibuat. Periksa pratinjau yang baru, lalu terapkan."
            )
        if hasil.galat and not lewati_galat:
            raise AturanDilanggar(
                "Masih ada baris yang ditolak. Perbaiki berkas, lalu unggah lagi."
            )
        if hasil.jumlah_peringatan and not alasan:
            raise AturanDilanggar("Tuliskan alasan mengapa peringatan boleh dilewati.")
        diterima = [satu for satu in hasil.baris if not satu.is_ditolak]
        terkunci.urung = jenis.terapkan(diterima, nilai, oleh=oleh, alasan=alasan)
        terkunci.status, terkunci.diterapkan_pada = StatusImpor.DITERAPKAN, timezone.now()
        terkunci.ringkasan = _ringkas(hasil) | {"alasan": alasan}
        terkunci.save()
        audit.catat(
            "impor.terapkan",
            terkunci,
            oleh=oleh,
            alasan=alasan,
            rincian={"jenis": jenis.kode, "sha256": terkunci.sha256} | hasil.jumlah,
        )
    return hasil


@transaction.atomic
def batalkan(impor: Impor, *, oleh: Any) -> Impor:
    """Drop an import that was not applied, with its file."""
    terkunci = _kunci(impor, StatusImpor.DIPERIKSA, "dibatalkan")
    terkunci.status = StatusImpor.DIBATALKAN
    terkunci.save(update_fields=["status", "updated_at"])
    audit.catat("impor.batalkan", terkunci, oleh=oleh)
    transaction.on_commit(lambda: terkunci.berkas.delete(save=False))
    return terkunci


@transaction.atomic
def urungkan(impor: Impor, *, oleh: Any) -> Impor:
    """Take an applied import back, while nothing newer has touched its records.

    The file stays with the import: what was withdrawn can still be read.
    """
    terkunci = _kunci(impor, StatusImpor.DITERAPKAN, "diurungkan")
    _jenis(terkunci).urungkan(terkunci.urung, oleh=oleh)
    terkunci.status, terkunci.diurungkan_pada = StatusImpor.DIURUNGKAN, timezone.now()
    terkunci.save(update_fields=["status", "diurungkan_pada", "updated_at"])
    audit.catat("impor.urungkan", terkunci, oleh=oleh, rincian={"sha256": terkunci.sha256})
    return terkunci


def mark_impor(impor: Impor) -> IO[bytes]:
    """The user's workbook with the remarks: those of now while it waits, else those of then."""
    menunggu = impor.status == StatusImpor.DIPERIKSA
    ringkasan = _ringkas(check_impor(impor)) if menunggu else impor.ringkasan
    return mark_workbook(
        _jalur(impor),
        [
            LembarBertanda(satu["nama"], satu["tajuk"], [Tanda(**tanda) for tanda in satu["tanda"]])
            for satu in ringkasan["tanda"]
        ],
    )


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


def _jalur(impor: Impor) -> Path:
    jalur = Path(impor.berkas.path)
    if not jalur.exists():
        raise BerkasDitolak("Berkas impor ini sudah tidak tersimpan. Unggah kembali.")
    return jalur


def _baca(impor: Impor) -> tuple[JenisImpor, Bacaan]:
    jenis = _jenis(impor)
    bacaan = read_tables(
        jenis,
        _jalur(impor),
        lembar=impor.parameter["lembar"],
        maks_byte=settings.UNGGAH_MAKS_BYTE,
    )
    return jenis, bacaan


def _nilai_parameter(jenis: JenisImpor, impor: Impor) -> dict[str, Any]:
    form = jenis.form_class(impor.parameter["isian"], pengguna=impor.dibuat_oleh)
    if not form.is_valid():
        pesan = [str(satu) for semua in form.errors.values() for satu in semua]
        raise AturanDilanggar(" ".join(pesan))
    return form.cleaned_data


def _ringkas(hasil: HasilPeriksa) -> dict[str, Any]:
    return {
        "jumlah": hasil.jumlah,
        "peringatan": hasil.jumlah_peringatan,
        "temuan": list(hasil.temuan.peringatan),
        "akibat": list(hasil.temuan.akibat),
        "tanda": [asdict(satu) for satu in hasil.tanda(TANDA_MAKS)],
        "catatan": [asdict(satu) for satu in hasil.catatan_galat(CATATAN_MAKS)],
    }


def _kunci(impor: Impor, status: StatusImpor, langkah: str) -> Impor:
    terkunci = Impor.objects.select_for_update(of=("self",)).get(pk=impor.pk)
    if terkunci.status != status:
        raise TransisiTidakSah(
            f"Impor ini berstatus “{terkunci.get_status_display()}”; tidak dapat {langkah}."
        )
    return terkunci
