"""What a file is, told by its content. The name is only a label: it decides nothing and is cleaned before it stays."""

import re
import unicodedata
import zipfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

import filetype
import pi_heif
import pikepdf
from PIL import Image, UnidentifiedImageError

from core.errors import DomainError
from core.files import media, packs

pi_heif.register_heif_opener(thumbnails=False)

# A picture of more than this many pixels is refused before it is decoded: a few kilobytes can claim gigabytes.
MAX_PIXELS = 80_000_000
_PIECE = 1024 * 1024

_PICTURES = {
    "JPEG": ("image/jpeg", ".jpg"),
    "MPO": ("image/jpeg", ".jpg"),
    "PNG": ("image/png", ".png"),
    "WEBP": ("image/webp", ".webp"),
    "GIF": ("image/gif", ".gif"),
    "HEIF": ("image/heic", ".heic"),
}
_HEIF_BRANDS = (b"mif1", b"msf1", b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"avif", b"avis")
_OOXML = "application/vnd.openxmlformats-officedocument."
_OFFICE_PARTS = {
    "word/document.xml": (f"{_OOXML}wordprocessingml.document", ".docx"),
    "xl/workbook.xml": (f"{_OOXML}spreadsheetml.sheet", ".xlsx"),
    "ppt/presentation.xml": (f"{_OOXML}presentationml.presentation", ".pptx"),
}
_ODF = {
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
}
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = {
    "WordDocument": ("application/msword", ".doc"),
    "Workbook": ("application/vnd.ms-excel", ".xls"),
    "PowerPoint Document": ("application/vnd.ms-powerpoint", ".ppt"),
}
WORDS = {
    "image": "ภาพถ่าย (JPG, PNG, WEBP, GIF, HEIC)",
    "pdf": "PDF",
    "office": "เอกสาร Word, Excel, PowerPoint",
    "media": "วิดีโอและเสียง (MP4, MOV, WEBM, M4A, MP3)",
}


@dataclass(frozen=True)
class Kind:
    """`family` is a key of WORDS; `extension` begins with a dot; width and height in pixels, pictures only."""

    family: str
    content_type: str
    extension: str
    width: int | None = None
    height: int | None = None


def recognise(source: BinaryIO, *, wanted: Collection[str] = ("image", "pdf", "office")) -> Kind:
    """The kind of an open, seekable file; DomainError for what is unknown, damaged, locked or dangerous. `wanted` are
    the families named to who sent something unknown."""
    source.seek(0)
    head = source.read(8192)
    try:
        if not head:
            raise DomainError("ไฟล์ว่างเปล่า กรุณาเลือกไฟล์ใหม่")
        if head.startswith(_OLE_MAGIC):
            return _ole(source)
        if head.startswith(b"PK\x03\x04"):
            return _packed(source)
        if b"%PDF-" in head[:1024]:
            return _pdf(source)
        if _is_picture(head):
            return _picture(source)
        if media.looks_so(head):
            content_type, extension = media.recognise(source)
            return Kind("media", content_type, extension)
    finally:
        source.seek(0)
    raise DomainError("ไม่รู้จักชนิดของไฟล์นี้ กรุณาส่งเป็น" + words_of(wanted))


def words_of(families: Collection[str]) -> str:
    """The families in words, as `WORDS` orders them."""
    return " ".join(words for family, words in WORDS.items() if family in families)


def family_of(head: bytes) -> str:
    """A first guess from the first bytes, enough to choose the size limit before the whole is read."""
    if head.startswith((b"PK\x03\x04", _OLE_MAGIC)):
        return "office"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if _is_picture(head):
        return "image"
    return "media" if media.looks_so(head) else "office"


def _is_picture(head: bytes) -> bool:
    return filetype.image_match(head) is not None or (head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS)


def _picture(source: BinaryIO) -> Kind:
    source.seek(0)
    try:
        with Image.open(source) as picture:
            name, (width, height) = picture.format or "", picture.size
    except Image.DecompressionBombError:
        raise DomainError("ภาพมีจำนวนจุดมากเกินไป กรุณาย่อภาพก่อนส่ง") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise DomainError("เปิดภาพนี้ไม่ได้ ไฟล์อาจเสียหาย กรุณาเลือกภาพใหม่") from None
    if name not in _PICTURES:
        raise DomainError("ไม่รับภาพชนิดนี้ กรุณาส่งเป็น" + WORDS["image"])
    if width * height > MAX_PIXELS:
        raise DomainError(f"ภาพมีขนาด {width:,} × {height:,} จุด ใหญ่เกินไป กรุณาย่อภาพก่อนส่ง")
    content_type, extension = _PICTURES[name]
    return Kind("image", content_type, extension, width, height)


