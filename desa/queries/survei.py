"""Reads over surveys: previous answers, one survey laid out row by row, its revisions."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.text import slugify

from akun.models import Pengguna
from desa.choices import STATUS_TERBUKA, StatusSurvei
from desa.models import Desa, NilaiIndikator, Putaran, Survei, TabrakanIsian, VersiIndikator
from desa.queries.indikator import deret_indikator
from desa.queries.putaran import survei_kini, versi_ditanyakan
from desa.stats import Isian, Peringatan, Perubahan, peringatan_nilai, perubahan
from inti.lampiran.queries import lampiran_per_untuk
from inti.models import Lampiran


@dataclass(frozen=True)
class Baris:
    """One question of a survey with everything a page shows beside it.

    `sebelumnya` is the last verified number of an earlier round, `sebanding` says whether it may
    be compared, `berlaku` the answer in force of the same round, `foto` the evidence.
    """

    versi: VersiIndikator
    nilai: NilaiIndikator | None
    sebelumnya: NilaiIndikator | None
    sebanding: bool
    berlaku: NilaiIndikator | None = None
    peringatan: list[Peringatan] = field(default_factory=list)
    foto: list[Lampiran] = field(default_factory=list)

    @property
    def pembanding(self) -> NilaiIndikator | None:
        """The previous answer where it may be compared."""
        return self.sebelumnya if self.sebanding else None

    @property
    def perubahan(self) -> Perubahan | None:
        """Change since the previous answer."""
        return perubahan(self.pembanding, self.nilai, self.versi.indikator.arah)

    @property
    def perubahan_berlaku(self) -> Perubahan | None:
        """Change since the answer in force of the same round (a revision)."""
        return perubahan(self.berlaku, self.nilai, self.versi.indikator.arah)

    @property
    def perlu_dilihat(self) -> bool:
        """Whether a checker should look closely.

        It warns, was commented on at the last return, has no number or became worse. A revision
        corrects what is in force: there, what differs from it counts, not the last round.
        """
        if self.nilai is None or self.peringatan or self.nilai.komentar:
            return True
        if self.berlaku is not None:
            return Isian.dari(self.berlaku) != Isian.dari(self.nilai)
        memburuk = self.perubahan is not None and self.perubahan.putusan == "memburuk"
        return memburuk or bool(self.nilai.alasan_kosong)

    @property
    def belum_selesai(self) -> list[Peringatan]:
        return [p for p in self.peringatan if not p.selesai]


@dataclass(frozen=True)
class Bagian:
    """One section of the form: the questions of a bidang."""

    nama: str
    baris: list[Baris]

    @property
    def slug(self) -> str:
        return slugify(self.nama)

    @property
    def terisi(self) -> int:
        return sum(b.nilai is not None for b in self.baris)

    @property
    def komentar(self) -> int:
        """How many answers carry a comment of the checker."""
        return sum(bool(b.nilai and b.nilai.komentar) for b in self.baris)

    @property
    def is_selesai(self) -> bool:
        return self.terisi == len(self.baris) and not any(b.belum_selesai for b in self.baris)


def nilai_sebelumnya(
    putaran: Putaran, desa_ids: Iterable[int]
) -> dict[tuple[int, int], NilaiIndikator]:
    """The last verified number before a round, per (desa id, indikator id).

    Taken from surveys in force of earlier rounds (by reference date); answers without a number are
    passed over. The definition may be another version: whoever compares looks at
    `versi_indikator`.
    """
    terbaru = Window(
        RowNumber(),
        partition_by=["survei__desa", "versi_indikator__indikator"],
        order_by=["-survei__putaran__tanggal_rujukan", "-survei__putaran__nomor"],
    )
    nilai = (
        NilaiIndikator.objects.filter(
            survei__desa__in=desa_ids,
            survei__berlaku=True,
            survei__putaran__tanggal_rujukan__lt=putaran.tanggal_rujukan,
            alasan_kosong="",
        )
        .annotate(urutan_terbaru=terbaru)
        .filter(urutan_terbaru=1)
        .select_related("versi_indikator", "survei__putaran")
        .order_by()
    )
    return {(n.survei.desa_id, n.versi_indikator.indikator_id): n for n in nilai}


@dataclass(frozen=True)
class IsiPutaran:
    """What stands in a round for some villages, by village id.

    `survei` is the open survey, else the one in force; `nilai` its answers by (village id,
    versi_indikator id); `revisi` the last number used.
    """

    survei: dict[int, Survei]
    nilai: dict[tuple[int, int], NilaiIndikator]
    revisi: dict[int, int]


def isi_putaran(putaran: Putaran, desa_ids: Iterable[int]) -> IsiPutaran:
    """The answers of a round that would be changed by filling it, in two queries."""
    survei: dict[int, Survei] = {}
    revisi: dict[int, int] = {}
    for satu in Survei.objects.filter(putaran=putaran, desa__in=desa_ids).order_by("revisi"):
        revisi[satu.desa_id] = satu.revisi
        if satu.berlaku or satu.status in STATUS_TERBUKA:
            survei[satu.desa_id] = satu  # an open revision is newer than that in force
    pemilik = {satu.pk: desa_id for desa_id, satu in survei.items()}
    nilai = NilaiIndikator.objects.filter(survei__in=pemilik)
    return IsiPutaran(
        survei, {(pemilik[n.survei_id], n.versi_indikator_id): n for n in nilai}, revisi
    )


def nilai_terkini(desa: Desa) -> list[NilaiIndikator]:
    """The last verified number of each indicator of a village, in the order of the dictionary."""
    nilai = (
        NilaiIndikator.objects.filter(survei__desa=desa, survei__berlaku=True, alasan_kosong="")
        .select_related("versi_indikator__indikator", "survei__putaran")
        .order_by("survei__putaran__tanggal_rujukan", "survei__putaran__nomor")
    )
    terkini = {n.versi_indikator.indikator_id: n for n in nilai}
    return sorted(
        terkini.values(),
        key=lambda n: (n.versi_indikator.indikator.urutan, n.versi_indikator.indikator.kode),
    )


def baris_survei(putaran: Putaran, desa: Desa, survei: Survei | None) -> list[Baris]:
    """The questions of a round for one village, with answers, previous answers and warnings.

    Seven queries, however many questions; one more where photos hang on the survey.
    """
    ditanyakan = list(versi_ditanyakan(putaran))
    sebelumnya = nilai_sebelumnya(putaran, [desa.pk])
    deret = deret_indikator(v.indikator_id for v in ditanyakan)
    nilai = _nilai(Survei.objects.filter(pk=survei.pk)) if survei else {}
    berlaku = _nilai(Survei.objects.filter(putaran=putaran, desa=desa, berlaku=True))
    foto = lampiran_per_untuk(survei)
    hasil = []
    for versi in ditanyakan:
        lama, kini = sebelumnya.get((desa.pk, versi.indikator_id)), nilai.get(versi.pk)
        tanggal = (kini and kini.tanggal) or putaran.tanggal_rujukan
        sebanding = lama is not None and deret.is_sebanding(lama, versi, tanggal)
        hasil.append(
            Baris(
                versi,
                kini,
                lama,
                sebanding,
                None if kini and kini == berlaku.get(versi.pk) else berlaku.get(versi.pk),
                peringatan_nilai(kini, lama if sebanding else None, versi.indikator),
                foto.get(versi.indikator.kode, []),
            )
        )
    return hasil


def _nilai(survei: QuerySet[Survei]) -> dict[int, NilaiIndikator]:
    nilai = NilaiIndikator.objects.filter(survei__in=survei).select_related("diisi_oleh")
    return {n.versi_indikator_id: n for n in nilai}


@dataclass(frozen=True)
class Jawaban:
    """An answer as it is stored, by whom and when."""

    isian: Isian
    oleh: Pengguna
    pada: datetime


def jawaban_kini(putaran: Putaran, desa_ids: Iterable[int]) -> dict[int, dict[int, Jawaban]]:
    """The answers that stand for these villages in a round: desa id → versi_indikator id → answer.

    Those of the open survey, else those in force: with them the next revision would begin.
    """
    surveis = survei_kini().filter(putaran=putaran, desa__in=list(desa_ids))
    hasil: dict[int, dict[int, Jawaban]] = {}
    for n in NilaiIndikator.objects.filter(survei__in=surveis).select_related(
        "survei", "diisi_oleh"
    ):
        jawaban = Jawaban(Isian.dari(n), n.diisi_oleh, n.diisi_pada)
        hasil.setdefault(n.survei.desa_id, {})[n.versi_indikator_id] = jawaban
    return hasil


def tabrakan_menunggu(pengguna: Pengguna) -> QuerySet[TabrakanIsian]:
    """The answers of this user that wait for a choice between its own and a colleague's."""
    return TabrakanIsian.objects.filter(pemilik=pengguna, dipilih="").select_related(
        "putaran__periode", "desa__kecamatan", "versi_indikator__indikator"
    )


