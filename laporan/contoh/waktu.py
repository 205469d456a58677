"""Write the moments of the plan over those that the workflows took from this machine's clock."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from desa.models import DaftarSasaran, NilaiIndikator, Periode, Putaran, Survei
from dtks.models import BeritaAcara, InsidenData, KirimanUsulan, UsulanPerbaikan
from inti.bulk import update_rows
from inti.models import Impor, JejakAudit
from laporan.contoh.panggung import Stage
from opd.models import Penugasan, SerahTerima


# model: step -> the field it sets
WAKTU = {
    Periode: {"periode.buat": "created_at"},
    DaftarSasaran: {
        "daftar_sasaran.buat": "created_at",
        "daftar_sasaran.tetapkan": "ditetapkan_pada",
    },
    Penugasan: {"penugasan.tugaskan": "created_at"},
    SerahTerima: {"serah_terima.ajukan": "created_at", "serah_terima.diterima": "diputus_pada"},
    Putaran: {"putaran.buat": "created_at", "putaran.kunci": "dikunci_pada"},
    Survei: {
        "survei.isi": "created_at",
        "survei.ajukan": "diajukan_pada",
        "survei.kembalikan": "dikembalikan_pada",
        "survei.verifikasi": "diverifikasi_pada",
    },
    UsulanPerbaikan: {
        "usulan.buat": "created_at",
        "usulan.ajukan": "diajukan_pada",
        "usulan.verifikasi": "diputus_pada",
        "usulan.kembalikan": "diputus_pada",
        "usulan.tolak": "diputus_pada",
        "usulan.usulkan": "diusulkan_pada",
        "usulan.sahkan": "disahkan_pada",
    },
    Impor: {"impor.unggah": "created_at", "impor.terapkan": "diterapkan_pada"},
    BeritaAcara: {
        "berita_acara.buat": "created_at",
        "berita_acara.tandatangani": "ditandatangani_pada",
    },
    KirimanUsulan: {"kiriman.susun": "created_at"},
    InsidenData: {
        "insiden.catat": "created_at",
        "insiden.tangani": "ditangani_pada",
        "insiden.beritahukan": "diberitahukan_pada",
        "insiden.tutup": "ditutup_pada",
    },
}


def simpan_jejak(stage: Stage) -> None:
    """Store the audit rows of what no workflow wrote, in order of time."""
    stage.jejak.sort(key=lambda satu: satu[1])
    JejakAudit.objects.bulk_create((j for j, _ in stage.jejak), batch_size=500)


def mundurkan(stage: Stage) -> None:
    """Backdate the example's records and its audit trail."""
    for model, langkah in WAKTU.items():
        _mundurkan_model(stage, model, langkah)
    # Survey by survey: one statement for all took PostgreSQL minutes before it had statistics.
    survei = Survei.objects.filter(putaran__periode=stage.periode)
    _tulis(
        NilaiIndikator,
        "survei_id",
        (
            (pk, dict.fromkeys(("diisi_pada", "created_at", "updated_at"), dibuat))
            for pk, dibuat in survei.values_list("pk", "created_at")
        ),
    )
    jejak = JejakAudit.objects.filter(pelaku_id__in=[p.pk for p in stage.akun.values()])
    pada = {
        pk: waktu
        for pk, *langkah in jejak.values_list("pk", "objek_jenis", "objek_id", "aksi")
        if (waktu := stage.waktu.get(tuple(langkah)))
    }
    pada |= {j.pk: waktu for j, waktu in stage.jejak}
    _tulis(JejakAudit, "id", ((pk, {"pada": waktu}) for pk, waktu in pada.items()))


def _mundurkan_model(stage, model, langkah):
    label = model._meta.label_lower
    baris = defaultdict(dict)
    for (jenis, pk, aksi), pada in stage.waktu.items():
        if jenis == label and aksi in langkah:
            baris[pk][langkah[aksi]] = pada
    _tulis(
        model,
        "id",
        ((int(pk), isi | {"updated_at": max(isi.values())}) for pk, isi in baris.items()),
    )


def _tulis(model, kunci: str, baris: Iterable[tuple[int, dict[str, datetime]]]) -> None:
    """Set moments (by column) where the column `kunci` has a value.

    Django's bulk_update would build a condition per row: thousands of them took seconds.
    """
    per_kolom = defaultdict(list)
    for nilai, waktu in baris:
        moments = map(connection.ops.adapt_datetimefield_value, waktu.values())
        per_kolom[tuple(waktu)].append((*moments, nilai))
    for kolom, isi in per_kolom.items():
        update_rows(model, kolom, isi, dengan=kunci)