def _pdf(source: BinaryIO) -> Kind:
    source.seek(0)
    try:
        with pikepdf.open(source) as paper:
            pages = len(paper.pages)
    except pikepdf.PasswordError:
        raise DomainError("ไฟล์ PDF นี้ใส่รหัสผ่านไว้ กรุณาบันทึกใหม่โดยไม่ใส่รหัสผ่าน") from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        pages = 0
    if not pages:
        raise DomainError("เปิดไฟล์ PDF นี้ไม่ได้ ไฟล์อาจเสียหาย กรุณาเลือกไฟล์ใหม่")
    return Kind("pdf", "application/pdf", ".pdf")


def _packed(source: BinaryIO) -> Kind:
    with packs.opened(source) as pack:
        names = {part.filename for part in pack.infolist()}
        found = _packed_kind(pack, names)
        if found is None:
            raise DomainError("ไม่รับไฟล์บีบอัด กรุณาส่งเอกสารทีละไฟล์")
        if any(PurePosixPath(name).name.lower() == "vbaproject.bin" for name in names):
            raise DomainError("ไม่รับไฟล์ที่มีมาโคร กรุณาบันทึกเป็น .docx .xlsx หรือ .pptx ก่อน")
        packs.check_unpacked(pack)
        return found


def _packed_kind(pack: zipfile.ZipFile, names: set[str]) -> Kind | None:
    if "[Content_Types].xml" in names:
        for part, (content_type, extension) in _OFFICE_PARTS.items():
            if part in names:
                return Kind("office", content_type, extension)
    if "mimetype" in names and pack.getinfo("mimetype").file_size < 200:
        declared = pack.read("mimetype").decode("ascii", "replace").strip()
        if declared in _ODF:
            return Kind("office", declared, _ODF[declared])
    return None


def _ole(source: BinaryIO) -> Kind:
    """Old Office files: the names of the streams stand in the directory as UTF-16."""
    wanted = {name: name.encode("utf-16-le") for name in ("_VBA_PROJECT", *_OLE_STREAMS)}
    found = set()
    source.seek(0)
    kept = b""
    # Piece by piece: it may be 30 MB. A name may lie across two pieces.
    while piece := source.read(_PIECE):
        window = kept + piece
        found |= {name for name, words in wanted.items() if words in window}
        kept = window[-64:]
    if "_VBA_PROJECT" in found:
        raise DomainError("ไม่รับไฟล์ที่มีมาโคร กรุณาบันทึกเป็น .docx .xlsx หรือ .pptx ก่อน")
    for stream, (content_type, extension) in _OLE_STREAMS.items():
        if stream in found:
            return Kind("office", content_type, extension)
    raise DomainError("ไม่รู้จักชนิดของไฟล์นี้ กรุณาบันทึกเป็น .docx .xlsx .pptx หรือ PDF")


_NAMED = {
    "image": {"jpg", "jpeg", "png", "webp", "gif", "heic", "heif", "bmp", "tif", "tiff", "svg"},
    "pdf": {"pdf"},
    "office": {"doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp"},
    "media": {"mp4", "m4v", "mov", "webm", "m4a", "mp3", "avi", "mkv", "wav"},
}


def family_named(name: str) -> str | None:
    """The family the ending of a name says, None for any other ending."""
    ending = name.rpartition(".")[2].lower()
    return next((family for family, endings in _NAMED.items() if ending in endings), None)


def check_name(name: str, kind: Kind) -> None:
    """DomainError when the ending of the name is that of another family of files than the content."""
    ending = name.rpartition(".")[2].lower()
    if (family_named(name) or kind.family) != kind.family:
        raise DomainError(f"ชื่อไฟล์ลงท้ายด้วย .{ending} แต่เนื้อหาเป็น{WORDS[kind.family]} กรุณาบันทึกเป็นชนิดที่ถูกต้องก่อนส่ง")


def clean_name(name: str, extension: str) -> str:
    """A name to show and to save under: no folders, nothing invisible or turning the direction, the true extension."""
    last = re.split(r"[/\\]", name)[-1]
    shown = "".join(" " if unicodedata.category(char) == "Cc" else char for char in last)
    shown = "".join(char for char in shown if unicodedata.category(char) not in ("Cf", "Co", "Cs", "Zl", "Zp"))
    stem = re.sub(r'[<>:"|?*\s]+', " ", shown).strip(" .")
    if not extension:
        return stem[:190] or "ไฟล์"
    if stem.lower().endswith(extension):
        stem = stem[: -len(extension)].strip(" .")
    else:
        stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", stem).strip(" .")
    return f"{stem[: 190 - len(extension)] or 'ไฟล์'}{extension}"
