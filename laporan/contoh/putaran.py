"""The survey rounds of the example, made by the application's own workflows.

A closed round is opened for the length of this command, filled, verified and closed again, so that
every rule of `desa.workflows.survei` has held for every value. What each step is said to have
happened on is kept in the stage and written over the clock of this machine at the end.
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


def isi_putaran(stage: Stage, rencana: PutaranContoh) -> None:
    """Open one round, take every village as far as the plan says, close it if it is past."""
    pengisi = PengisiPutaran(stage, rencana)
    for pada, kode, langkah in pengisi.jadwal():
        getattr(pengisi, langkah)(kode, pada)
    if rencana.tutup < stage.rencana.hari_ini:
        pengisi.tutup()


class PengisiPutaran:
    """The hands that fill one round. Every step takes a village's code and its moment."""

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
                tutup=max(self.rencana.tutup, self.stage.rencana.hari_ini),
            ),
            VersiIndikator.objects.filter(nomor=1).exclude(
                indikator__kode="IDM" if baru else "INDEKSDESA"
            ),
            oleh=self.sekretariat,
        )
        hari = jam_kerja(self.rencana.buka - timedelta(days=6), acak("putaran", putaran.nomor))
        self.stage.ingat(putaran, "putaran.buat", hari)
        return putaran

    def tutup(self) -> None:
        """Give the round its real last day and lock it."""
        Putaran.objects.filter(pk=self.putaran.pk).update(tutup=self.rencana.tutup)
        putaran_workflows.kunci(self.putaran, oleh=self.sekretariat)
        hari = jam_kerja(self.rencana.tutup + timedelta(days=3), acak("kunci", self.rencana.nomor))
        self.stage.ingat(self.putaran, "putaran.kunci", hari)

    def jadwal(self) -> list[tuple[datetime, str, str]]:
        """Every step of every village in order of time: (moment, village, step)."""
        akhir = min(self.rencana.tutup, self.stage.rencana.hari_ini - timedelta(days=1))
        jumlah_hari = (akhir - self.rencana.buka).days
        hasil = []
        for kode, langkah in self._langkah().items():
            r = acak("jadwal", kode, self.rencana.nomor)
            # From the second day on: a weekend moves back, and must not move before the opening.
            hari = sorted(r.sample(range(2, jumlah_hari + 1), len(langkah)))
            pada = [jam_kerja(self.rencana.buka + timedelta(days=h), r) for h in hari]
            hasil += [(t, kode, step) for t, step in zip(_berurutan(pada, r), langkah, strict=True)]
        return sorted(hasil)

    def _langkah(self):
        rencana, nomor = self.stage.rencana, self.rencana.nomor
        if nomor == len(rencana.putaran):
            pembanding = rencana.pembanding[:: len(rencana.pembanding) // PEMBANDING_SELESAI]
            keadaan = rencana.keadaan | dict.fromkeys(pembanding, Keadaan.DIVERIFIKASI)
            return {kode: LANGKAH[k] for kode, k in keadaan.items()}
        kode = [*rencana.dampingan, *rencana.pembanding]
        if nomor > 1:
            absen = {k for k in rencana.pembanding if acak("absen", k).random() < BAGIAN_ABSEN}
            kode = [k for k in kode if k not in absen | rencana.tanpa_lanjutan]
            return dict.fromkeys(kode, LANGKAH[Keadaan.DIVERIFIKASI])
        return {
            k: DIREVISI_SELESAI if k in rencana.direvisi_dulu else LANGKAH[Keadaan.DIVERIFIKASI]
            for k in kode
        }

    def isi(self, kode: str, pada: datetime) -> None:
        self._simpan(kode, self._isian(kode), pada)

    def isi_sebagian(self, kode: str, pada: datetime) -> None:
        self._simpan(kode, self._isian(kode)[: acak("draf", kode).randint(4, 15)], pada)

    def revisi(self, kode: str, pada: datetime) -> None:
        """Open a revision that corrects one answer: one house more is in order after all."""
        rtlh = next(n for n, v in enumerate(self.versi) if v.indikator.kode == "RTLH")
        isian = replace(self._isian(kode)[rtlh], catatan=CATATAN_REVISI)
        if isian.pembilang:
            isian = replace(isian, pembilang=isian.pembilang - 1)
        self._simpan(kode, [isian], pada)

    def ajukan(self, kode: str, pada: datetime) -> None:
        survei = survei_workflows.ajukan(self.survei[kode], oleh=self._pengisi(kode))
        self.stage.ingat(survei, "survei.ajukan", pada)

    def verifikasi(self, kode: str, pada: datetime) -> None:
        survei = survei_workflows.verifikasi(self.survei[kode], oleh=self.sekretariat)
        self.stage.ingat(survei, "survei.verifikasi", pada)

    def kembalikan(self, kode: str, pada: datetime) -> None:
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
            self.putaran, self.stage.desa[kode], isian, oleh=self._pengisi(kode)
        )
        self.stage.ingat(self.survei[kode], "survei.isi", pada)

    def _pengisi(self, kode):
        """The mentor's officer, and the secretariat where nobody mentors."""
        if kode in self.stage.rencana.pendamping:
            return self.stage.petugas_pada(kode, self.rencana.buka)
        return self.stage.akun["sekretariat2"]

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


def _berurutan(pada, r):
    """The moments, each later than the one before (a weekend may have moved two to one day)."""
    hasil = []
    for t in pada:
        hasil.append(max(t, hasil[-1] + timedelta(minutes=r.randint(20, 90))) if hasil else t)
    return hasil