def susun_bagian(baris: Iterable[Baris]) -> list[Bagian]:
    """The sections in the order of their first question."""
    per_bidang: dict[str, list[Baris]] = {}
    for b in baris:
        per_bidang.setdefault(b.versi.indikator.bidang, []).append(b)
    return [Bagian(nama, daftar) for nama, daftar in per_bidang.items()]


def antrean_verifikasi(surveis: QuerySet[Survei]) -> QuerySet[Survei]:
    """Those that wait for verification, the oldest first."""
    diajukan = surveis.filter(status=StatusSurvei.DIAJUKAN).select_related("diajukan_oleh")
    return diajukan.order_by("diajukan_pada", "pk")


# A definition, and the answers to it before and after.
Ubahan = tuple[VersiIndikator, NilaiIndikator | None, NilaiIndikator | None]


def riwayat_revisi(survei: Survei) -> list[tuple[Survei, list[Ubahan]]]:
    """All revisions of the same village and round, newest first.

    Each with the answers that differ from the revision before it.
    """
    surveis = list(
        Survei.objects.filter(putaran=survei.putaran_id, desa=survei.desa_id)
        .select_related("putaran__periode", "desa__kecamatan")
        .select_related("dibuat_oleh", "diajukan_oleh", "dikembalikan_oleh", "diverifikasi_oleh")
        .prefetch_related("nilai__versi_indikator__indikator")
        .order_by("-revisi")
    )
    sebelumnya: list[Survei | None] = [*surveis[1:], None]
    return [
        (baru, _ubahan(lama, baru) if lama else [])
        for baru, lama in zip(surveis, sebelumnya, strict=True)
    ]


def _ubahan(lama: Survei, baru: Survei) -> list[Ubahan]:
    dahulu = {n.versi_indikator_id: n for n in lama.nilai.all()}
    kini = {n.versi_indikator_id: n for n in baru.nilai.all()}
    hasil = []
    for pk in dahulu | kini:
        a, b = dahulu.get(pk), kini.get(pk)
        if (a and Isian.dari(a)) != (b and Isian.dari(b)):
            hasil.append((next(n.versi_indikator for n in (b, a) if n), a, b))
    return hasil
