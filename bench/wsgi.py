"""The application with the reference views beside it."""

import os

from django.core.wsgi import get_wsgi_application


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pati_pendampingan.settings")
application = get_wsgi_application()

from django.conf import settings  # noqa: E402 -- after setup


settings.ROOT_URLCONF = "bench.urls"
