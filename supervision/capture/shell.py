"""Which files of the offline app a phone keeps, and under which version. No personal data is among them."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.templatetags.static import static

OWN_MODULES = settings.BASE_DIR / "static/js/capture"
OTHER_FILES = (
    "css/screen.css",
    "css/capture.css",
    "img/icons.svg",
    "img/mark.svg",
    "img/app-192.png",
)


def module_names() -> list[str]:
    """Static names of the JavaScript modules the page loads, libraries first."""
    libraries = [name for name in settings.NPM_FILES if name.endswith(".js")]
    own = sorted(f"js/capture/{path.name}" for path in OWN_MODULES.glob("*.js"))
    return [*libraries, *(name for name in own if name != "js/capture/worker.js")]


def file_names() -> list[str]:
    """Static names of every file the app needs when there is no signal."""
    fonts = [name for name in settings.NPM_FILES if name.endswith(".woff2")]
    return [*module_names(), "js/capture/worker.js", *fonts, *OTHER_FILES]


def assets() -> list[str]:
    """Addresses of those files; hashed ones on a server."""
    return [static(name) for name in file_names()]


def version() -> str:
    """A short hash that changes with every file and page of the app, and with nothing else."""
    return _version() if not settings.DEBUG else _version.__wrapped__()


@lru_cache(maxsize=1)
def _version() -> str:
    found = hashlib.sha256()
    for name in file_names():
        path = finders.find(name)
        found.update(static(name).encode())
        found.update(Path(str(path)).read_bytes() if path else b"")
    for page in sorted((settings.BASE_DIR / "templates/capture").glob("app*.html")):
        found.update(page.read_bytes())
    return found.hexdigest()[:12]
