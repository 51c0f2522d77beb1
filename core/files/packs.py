"""Packed files (Office documents are zip archives): opened with care, because a few kilobytes can unpack to gigabytes.

What the archive says of its sizes is only a claim, so every part is unpacked once, nothing of it kept, under one budget
that the documents packed inside the document share.
"""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from core.errors import DomainError

MAX_UNPACKED = 400 * 1024 * 1024
MAX_PARTS = 5_000
# No sheet or text is smaller than a five-hundredth of itself; a bomb is a thousandth (the limit of deflate).
MAX_RATIO = 500
_RATIO_FROM = 20 * 1024 * 1024
# A sheet in a presentation in a text; deeper nobody goes by hand.
_MAX_DEPTH = 2
_PIECE = 256 * 1024
_ZIP = b"PK\x03\x04"
# RAR, 7-Zip, gzip, bzip2, xz: no Office program puts these in.
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\x00")
_TOO_LARGE = "ไฟล์นี้แตกออกแล้วใหญ่เกินไป จึงรับไว้ไม่ได้"
_HIDDEN = "ในไฟล์นี้มีไฟล์บีบอัดซ่อนอยู่ จึงรับไว้ไม่ได้ กรุณานำออกแล้วบันทึกใหม่"
_BROKEN = "เปิดไฟล์นี้ไม่ได้ ไฟล์อาจเสียหาย กรุณาเลือกไฟล์ใหม่"
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
    EOFError,
)


@contextmanager
def opened(source: BinaryIO) -> Iterator[zipfile.ZipFile]:
    """The archive, once its own claims are small enough; DomainError for what is broken, also while it is read."""
    source.seek(0)
    try:
        with zipfile.ZipFile(source) as pack:
            parts = pack.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise DomainError(_TOO_LARGE)
            yield pack
    except _FAULTS:
        raise DomainError(_BROKEN) from None


def check_unpacked(pack: zipfile.ZipFile) -> None:
    """Unpack all of it, and what is packed inside, without keeping it. DomainError when that is too much, or when an
    archive that is no document hides in it."""
    _Budget().walk(pack, depth=0)


class _Budget:
    def __init__(self) -> None:
        self.left = MAX_UNPACKED

    def walk(self, pack: zipfile.ZipFile, *, depth: int) -> None:
        for part in pack.infolist():
            if part.flag_bits & 1:
                raise DomainError("ไฟล์นี้ใส่รหัสผ่านไว้ กรุณาบันทึกใหม่โดยไม่ใส่รหัสผ่าน")
            with pack.open(part) as source:
                head = source.read(8)
                if head.startswith(_ARCHIVES):
                    raise DomainError(_HIDDEN)
                if head.startswith(_ZIP):
                    self._inside(head, cast(BinaryIO, source), depth=depth)
                else:
                    self._read(part, cast(BinaryIO, source), len(head))

    def _read(self, part: zipfile.ZipInfo, source: BinaryIO, seen: int) -> None:
        while piece := source.read(_PIECE):
            seen += len(piece)
            if seen > self.left or (seen > _RATIO_FROM and seen > MAX_RATIO * max(part.compress_size, 1)):
                raise DomainError(_TOO_LARGE)
        self.left -= seen

    def _inside(self, head: bytes, source: BinaryIO, *, depth: int) -> None:
        """A document put into the document, such as the sheet behind a chart."""
        if depth >= _MAX_DEPTH:
            raise DomainError(_HIDDEN)
        with SpooledTemporaryFile(max_size=_PIECE) as whole:
            size = whole.write(head)
            while piece := source.read(_PIECE):
                size += whole.write(piece)
                if size > self.left:
                    raise DomainError(_TOO_LARGE)
            self.left -= size
            with opened(cast(BinaryIO, whole)) as inner:
                if not {"[Content_Types].xml", "mimetype"} & set(inner.namelist()):
                    raise DomainError(_HIDDEN)
                self.walk(inner, depth=depth + 1)
