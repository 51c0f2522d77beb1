"""Static files made from the npm packages: one sprite of the used icons, and one style sheet of those rules of
Tabler that our sources use, followed by our own. Files served as they are stand in `settings.NPM_FILES`. Nothing of
theirs is in git.

Tabler whole is 635 kB of CSS, of which our pages use about a tenth: a rule stays when every class in its selector is a
word somewhere in our templates, scripts or Python. So write class names whole, never put together from pieces."""

import fcntl
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tinycss2
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage, Storage

from core import icons

PACKAGES = settings.BASE_DIR / "node_modules"
TABLER = PACKAGES / "@tabler/core/dist/css/tabler.min.css"
# In the order of the cascade. Files of static/css not named here are served alone (print.css belongs to documents).
SHEETS = ("tokens", "base", "frame", "parts", "forms", "table", "work", "chart", "paper")
MADE = ("css/screen.css", "img/icons.svg")

_CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
_WORD = re.compile(r"[A-Za-z_][\w-]*")


class MadeFilesFinder(BaseFinder):
    """Finds the made files; makes them once a process, and each time in DEBUG."""

    def __init__(self, app_names: object = None, *args: object, **kwargs: object) -> None:
        self.folder: Path = settings.VAR_DIR / "static-made"
        self.storage = FileSystemStorage(location=self.folder)
        self.made = False

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in MADE:
            return []
        if settings.DEBUG or not self.made:
            build(self.folder)
            self.made = True
        found = str(self.folder / path)
        return [found] if find_all else found

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, Storage]]:
        build(self.folder)
        for path in MADE:
            yield path, self.storage


def build(folder: Path) -> None:
    """Write every file of MADE under `folder`, only where its content changed, so hashes and compressed copies stay.

    One at a time: the threads of a server ask for sheet and sprite together, and processes share the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "build.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _write(folder / "img/icons.svg", icons.sprite(PACKAGES / "@tabler/icons/icons/outline").encode())
        own = "".join((settings.BASE_DIR / f"static/css/{name}.css").read_text(encoding="utf-8") for name in SHEETS)
        _write(folder / "css/screen.css", ('@charset "UTF-8";' + _tabler_cached(folder) + _squeeze(own)).encode())


def used_words() -> frozenset[str]:
    """Every word of our own templates, scripts and Python: what a class name of ours can be."""
    base = settings.BASE_DIR
    apps = [path.parent for path in base.glob("*/__init__.py")]
    files = [
        *base.glob("templates/**/*.html"),
        *base.glob("static/js/**/*.js"),
        *(f for app in apps for f in app.rglob("*.py")),
    ]
    words: set[str] = set()
    for file in files:
        words.update(_WORD.findall(file.read_text(encoding="utf-8")))
    return frozenset(words)


def reduce_css(css: str, words: frozenset[str]) -> str:
    """The rules of `css` whose selectors name only classes in `words`; media blocks likewise, empty ones dropped."""
    return _rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), words)


def _rules(rules: list, words: frozenset[str]) -> str:
    kept = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [
                s for s in _split(tinycss2.serialize(rule.prelude)) if all(c in words for c in _CLASS.findall(s))
            ]
            if selectors:
                kept.append(f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}")
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            inside = _rules(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), words)
            if inside:
                kept.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inside}}}")
        elif rule.type == "at-rule" and rule.lower_at_keyword == "keyframes" and _name(rule) in words:
            kept.append(rule.serialize())
    return "".join(kept)


def _name(rule: Any) -> str:
    return tinycss2.serialize(rule.prelude).strip()


def _split(prelude: str) -> list[str]:
    """Selectors of a list, split at commas outside parentheses."""
    parts, depth, start = [], 0, 0
    for at, char in enumerate(prelude):
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            parts.append(prelude[start:at].strip())
            start = at + 1
    return [*parts, prelude[start:].strip()]


def _tabler_cached(folder: Path) -> str:
    source, words = TABLER.read_text(encoding="utf-8"), used_words()
    named = sorted(words & set(_CLASS.findall(source)))
    key = hashlib.sha256((source + " ".join(named)).encode()).hexdigest()[:20]
    cache = folder / f"tabler-{key}.css"
    if not cache.exists():
        for old in folder.glob("tabler-*.css"):
            old.unlink(missing_ok=True)
        _write(cache, reduce_css(source, words).encode())
    return cache.read_text(encoding="utf-8")


def _squeeze(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", css).strip()


def _write(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(path.suffix + ".part")
    part.write_bytes(content)
    part.replace(path)
