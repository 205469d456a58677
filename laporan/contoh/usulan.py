"""Corrections of the example's persons, in every state, made by the application's own workflows."""

from datetime import date, datetime, timedelta
from itertools import count
from uuid import uuid5

from django.core.files.base import ContentFile

from akun.models import Pengguna
from desa.models import Desa
from dtks.choices import Dokumen, Elemen, Keputusan
from dtks.models import AlasanPerbaikan, BeritaAcara, EntriData, JadwalUsulan, UsulanPerbaikan
from dtks.workflows import berita_acara as ba_workflows
from dtks.workflows import kiriman as kiriman_workflows
from dtks.workflows import usulan as workflows
from inti.lampiran.berkas import siapkan
from inti.lampiran.workflows import Kiriman, lampirkan
from laporan.contoh.adegan import lukis
from laporan.contoh.angka import acak
from laporan.contoh.panggung import RUANG_KUNCI, TANDA, Stage, jam_kerja
from laporan.contoh.warga import AWALAN, OPD_BERWARGA


MENGAJUKAN = "Dokumen asli sudah dilihat; salinannya menyusul."
JADWAL = (  # activity, days from today to its first and last day
    ("Musyawarah desa", -6, 8),
    ("Batas input SIKS-NG", 9, 20),
    ("Pengesahan bupati", 21, 30),
)
# What is to become of the corrections of a village, the latest village last.
NASIB = (
    ("terima", "terima", "terima", "tolak_pusat", "disahkan", "tolak"),
    ("musyawarahkan", "musyawarahkan", "musyawarahkan", "kembalikan"),
    ("susun", "susun", "ajukan", "ajukan", "verifikasi", "isi"),
    ("ajukan", "ajukan", "verifikasi", "kembalikan", "isi"),
    ("ajukan", "ajukan"),
)
DISETUJUI = {"terima", "tolak_pusat", "disahkan", "musyawarahkan", "susun", "verifikasi"}
ALASAN = (  # reason, fields it changes
    ("meninggal", {}),
    ("data_keliru", {Elemen.TEMPAT_LAHIR: "Rembang"}),
    ("sudah_mampu", {}),
    ("keluarga_berubah", {Elemen.RT: "007", Elemen.ALAMAT: "Dukuh Contoh"}),
    ("belum_terdaftar", None),  # a person who is not listed yet
    ("pindah_keluar", {}),
)


def buat_usulan(stage: Stage, warga: dict[str, list[EntriData]]) -> None:
    """Corrections village by village, their minutes, and the calendar."""
    JadwalUsulan.objects.bulk_create(
        JadwalUsulan(
            kabupaten=stage.kabupaten,
            kegiatan=kegiatan,
            mulai=stage.rencana.hari_ini + timedelta(days=mulai),
            selesai=stage.rencana.hari_ini + timedelta(days=selesai),
            keterangan=TANDA,
        )
        for kegiatan, mulai, selesai in JADWAL
    )
    pengaju = Pengaju(stage)
    urut = sorted(warga, key=lambda k: OPD_BERWARGA.index(stage.rencana.pendamping[k]))
    for ke, (kode, nasib) in enumerate(zip(urut, NASIB, strict=False)):
        hari = stage.rencana.hari_ini - timedelta(days=70 - 15 * ke)
        pengaju.urus(stage.desa[kode], warga[kode], nasib, hari)


