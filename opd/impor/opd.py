"""Import of the list of agencies, with the names they bore before."""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import Any

from akun.models import Pengguna
from desa.impor import tolak_ganda
from inti.excel import sel
from inti.excel.sel import Nilai, SelSalah
from inti.excel.tajuk import KolomBaca, normalkan
from inti.impor import BarisImpor, JenisImpor, StatusBaris, Temuan, daftarkan
from inti.impor.banyak import bandingkan
from inti.impor.forms import ParameterForm
from inti.teks import normalkan_nama
from opd.choices import JenisOPD
from opd.models import OPD, NamaOPD
from opd.workflows import impor as workflows


JENIS = {normalkan(teks): kode for kode, label in JenisOPD.choices for teks in (kode, label)}


def periksa_opd(
    baris: Sequence[BarisImpor], parameter: dict[str, Any], pengguna: Pengguna
) -> Temuan:
    """Agencies first, wherever they stand in the file: former names may belong to new ones."""
    semua = list(OPD.objects.filter(kabupaten=pengguna.kabupaten_id).select_related("kabupaten"))
    opd = {normalkan_nama(o.singkatan): o for o in semua}
    pemilik_nama = {normalkan_nama(o.nama): o for o in semua}
    riwayat = defaultdict(list)
    for lama in NamaOPD.objects.filter(opd__in=semua):
        riwayat[lama.opd_id].append(lama)
    kini = [b for b in baris if not b.isi.get("singkatan_kini")]
    for satu in kini:
        _periksa_kini(satu, opd, pemilik_nama, pengguna)
    kunci = {b.letak: normalkan_nama(b.isi["singkatan"]) for b in kini if b.isi.get("singkatan")}
    tolak_ganda(kini, kunci, "OPD ini")
    dahulu: dict[int, list[BarisImpor]] = defaultdict(list)
    for satu in baris:
        if satu.isi.get("singkatan_kini"):
            _periksa_dahulu(satu, opd, riwayat, dahulu)
    return Temuan()


def terapkan_opd(
    baris: Sequence[BarisImpor], parameter: dict[str, Any], *, oleh: Pengguna, alasan: str
) -> dict[str, Any]:
    objek = [satu.objek for satu in baris if satu.hasil != StatusBaris.SAMA]
    return workflows.catat_opd(
        [satu for satu in objek if isinstance(satu, OPD)],
        [satu for satu in objek if isinstance(satu, NamaOPD)],
        oleh=oleh,
    )


def _periksa_kini(
    baris: BarisImpor,
    opd: dict[str, OPD],
    pemilik_nama: dict[str, OPD],
    pengguna: Pengguna,
) -> None:
    isi = baris.isi
    for nama in ("mulai", "selesai"):
        if isi.get(nama):
            baris.galat("Tanggal hanya untuk nama lama; isi juga singkatan kini.", nama)
    if not isi.get("singkatan") or not isi.get("nama"):
        return
    baris.judul = f"OPD {isi['singkatan']}"
    kunci, kunci_nama = normalkan_nama(isi["singkatan"]), normalkan_nama(isi["nama"])
    ini = opd.get(kunci)
    if ini is not None and normalkan_nama(ini.nama) != kunci_nama:
        baris.galat(
            f"{ini.singkatan} tercatat sebagai “{ini.nama}”. Ganti namanya lewat halaman OPD, "
            "supaya nama lamanya tersimpan.",
            "nama",
        )
    elif pemilik_nama.get(kunci_nama, ini) != ini:
        baris.galat(f"Nama ini sudah dipakai {pemilik_nama[kunci_nama]}.", "nama")
    jenis = isi.get("jenis") or (_tebak_jenis(isi["nama"]) if ini is None else None)
    if ini is None and jenis is None:
        baris.galat(f"Isi jenis: {', '.join(JenisOPD.labels)}.", "jenis")
    if baris.is_ditolak:
        return
    if ini is None:
        ini = OPD(kabupaten=pengguna.kabupaten, singkatan=isi["singkatan"], nama=isi["nama"])
        pemilik_nama[kunci_nama] = ini
    bandingkan(
        baris, ini, {"jenis": jenis, "sumber": isi.get("sumber"), "catatan": isi.get("catatan")}
    )
    if ini.pk is None:
        baris.baru = f"{ini.nama}, {baris.baru}"
    opd[kunci] = ini


