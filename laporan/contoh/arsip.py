"""The survey rounds of the example that are over, written straight to their tables.

Step by step through the workflows they took longer than all the rest of the example together. The
answers still pass the checks of `desa.workflows.survei`, and a test holds every survey against what
submitting would have refused.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, groupby

from akun.models import Pengguna
from desa.choices import AlasanKosong, StatusSurvei
from desa.models import NilaiIndikator, Survei
from desa.stats import Isian
from desa.workflows import putaran as putaran_workflows
from desa.workflows.survei.isi import ISI_NILAI, lengkapi, wajib_sah
from laporan.contoh.angka import acak
from laporan.contoh.panggung import jam_kerja
from laporan.contoh.putaran import PengisiPutaran


@dataclass
class Berkas:
    """One revision of a village's survey, with its answers by definition and when it was filled."""

    survei: Survei
    isian: dict[int, Isian]
    pada: datetime


class ArsipPutaran(PengisiPutaran):
    """Takes the same steps as the open round, in memory; `isi_semua` stores them and locks the round."""

    def isi_semua(self) -> None:
        self.berkas: dict[str, list[Berkas]] = {}  # by village code, the latest revision last
        self.langkah: list[tuple[Survei, str, datetime, Pengguna]] = []
        super().isi_semua()
        self._simpan_semua()
        putaran_workflows.kunci(self.putaran, oleh=self.sekretariat)
        hari = jam_kerja(self.rencana.tutup + timedelta(days=3), acak("kunci", self.rencana.nomor))
        self.stage.ingat(self.putaran, "putaran.kunci", hari)

    def impor(self, *kode: str, pada: datetime) -> None:
        oleh = self.stage.akun["sekretariat2"]
        for satu in kode:
            self._mulai(satu, self._isian(satu), pada, oleh)
            self._ajukan(satu, pada + timedelta(minutes=6), oleh)

    def ajukan(self, kode: str, *, pada: datetime) -> None:
        self._ajukan(kode, pada, self.stage.petugas_pada(kode, self.rencana.buka))

    def verifikasi(self, kode: str, *, pada: datetime) -> None:
        *lama, berkas = self.berkas[kode]
        for satu in lama:
            satu.survei.berlaku = False
        survei = berkas.survei
        survei.status, survei.berlaku = StatusSurvei.DIVERIFIKASI, True
        survei.diverifikasi_pada, survei.diverifikasi_oleh = pada, self.sekretariat
        self.langkah.append((survei, "survei.verifikasi", pada, self.sekretariat))

    def _simpan(self, kode, isian, pada):
        self._mulai(kode, isian, pada, self.stage.petugas_pada(kode, self.rencana.buka))

    def _mulai(self, kode, isian, pada, oleh):
        """Begin a survey, or a revision with the answers of the one before it."""
        lama = self.berkas.setdefault(kode, [])
        survei = Survei(
            putaran=self.putaran,
            desa=self.stage.desa[kode],
            revisi=len(lama) + 1,
            versi=4,  # begun, filled, submitted, verified
            dibuat_oleh=oleh,
        )
        jawaban = {i.versi_indikator_id: i for i in isian}
        lama.append(Berkas(survei, (lama[-1].isian if lama else {}) | jawaban, pada))
        self.langkah.append((survei, "survei.isi", pada, oleh))

    def _ajukan(self, kode, pada, oleh):
        survei = self.berkas[kode][-1].survei
        survei.diajukan_pada, survei.diajukan_oleh = pada, oleh
        self.langkah.append((survei, "survei.ajukan", pada, oleh))

    def _simpan_semua(self):
        semua = sorted(
            (b for daftar in self.berkas.values() for b in daftar), key=lambda b: b.survei.revisi
        )
        Survei.objects.bulk_create([b.survei for b in semua], batch_size=200)
        NilaiIndikator.objects.bulk_create(self._nilai(semua), batch_size=200)
        for survei, aksi, pada, oleh in self.langkah:
            self.stage.ingat(survei, aksi, pada)
            if aksi != "survei.isi":  # filling leaves no audit row
                self.stage.catat(survei, aksi, pada, oleh=oleh)

    def _nilai(self, semua: list[Berkas]) -> Iterator[NilaiIndikator]:
        """Answers as the workflow completes and stores them; blank ones as "belum didata"."""
        ditanyakan = {versi.pk: versi for versi in self.versi}
        for _, kelompok in groupby(semua, key=lambda b: b.survei.revisi):
            berkas = {b.survei.desa_id: b for b in kelompok}
            isian = lengkapi(
                self.putaran, ditanyakan, {pk: [*b.isian.values()] for pk, b in berkas.items()}
            )
            wajib_sah(ditanyakan, chain.from_iterable(isian.values()))
            for pk, daftar in isian.items():
                yield from (self._satu(berkas[pk], satu, ditanyakan) for satu in daftar)

    def _satu(self, berkas, isian, ditanyakan):
        nilai = {nama: getattr(isian, nama) for nama in ISI_NILAI}
        if isian.is_blank:
            nilai["alasan_kosong"] = AlasanKosong.BELUM_DIDATA
            nilai["tanggal"] = self.putaran.tanggal_rujukan
        return NilaiIndikator(
            survei=berkas.survei,
            versi_indikator=ditanyakan[isian.versi_indikator_id],
            diisi_oleh=berkas.survei.dibuat_oleh,
            diisi_pada=berkas.pada,
            dicentang=True,
            **nilai,
        )
