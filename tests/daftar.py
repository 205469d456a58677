"""A list as its reader gets it: the page, its count and its workbook, which must agree."""

from tests.workbook import baca_data


def isi_daftar(client, alamat, saringan, kolom):
    """The values of one column of the workbook, sorted, once page, count and workbook agree."""
    halaman = client.get(alamat, saringan)
    kepala, *baris = baca_data(client.get(alamat, saringan | {"unduh": "xlsx"}))
    nilai = [dict(zip(kepala, b, strict=True))[kolom] for b in baris]
    tampak = len(list(halaman.context["table"].paginated_rows))
    assert (halaman.context["jumlah"], tampak) == (len(nilai), len(nilai)), saringan
    assert all(str(n) in halaman.text for n in nilai), saringan
    return sorted(nilai)
