from laporan.views.beranda import beranda
from laporan.views.galat import csrf_failure, forbidden, not_found, server_error
from laporan.views.sehat import sehat


__all__ = ["beranda", "csrf_failure", "forbidden", "not_found", "sehat", "server_error"]
