"""Long work of the reports: the Rapor Desa of many villages, as a file or as an issued report."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import IO, Any

from django.template.loader import render_to_string
from django.urls import reverse

from akun.models import Pengguna
from inti.exceptions import AturanDilanggar
from inti.models import Lampiran, Pekerjaan
from inti.pdf import gabung_pdf
from inti.pekerjaan import Hasil, JenisPekerjaan, Kemajuan, daftarkan
from laporan import workflows
from laporan.choices import JenisLaporan
from laporan.mutu import periksa_mutu
from laporan.presentation.rapor import HalamanRapor, halaman_rapor
from laporan.queries import (
    Perbandingan,
    TandaTangan,
    perbandingan_for_pengguna,
    putaran_for_laporan,
    sidik_rapor,
)
from laporan.queries.rapor import Rapor, rapor_for_pengguna
from opd.queries import desa_for_pengguna


RAPAT = "css/rapor-rapat.css"


@dataclass(frozen=True)
class Isi:
    """What the pages are made of."""

    laporan: Perbandingan
    rapor: dict[int, Rapor]

    @property
    def nama_berkas(self) -> str:
        desa = f"-{self.laporan.sasaran[0].kode}" if len(self.laporan.sasaran) == 1 else ""
        return f"rapor-desa{desa}-{self.laporan.lanjutan.tanggal_rujukan:%Y-%m-%d}.pdf"


def html_rapor(
    halaman: HalamanRapor,
    laporan: Perbandingan,
    pengguna: Pengguna,
    *,
    kode: str = "",
    penanda: TandaTangan | None = None,
) -> str:
    """One village's page for the PDF, with its photos inside it; as issued when it has a `kode`."""
    foto = halaman.isi.foto
    context: dict[str, Any] = {
        "halaman": halaman,
        "laporan": laporan,
        "pengguna": pengguna,
        "kabupaten": pengguna.kabupaten,
        "gambar": [_data_uri(f) for f in (foto.sebelum, foto.sesudah)] if foto else [],
        "terbit": {"kode": kode, "penanda": penanda} if kode else None,
    }
    return render_to_string("laporan/rapor_pdf.html", context)


def _data_uri(lampiran: Lampiran) -> str:
    with (lampiran.mini or lampiran.berkas).open("rb") as berkas:
        return f"data:image/jpeg;base64,{b64encode(berkas.read()).decode()}"


def tulis_rapor(pekerjaan: Pekerjaan, kemajuan: Kemajuan) -> Hasil:
    """All villages of the owner's scope, one page each, in one PDF."""
    isi = _muat(pekerjaan, "laporan.lihat_laporan")
    return Hasil(
        f"Rapor {len(isi.laporan.sasaran)} desa, satu halaman per desa.",
        berkas=_pdf(isi, pekerjaan.pemilik, kemajuan),
        nama_berkas=isi.nama_berkas,
    )


def terbitkan_rapor(pekerjaan: Pekerjaan, kemajuan: Kemajuan) -> Hasil:
    """The same of one village or of all, kept as an issued report under its code."""
    isi, pilihan = _muat(pekerjaan, "laporan.terbitkan_laporan"), dict(pekerjaan.parameter)
    judul, catatan = pilihan.pop("judul"), pilihan.pop("catatan")
    desa = isi.laporan.sasaran[0].nama_lengkap if pilihan["desa"] else ""
    terbitan = workflows.terbitkan(
        partial(_pdf, isi, pekerjaan.pemilik, kemajuan),
        jenis=JenisLaporan.RAPOR_DESA,
        judul=judul,
        nama_berkas=isi.nama_berkas,
        parameter=pilihan,
        saringan=f"Desa: {desa}" if desa else "",
        sidik=sidik_rapor(isi.laporan, isi.rapor),
        catatan=catatan,
        oleh=pekerjaan.pemilik,
    )
    return Hasil(
        f"Terbit sebagai {terbitan.kode}: rapor {len(isi.laporan.sasaran)} desa.",
        tautan=reverse("laporan:terbitan_detail", args=[terbitan.pk]),
    )


def _muat(pekerjaan: Pekerjaan, hak: str) -> Isi:
    """What the job chose, within what its owner may read now."""
    pengguna, pilihan = pekerjaan.pemilik, pekerjaan.parameter
    if not (pengguna.has_perm("laporan.lihat_laporan") and pengguna.has_perm(hak)):
        raise AturanDilanggar("Anda tidak lagi berhak atas laporan ini.")
    putaran = {p.id: p for p in putaran_for_laporan(pengguna)}
    awal, lanjutan = putaran.get(pilihan["a"]), putaran.get(pilihan["b"])
    if awal is None or lanjutan is None:
        raise AturanDilanggar("Putarannya tidak ada lagi.")
    desa, kode = None, pilihan.get("desa")
    if kode:
        desa = desa_for_pengguna(pengguna).filter(kode=kode).first()
        if desa is None:
            raise AturanDilanggar("Desanya tidak lagi dalam lingkup Anda.")
    laporan = perbandingan_for_pengguna(pengguna, awal, lanjutan, jenis=pilihan["jenis"], desa=desa)
    if not laporan.sasaran:
        raise AturanDilanggar("Tidak ada desa sasaran dalam lingkup Anda.")
    return Isi(laporan, rapor_for_pengguna(pengguna, laporan))


def _pdf(
    isi: Isi,
    pengguna: Pengguna,
    kemajuan: Kemajuan,
    kode: str = "",
    penanda: TandaTangan | None = None,
) -> IO[bytes]:
    """The pages in one file, each reported as it is laid out."""
    banyak = len(isi.laporan.sasaran)

    def semua() -> Iterator[str]:
        pemeriksaan = periksa_mutu(pengguna, isi.laporan)
        for nomor, satu in enumerate(halaman_rapor(isi.laporan, isi.rapor, pemeriksaan)):
            kemajuan.lapor(nomor, banyak, satu.desa.nama_lengkap)
            yield html_rapor(satu, isi.laporan, pengguna, kode=kode, penanda=penanda)

    return BytesIO(gabung_pdf(semua(), rapat=RAPAT))


daftarkan(JenisPekerjaan("rapor_desa", tulis_rapor))
daftarkan(JenisPekerjaan("rapor_terbit", terbitkan_rapor))
