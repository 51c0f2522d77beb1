"""Small real files of every kind, made where they are needed."""

import io
import zipfile

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS_IFD, ORIENTATION = 0x8825, 0x0112


def jpeg(*, size: tuple[int, int] = (60, 40), turned: bool = False, place: bool = False, shade: int = 90) -> bytes:
    """A photo; `turned` holds its orientation in EXIF only, `place` has the coordinates of a school."""
    picture = Image.new("RGB", size, (shade, 60, 160))
    exif = Image.Exif()
    if turned:
        exif[ORIENTATION] = 6
    if place:
        exif[GPS_IFD] = {1: "N", 2: (17.0, 29.0, 10.0), 3: "E", 4: (101.0, 43.0, 50.0)}
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif)
    return target.getvalue()


def png(size: tuple[int, int] = (30, 20)) -> bytes:
    target = io.BytesIO()
    Image.new("RGBA", size, (200, 30, 30, 0)).save(target, "PNG")
    return target.getvalue()


def bomb() -> bytes:
    """A PNG of a few kilobytes that claims 20,000 × 20,000 points."""
    target = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(target, "PNG")
    return target.getvalue()


def pdf(*, password: str = "") -> bytes:
    """The same bytes at any hour, unless it is locked: a lock needs a number that was never used."""
    target = io.BytesIO()
    with pikepdf.new() as paper:
        paper.add_blank_page()
        lock = pikepdf.Encryption(owner=password, user=password) if password else False
        paper.save(target, encryption=lock, deterministic_id=not password)
    return target.getvalue()


def packed(*names: str, content: bytes = b"<x/>") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        for name in names:
            pack.writestr(name, content)
    return target.getvalue()


def docx() -> bytes:
    return packed("[Content_Types].xml", "word/document.xml")


def upload(content: bytes, name: str = "ภาพนิเทศ.jpg", content_type: str = "image/jpeg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type)
