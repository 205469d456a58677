"""Import of assignments: which OPD mentors which village, from when to when, by which decree."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from akun.models import Pengguna
from desa.impor import DESA_SALAH_SATU, KOLOM_DESA, PetaDesa
from desa.models import Periode
from desa.queries import periode_for_pengguna
from inti.excel import sel
from inti.excel.tajuk import KolomBaca
from inti.impor import BarisImpor, JenisImpor, StatusBaris, Temuan, daftarkan
from inti.impor.forms import ParameterForm
from inti.teks import normalkan_nama
from opd import workflows
from opd.models import OPD, NamaOPD, Penugasan
from opd.workflows import bertumpuk


class PenugasanForm(ParameterForm):
    """The programme period the assignments belong to."""

    periode = forms.ModelChoiceField(queryset=Periode.objects.none(), label="Periode")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["periode"].queryset = periode_for_pengguna(self.pengguna)


class PetaOPD:
    """All agencies in memory, by every name and abbreviation they bear or bore."""

    def __init__(self, kabupaten_id: int) -> None:
        self.nama: dict[str, list[tuple[OPD, date | None, date | None]]] = defaultdict(list)
        opd = {o.pk: o for o in OPD.objects.filter(kabupaten=kabupaten_id)}
        for satu in opd.values():
            self._kenal(satu, satu.nama, satu.singkatan, None, None)
        for lama in NamaOPD.objects.filter(opd__in=opd):
            self._kenal(opd[lama.opd_id], lama.nama, lama.singkatan, lama.mulai, lama.selesai)

    def _kenal(
        self, opd: OPD, nama: str, singkatan: str, mulai: date | None, selesai: date | None
    ) -> None:
        for teks in {normalkan_nama(nama), normalkan_nama(singkatan)}:
            self.nama[teks].append((opd, mulai, selesai))

    def cari(self, baris: BarisImpor) -> OPD | None:
        """The agency a row names; None with a galat on the row when it cannot be told."""
        terbaca = {}
        for kolom in ("singkatan", "perangkat_daerah"):
            if nama := baris.isi.get(kolom):
                calon = self._bernama(nama, baris.isi.get("mulai"))
                if len(calon) != 1:
                    masalah = "tidak dikenal" if not calon else "dipakai lebih dari satu OPD"
                    baris.galat(f"OPD {nama} {masalah}.", kolom)
                    return None
                terbaca[kolom] = calon[0]
        if not terbaca:
            baris.galat("Isi singkatan atau nama perangkat daerah.", "singkatan")
            return None
        opd = next(iter(terbaca.values()))
        if any(lain != opd for lain in terbaca.values()):
            baris.galat("Singkatan dan nama menyebut dua OPD yang berbeda.", "perangkat_daerah")
            return None
        return opd

    def _bernama(self, nama: str, pada: date | None) -> list[OPD]:
        """Agencies of this name; a name that moved on belongs to whoever bore it on that day."""
        calon = self.nama.get(normalkan_nama(nama), [])
        if len({opd for opd, _, _ in calon}) > 1 and pada:
            calon = [
                (opd, mulai, selesai)
                for opd, mulai, selesai in calon
                if (mulai is None or mulai <= pada) and (selesai is None or pada <= selesai)
            ]
        return list(dict.fromkeys(opd for opd, _, _ in calon))


def periksa_penugasan(
    baris: Sequence[BarisImpor], parameter: dict[str, Any], pengguna: Pengguna
) -> Temuan:
    """Find villages and agencies; refuse days on which a village would have two mentors."""
    peta_desa, peta_opd = PetaDesa(pengguna.kabupaten_id), PetaOPD(pengguna.kabupaten_id)
    ada = defaultdict(list)
    for lama in Penugasan.objects.filter(desa__kecamatan__kabupaten=pengguna.kabupaten_id):
        ada[lama.desa_id].append(lama)
    opd_per_id = {opd.pk: opd for semua in peta_opd.nama.values() for opd, _, _ in semua}
    for satu in baris:
        desa, opd = peta_desa.cari(satu), peta_opd.cari(satu)
        _periksa_tanggal(satu, parameter["periode"])
        if desa is None or opd is None or satu.is_ditolak:
            continue
        satu.judul = f"{desa.nama} ({desa.kecamatan.nama})"
        satu.objek = Penugasan(
            periode=parameter["periode"],
            opd=opd,
            desa=desa,
            mulai=satu.isi["mulai"],
            selesai=satu.isi.get("selesai"),
            nomor_sk=satu.isi["nomor_sk"],
            keterangan=satu.isi.get("keterangan") or "",
        )
        satu.baru = _sebut(satu.objek, opd)
        _bandingkan(satu, ada[desa.pk], opd_per_id)
    _periksa_antarbaris([b for b in baris if b.objek and b.hasil == StatusBaris.BARU])
    return Temuan()


def terapkan_penugasan(
    baris: Sequence[BarisImpor], parameter: dict[str, Any], *, oleh: Pengguna, alasan: str
) -> dict[str, Any]:
    baru = [satu.objek for satu in baris if satu.hasil == StatusBaris.BARU]
    hasil = workflows.tugaskan_banyak(baru, oleh=oleh)
    return {"penugasan": [_jejak(penugasan) for penugasan in hasil]}


def urungkan_penugasan(jejak: dict[str, Any], *, oleh: Pengguna) -> None:
    semula = {
        satu["id"]: date.fromisoformat(satu["selesai"]) if satu["selesai"] else None
        for satu in jejak["penugasan"]
    }
    workflows.cabut_penugasan(semula, oleh=oleh)


def _periksa_tanggal(baris: BarisImpor, periode: Periode) -> None:
    mulai, selesai = baris.isi.get("mulai"), baris.isi.get("selesai")
    if mulai is None:
        return
    if selesai is not None and selesai < mulai:
        baris.galat("Tanggal selesai tidak boleh sebelum tanggal mulai.", "selesai")
    for kolom, tanggal in (("mulai", mulai), ("selesai", selesai)):
        if tanggal is not None and not periode.mulai <= tanggal <= periode.selesai:
            baris.galat(
                f"{tanggal:%d-%m-%Y} di luar periode {periode} "
                f"({periode.mulai:%d-%m-%Y} sampai {periode.selesai:%d-%m-%Y}).",
                kolom,
            )


def _bandingkan(baris: BarisImpor, ada: list[Penugasan], opd_per_id: dict[int, OPD]) -> None:
    """The same assignment is there already, or another one stands in the way."""
    ini = baris.objek
    for lama in ada:
        sebut = _sebut(lama, opd_per_id[lama.opd_id])
        if (lama.opd_id, lama.mulai) == (ini.opd_id, ini.mulai):
            if (lama.selesai, lama.nomor_sk) == (ini.selesai, ini.nomor_sk):
                baris.hasil, baris.lama = StatusBaris.SAMA, sebut
            else:
                baris.galat(
                    f"Sudah tercatat: {sebut}. Ubah lewat halaman penugasan, bukan lewat impor."
                )
            return
    for lama in ada:
        if bertumpuk(ini, lama):
            sebut = _sebut(lama, opd_per_id[lama.opd_id])
            baris.galat(f"Bertumpuk dengan penugasan yang sudah ada: {sebut}.", "mulai")


def _periksa_antarbaris(baris: Sequence[BarisImpor]) -> None:
    per_desa = defaultdict(list)
    for satu in baris:
        per_desa[satu.objek.desa_id].append(satu)
    for sedesa in per_desa.values():
        for satu in sedesa:
            lain = [b.nomor for b in sedesa if b is not satu and bertumpuk(satu.objek, b.objek)]
            if lain:
                tempat = ", ".join(str(nomor) for nomor in lain)
                satu.galat(f"Bertumpuk dengan penugasan desa yang sama di baris {tempat}.", "mulai")


def _sebut(penugasan: Penugasan, opd: OPD) -> str:
    akhir = f"{penugasan.selesai:%d-%m-%Y}" if penugasan.selesai else "kini"
    return f"{opd.singkatan}, {penugasan.mulai:%d-%m-%Y} s.d. {akhir}, SK {penugasan.nomor_sk}"


def _jejak(penugasan: Penugasan) -> dict[str, Any]:
    selesai = penugasan.selesai.isoformat() if penugasan.selesai else None
    return {"id": penugasan.pk, "selesai": selesai}


IMPOR_PENUGASAN = daftarkan(
    JenisImpor(
        kode="penugasan",
        judul="Penugasan OPD",
        uraian="OPD pendamping tiap desa, dengan tanggal dan nomor SK; riwayat yang sudah berakhir boleh disertakan.",
        izin="opd.kelola_penugasan",
        lanjut=("Lihat penugasan", "opd:penugasan_list"),
        kolom=(
            *KOLOM_DESA,
            KolomBaca(
                "singkatan",
                "Singkatan",
                sel.teks,
                alias=("singkatan opd", "opd", "opd pendamping"),
                wajib=False,
                boleh_kosong=True,
                bantuan="Singkatan OPD seperti pada halaman OPD.",
                contoh="Diskominfo",
            ),
            KolomBaca(
                "perangkat_daerah",
                "Perangkat daerah",
                sel.teks,
                alias=("nama opd", "nama perangkat daerah", "instansi"),
                wajib=False,
                boleh_kosong=True,
                bantuan="Nama lengkap; nama lama dikenali menurut tanggal mulainya.",
                contoh="Dinas Komunikasi dan Informatika",
            ),
            KolomBaca(
                "mulai",
                "Tanggal mulai",
                sel.tanggal,
                alias=("mulai", "tmt"),
                bantuan="Sel tanggal, atau hari/bulan/tahun.",
                contoh="11/11/2021",
            ),
            KolomBaca(
                "selesai",
                "Tanggal selesai",
                sel.tanggal,
                alias=("selesai", "berakhir"),
                wajib=False,
                boleh_kosong=True,
                bantuan="Kosongkan bila masih berjalan.",
            ),
            KolomBaca(
                "nomor_sk",
                "Nomor SK",
                lambda nilai: sel.teks(nilai, maks=100),
                alias=("sk", "no sk", "surat keputusan"),
                contoh="410/1002/2021",
            ),
            KolomBaca(
                "keterangan",
                "Keterangan",
                lambda nilai: sel.teks(nilai, maks=200),
                wajib=False,
                boleh_kosong=True,
            ),
        ),
        salah_satu=(*DESA_SALAH_SATU, ("singkatan", "perangkat_daerah")),
        form_class=PenugasanForm,
        periksa=periksa_penugasan,
        terapkan=terapkan_penugasan,
        urungkan=urungkan_penugasan,
    )
)
