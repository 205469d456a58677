"""Write the moments of the plan over those that the workflows took from this machine's clock."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from desa.models import DaftarSasaran, NilaiIndikator, Periode, Putaran, Survei
from inti.models import JejakAudit
from laporan.contoh.panggung import Stage
from opd.models import Penugasan, SerahTerima


# model: field -> the step that sets it
WAKTU = {
    Periode: {"created_at": "periode.buat"},
    DaftarSasaran: {
        "created_at": "daftar_sasaran.buat",
        "ditetapkan_pada": "daftar_sasaran.tetapkan",
    },
    Penugasan: {"created_at": "penugasan.tugaskan"},
    SerahTerima: {"created_at": "serah_terima.ajukan", "diputus_pada": "serah_terima.diterima"},
    Putaran: {"created_at": "putaran.buat", "dikunci_pada": "putaran.kunci"},
    Survei: {
        "created_at": "survei.isi",
        "diajukan_pada": "survei.ajukan",
        "dikembalikan_pada": "survei.kembalikan",
        "diverifikasi_pada": "survei.verifikasi",
    },
}


def simpan_jejak(stage: Stage) -> None:
    """Store the audit rows of what no workflow wrote, in order of time."""
    stage.jejak.sort(key=lambda satu: satu[1])
    JejakAudit.objects.bulk_create((j for j, _ in stage.jejak), batch_size=500)


def mundurkan(stage: Stage) -> None:
    """Backdate the example's records and its audit trail."""
    for model, fields in WAKTU.items():
        _mundurkan_model(stage, model, fields)
    # Survey by survey: one statement for all took PostgreSQL minutes before it had statistics.
    survei = Survei.objects.filter(putaran__periode=stage.periode)
    _tulis(
        NilaiIndikator,
        "survei",
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


def _mundurkan_model(stage, model, fields):
    label = model._meta.label_lower
    baris = defaultdict(dict)
    for (jenis, pk, aksi), pada in stage.waktu.items():
        if jenis == label:
            baris[pk] |= {field: pada for field, langkah in fields.items() if langkah == aksi}
    _tulis(
        model,
        "id",
        ((int(pk), isi | {"updated_at": max(isi.values())}) for pk, isi in baris.items() if isi),
    )


def _tulis(model, kunci: str, baris: Iterable[tuple[int, dict[str, datetime]]]) -> None:
    """Set moments (by field) where the column of `kunci` has a value, one prepared statement for all.

    Django's bulk_update would build a condition per row: thousands of them took seconds.
    """
    kolom = {field.name: connection.ops.quote_name(field.column) for field in model._meta.fields}
    per_field = defaultdict(list)
    for nilai, waktu in baris:
        moments = map(connection.ops.adapt_datetimefield_value, waktu.values())
        per_field[tuple(waktu)].append((*moments, nilai))
    with connection.cursor() as cursor:
        for fields, isi in per_field.items():
            cursor.executemany(
                f"UPDATE {connection.ops.quote_name(model._meta.db_table)}"
                f" SET {', '.join(f'{kolom[f]} = %s' for f in fields)} WHERE {kolom[kunci]} = %s",
                isi,
            )
