"""The printed faces, one family name per file, and all the engine may load: nothing from the network."""

import hashlib
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import weasyprint
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reports.pdf.textlayer import with_tail

# family, subset, weight: both families stand in the stack "SarTh, SarLa" of print.css.
FACES = (
    ("SarTh", "thai", 400),
    ("SarTh", "thai", 700),
    ("SarLa", "latin", 400),
    ("SarLa", "latin", 700),
)
# Raised by hand when the merge or the layout of sections changes what comes out for the same HTML.
MACHINE_VERSION = "1"


def font_folder() -> Path:
    return Path(settings.BASE_DIR) / "node_modules" / "@fontsource" / "sarabun" / "files"


def font_path(subset: str, weight: int) -> Path:
    return font_folder() / f"sarabun-{subset}-{weight}-normal.woff2"


@cache
def face(subset: str, weight: int) -> bytes:
    """The font file as it is printed with: the Thai one prepared for a readable text layer."""
    path = font_path(subset, weight)
    return with_tail(path) if subset == "thai" else path.read_bytes()


def thai_faces() -> dict[str, bytes]:
    """The Thai faces by the name they have inside a PDF."""
    return {"SarTh": face("thai", 400), "SarTh-Bold": face("thai", 700)}


def fonts_ready() -> bool:
    """Whether every printed face is on disk (asked by the health check)."""
    return all(font_path(subset, weight).is_file() for _, subset, weight in FACES)


def print_css() -> str:
    """The style sheet of every document, @font-face rules first."""
    faces = "".join(
        f"@font-face{{font-family:{family};font-weight:{weight};src:url('font:{subset}-{weight}')}}\n"
        for family, subset, weight in FACES
    )
    path = finders.find("css/print.css")
    if path is None:
        raise FileNotFoundError("static/css/print.css")
    return faces + Path(path).read_text(encoding="utf-8")


_MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><text x="200" y="{y}" text-anchor="middle" '
    'font-family="SarTh" font-weight="700" font-size="{size}" fill="#e9e7ee" '
    'transform="rotate(-45 200 200)">{word}</text></svg>'
)
MARKS = {
    "draft": _MARK.format(y=240, size=120, word="ร่าง"),
    "changed": _MARK.format(y=215, size=52, word="แก้ไขหลังอนุมัติ"),
}


class Fetcher(URLFetcher):
    """Loads fonts, marks, own static files (`static:`), stored files (`store:`) and data; nothing else."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        scheme, _, rest = url.partition(":")
        rest = unquote(rest)
        if scheme == "font":
            subset, _, weight = rest.partition("-")
            return URLFetcherResponse(url, face(subset, int(weight)))
        if scheme == "mark":
            return URLFetcherResponse(url, MARKS[rest].encode(), {"Content-Type": "image/svg+xml"})
        if scheme == "store":
            with default_storage.open(rest) as stored:
                return URLFetcherResponse(url, stored.read())
        if scheme == "static":
            found = finders.find(rest)
            if found is None:
                raise FatalURLFetchingError(f"no static file {rest}")
            return URLFetcherResponse(url, Path(found).read_bytes())
        if scheme == "data":
            return super().fetch(url, headers)
        raise FatalURLFetchingError(f"a document may not load {url}")


@cache
def engine() -> tuple[FontConfiguration, weasyprint.CSS, Fetcher]:
    """The one font configuration and parsed style sheet of this process; building them anew costs half a section."""
    configuration = FontConfiguration()
    fetcher = Fetcher()
    css = weasyprint.CSS(string=print_css(), font_config=configuration, url_fetcher=fetcher, base_url="static:css/")
    return configuration, css, fetcher


@cache
def engine_id() -> str:
    """Fingerprint of style sheet, fonts and library versions: part of the name of everything stored."""
    digest = hashlib.sha256()
    digest.update(f"{MACHINE_VERSION}|{weasyprint.__version__}|{pango.pango_version()}|".encode())
    digest.update(print_css().encode())
    for mark in MARKS.values():
        digest.update(mark.encode())
    for _, subset, weight in FACES:
        digest.update(face(subset, weight))
    return digest.hexdigest()