class Pengaju:
    """Takes the corrections of a village as far as each is to go."""

    def __init__(self, stage: Stage):
        self.stage, self.verifikator = stage, stage.akun["verifikator"]
        self.alasan = {a.kode: a for a in AlasanPerbaikan.objects.filter(kabupaten=stage.kabupaten)}
        self.nomor = count(9001)

    def urus(self, desa: Desa, entri: list[EntriData], nasib: tuple[str, ...], hari: date) -> None:
        opd = self.stage.rencana.pendamping[desa.kode]
        oleh, r = self.stage.petugas[opd], acak("usulan", desa.kode)
        dewasa = iter([e for e in entri if e.hubungan != "ANAK"])
        semua = []
        for ke, akhir in enumerate(nasib):
            kode, baru = ALASAN[(ke + r.randint(0, 1)) % len(ALASAN)]
            usulan = self._isi(desa, next(dewasa), kode, baru, oleh, hari)
            pada = self._waktu(hari, ke)
            if ke == 0:  # the first of each village comes with all its evidence
                self._buktikan(usulan, oleh, pada)
            self._ajukan(usulan, akhir, pada, oleh)
            semua.append((usulan, akhir))
        self._musyawarah(desa, semua, oleh, hari + timedelta(days=9))

    def _isi(
        self,
        desa: Desa,
        entri: EntriData,
        kode: str,
        baru: dict[str, str] | None,
        oleh: Pengguna,
        hari: date,
    ) -> UsulanPerbaikan:
        alasan = self.alasan[kode]
        if baru is None:
            baru = self._orang_baru()
        usulan = UsulanPerbaikan(
            kabupaten=self.stage.kabupaten,
            kunci_kirim=uuid5(RUANG_KUNCI, f"{desa.kode}-{entri.pk}"),
            sumber=entri.sumber,
            desa=desa,
            opd=self.stage.opd[self.stage.rencana.pendamping[desa.kode]],
            orang=None if kode == "belum_terdaftar" else entri.orang,
            alasan=alasan,
            tanggal_kejadian=hari - timedelta(days=12) if alasan.perlu_tanggal else None,
        )
        return workflows.isi(usulan, baru, oleh=oleh)

    def _orang_baru(self) -> dict[str, str]:
        nomor = next(self.nomor)
        return {
            Elemen.NIK: f"{AWALAN}170880{nomor}",
            Elemen.NO_KK: f"{AWALAN}150115{nomor}",
            Elemen.NAMA: f"PENDATANG REKAAN {nomor - 9000}",
            Elemen.TANGGAL_LAHIR: "1980-08-17",
            Elemen.JENIS_KELAMIN: "L",
            Elemen.HUBUNGAN: "KEPALA KELUARGA",
        }

    def _buktikan(self, usulan: UsulanPerbaikan, oleh: Pengguna, pada: datetime) -> None:
        """Attach drawn papers, and a photo where one of the house is asked for."""
        for dokumen in usulan.alasan.dokumen:
            adegan = "RTLH" if dokumen == Dokumen.FOTO_RUMAH else "SURAT"
            kertas = _gambar(adegan, str(Dokumen(dokumen).label), f"{dokumen}-{usulan.desa.kode}")
            lampirkan(usulan, kertas, oleh=oleh, untuk=dokumen)
        self.stage.ingat(usulan, "lampiran.tambah", pada)

    def _ajukan(self, usulan: UsulanPerbaikan, akhir: str, pada: datetime, oleh: Pengguna) -> None:
        """From draft to the checker's decision."""
        self.stage.ingat(usulan, "usulan.buat", pada)
        if akhir == "isi":
            return
        alasan = MENGAJUKAN if workflows.periksa(usulan).peringatan else ""
        workflows.ajukan(usulan, oleh=oleh, alasan=alasan)
        self.stage.ingat(usulan, "usulan.ajukan", pada + timedelta(minutes=25))
        diputus = pada + timedelta(days=3)
        if akhir in DISETUJUI:
            putusan = {p.elemen: (Keputusan.DISETUJUI, "") for p in usulan.perubahan.all()}
            workflows.verifikasi(usulan, putusan=putusan, oleh=self.verifikator)
            self.stage.ingat(usulan, "usulan.verifikasi", diputus)
        elif akhir == "kembalikan":
            alasan = "Foto dokumen buram; mohon diunggah ulang."
            workflows.kembalikan(usulan, oleh=self.verifikator, alasan=alasan)
            self.stage.ingat(usulan, "usulan.kembalikan", diputus)
        elif akhir == "tolak":
            alasan = "Nama dan tanggal lahir tidak sesuai dengan KTP."
            workflows.tolak(usulan, oleh=self.verifikator, alasan=alasan)
            self.stage.ingat(usulan, "usulan.tolak", diputus)

    def _musyawarah(
        self, desa: Desa, semua: list[tuple[UsulanPerbaikan, str]], oleh: Pengguna, hari: date
    ) -> None:
        """Minutes for what went that far, signed unless it is only drawn up; then the way to the centre."""
        dibahas = [(u, akhir) for u, akhir in semua if akhir in DISETUJUI - {"verifikasi"}]
        if not dibahas:
            return
        usulan = [u for u, _ in dibahas]
        berita = BeritaAcara(
            kabupaten=self.stage.kabupaten,
            desa=desa,
            jenis="musdes",
            nomor=f"{TANDA}/470/{desa.kode[-2:]}/{hari.year}",
            tanggal=min(hari, self.stage.rencana.hari_ini),
            tempat=f"Balai Desa {desa.nama}",
            pimpinan="Kepala Desa (contoh)",
            jabatan_pimpinan="Kepala Desa",
            jumlah_hadir=acak("hadir", desa.kode).randint(18, 45),
        )
        ba_workflows.susun(berita, usulan, oleh=oleh)
        self.stage.ingat(berita, "berita_acara.buat", self._waktu(hari, 0))
        if dibahas[0][1] == "susun":
            return
        pindaian = _gambar("SURAT", f"berita acara {desa.nama}", f"surat-{desa.kode}")
        ba_workflows.tandatangani(berita, pindaian, oleh=oleh)
        for aksi in ("lampiran.tambah", "berita_acara.tandatangani"):
            self.stage.ingat(berita, aksi, self._waktu(hari, 1))
        self._ingat_semua(usulan, "usulan.musyawarahkan", hari, 1)
        if dibahas[0][1] == "musyawarahkan":
            return
        kiriman = kiriman_workflows.susun(
            UsulanPerbaikan.objects.filter(berita_acara=berita),
            catatan=f"Musyawarah {desa}",
            oleh=self.verifikator,
        )
        self.stage.ingat(kiriman, "kiriman.susun", self._waktu(hari, 4))
        self._ingat_semua(usulan, "usulan.usulkan", hari, 4)
        ba_workflows.sahkan_semua(berita, oleh=self.verifikator)
        self._ingat_semua(usulan, "usulan.sahkan", hari, 12)
        self._jawab(dibahas, hari + timedelta(days=30))

    def _jawab(self, dibahas: list[tuple[UsulanPerbaikan, str]], hari: date) -> None:
        """The national system's answer: its day is set after the workflow, which asks for today."""
        hari_ini = self.stage.rencana.hari_ini
        for usulan, akhir in dibahas:
            if akhir == "terima":
                workflows.terima(usulan, tanggal=hari_ini, oleh=self.verifikator)
            elif akhir == "tolak_pusat":
                workflows.tolak_pusat(
                    usulan, tanggal=hari_ini, alasan="NIK tidak aktif", oleh=self.verifikator
                )
            else:
                continue
            UsulanPerbaikan.objects.filter(pk=usulan.pk).update(dijawab_pada=hari)
            self.stage.ingat(usulan, f"usulan.{akhir}", self._waktu(hari, 0))

    def _ingat_semua(
        self, usulan: list[UsulanPerbaikan], aksi: str, hari: date, sesudah: int
    ) -> None:
        for satu in usulan:
            self.stage.ingat(satu, aksi, self._waktu(hari, sesudah))

    def _waktu(self, hari: date, sesudah: int) -> datetime:
        """In office hours some days later, yesterday at the latest."""
        nanti = min(hari + timedelta(days=sesudah), self.stage.rencana.hari_ini - timedelta(days=1))
        return jam_kerja(nanti, acak("waktu", nanti, sesudah))


def _gambar(adegan: str, teks: str, kunci: str) -> Kiriman:
    """A drawn photo or scan; `kunci` names it among the example's."""
    berkas = ContentFile(lukis(adegan, teks, acak(kunci)), name=f"{teks}.jpg")
    return Kiriman([siapkan(berkas, kunci=uuid5(RUANG_KUNCI, kunci))])
