"""Application server, for `make run` and for production alike; gunicorn reads this file by itself."""

import os


bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
preload_app = True  # the workers share the memory of the imported code
timeout = 120  # a large workbook on a slow machine
max_requests = 2_000  # a fresh process now and then, so that a leak cannot grow
max_requests_jitter = 200
control_socket_disable = True  # signals are enough


def on_starting(server):
    """Import what the first report would wait for seconds for; the workers share its memory."""
    import scipy.stats  # noqa: F401, PLC0415 -- slow import


def when_ready(server):
    server.log.warning("Siap di http://%s — tekan Ctrl+C untuk berhenti.", bind)
