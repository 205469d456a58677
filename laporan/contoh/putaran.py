"""The open survey round of the example, made by the application's own workflows.

What each step is said to have happened on is kept in the stage and written over the clock of this
machine at the end.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from desa.choices import JenisPutaran
from desa.models import Putaran, Survei, VersiIndikator
from desa.queries import nilai_sebelumnya, versi_ditanyakan
from desa.workflows import putaran as putaran_workflows
from desa.workflows import survei as survei_workflows
from laporan.contoh.angka import acak
from laporan.contoh.isian import buat_isian
from laporan.contoh.panggung import Stage, jam_kerja
from laporan.contoh.rencana import Keadaan, PutaranContoh


TAHUN_INDEKS_DESA = 2025  # Indeks Desa replaced IDM: a round asks the one in force
LANGKAH = {
    Keadaan.BELUM: [],
    Keadaan.DRAF: ["isi_sebagian"],
    Keadaan.DIAJUKAN: ["isi", "ajukan"],
    Keadaan.DIKEMBALIKAN: ["isi", "ajukan", "kembalikan"],
    Keadaan.DIVERIFIKASI: ["isi", "ajukan", "verifikasi"],
    Keadaan.DIREVISI: ["isi", "ajukan", "verifikasi", "revisi"],
}
DIREVISI_SELESAI = [*LANGKAH[Keadaan.DIREVISI], "ajukan", "verifikasi"]
PEMBANDING_SELESAI = 15  # comparison villages that the open round has reached
BAGIAN_ABSEN = 0.06  # of the comparison villages in the second round
PENGEMBALIAN = (  # reason, and the comments on values
    (
        "Jumlah rumah pada RTLH tidak cocok dengan profil desa, dan penyebut jamban berbeda dengan "
        "jumlah KK. Mohon dicek bersama perangkat desa.",
        {
            "RTLH": "Bandingkan dengan daftar RTLH Disperkim.",
            "JAMBAN": "Penyebut sebaiknya sama dengan jumlah KK desa.",
        },
    ),
    (
        "Angka penganggur berubah tanpa penjelasan yang cukup.",
        {"NGANGGUR": "Lampirkan rekap Prodeskel yang dipakai."},
    ),
    (
        "Sumber angka anak tidak sekolah dan disabilitas belum jelas. Mohon sebutkan tanggal "
        "rekapnya.",
        {
            "ATS": "Dari Dapodik atau pendataan desa? Sebutkan tanggalnya.",
            "DISABILITAS": "Cocokkan dengan data Dinsos P3AKB.",
        },
    ),
)
CATATAN_REVISI = "Koreksi setelah pengecekan lapangan bersama perangkat desa."


class PengisiPutaran:
    """The hands that fill one round. Every step takes codes of villages and its moment."""

    def __init__(self, stage: Stage, rencana: PutaranContoh):
        self.stage, self.rencana = stage, rencana
        self.sekretariat = stage.akun["sekretariat"]
        self.survei: dict[str, Survei] = {}  # the latest of each village
        self.putaran = self._buka()
        self.versi = list(versi_ditanyakan(self.putaran))
        self.sebelumnya = nilai_sebelumnya(self.putaran, [d.pk for d in stage.desa.values()])

    def _buka(self):
        baru = self.rencana.buka.year >= TAHUN_INDEKS_DESA
        putaran = putaran_workflows.simpan_putaran(
            Putaran(
                periode=self.stage.periode,
                jenis=JenisPutaran.AWAL if self.rencana.nomor == 1 else JenisPutaran.LANJUTAN,
                nomor=self.rencana.nomor,
                tanggal_rujukan=self.rencana.buka,
                buka=self.rencana.buka,
                tutup=self.rencana.tutup,
            ),
            VersiIndikator.objects.filter(nomor=1).exclude(
                indikator__kode="IDM" if baru else "INDEKSDESA"
            ),
            oleh=self.sekretariat,
        )
        hari = jam_kerja(self.rencana.buka - timedelta(days=6), acak("putaran", putaran.nomor))
        self.stage.ingat(putaran, "putaran.buat", hari)
        return putaran

    def isi_semua(self) -> None:
        """Take every village as far as the plan says."""
        for pada, langkah, kode in self.jadwal():
            getattr(self, langkah)(*kode, pada=pada)

    def jadwal(self) -> list[tuple[datetime, str, list[str]]]:
        """Every step in order of time: (moment, step, the villages it takes)."""
        akhir = min(self.rencana.tutup, self.stage.rencana.hari_ini - timedelta(days=1))
        hari = range(2, (akhir - self.rencana.buka).days + 1)  # see _pada: a weekend moves back
        hasil = []
        for kode, langkah in self._langkah().items():
            r = acak("jadwal", kode, self.rencana.nomor)
            pada = self._pada(r.sample(hari, len(langkah)), r)
            hasil += [(t, step, [kode]) for t, step in zip(pada, langkah, strict=True)]
        pembanding = self._pembanding()
        tengah = len(hari) // 2
        for kode in pembanding:
            r = acak("jadwal", kode, self.rencana.nomor)
            hasil += [(t, "verifikasi", [kode]) for t in self._pada(r.sample(hari[tengah:], 1), r)]
        pada = self._pada([hari[tengah // 2]], acak("impor", self.rencana.nomor))
        hasil += [(t, "impor", pembanding) for t in pada]
        return sorted(hasil)

    def _pada(self, hari, r):
        """Moments on these days of the round, each later than the one before."""
        hasil = []
        for h in sorted(hari):
            t = jam_kerja(self.rencana.buka + timedelta(days=h), r)
            if hasil:  # a weekend may have moved two days to one
                t = max(t, hasil[-1] + timedelta(minutes=r.randint(20, 90)))
            hasil.append(t)
        return hasil

    def _langkah(self):
        """The steps of every mentored village."""
        rencana, nomor = self.stage.rencana, self.rencana.nomor
        if nomor == len(rencana.putaran):
            return {kode: LANGKAH[k] for kode, k in rencana.keadaan.items()}
        selesai = dict.fromkeys(rencana.dampingan, LANGKAH[Keadaan.DIVERIFIKASI])
        if nomor == 1:
            return selesai | dict.fromkeys(rencana.direvisi_dulu, DIREVISI_SELESAI)
        return {k: v for k, v in selesai.items() if k not in rencana.tanpa_lanjutan}

    def _pembanding(self):
        """The comparison villages that this round reached."""
        rencana, nomor = self.stage.rencana, self.rencana.nomor
        if nomor == len(rencana.putaran):
            return rencana.pembanding[:: len(rencana.pembanding) // PEMBANDING_SELESAI]
        return [
            k for k in rencana.pembanding if nomor == 1 or acak("absen", k).random() > BAGIAN_ABSEN
        ]

    def impor(self, *kode: str, pada: datetime) -> None:
        """The secretariat fills and submits villages without a mentor at one go, as from Excel."""
        oleh, desa = self.stage.akun["sekretariat2"], self.stage.desa
        isian = {desa[k].pk: self._isian(k) for k in kode}
        surveis = survei_workflows.simpan_banyak(self.putaran, isian, oleh=oleh)
        survei_workflows.ajukan_banyak(surveis, oleh=oleh)
        for survei in surveis:
            self.survei[survei.desa.kode] = survei
            self.stage.ingat(survei, "survei.isi", pada)
            self.stage.ingat(survei, "survei.ajukan", pada + timedelta(minutes=6))

    def isi(self, kode: str, *, pada: datetime) -> None:
        self._simpan(kode, self._isian(kode), pada)

    def isi_sebagian(self, kode: str, *, pada: datetime) -> None:
        self._simpan(kode, self._isian(kode)[: acak("draf", kode).randint(4, 15)], pada)

    def revisi(self, kode: str, *, pada: datetime) -> None:
        """Open a revision that corrects one answer: one house more is in order after all."""
        rtlh = next(n for n, v in enumerate(self.versi) if v.indikator.kode == "RTLH")
        isian = replace(self._isian(kode)[rtlh], catatan=CATATAN_REVISI)
        if isian.pembilang:
            isian = replace(isian, pembilang=isian.pembilang - 1)
        self._simpan(kode, [isian], pada)

    def ajukan(self, kode: str, *, pada: datetime) -> None:
        survei = survei_workflows.ajukan(
            self.survei[kode], oleh=self.stage.petugas_pada(kode, self.rencana.buka)
        )
        self.stage.ingat(survei, "survei.ajukan", pada)

    def verifikasi(self, kode: str, *, pada: datetime) -> None:
        survei = survei_workflows.verifikasi(self.survei[kode], oleh=self.sekretariat)
        self.stage.ingat(survei, "survei.verifikasi", pada)

    def kembalikan(self, kode: str, *, pada: datetime) -> None:
        survei = self.survei[kode]
        alasan, komentar = acak("kembali", kode).choice(PENGEMBALIAN)
        nilai = dict(survei.nilai.values_list("versi_indikator__indikator__kode", "pk"))
        survei_workflows.kembalikan(
            survei,
            oleh=self.sekretariat,
            alasan=alasan,
            komentar={nilai[k]: teks for k, teks in komentar.items()},
            dicentang=[pk for k, pk in nilai.items() if k not in komentar],
        )
        self.stage.ingat(survei, "survei.kembalikan", pada)

    def _simpan(self, kode, isian, pada):
        self.survei[kode] = survei_workflows.simpan(
            self.putaran,
            self.stage.desa[kode],
            isian,
            oleh=self.stage.petugas_pada(kode, self.rencana.buka),
        )
        self.stage.ingat(self.survei[kode], "survei.isi", pada)

    def _isian(self, kode):
        desa = self.stage.desa[kode]
        return [
            buat_isian(
                self.stage.rencana,
                self.rencana,
                desa,
                versi,
                self.sebelumnya.get((desa.pk, versi.indikator_id)),
            )
            for versi in self.versi
        ]
