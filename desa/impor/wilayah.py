"""Import of the registry of areas: kecamatan and villages by their codes, with dates of validity."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from akun.models import Pengguna
from desa.choices import JenisDesa
from desa.impor.peta import tolak_ganda
from desa.models import Desa, Kecamatan
from desa.queries import kode_bertitik
from desa.workflows import impor_induk as workflows
from inti.excel import sel
from inti.excel.sel import Nilai, SelSalah
from inti.excel.tajuk import KolomBaca, normalkan
from inti.impor import BarisImpor, JenisImpor, StatusBaris, Temuan, daftarkan
from inti.impor.banyak import bandingkan
from inti.impor.forms import ParameterForm
from inti.teks import normalkan_nama


JENIS = {normalkan(teks): kode for kode, label in JenisDesa.choices for teks in (kode, label)}
HANYA_DESA = (
    "jenis",
    "kode_pos",
    "lintang",
    "bujur",
    "berlaku_mulai",
    "berlaku_sampai",
    "pendahulu",
)
BATAS_TITIK = {"lintang": (-11, 6), "bujur": (95, 141)}  # Indonesia


def periksa_wilayah(
    baris: Sequence[BarisImpor], parameter: dict[str, Any], pengguna: Pengguna
) -> Temuan:
    """Kecamatan first, wherever they stand in the file: its villages may belong to new ones."""
    kabupaten = pengguna.kabupaten
    kecamatan = {k.kode: k for k in Kecamatan.objects.filter(kabupaten=kabupaten)}
    desa = {
        d.kode: d
        for d in Desa.objects.filter(kecamatan__kabupaten=kabupaten).select_related(
            "kecamatan", "pendahulu"
        )
    }
    for satu in baris:
        kode = satu.isi.get("kode")
        if kode and not kode.startswith(f"{kabupaten.kode}."):
            satu.galat(f"Kode {kode} bukan wilayah {kabupaten} ({kabupaten.kode}).", "kode")
    tolak_ganda(baris, {b.letak: b.isi["kode"] for b in baris if b.isi.get("kode")}, "Kode ini")
    terbaca = [satu for satu in baris if not satu.has_galat("kode")]
    for satu in terbaca:
        if _is_kecamatan(satu):
            _periksa_kecamatan(satu, kecamatan, kabupaten)
    for satu in terbaca:
        if not _is_kecamatan(satu):
            _periksa_desa(satu, kecamatan, desa)
    return Temuan()


def terapkan_wilayah(
    baris: Sequence[BarisImpor], parameter: dict[str, Any], *, oleh: Pengguna, alasan: str
) -> dict[str, Any]:
    objek = [satu.objek for satu in baris if satu.hasil != StatusBaris.SAMA]
    return workflows.catat_wilayah(
        [satu for satu in objek if isinstance(satu, Kecamatan)],
        [satu for satu in objek if isinstance(satu, Desa)],
        oleh=oleh,
    )


def _is_kecamatan(baris: BarisImpor) -> bool:
    return baris.isi["kode"].count(".") == 2


def _periksa_kecamatan(baris: BarisImpor, kecamatan: dict[str, Kecamatan], kabupaten: Any) -> None:
    kode = baris.isi["kode"]
    baris.judul = f"Kecamatan {kode}"
    for nama in HANYA_DESA:
        if baris.isi.get(nama) is not None:
            baris.galat("Hanya diisi untuk desa; kode ini kode kecamatan.", nama)
    _periksa_kode_bps(baris, 7)
    if not baris.is_ditolak:
        ini = kecamatan.get(kode) or Kecamatan(kabupaten=kabupaten, kode=kode)
        bandingkan(baris, ini, {n: baris.isi.get(n) for n in ("nama", "kode_bps")})
        kecamatan[kode] = ini


def _periksa_desa(
    baris: BarisImpor, kecamatan: dict[str, Kecamatan], desa: dict[str, Desa]
) -> None:
    kode, isi = baris.isi["kode"], baris.isi
    baris.judul = f"Desa {kode}"
    induk = kecamatan.get(kode[:8])
    if induk is None:
        baris.galat(f"Kecamatan {kode[:8]} belum tercatat dan tidak ada di berkas ini.", "kode")
    elif isi.get("kecamatan") and normalkan_nama(isi["kecamatan"]) != normalkan_nama(induk.nama):
        baris.galat(f"Kode {kode} berada di Kecamatan {induk.nama}.", "kecamatan")
    _periksa_kode_bps(baris, 10)
    nilai = {n: isi.get(n) for n in ("nama", "kode_bps", *HANYA_DESA)}
    nilai["pendahulu"] = desa.get(isi.get("pendahulu"))
    if isi.get("pendahulu") and nilai["pendahulu"] is None:
        baris.galat(f"Desa asal {isi['pendahulu']} tidak tercatat.", "pendahulu")
    ini = desa.get(kode) or Desa(kecamatan=induk, kode=kode, jenis=_jenis_dari_kode(kode))
    _periksa_titik_dan_masa(baris, ini)
    if not baris.is_ditolak:
        nilai["nama_normal"] = normalkan_nama(isi["nama"])
        bandingkan(baris, ini, {n: v for n, v in nilai.items() if n != "nama_normal"})
        ini.nama_normal = nilai["nama_normal"]


def _jenis_dari_kode(kode: str) -> str:
    """Kemendagri numbers wards from 1001 and villages from 2001."""
    return JenisDesa.KELURAHAN if kode[9] == "1" else JenisDesa.DESA


def _periksa_kode_bps(baris: BarisImpor, banyak: int) -> None:
    kode = baris.isi.get("kode_bps")
    if kode and not (kode.isdigit() and len(kode) == banyak):
        baris.galat(f"Kode BPS di tingkat ini terdiri atas {banyak} angka.", "kode_bps")


def _periksa_titik_dan_masa(baris: BarisImpor, desa: Desa) -> None:
    """What the constraints of Desa hold, with what is stored where the file says nothing."""

    def kelak(nama: str) -> Any:
        return getattr(desa, nama) if baris.isi.get(nama) is None else baris.isi[nama]

    for nama, (bawah, atas) in BATAS_TITIK.items():
        if baris.isi.get(nama) is not None and not bawah <= baris.isi[nama] <= atas:
            baris.galat(f"Titik di luar Indonesia: antara {bawah} dan {atas}.", nama)
    if (kelak("lintang") is None) != (kelak("bujur") is None):
        baris.galat("Lintang dan bujur diisi keduanya atau dikosongkan.", "lintang")
    mulai, sampai = kelak("berlaku_mulai"), kelak("berlaku_sampai")
    if mulai and sampai and sampai < mulai:
        baris.galat("Akhir masa berlaku tidak boleh sebelum awalnya.", "berlaku_sampai")


def _baca_kode(nilai: Nilai) -> str:
    teks = sel.kode(nilai)
    kode = kode_bertitik(teks)
    if kode is None or len(kode) not in {8, 13}:
        raise SelSalah(
            f"{teks} bukan kode wilayah: 6 angka untuk kecamatan (33.18.16), "
            "10 angka untuk desa (33.18.16.2012)."
        )
    return kode


def _baca_jenis(nilai: Nilai) -> str:
    if (jenis := JENIS.get(normalkan(sel.teks(nilai)))) is None:
        raise SelSalah(f"Jenis tidak dikenal. Pilih: {', '.join(JenisDesa.labels)}.")
    return jenis


def _baca_kode_pos(nilai: Nilai) -> str:
    kode = sel.kode(nilai)
    if not (kode.isdigit() and len(kode) == 5):
        raise SelSalah("Kode pos terdiri atas 5 angka.")
    return kode


def _baca_titik(nilai: Nilai) -> Decimal:
    return round(sel.desimal(nilai), 6)


_boleh_kosong = partial(KolomBaca, wajib=False, boleh_kosong=True)
IMPOR_WILAYAH = daftarkan(
    JenisImpor(
        kode="wilayah",
        judul="Kecamatan dan desa",
        uraian="Daftar wilayah menurut kode: yang baru dicatat, yang sudah ada disesuaikan. Sel kosong tidak mengubah apa pun; desa yang tidak ada di berkas tidak dihapus.",
        izin="desa.kelola_wilayah",
        lanjut=("Lihat desa", "desa:desa_list"),
        kolom=(
            KolomBaca(
                "kode",
                "Kode wilayah",
                _baca_kode,
                alias=("kode kemendagri", "kode desa", "kode kecamatan"),
                bantuan="Kode Kemendagri: 6 angka untuk kecamatan, 10 angka untuk desa.",
                contoh="33.18.16.2012",
            ),
            KolomBaca(
                "nama",
                "Nama",
                partial(sel.teks, maks=100),
                alias=("nama wilayah", "nama desa", "desa", "desa kelurahan"),
                bantuan="Nama resmi tanpa kata Desa atau Kecamatan. Nama sebelumnya tersimpan sebagai nama lain.",
                contoh="Kajen",
            ),
            _boleh_kosong(
                "kecamatan",
                "Kecamatan",
                sel.teks,
                alias=("nama kecamatan",),
                bantuan="Hanya untuk pemeriksaan: harus sama dengan kecamatan menurut kode.",
            ),
            _boleh_kosong(
                "jenis",
                "Jenis",
                _baca_jenis,
                alias=("status",),
                bantuan="Desa atau Kelurahan. Bila kosong, desa baru mengikuti kodenya.",
            ),
            _boleh_kosong("kode_bps", "Kode BPS", sel.kode, bantuan="10 angka; kecamatan 7 angka."),
            _boleh_kosong("kode_pos", "Kode pos", _baca_kode_pos, contoh="59154"),
            _boleh_kosong(
                "lintang",
                "Lintang",
                _baca_titik,
                alias=("latitude", "lat"),
                bantuan="Derajat desimal dengan koma, selatan negatif.",
                contoh="-6,551234",
            ),
            _boleh_kosong("bujur", "Bujur", _baca_titik, alias=("longitude", "long", "lng")),
            _boleh_kosong(
                "berlaku_mulai",
                "Berlaku mulai",
                sel.tanggal,
                bantuan="Hari pertama desa ini ada; kosong untuk yang sudah lama ada.",
            ),
            _boleh_kosong(
                "berlaku_sampai",
                "Berlaku sampai",
                sel.tanggal,
                bantuan="Hari terakhir, bila desa sudah dihapus atau digabung.",
            ),
            _boleh_kosong(
                "pendahulu",
                "Dimekarkan dari",
                _baca_kode,
                alias=("kode desa asal", "desa asal"),
                bantuan="Kode desa asal.",
            ),
        ),
        form_class=ParameterForm,
        periksa=periksa_wilayah,
        terapkan=terapkan_wilayah,
        urungkan=workflows.urungkan_wilayah,
    )
)
