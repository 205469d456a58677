"""Many rows at once, past the ORM: the only raw SQL of the application, a branch per database.

For imports of a hundred thousand rows, where making model instances costs more than storing them.
Values are those of the columns: sealed texts sealed, dates ISO. Table and column names come from
the models, values go as parameters.
"""

import io
import re
from collections.abc import Sequence
from itertools import chain
from typing import Any

from django.db import connection, models


KHUSUS = re.compile(r"[\n\r]")
LOLOS = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
SEKALI = 1_000


def reserve_ids(model: type[models.Model], banyak: int) -> range | list[int]:
    """Primary keys for rows about to be inserted in this transaction."""
    tabel = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                # The sequence is looked up once, not for every key.
                "SELECT nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass)) "
                "FROM generate_series(1, %s)",
                [tabel, banyak],
            )
            return [satu for (satu,) in cursor.fetchall()]
        # One writer at a time (IMMEDIATE), so nobody else takes these.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [tabel])
        awal = (cursor.fetchone() or (0,))[0] + 1
    return range(awal, awal + banyak)


def insert_rows(
    model: type[models.Model], kolom: Sequence[str], baris: Sequence[Sequence[Any]]
) -> None:
    """Insert rows of column values."""
    nama = ", ".join(f'"{satu}"' for satu in kolom)
    tabel = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            isi = io.StringIO("".join(map(_salin, baris)))
            cursor.copy_expert(f'COPY "{tabel}" ({nama}) FROM STDIN', isi)
        else:
            # Many rows to a statement: each has a cost of its own, with AUTOINCREMENT above all.
            sekali = (connection.features.max_query_params or len(kolom)) // len(kolom)
            genap = len(baris) - len(baris) % sekali
            satu = f"({', '.join(['%s'] * len(kolom))})"
            perintah = f'INSERT INTO "{tabel}" ({nama}) VALUES '
            cursor.executemany(
                perintah + ", ".join([satu] * sekali),
                [
                    list(chain.from_iterable(baris[awal : awal + sekali]))
                    for awal in range(0, genap, sekali)
                ],
            )
            cursor.executemany(perintah + satu, baris[genap:])


def update_rows(
    model: type[models.Model],
    kolom: Sequence[str],
    baris: Sequence[Sequence[Any]],
    dengan: str = "id",
) -> None:
    """Set columns of the rows whose column `dengan` has the last value of each of `baris`."""
    ubah = ", ".join(f'"{satu}" = %s' for satu in kolom)
    perintah = f'UPDATE "{model._meta.db_table}" SET {ubah} WHERE "{dengan}" = %s'
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            from psycopg2.extras import execute_batch  # noqa: PLC0415 -- only there

            execute_batch(cursor, perintah, baris, page_size=SEKALI)
        else:
            cursor.executemany(perintah, baris)


def fetch_rows(
    model: type[models.Model],
    kolom: Sequence[str],
    dengan: str,
    nilai: Sequence[Any],
    *,
    terisi: bool = False,
    **sama: Any,
) -> list[dict[str, Any]]:
    """Columns of the rows whose column `dengan` has one of the values, and others equal `sama`.

    `terisi` says that no value is empty, as an index over the rows that are not must be told to serve.
    """
    if not nilai:
        return []
    syarat = "".join(f' AND "{nama}" = %s' for nama in sama)
    if terisi:
        syarat += f""" AND NOT ("{dengan}" = '')"""
    pilih = ", ".join(f'"{satu}"' for satu in kolom)
    isi: Sequence[Any] = nilai
    if connection.vendor == "postgresql":
        # Of one type with the column: else each row is compared with the values one by one.
        jenis = "bigint" if isinstance(nilai[0], int) else "text"
        daftar, isi = f"= ANY(%s::{jenis}[])", [list(nilai)]
    else:
        daftar = f"IN ({', '.join(['%s'] * len(nilai))})"
    perintah = f'SELECT {pilih} FROM "{model._meta.db_table}" WHERE "{dengan}" {daftar}{syarat}'
    with connection.cursor() as cursor:
        cursor.execute(perintah, [*isi, *sama.values()])
        return [dict(zip(kolom, satu, strict=True)) for satu in cursor.fetchall()]


def delete_rows(model: type[models.Model], kolom: str, nilai: int) -> None:
    """Delete the rows with this value; the caller has made sure that nothing refers to them."""
    with connection.cursor() as cursor:
        cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE "{kolom}" = %s', [nilai])


def _salin(baris: Sequence[Any]) -> str:
    """A row as COPY reads it."""
    isi = ["\\N" if nilai is None else str(nilai) for nilai in baris]
    teks = "\t".join(isi)
    if KHUSUS.search(teks) or teks.count("\\") != baris.count(None) or teks.count("\t") >= len(isi):
        isi = [
            satu if nilai is None else satu.translate(LOLOS)
            for satu, nilai in zip(isi, baris, strict=True)
        ]
        teks = "\t".join(isi)
    return teks + "\n"


def reclaim(semua: Sequence[type[models.Model]]) -> None:
    """Write tables anew without the rows deleted from them, whose bytes stay in the file until then.

    Locks what it writes; does nothing inside a transaction, where no database can.
    """
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for model in semua:
                cursor.execute(f'VACUUM FULL "{model._meta.db_table}"')
        else:
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