def _periksa_dahulu(
    baris: BarisImpor,
    opd: dict[str, OPD],
    riwayat: dict[int, list[NamaOPD]],
    dahulu: dict[int, list[BarisImpor]],
) -> None:
    """A name that an agency bore up to a day: dated, apart from all its other names."""
    isi = baris.isi
    ini = opd.get(normalkan_nama(isi["singkatan_kini"]))
    if ini is None:
        baris.galat(
            f"OPD {isi['singkatan_kini']} belum tercatat dan tidak ada di berkas ini.",
            "singkatan_kini",
        )
    mulai, selesai = isi.get("mulai"), isi.get("selesai")
    if selesai is None and not baris.has_galat("selesai"):
        baris.galat("Isi hari terakhir nama lama ini dipakai.", "selesai")
    elif mulai and selesai and selesai < mulai:
        baris.galat("Tanggal selesai tidak boleh sebelum tanggal mulai.", "selesai")
    if ini is None or baris.is_ditolak:
        return
    baris.judul = f"Nama lama {ini.singkatan}"
    sama = [
        lama
        for lama in riwayat.get(ini.pk, [])
        if (lama.nama, lama.singkatan) == (isi["nama"], isi["singkatan"])
    ]
    nama = sama[0] if sama else NamaOPD(opd=ini, nama=isi["nama"], singkatan=isi["singkatan"])
    lain = [lama for lama in riwayat.get(ini.pk, []) if lama not in sama]
    lain += [b.objek for b in dahulu[id(ini)]]
    if bentrok := [lama for lama in lain if _bertumpuk(mulai, selesai, lama)]:
        baris.galat(
            f"Tanggalnya bertumpuk dengan nama “{bentrok[0].nama}”.",
            "mulai" if mulai else "selesai",
        )
        return
    bandingkan(baris, nama, {"mulai": mulai, "selesai": selesai})
    if nama.pk is None:
        baris.baru = f"{nama.nama} ({nama.singkatan}), {baris.baru}"
    dahulu[id(ini)].append(baris)


def _bertumpuk(mulai: Any, selesai: Any, lain: NamaOPD) -> bool:
    """Whether a name shares a day with another one; an open end reaches without limit."""
    return (lain.selesai is None or mulai is None or mulai <= lain.selesai) and (
        lain.mulai is None or selesai is None or lain.mulai <= selesai
    )


def _tebak_jenis(nama: str) -> str | None:
    """The kind that the first word of a name says: "Dinas …" is a dinas."""
    return JENIS.get(normalkan(nama).split(" ")[0])


def _baca_jenis(nilai: Nilai) -> str:
    if (jenis := JENIS.get(normalkan(sel.teks(nilai)))) is None:
        raise SelSalah(f"Jenis tidak dikenal. Pilih: {', '.join(JenisOPD.labels)}.")
    return jenis


_boleh_kosong = partial(KolomBaca, wajib=False, boleh_kosong=True)
IMPOR_OPD = daftarkan(
    JenisImpor(
        kode="opd",
        judul="Daftar OPD",
        uraian="OPD menurut singkatannya, dan nama yang pernah dipakainya beserta tanggalnya. Nama yang kini berlaku tidak diganti lewat impor.",
        izin="opd.kelola_opd",
        lanjut=("Lihat OPD", "opd:opd_list"),
        kolom=(
            KolomBaca(
                "singkatan",
                "Singkatan",
                partial(sel.teks, maks=60),
                alias=("singkatan opd", "opd"),
                contoh="Diskominfo",
            ),
            KolomBaca(
                "nama",
                "Nama",
                partial(sel.teks, maks=200),
                alias=("nama opd", "perangkat daerah", "nama perangkat daerah"),
                contoh="Dinas Komunikasi dan Informatika",
            ),
            _boleh_kosong(
                "jenis",
                "Jenis",
                _baca_jenis,
                bantuan="Bila kosong diambil dari kata pertama namanya (Dinas, Badan, Kecamatan).",
            ),
            _boleh_kosong("sumber", "Sumber", partial(sel.teks, maks=500), alias=("dasar hukum",)),
            _boleh_kosong("catatan", "Catatan", partial(sel.teks, maks=500)),
            _boleh_kosong(
                "singkatan_kini",
                "Singkatan kini",
                partial(sel.teks, maks=60),
                bantuan="Hanya untuk baris nama lama: OPD mana yang dahulu bernama demikian.",
            ),
            _boleh_kosong(
                "mulai", "Mulai", sel.tanggal, bantuan="Nama lama: hari pertamanya, bila diketahui."
            ),
            _boleh_kosong(
                "selesai",
                "Selesai",
                sel.tanggal,
                alias=("berlaku sampai",),
                bantuan="Nama lama: hari terakhirnya.",
            ),
        ),
        form_class=ParameterForm,
        periksa=periksa_opd,
        terapkan=terapkan_opd,
        urungkan=workflows.urungkan_opd,
    )
)
