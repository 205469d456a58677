"""All that is kept of one person, in words, for the person itself (UU 27/2022, right of access)."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from dtks.elemen import TIDAK, YA
from dtks.models import AksesDataPribadi, Orang, UsulanPerbaikan
from inti.lampiran.queries import lampiran_milik
from inti.models import Lampiran


Bagian = dict[str, list[dict[str, Any]]]  # heading → records, each label → value


def salinan_data(orang: Orang) -> Bagian:
    """The person's record, what every edition says of it, corrections, and who opened its identity.

    Nothing of other people: not the family's members, not the officers' free notes on files.
    """
    usulan = list(
        UsulanPerbaikan.objects.filter(orang=orang)
        .select_related("alasan", "desa", "opd", "berita_acara", "kiriman")
        .prefetch_related("perubahan")
        .order_by("pk")
    )
    return {
        "Identitas": [_identitas(orang)],
        "Terbitan yang memuat": [_entri(satu) for satu in _semua_entri(orang)],
        "Usulan perbaikan": [_usulan(satu) for satu in usulan],
        "Siapa membuka identitas ini": [_akses(satu) for satu in akses_atas(orang, usulan)],
    }


def akses_atas(orang: Orang, usulan: list[UsulanPerbaikan]) -> QuerySet[AksesDataPribadi]:
    """The access log about a person, its corrections, and the lists they stand on; oldest first."""
    daftar = {u.berita_acara for u in usulan} | {u.kiriman for u in usulan}
    semua = (orang, *usulan, *filter(None, daftar))
    objek = [f"{satu._meta.label_lower}:{satu.pk}" for satu in semua]
    return AksesDataPribadi.objects.filter(
        Q(objek__in=objek), kabupaten=orang.kabupaten_id
    ).order_by("urutan")


def _semua_entri(orang: Orang) -> Any:
    urut = orang.entri.order_by("sumber__tanggal_data", "pk")
    return urut.select_related("sumber", "keluarga", "desa__kecamatan")


def _identitas(orang: Orang) -> dict[str, Any]:
    return {
        "Nama": orang.nama,
        "NIK": orang.nik or f"– ({orang.get_alasan_tanpa_nik_display()})",
        "Tempat lahir": orang.tempat_lahir,
        "Tanggal lahir": _tanggal(orang.tanggal_lahir),
        "Jenis kelamin": orang.get_jenis_kelamin_display(),
        "Nama ibu kandung": orang.ibu_kandung,
        "Keadaan data": _tanggal(orang.tanggal_data),
    }


def _entri(entri: Any) -> dict[str, Any]:
    keluarga = entri.keluarga
    return {
        "Sumber data": entri.sumber.kode,
        "Keadaan data": _tanggal(entri.sumber.tanggal_data),
        "ID pada sumber": entri.id_dtks,
        "Desa": f"{entri.desa}, Kecamatan {entri.desa.kecamatan}",
        "Alamat": f"{keluarga.alamat} RT {keluarga.rt or '–'} RW {keluarga.rw or '–'}".strip(),
        "Nomor KK": keluarga.no_kk or "",
        "Hubungan keluarga": entri.hubungan,
        "Pekerjaan": entri.pekerjaan,
        "Keterangan padan": entri.get_padan_display(),
        "Desil": entri.desil and f"{entri.desil} (per {_tanggal(entri.desil_tanggal)})",
        "PKH": _ya(entri.pkh),
        "BPNT": _ya(entri.bpnt),
        "BPNT-PPKM": _ya(entri.bpnt_ppkm),
        "PBI JKN": _ya(entri.pbi_jkn),
        "Terdaftar aktif": _ya(entri.aktif),
        "Disimpan sampai": _tanggal(entri.sumber.simpan_sampai),
    }


def _usulan(usulan: UsulanPerbaikan) -> dict[str, Any]:
    isi = {
        "Nomor": usulan.nomor,
        "Yang terjadi": usulan.alasan.nama,
        "Status": usulan.get_status_display(),
        "OPD pengusul": str(usulan.opd or ""),
        "Tanggal kejadian": _tanggal(usulan.tanggal_kejadian),
        "Keterangan": usulan.keterangan,
        "Lampiran": ", ".join(satu.nama for satu in _lampiran(usulan)),
    }
    for satu in usulan.perubahan.all():
        isi[satu.get_elemen_display()] = f"{satu.lama or '–'} menjadi {satu.baru or '–'}"
    return isi


def _lampiran(usulan: UsulanPerbaikan) -> Iterable[Lampiran]:
    return lampiran_milik(usulan) if usulan.bundel_id else ()


def _akses(akses: AksesDataPribadi) -> dict[str, Any]:
    return {
        "Waktu": f"{akses.pada:%Y-%m-%d %H:%M} UTC",
        "Oleh": akses.pelaku_nama,
        "Tindakan": akses.get_tindakan_display(),
        "Tujuan": akses.get_tujuan_display(),
        "Keterangan": akses.keterangan,
    }


def _tanggal(nilai: Any) -> str:
    return f"{nilai:%d-%m-%Y}" if nilai else ""


def _ya(nilai: bool | None) -> str:
    return "" if nilai is None else (YA if nilai else TIDAK)
