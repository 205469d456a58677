"""Which correction each row of an outcome list answers, and whether it can be answered so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from akun.models import Pengguna
from dtks.choices import STATUS_DIJAWAB, STATUS_TERKIRIM, Elemen, JenisUsulan, StatusUsulan
from dtks.models import EntriData, Orang, PerubahanElemen, UsulanPerbaikan
from dtks.queries import entri_terakhir_banyak, nilai_disetujui, nilai_kini, usulan_for_pengguna
from dtks.workflows import usulan as workflows
from inti.crypto import blind_index
from inti.impor import BarisImpor, StatusBaris, Temuan


MENUNGGU = "menunggu"  # the list names the correction, without an outcome yet
ELEMEN_ALAMAT = (Elemen.ALAMAT, Elemen.RT, Elemen.RW)  # shared by the family


@dataclass(frozen=True)
class Calon:
    """A correction that an answer may be for."""

    pk: int
    jenis: str
    status: str
    desa: str
    dikirim: date
    dijawab: date | None
    impor: int | None  # that brought its answer; None also where that was recorded by hand

    @property
    def nomor(self) -> str:
        return UsulanPerbaikan(pk=self.pk).nomor


@dataclass
class Keadaan:
    """What the batches of one run share: who may be meant, and what the rows so far have done."""

    kabupaten_id: int
    per_nomor: dict[int, Calon]
    per_indeks: dict[tuple[Elemen, str], set[int]]
    dijawab: dict[int, tuple[int, str]] = field(default_factory=dict)  # row and outcome
    # What persons and families will be after the rows so far.
    nilai: dict[int, tuple[int, dict[str, str]]] = field(default_factory=dict)  # with the family
    alamat: dict[int, dict[str, str]] = field(default_factory=dict)
    nik: dict[str, int] = field(default_factory=dict)  # blind index → person


def siapkan(parameter: dict[str, Any], pengguna: Pengguna) -> Keadaan:
    """Load the corrections that were sent and how they are found; four queries."""
    usulan = usulan_for_pengguna(pengguna).filter(status__in=STATUS_TERKIRIM)
    if parameter.get("kiriman"):
        usulan = usulan.filter(kiriman=parameter["kiriman"])
    keadaan = Keadaan(pengguna.kabupaten_id or 0, {}, defaultdict(set))
    orang: dict[int, list[int]] = defaultdict(list)
    medan = ("pk", "jenis", "status", "diusulkan_pada", "dijawab_pada", "desa__nama")
    medan += ("jawaban__impor", "orang_id", "orang__nik_indeks", "nik_indeks")
    for pk, jenis, status, dikirim, dijawab, desa, impor, orang_id, *nik in usulan.values_list(
        *medan
    ):
        hari = timezone.localdate(dikirim)
        keadaan.per_nomor[pk] = Calon(pk, jenis, status, desa, hari, dijawab, impor)
        for indeks in filter(None, nik):
            keadaan.per_indeks[Elemen.NIK, indeks].add(pk)
        if orang_id:
            orang[orang_id].append(pk)
    _kenali_nomor_lain(keadaan, usulan)
    kartu = dict(
        EntriData.objects.filter(orang__in=usulan.values("orang"))
        .order_by("sumber__tanggal_data", "pk")
        .values_list("orang_id", "keluarga__no_kk_indeks")
    )
    for orang_id, indeks in kartu.items():
        keadaan.per_indeks[Elemen.NO_KK, indeks or ""].update(orang[orang_id])
    return keadaan


def _kenali_nomor_lain(keadaan: Keadaan, usulan: Any) -> None:
    """The numbers that corrections take away or bring: a list may name either."""
    nomor = PerubahanElemen.objects.filter(
        usulan__in=usulan.values("pk"), elemen__in=(Elemen.NIK, Elemen.NO_KK)
    )
    for satu in nomor:
        konteks = "nik" if satu.elemen == Elemen.NIK else "no_kk"
        for teks in filter(None, (satu.lama, satu.baru)):
            kunci = Elemen(satu.elemen), blind_index(teks, konteks)
            keadaan.per_indeks[kunci].add(satu.usulan_id)


def periksa(baris: Sequence[BarisImpor], parameter: dict[str, Any], pengguna: Pengguna) -> Temuan:
    """Find the correction of each row, and whether it can be answered so."""
    keadaan: Keadaan = parameter["keadaan"]
    cocok = [
        (satu, calon)
        for satu in baris
        if (calon := _cari(satu, keadaan, parameter["tanggal"])) and not satu.is_ditolak
    ]
    jawab = [(satu, calon) for satu, calon in cocok if _putuskan(satu, calon, keadaan)]
    diterima = [pair for pair in jawab if pair[0].isi["hasil"] == StatusUsulan.DITERIMA]
    _periksa_terapan(diterima, keadaan)
    return Temuan()


def _cari(baris: BarisImpor, keadaan: Keadaan, tanggal: date) -> Calon | None:
    isi = baris.isi
    isi["tanggal"] = isi.get("tanggal") or tanggal
    if isi["tanggal"] > timezone.localdate():
        baris.galat("Tanggal jawaban belum terjadi.", "tanggal")
    if isi.get("nomor_usulan") is not None:
        calon = _per_nomor(baris, keadaan)
    elif isi.get("nik") or isi.get("no_kk"):
        calon = _per_indeks(baris, keadaan)
    elif any(baris.has_galat(nama) for nama in ("nomor_usulan", "nik", "no_kk")):
        return None
    else:
        baris.galat("Isi nomor usulan, NIK, atau nomor KK.", "nik")
        return None
    if calon is not None:
        baris.judul = f"{calon.nomor} · {calon.desa} · {JenisUsulan(calon.jenis).label}"
    return calon


def _per_nomor(baris: BarisImpor, keadaan: Keadaan) -> Calon | None:
    calon = keadaan.per_nomor.get(baris.isi["nomor_usulan"])
    if calon is None:
        baris.galat("Tidak ada usulan terkirim dengan nomor ini.", "nomor_usulan")
        return None
    nik = baris.isi.get("nik")
    if nik and calon.pk not in keadaan.per_indeks[Elemen.NIK, blind_index(nik, "nik")]:
        baris.galat(f"NIK ini bukan NIK pada usulan {calon.nomor}.", "nik")
    if baris.isi.get("jenis") not in {None, calon.jenis}:
        baris.galat(f"Usulan {calon.nomor} berjenis {JenisUsulan(calon.jenis).label}.", "jenis")
    return calon


def _per_indeks(baris: BarisImpor, keadaan: Keadaan) -> Calon | None:
    nik, jenis = baris.isi.get("nik"), baris.isi.get("jenis")
    kolom, nomor = ("nik", nik) if nik else ("no_kk", baris.isi["no_kk"])
    elemen = Elemen.NIK if nik else Elemen.NO_KK
    semua = keadaan.per_indeks.get((elemen, blind_index(nomor, kolom)), set())
    calon = [keadaan.per_nomor[pk] for pk in semua]
    sejenis = [c for c in calon if jenis in {None, c.jenis}]
    if not sejenis:
        teks = "Tidak ada usulan terkirim untuk nomor ini."
        if calon:
            ada = ", ".join(sorted({JenisUsulan(c.jenis).label for c in calon}))
            teks = f"Usulan terkirim untuk nomor ini berjenis lain: {ada}."
        baris.galat(teks, kolom)
        return None
    # An answer belongs to what had been sent by then: an old list does not answer a new correction.
    terkirim = [c for c in sejenis if c.dikirim <= baris.isi["tanggal"]] or sejenis
    if len({c.jenis for c in terkirim}) > 1:
        baris.galat("Nomor ini punya beberapa usulan; sebutkan jenis usulannya.", "jenis")
        return None
    terbuka = [c for c in terkirim if c.status not in STATUS_DIJAWAB]
    if elemen == Elemen.NO_KK and len(terbuka or terkirim) > 1:
        baris.galat("Beberapa orang pada KK ini punya usulan; sebutkan NIK-nya.", "nik")
        return None
    return max(terbuka or terkirim, key=lambda c: (c.dikirim, c.pk))


def _putuskan(baris: BarisImpor, calon: Calon, keadaan: Keadaan) -> bool:
    """Say what the row does; whether it answers the correction."""
    hasil, alasan = baris.isi["hasil"], baris.isi.get("alasan") or ""
    baris.lama = StatusUsulan(calon.status).label
    baris.hasil = StatusBaris.SAMA
    if hasil == MENUNGGU:
        return False
    if hasil == StatusUsulan.DITOLAK_PUSAT and not alasan:
        baris.galat("Ditolak tanpa alasan; isi alasan penolakannya.", "alasan")
        return False
    nomor_lain, hasil_lain = keadaan.dijawab.get(calon.pk, (0, hasil))
    if hasil_lain != hasil:
        baris.galat(
            f"Baris {nomor_lain} menjawab usulan {calon.nomor} lain dari baris ini.", "hasil"
        )
        return False
    if calon.status in STATUS_DIJAWAB:
        if calon.status != hasil:
            jalan = "urungkan impornya" if calon.impor else "pakai “Cabut jawaban” pada usulannya"
            baris.galat(
                f"Usulan {calon.nomor} sudah dijawab “{StatusUsulan(calon.status).label}” pada "
                f"{calon.dijawab:%d-%m-%Y}; jawaban lain tidak menimpanya. Bila yang dahulu "
                f"keliru, {jalan} lebih dahulu.",
                "hasil",
            )
        return False
    if nomor_lain:
        return False
    if calon.status != StatusUsulan.DISAHKAN:
        baris.galat(
            f"Usulan {calon.nomor} belum tercatat disahkan. Catat pengesahannya pada berita acara "
            "dahulu, lalu unggah lagi.",
            "hasil",
        )
    elif baris.isi["tanggal"] < calon.dikirim:
        baris.galat(
            f"Tanggal jawaban sebelum usulan {calon.nomor} masuk ke SIKS-NG "
            f"({calon.dikirim:%d-%m-%Y}).",
            "tanggal",
        )
    else:
        keadaan.dijawab[calon.pk] = baris.nomor, hasil
        baris.hasil, baris.objek = StatusBaris.BARU, calon
        baris.baru = f"{StatusUsulan(hasil).label}, {baris.isi['tanggal']:%d-%m-%Y}"
        if hasil == StatusUsulan.DITOLAK_PUSAT:
            baris.baru += f": {alasan}"
        return True
    return False


def _periksa_terapan(semua: Sequence[tuple[BarisImpor, Calon]], keadaan: Keadaan) -> None:
    """Whether the registry still is what the accepted corrections were made from."""
    usulan = {
        u.pk: u
        for u in UsulanPerbaikan.objects.filter(pk__in=[calon.pk for _, calon in semua])
        .select_related("orang")
        .prefetch_related("perubahan")
    }
    _muat_nilai(usulan.values(), keadaan)
    for baris, calon in semua:
        ini = usulan[calon.pk]
        disetujui = nilai_disetujui(ini)
        keluarga, kini = keadaan.nilai.get(ini.orang_id or 0, (0, {}))
        kini |= keadaan.alamat.get(keluarga, {})
        if kini and (berubah := workflows.beda_dari_pengajuan(ini, kini)):
            baris.galat(f"{workflows.sebut_berubah(berubah)} ({calon.nomor}).", "hasil")
        elif _is_nik_dipakai(ini, disetujui, keadaan):
            baris.galat(f"NIK pada usulan {calon.nomor} sudah tercatat pada orang lain.", "nik")
        elif kini:
            kini |= disetujui
            if Elemen.NO_KK not in disetujui:
                rumah = {e: isi for e, isi in disetujui.items() if e in ELEMEN_ALAMAT}
                keadaan.alamat[keluarga] = keadaan.alamat.get(keluarga, {}) | rumah
        if baris.is_ditolak:
            del keadaan.dijawab[calon.pk]


def _muat_nilai(usulan: Iterable[UsulanPerbaikan], keadaan: Keadaan) -> None:
    baru = [u.orang for u in usulan if u.orang and u.orang_id not in keadaan.nilai]
    entri = entri_terakhir_banyak(orang.pk for orang in baru)
    for orang in baru:
        if orang.pk in entri:
            ini = entri[orang.pk]
            keadaan.nilai[orang.pk] = ini.keluarga_id, nilai_kini(orang, ini)
    nik = [blind_index(teks, "nik") for u in usulan if (teks := nilai_disetujui(u).get(Elemen.NIK))]
    pemilik = Orang.objects.filter(kabupaten=keadaan.kabupaten_id, nik_indeks__in=nik)
    keadaan.nik |= {
        indeks: keadaan.nik.get(indeks, pk)
        for indeks, pk in pemilik.values_list("nik_indeks", "pk")
    }


def _is_nik_dipakai(
    usulan: UsulanPerbaikan, disetujui: Mapping[str, str], keadaan: Keadaan
) -> bool:
    """Whether another person bears the NIK that the correction would give."""
    if usulan.orang_id is None or not (nik := disetujui.get(Elemen.NIK)):
        return False
    return keadaan.nik.setdefault(blind_index(nik, "nik"), usulan.orang_id) != usulan.orang_id
