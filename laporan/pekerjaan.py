"""Long work of the reports: the Rapor Desa of all villages."""

from base64 import b64encode
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.template.loader import render_to_string

from akun.models import Pengguna
from inti.exceptions import AturanDilanggar
from inti.models import Lampiran, Pekerjaan
from inti.pdf import gabung_pdf
from inti.pekerjaan import Hasil, JenisPekerjaan, Kemajuan, daftarkan
from laporan.mutu import periksa_mutu
from laporan.presentation.rapor import HalamanRapor, halaman_rapor
from laporan.queries import Perbandingan, perbandingan_for_pengguna, putaran_for_laporan
from laporan.queries.rapor import rapor_for_pengguna


def html_rapor(halaman: HalamanRapor, laporan: Perbandingan, pengguna: Pengguna) -> str:
    """One village's page for the PDF, with its photos inside it."""
    foto = halaman.isi.foto
    context: dict[str, Any] = {
        "halaman": halaman,
        "laporan": laporan,
        "pengguna": pengguna,
        "kabupaten": pengguna.kabupaten,
        "gambar": [_data_uri(f) for f in (foto.sebelum, foto.sesudah)] if foto else [],
    }
    return render_to_string("laporan/rapor_pdf.html", context)


def _data_uri(lampiran: Lampiran) -> str:
    with (lampiran.mini or lampiran.berkas).open("rb") as berkas:
        return f"data:image/jpeg;base64,{b64encode(berkas.read()).decode()}"


def tulis_rapor(pekerjaan: Pekerjaan, kemajuan: Kemajuan) -> Hasil:
    """All villages of the owner's scope, one page each, in one PDF."""
    pengguna, pilihan = pekerjaan.pemilik, pekerjaan.parameter
    if not pengguna.has_perm("laporan.lihat_laporan"):
        raise AturanDilanggar("Anda tidak lagi berhak membaca laporan.")
    putaran = {p.id: p for p in putaran_for_laporan(pengguna)}
    awal, lanjutan = putaran.get(pilihan["a"]), putaran.get(pilihan["b"])
    if awal is None or lanjutan is None:
        raise AturanDilanggar("Putarannya tidak ada lagi.")
    laporan = perbandingan_for_pengguna(pengguna, awal, lanjutan, jenis=pilihan["jenis"])
    if not laporan.sasaran:
        raise AturanDilanggar("Tidak ada desa sasaran dalam lingkup Anda.")
    banyak = len(laporan.sasaran)

    def semua() -> Iterator[str]:
        rapor = rapor_for_pengguna(pengguna, laporan)
        pemeriksaan = periksa_mutu(pengguna, laporan)
        for nomor, halaman in enumerate(halaman_rapor(laporan, rapor, pemeriksaan)):
            kemajuan.lapor(nomor, banyak, f"{halaman.desa.nama_lengkap}")
            yield html_rapor(halaman, laporan, pengguna)

    return Hasil(
        f"Rapor {banyak} desa, satu halaman per desa.",
        berkas=BytesIO(gabung_pdf(semua())),
        nama_berkas=f"rapor-desa-{lanjutan.tanggal_rujukan:%Y-%m-%d}.pdf",
    )


daftarkan(JenisPekerjaan("rapor_desa", tulis_rapor))
