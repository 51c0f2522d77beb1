"""Django settings. What differs between machines comes from the environment (config.env); `.env.example` lists it."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlparse

from csp.constants import NONE, SELF
from redis.backoff import NoBackoff
from redis.retry import Retry

from config import engines, env
from config.schedule import SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = engines.var_dir()

DEBUG = env.flag("DEBUG", default=False)
PRODUCTION = env.flag("PRODUCTION", default=False)
SECRET_KEY = env.text("SECRET_KEY", None if PRODUCTION else "for-one-machine-only-not-for-production-0123456789abcdef")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "" if PRODUCTION else "*")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.text("SITE_URL", f"http://127.0.0.1:{env.number('PORT', 8000)}").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "axes",
    "csp",
    "core",
    "accounts",
    "reports",
    "schools",
    "evidence",
    "instruments",
    "processes",
    "meetings",
    "office.structure",
    "office.orders",
    "office.letters",
    "office.circulars",
    "office.folders",
    "office.errands",
    "office.stores",
    "office.travel",
    "office.welfare",
    "qa.standards",
    "qa.levels",
    "qa.sar",
    "qa.followup",
    "qa.plans",
    "supervision.planning",
    "supervision.field",
    "supervision.rounds",
    "supervision.reporting",
    "supervision.capture",
    "supervision.indicators",
    "supervision.improvement",
    "supervision.progress",
    "supervision.agreements",
    "supervision.results",
    "supervision.recognition",
    "supervision.projects",
    "supervision.quality_schools",
    "supervision.networks",
    "supervision.achievement",
    "supervision.curricula",
    "supervision.media",
    "supervision.inclusion",
    "supervision.research",
    "supervision.library",
    "supervision.groups",
    "kotpn.committee",
    "kotpn.meetings",
    "kotpn.minutes",
    "kotpn.monitoring",
    "kotpn.standards",
    "kotpn.assessment",
    "config.apps.CompositionConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages over one bar of signal; Django masks its tokens against BREACH.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.plain_text.PlainTextMiddleware",
    "schools.middleware.CurrentDistrictMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "core.inbox_count.ForgetCountMiddleware",
    "core.passed.PassedMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.frame.context",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": [
                "django_htmx.templatetags.django_htmx",
                "django.templatetags.static",
                "core.templatetags.ui",
                "core.templatetags.thai",
                "core.templatetags.files",
            ],
        },
    }
]


def _file_store() -> dict[str, object]:
    """Uploaded files: a folder, or any S3-compatible store once a bucket is named; addresses are never public."""
    bucket = env.text("S3_BUCKET", "")
    checksums = "when_required"  # Other makers' stores refuse the ones Amazon's client adds by itself.
    if not bucket:
        folder = env.text("FILES_DIR", str(VAR_DIR / "files"))
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    from botocore.config import Config  # noqa: PLC0415 - half a second that only installations with a bucket pay

    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.text("S3_ENDPOINT_URL", "") or None,
            "region_name": env.text("S3_REGION", "") or None,
            "access_key": env.text("S3_ACCESS_KEY", "") or None,
            "secret_key": env.text("S3_SECRET_KEY", "") or None,
            "client_config": Config(
                request_checksum_calculation=checksums, response_checksum_validation=checksums, signature_version="s3v4"
            ),
            "default_acl": None,
            "querystring_auth": True,
            "file_overwrite": False,
        },
    }


def broker_url(url: str) -> str:
    """The same Valkey as Celery spells it: a unix socket is unix://…?db=N to the cache's client alone."""
    return url.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")


def _database(url: str) -> dict[str, object]:
    parts = urlparse(url)
    host = parse_qs(parts.query).get("host", [parts.hostname or ""])[0]
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # Server-side jit only slows the short queries of pages; images with LLVM have it on by default.
        "OPTIONS": {"options": "-c jit=off", "connect_timeout": 5},
    }


# A production server that silently opened an empty embedded database would look like lost data.
DATABASES = {"default": _database(env.text("DATABASE_URL", None if PRODUCTION else engines.database_url(VAR_DIR)))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL", None if PRODUCTION else f"unix://{engines.redis_socket(VAR_DIR)}?db=0")
CELERY_BROKER_URL = broker_url(REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_TIMEZONE = "Asia/Bangkok"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 5, "socket_timeout": 30}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.2, "interval_step": 0}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = SCHEDULE
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        # A page must not wait half a minute for a cache that is down, which is what the client's own retries add up to.
        "OPTIONS": {"socket_timeout": 5, "socket_connect_timeout": 2, "retry": Retry(NoBackoff(), 1)},
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "schools.backends.AppointmentBackend",  # before ModelBackend: its answer on our capabilities is final
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "th"
# What the framework has not put into Thai yet and a page may show.
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_DIR", str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
# Maps are read by developers' tools alone; squeezing them took longer than all the rest.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["png", "jpg", "webp", "woff2", "gz", "br", "map"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.npm_files.NpmFinder",
    "config.staticfiles.MadeFilesFinder",
]
_FONTS = [f"sarabun-{script}-{weight}-normal.woff2" for script in ("thai", "latin") for weight in (400, 600)]
# Modules of the offline app, with the maps their last line names.
_LIT = ["lit-html", "directive", "directive-helpers", "directives/live", "directives/repeat"]
NPM_FILES = {
    **{f"vendor/sarabun/{name}": f"@fontsource/sarabun/files/{name}" for name in _FONTS},
    **{f"vendor/lit/{name}.js{end}": f"lit-html/{name}.js{end}" for name in _LIT for end in ("", ".map")},
    "vendor/idb/index.js": "idb/build/index.js",
}
STORAGES = {
    "default": _file_store(),
    "staticfiles": {"BACKEND": "config.storage.StaticStorage"},
}

# Without a mail server a trial installation keeps its mail as files, where a password link can be read.
_mail_leaves = PRODUCTION or bool(env.text("EMAIL_HOST", ""))
EMAIL_BACKEND = env.text(
    "EMAIL_BACKEND", f"django.core.mail.backends.{'smtp' if _mail_leaves else 'filebased'}.EmailBackend"
)
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST = env.text("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = env.number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "nithet@example.org")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "worker-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# Read from Valkey, written to both: a page saves a query and a lost cache signs nobody out.
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=PRODUCTION)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION

DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# MB a single uploaded file may have, by what it is (core.files).
FILE_LIMITS_MB = {
    "image": env.number("FILE_MAX_IMAGE_MB", 25),
    "pdf": env.number("FILE_MAX_PDF_MB", 60),
    "office": env.number("FILE_MAX_OFFICE_MB", 30),
    "media": env.number("FILE_MAX_MEDIA_MB", 100),
}
# Where clamd listens, tcp://host:3310 or unix:///run/clamav/clamd.ctl; without it files are not scanned, and say so.
CLAMAV = env.text("CLAMAV", "")
# What one school may keep as evidence.
EVIDENCE_SCHOOL_QUOTA_MB = env.number("EVIDENCE_SCHOOL_QUOTA_MB", 2048)
FILE_UPLOAD_HANDLERS = [
    "core.files.uploads.LimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# The sign-in form calls the address "username" whatever the model calls it; left to itself axes would count all of an
# address's people as one.
AXES_USERNAME_FORM_FIELD = "username"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_CLIENT_IP_CALLABLE = "config.proxy.client_ip"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "accounts.views.locked_out"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "WARNING")},
}
