"""Office documents as archives: what they unpack to is measured, not believed."""

import io
import struct
import zipfile

import pytest

from core.errors import DomainError
from core.files import kinds, packs
from tests.core import pictures

DOCX = ("[Content_Types].xml", "word/document.xml")
MB = 1024 * 1024


def document(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as pack:
        for name in DOCX:
            pack.writestr(name, b"<x/>")
        for name, content in parts.items():
            pack.writestr(f"word/{name}", content)
    return target.getvalue()


def lying(content: bytes, *, claimed: int) -> bytes:
    """The document with the size of its last part told as `claimed` in both places an archive says it."""
    changed = bytearray(content)
    local = changed.rfind(b"PK\x03\x04")
    central = changed.rfind(b"PK\x01\x02")
    changed[local + 22 : local + 26] = struct.pack("<L", claimed)
    changed[central + 24 : central + 28] = struct.pack("<L", claimed)
    return bytes(changed)


def refused(content: bytes, words: str) -> None:
    with pytest.raises(DomainError, match=words):
        kinds.recognise(io.BytesIO(content))


def test_plain_documents_and_documents_inside_them_pass() -> None:
    sheet = pictures.packed("[Content_Types].xml", "xl/workbook.xml")
    slides = document(**{"embeddings/sheet.xlsx": document(**{"embeddings/inner.xlsx": sheet})})
    assert kinds.recognise(io.BytesIO(slides)).extension == ".docx"
    text = document(**{"media/long.xml": b"".join(b"%d" % number for number in range(3_000_000))})
    assert kinds.recognise(io.BytesIO(text)).extension == ".docx"


def test_a_part_that_claims_to_be_small_is_measured() -> None:
    bomb = lying(document(**{"huge.xml": bytes(packs.MAX_UNPACKED + MB)}), claimed=1000)
    refused(bomb, "เปิดไฟล์นี้ไม่ได้|แตกออกแล้วใหญ่เกินไป")


def test_what_unpacks_to_a_thousand_times_its_size_is_refused() -> None:
    refused(document(**{"huge.xml": bytes(60 * MB)}), "แตกออกแล้วใหญ่เกินไป")


def test_a_bomb_inside_a_document_inside_a_document() -> None:
    inner = document(**{"huge.xml": bytes(100 * MB)})
    refused(document(**{f"embeddings/{number}.docx": inner for number in range(5)}), "แตกออกแล้วใหญ่เกินไป")
    deep = document()
    for _ in range(4):
        deep = document(**{"embeddings/next.docx": deep})
    refused(deep, "ซ่อนอยู่")


def test_the_parts_share_one_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    noise = b"".join(struct.pack("<L", number * 2654435761 % 2**32) for number in range(MB // 4))
    several = document(**{f"media/{number}.bin": noise for number in range(5)})
    assert kinds.recognise(io.BytesIO(several)).extension == ".docx"
    monkeypatch.setattr(packs, "MAX_UNPACKED", 4 * MB)
    refused(several, "แตกออกแล้วใหญ่เกินไป")
    packed_twice = document(**{"embeddings/one.docx": document(**{f"{n}.bin": noise for n in range(3)})})
    monkeypatch.setattr(packs, "MAX_UNPACKED", 7 * MB)
    assert kinds.recognise(io.BytesIO(packed_twice)).extension == ".docx"
    monkeypatch.setattr(packs, "MAX_UNPACKED", 5 * MB)
    refused(packed_twice, "แตกออกแล้วใหญ่เกินไป")


@pytest.mark.parametrize(
    "inside",
    [
        pictures.packed("a.exe"),
        b"Rar!\x1a\x07\x00" + bytes(50),
        b"7z\xbc\xaf\x27\x1c" + bytes(50),
        b"\x1f\x8b\x08" + bytes(50),
    ],
)
def test_no_archive_hides_in_a_document(inside: bytes) -> None:
    refused(document(**{"embeddings/harmless.bin": inside}), "ซ่อนอยู่")


def test_a_locked_part_and_a_damaged_part() -> None:
    locked = bytearray(document(**{"secret.xml": b"x" * 100}))
    central = locked.rfind(b"PK\x01\x02")
    locked[central + 8] |= 1
    refused(bytes(locked), "รหัสผ่าน")
    damaged = bytearray(document(**{"body.xml": b"abc" * 1000}))
    at = damaged.rfind(b"PK\x03\x04") + 50
    damaged[at : at + 8] = b"\xff" * 8
    refused(bytes(damaged), "เสียหาย")


def test_too_many_parts() -> None:
    refused(pictures.packed(*DOCX, *(f"word/{n}.xml" for n in range(packs.MAX_PARTS))), "แตกออกแล้วใหญ่เกินไป")
