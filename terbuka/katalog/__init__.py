"""The datasets: what each means, where it comes from, who may read it, and its columns."""

from terbuka.katalog.bantuan import DANA, INTERVENSI
from terbuka.katalog.dtks import REKAP_DTKS
from terbuka.katalog.rujukan import DESA, INDIKATOR, KEMISKINAN_KABUPATEN
from terbuka.katalog.survei import NILAI_DESA, NILAI_WILAYAH, SEBELUM_SESUDAH


KATALOG = {
    dataset.slug: dataset
    for dataset in (  # in the order in which pages and descriptions name them
        SEBELUM_SESUDAH,
        NILAI_WILAYAH,
        NILAI_DESA,
        INDIKATOR,
        DESA,
        INTERVENSI,
        DANA,
        KEMISKINAN_KABUPATEN,
        REKAP_DTKS,
    )
}
