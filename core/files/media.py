"""Video and sound, told by their containers: MP4, MOV and M4A (ISO base media), WEBM, MP3. Never decoded."""

import os
from typing import BinaryIO

from core.errors import DomainError

_EBML = b"\x1a\x45\xdf\xa3"
_BROKEN = "เปิดวิดีโอหรือเสียงนี้ไม่ได้ ไฟล์อาจเสียหายหรือบันทึกไม่จบ กรุณาเลือกไฟล์ใหม่"
_SOUND_BRANDS = (b"M4A ", b"M4B ")
# kbit/s by the frame's index, MPEG 1 and MPEG 2/2.5, layer III (ISO 11172-3, 13818-3).
_RATES = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
_SAMPLES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}


def looks_so(head: bytes) -> bool:
    """Whether the first bytes may be of video or sound."""
    return head[4:8] == b"ftyp" or head.startswith((_EBML, b"ID3")) or _frame_length(head[:4]) is not None


def recognise(source: BinaryIO) -> tuple[str, str]:
    """Content type and extension of an open, seekable file that `looks_so`; DomainError for what is broken or of
    another kind."""
    source.seek(0)
    head = source.read(4096)
    if head[4:8] == b"ftyp":
        return _boxes(source, head[8:12])
    if head.startswith(_EBML):
        if b"webm" not in head:
            raise DomainError("ไม่รับวิดีโอชนิดนี้ กรุณาบันทึกเป็น MP4 หรือส่งเป็นลิงก์")
        return "video/webm", ".webm"
    return _frames(source, head)


def _boxes(source: BinaryIO, brand: bytes) -> tuple[str, str]:
    """Walk the outermost boxes: their sizes must lead to the end of the file, and the index (moov) be among them."""
    end = source.seek(0, os.SEEK_END)
    at, has_index = 0, False
    for _ in range(1000):
        if at >= end:
            break
        source.seek(at)
        head = source.read(16)
        size = int.from_bytes(head[:4])
        if size == 1:
            size = int.from_bytes(head[8:16])
        elif size == 0:
            size = end - at
        has_index |= head[4:8] == b"moov"
        if size < 8 or not head[4:8].isascii():
            break
        at += size
    if at != end or not has_index:
        raise DomainError(_BROKEN)
    if brand == b"qt  ":
        return "video/quicktime", ".mov"
    return ("audio/mp4", ".m4a") if brand in _SOUND_BRANDS else ("video/mp4", ".mp4")


def _frames(source: BinaryIO, head: bytes) -> tuple[str, str]:
    """MP3: behind the tag, if there is one, three frames follow each other."""
    at = 0
    if head.startswith(b"ID3"):
        size = 0
        for byte in head[6:10]:
            size = size << 7 | byte & 0x7F
        at = 10 + size + (10 if head[5] & 0x10 else 0)
    for _ in range(3):
        source.seek(at)
        length = _frame_length(source.read(4))
        if length is None:
            raise DomainError(_BROKEN)
        at += length
    return "audio/mpeg", ".mp3"


def _frame_length(head: bytes) -> int | None:
    """Bytes of the layer III frame that begins with these four, None when none does."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, sample = head[2] >> 4, head[2] >> 2 & 3
    if version not in _SAMPLES or layer != 1 or rate in (0, 15) or sample == 3:
        return None
    kbits = _RATES[version != 3][rate]
    return (144 if version == 3 else 72) * kbits * 1000 // _SAMPLES[version][sample] + (head[2] >> 1 & 1)
