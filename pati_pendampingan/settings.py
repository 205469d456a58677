"""Settings, read from the environment (see .env.example). SQLite unless DATABASE_URL is given."""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured


BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
if not SECRET_KEY:
    if not DEBUG:
        raise ImproperlyConfigured("SECRET_KEY belum diatur; lihat .env.example.")
    SECRET_KEY = "hanya-untuk-pengembangan-" + "0" * 40

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])


def env_secret(nama: str) -> str:
    """A secret from the environment, or from the file that NAME_FILE names."""
    berkas = env.str(f"{nama}_FILE", default="")
    return Path(berkas).read_text().strip() if berkas else env.str(nama, default="")


# Identity numbers at rest; see inti.crypto and .env.example. Never derived from SECRET_KEY.
KUNCI_DATA = env_secret("KUNCI_DATA")
KUNCI_INDEKS = env_secret("KUNCI_INDEKS")

# Everything that the running system writes lives in one directory, so that a backup has one place.
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))

INSTALLED_APPS = [
    "akun",
    "inti",
    "desa",
    "opd",
    "dtks",
    "laporan",
    "terbuka",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "rules.apps.AutodiscoverRulesConfig",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_tables2",
    "django_htmx",
    "csp",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "inti.middleware.HeaderMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "akun.middleware.PersyaratanAkunMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "inti.middleware.NulMiddleware",
    "inti.middleware.KunciMiddleware",
]

ROOT_URLCONF = "pati_pendampingan.urls"
WSGI_APPLICATION = "pati_pendampingan.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "inti.context_processors.situs",
            ],
            "builtins": ["inti.templatetags.tampilan"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database ---------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    # IMMEDIATE: a deferred transaction that reads and then writes meets "database is locked" at once.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
        f"-c statement_timeout={env.int('STATEMENT_TIMEOUT_MS', default=60_000)}"
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The sign-in throttle must count over all processes, hence a cache in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "inti_cache",
    }
}

# --- Language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["pati_pendampingan.formats"]
LOCALE_PATHS = [BASE_DIR / "locale"]

# --- Static and private files -----------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "berkas"  # private: no MEDIA_URL, files leave only through a view
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "inti.statis.StatisStorage"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
UNGGAH_MAKS_BYTE = env.int("UNGGAH_MAKS_MB", default=20) * 1024 * 1024
UNGGAH_BNBA_MAKS_BYTE = env.int("UNGGAH_BNBA_MAKS_MB", default=150) * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "inti.unggahan.TanpaNamaHandler",
]
IMPOR_LANGSUNG_BYTE = 1024 * 1024  # a larger file is checked and applied by a job with progress

# --- Accounts ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "akun.Pengguna"
AUTHENTICATION_BACKENDS = ["akun.backends.AkunBackend"]
PASSWORD_HASHERS = [
    "akun.hashers.Argon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 10}

# Whom a person asks who cannot sign in; shown on the sign-in pages.
KONTAK_BANTUAN = env.str("KONTAK_BANTUAN", default="Sekretariat TKPK di Bapperida")

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "laporan:beranda"
ACCOUNT_ADAPTER = "akun.adapter.AkunAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
# One office often shares one address: strict per name, generous per address.
ACCOUNT_RATE_LIMITS = {"login_failed": "60/5m/ip,5/5m/key", "login": "120/m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
ACCOUNT_FORMS = {
    "login": "akun.forms.MasukForm",
    "reauthenticate": "akun.forms.KonfirmasiSandiForm",
    "change_password": "akun.forms.GantiSandiForm",
}
MFA_ADAPTER = "akun.adapter.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Pati Pendampingan"
MFA_TOTP_TOLERANCE = 1  # codes of the half minute before and after: clocks of phones drift
MFA_FORMS = {
    "authenticate": "akun.forms.KodeMasukForm",
    "reauthenticate": "akun.forms.KodeKonfirmasiForm",
    "activate_totp": "akun.forms.AktifkanDuaLangkahForm",
    "deactivate_totp": "akun.forms.MatikanDuaLangkahForm",
    "generate_recovery_codes": "akun.forms.BuatKodePemulihanForm",
}
# Roles that administer or see identities need a second factor (keep on in production).
WAJIB_2FA = env.bool("WAJIB_2FA", default=True)

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Idle time-out in minutes for roles that need a second factor.
DIAM_MAKS_MENIT = env.int("DIAM_MAKS_MENIT", default=30)

# --- Transport and headers --------------------------------------------------------------------
HTTPS = env.bool("HTTPS", default=not DEBUG)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^sehat/$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "laporan.views.csrf_failure"
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # Bootstrap's css carries its icons as data URIs
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- Long work ---------------------------------------------------------------------------------
# Done within the request, or handed to `manage.py db_worker` by way of the database.
PEKERJAAN_LATAR = env.bool("PEKERJAAN_LATAR", default=False)
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if PEKERJAAN_LATAR
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# --- Open data --------------------------------------------------------------------------------
# Requests of one address, without and with a token.
API_LAJU_PER_MENIT = {"umum": 120, "token": 600}

# --- Forms, tables ----------------------------------------------------------------------------
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False
DJANGO_TABLES2_TEMPLATE = "components/tabel.html"
DJANGO_TABLES2_PAGE_RANGE = 7

# --- Mail (optional) and logs -----------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="dummymail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("SURAT_DARI", default="Pati Pendampingan <pendampingan@localhost>")
# Where people find the application; mail and shared links need the whole address.
ALAMAT_SITUS = env.str(
    "ALAMAT_SITUS", default=next(iter(CSRF_TRUSTED_ORIGINS), "http://127.0.0.1:8000")
).rstrip("/")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"samarkan": {"()": "inti.logging.SamarkanNomor"}},
    "formatters": {
        "baris": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "baris",
            "filters": ["samarkan"],
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
