"""The product's settings with what tests need: engines of their own, a cheap password hash, unhashed static files.

Loaded before Django is set up, so this is also where the test engines are started.
"""

import os
import re

os.environ.setdefault("VAR_DIR", os.path.join(os.path.dirname(os.path.dirname(__file__)), "var-test"))  # noqa: PTH118, PTH120 (read before anything else is imported)

from config import engines

engines.start(durable=False)

from config.settings import *
from config.settings import CACHES, INSTALLED_APPS, REDIS_URL, STORAGES, VAR_DIR, broker_url


class _FromModels(dict[str, None]):
    """No app's migrations: tables are made from the models, in a tenth of the time. That migrations lead to the same
    tables is the check of `config.lint`; that they run is proved by tests/setup."""

    def __contains__(self, app: object) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES = _FromModels()

# Documents that only tests know, for worker processes too.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.reports.apps.SampleDocumentsConfig"]

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Queue and cache lie beside those of a web server on the same Valkey, in two databases for each test process: emptying
# the cache between tests must not empty the queue.
_process = int(re.sub(r"\D", "", os.environ.get("PYTEST_XDIST_WORKER", "")) or 0)
_queue = 1 + 2 * _process
if os.environ.get("REDIS_URL"):
    CELERY_BROKER_URL = re.sub(r"(://[^/]+)(/.*)?$", rf"\1/{_queue}", REDIS_URL)
    REDIS_URL = re.sub(r"(://[^/]+)(/.*)?$", rf"\1/{_queue + 1}", REDIS_URL)
else:
    CELERY_BROKER_URL = broker_url(REDIS_URL.replace("db=0", f"db={_queue}"))
    REDIS_URL = REDIS_URL.replace("db=0", f"db={_queue + 1}")
CACHES = {"default": {**CACHES["default"], "LOCATION": REDIS_URL}}

STATIC_ROOT = VAR_DIR / f"test-static-{_process}"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    **STORAGES,
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / f"test-files-{_process}"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
