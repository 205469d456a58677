"""Long work: a registered function that reports how far it is, on a page that shows it.

An app registers a `JenisPekerjaan` in its own `pekerjaan` module; a view calls
`inti.pekerjaan.workflows.mulai` outside any transaction and redirects to the page of the job. Where
no worker is configured the work is done at once, within the request.
"""

from inti.pekerjaan.jenis import Hasil, JenisPekerjaan, daftarkan, get_jenis
from inti.pekerjaan.kemajuan import Dibatalkan, Kemajuan


__all__ = ["Dibatalkan", "Hasil", "JenisPekerjaan", "Kemajuan", "daftarkan", "get_jenis"]
