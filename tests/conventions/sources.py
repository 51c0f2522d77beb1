"""Finds the project's own files, for the convention tests."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FOREIGN = {"node_modules", "staticfiles", "__pycache__"}

# docs: who may import whom, left to right.
ORDER = (
    "core", "accounts", "reports", "schools", "evidence", "instruments", "processes", "meetings",
    "office", "qa", "supervision", "kotpn", "config",
)  # fmt: skip
DESKS = {"office", "qa", "supervision", "kotpn"}


def own_files(*suffixes: str) -> Iterator[Path]:
    """The project's files with one of these endings; nothing generated, installed or hidden."""
    for top in sorted(ROOT.iterdir()):
        # A folder `media` at the top holds what was uploaded; further down it is an app.
        if top.name in FOREIGN | {"media"} or top.name.startswith((".", "var")):
            continue
        found = [top] if top.is_file() else sorted(top.rglob("*"))
        for path in found:
            if path.is_file() and path.suffix in suffixes and not FOREIGN & set(path.parts):
                yield path


def app_modules() -> Iterator[Path]:
    """Python files of the product itself, tests left out."""
    for path in own_files(".py"):
        if path.relative_to(ROOT).parts[0] in ORDER:
            yield path
