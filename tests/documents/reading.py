"""Reads a PDF back for tests: words with their place in millimetres from the upper left, by poppler's tools."""

import re
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management import call_command

MM = 25.4 / 72


@dataclass(frozen=True)
class Word:
    """One word of a page; x and y of its box's upper left corner, its end, all in mm."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def words(path: Path) -> list[Word]:
    """Every word with its box."""
    html = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True, text=True).stdout
    found: list[Word] = []
    page = 0
    pattern = r'<page |<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
    for hit in re.finditer(pattern, html):
        if hit.group(0) == "<page ":
            page += 1
            continue
        left, top, right, bottom = (float(hit.group(n)) * MM for n in range(1, 5))
        found.append(Word(page, hit.group(5), left, top, right, bottom))
    return found


def text(path: Path) -> str:
    """All text, blanks as they come."""
    return subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, text=True).stdout


def plain(value: str) -> str:
    """Text for comparison: poppler puts blanks beside raised marks, and some readers lose marks; both are left out."""
    return re.sub(r"[\sํำา\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", "", value)


def pixels(path: Path, page: int = 1, dots: int = 100) -> tuple[int, int, bytes]:
    """One page as grey pixels: width, height, bytes."""
    done = subprocess.run(
        ["pdftoppm", "-gray", "-r", str(dots), "-f", str(page), "-l", str(page), str(path)],
        check=True,
        capture_output=True,
    )
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", done.stdout)
    assert head
    return int(head.group(1)), int(head.group(2)), done.stdout[head.end() :]


def text_of(key: str, district: Any, **params: Any) -> str:
    """`plain` text of a document as the command line writes it, in Arabic digits."""
    given = [f"{name}={value}" for name, value in {"digits": "arabic", **params}.items()]
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"{key}.pdf"
        call_command("report", key, district=district.code, format="pdf", output=target, param=given)
        return plain(text(target))
