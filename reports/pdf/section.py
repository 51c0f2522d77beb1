"""One WeasyPrint call: section HTML → PDF bytes, its anchors and bookmarks. Tells pages, can be stopped."""

import gc
import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, field

import weasyprint
from weasyprint.logger import PROGRESS_LOGGER

from reports.pdf.fonts import engine

PX_TO_PT = 0.75
OnPage = Callable[[int], None]
_on_page: ContextVar[OnPage | None] = ContextVar("on_page", default=None)


@dataclass(frozen=True, slots=True)
class Place:
    """A point of a page: number from 0, x and y in PDF points from the lower left."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Layout:
    """What the merge must know of a rendered section: anchors by name, bookmarks as (level, label, place)."""

    pages: int
    anchors: dict[str, Place] = field(default_factory=dict)
    bookmarks: tuple[tuple[int, str, Place], ...] = ()

    def as_json(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict) -> "Layout":
        return cls(
            pages=data["pages"],
            anchors={name: Place(**place) for name, place in data["anchors"].items()},
            bookmarks=tuple((level, label, Place(**place)) for level, label, place in data["bookmarks"]),
        )


class _PageCounter(logging.Handler):
    """Tells the caller of each page laid out; an exception raised there ends the rendering: that is cancel."""

    def emit(self, record: logging.LogRecord) -> None:
        callback = _on_page.get()
        if callback and isinstance(record.msg, str) and "Creating layout" in record.msg and record.args:
            callback(int(str(record.args[0])) if isinstance(record.args, tuple) else 0)


PROGRESS_LOGGER.setLevel(logging.INFO)
PROGRESS_LOGGER.propagate = False
PROGRESS_LOGGER.addHandler(_PageCounter())


@contextmanager
def _listening(on_page: OnPage | None) -> Iterator[None]:
    token = _on_page.set(on_page)
    try:
        yield
    finally:
        _on_page.reset(token)


@contextmanager
def _few_collections() -> Iterator[None]:
    """Layout makes millions of small objects that live until the section is done: looking for garbage among them every
    700 finds none and took a quarter of the time. What is garbage goes at the section's end, by looking at the young
    objects only: the old ones are the program itself, and looking through them took as long as a page."""
    held = gc.get_threshold()
    gc.set_threshold(200_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*held)
        gc.collect(1)


def render_section(html: str, on_page: OnPage | None = None) -> tuple[bytes, Layout]:
    """PDF bytes and layout of one section; `on_page(n)` is called as page n is begun and may raise to stop."""
    with _listening(on_page), _few_collections():
        # In a function of its own: what it laid out is let go before the garbage is looked for.
        return _render(html)


def _render(html: str) -> tuple[bytes, Layout]:
    configuration, css, fetcher = engine()
    source = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url="static:")
    document = source.render(stylesheets=[css], font_config=configuration)
    anchors: dict[str, Place] = {}
    bookmarks: list[tuple[int, str, Place]] = []
    for number, page in enumerate(document.pages):
        height = page.height * PX_TO_PT

        def place(x: float, y: float, number: int = number, height: float = height) -> Place:
            return Place(number, round(x * PX_TO_PT, 2), round(height - y * PX_TO_PT, 2))

        for name, point in page.anchors.items():
            # What runs over pages is told again on each: it begins where it is told first.
            anchors.setdefault(name, place(point[0], point[1]))
        for level, label, (x, y), _state in page.bookmarks:
            bookmarks.append((level, label, place(x, y)))
    target = io.BytesIO()
    document.write_pdf(target)
    return target.getvalue(), Layout(len(document.pages), anchors, tuple(bookmarks))
