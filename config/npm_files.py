"""Which files of the npm packages are served, and under which address.

Only what a page uses is listed: collecting whole packages would copy thousands of files into every image.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

PACKAGES = Path(settings.BASE_DIR) / "node_modules"


class NpmFinder(BaseFinder):
    """Finds the static files named in `settings.NPM_FILES` ({address below /static/: path below node_modules})."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.storage = _NpmStorage()

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        missing = [path for path in settings.NPM_FILES.values() if not (PACKAGES / path).is_file()]
        if not missing:
            return []
        return [Error(f"not in node_modules: {', '.join(missing)}", hint="run `make setup`", id="config.E001")]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The file's path, a list of it with `find_all`, or an empty list."""
        name = settings.NPM_FILES.get(path)
        if name is None or not (PACKAGES / name).is_file():
            return []
        found = str(PACKAGES / name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for address in settings.NPM_FILES:
            yield address, self.storage


class _NpmStorage(FileSystemStorage):
    """Reads a listed address from its package; collectstatic copies through it."""

    prefix = None

    def path(self, name: str) -> str:
        return str(PACKAGES / settings.NPM_FILES[name])
