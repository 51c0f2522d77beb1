"""Malware: every stored file is shown once to ClamAV's clamd where one is configured (`CLAMAV`), by a job.

A file found infected is kept under lock: it is never given out again, and who attached it is told. The protocol is
INSTREAM (man clamd): pieces with their length in front, an empty one at the end, one line as the answer.
"""

import logging
import socket
import struct
from datetime import datetime, timedelta
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from core import audit, notify, pointers, queue
from core.models import Attachment, StoredFile
from core.pointers import Pointer

log = logging.getLogger(__name__)

S = StoredFile.Scan
TASK = "core.tasks.scan"
MAX_ATTEMPTS = 3
_PIECE = 256 * 1024
_TIMEOUT = 60.0
_NEVER_HEARD = timedelta(seconds=120)
_TRY_AGAIN = timedelta(hours=1)


class ScanError(Exception):
    """clamd could not be asked, or could not say."""


def is_configured() -> bool:
    return bool(settings.CLAMAV)


def ask(source: BinaryIO, *, address: str, timeout: float = _TIMEOUT) -> str:
    """What clamd at "tcp://host:port" or "unix:///path" finds in an open file: the name of the malware, "" for
    nothing. ScanError when it cannot be reached or refuses to look."""
    try:
        with _connected(address, timeout) as line:
            reply = _conversation(line, source)
    except OSError as fault:
        raise ScanError(f"{address}: {fault}") from fault
    if reply.endswith(" FOUND"):
        return reply.removesuffix(" FOUND").partition(": ")[2]
    if reply.endswith(": OK"):
        return ""
    raise ScanError(reply or f"{address}: no answer")


def _connected(address: str, timeout: float) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "tcp":
        return socket.create_connection((parts.hostname, parts.port or 3310), timeout)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(timeout)
    line.connect(parts.path)
    return line


def _conversation(line: socket.socket, source: BinaryIO) -> str:
    try:
        line.sendall(b"zINSTREAM\0")
        while piece := source.read(_PIECE):
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
    except (BrokenPipeError, ConnectionResetError):
        pass  # It stops listening once the file is larger than it takes, and says so.
    answer = b""
    while not answer.endswith(b"\0") and (piece := line.recv(4096)):
        answer += piece
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def scan(pk: int, *, now: datetime | None = None) -> bool:
    """Look at one stored file; False when it is not due or clamd could not say. Safe to run twice."""
    now = now or timezone.now()
    if not is_configured():
        return False
    due = StoredFile.objects.filter(_due(now), pk=pk)
    if not due.update(scan_tried_at=now, scan_attempts=F("scan_attempts") + 1):
        return False
    kept = StoredFile.objects.get(pk=pk)
    unknown = StoredFile.objects.filter(pk=pk, scan__in=(S.NONE, S.WAITING, S.FAILED))
    try:
        with kept.original.open("rb") as source:
            found = ask(source.file, address=settings.CLAMAV)
    except (ScanError, OSError) as fault:
        log.warning("file %s was not scanned: %s", pk, fault)
        if kept.scan_attempts >= MAX_ATTEMPTS:
            unknown.exclude(scan=S.NONE).update(scan=S.FAILED, scan_note=str(fault)[:200])
        return False
    if not found:
        return bool(unknown.update(scan=S.CLEAN, scan_note="", scanned_at=now))
    with transaction.atomic():
        if unknown.update(scan=S.INFECTED, scan_note=found[:200], scanned_at=now):
            _lock_away(kept, found)
    return True


def sweep(*, now: datetime | None = None) -> int:
    """Ring for files not looked at yet, also those from before clamd was configured, and again for those it could not
    say; gives how many. Nothing when none is configured."""
    if not is_configured():
        return 0
    found = list(
        StoredFile.objects.filter(_due(now or timezone.now())).order_by("pk").values_list("pk", flat=True)[:200]
    )
    for pk in found:
        if not queue.publish(TASK, pk):
            break
    return len(found)


def _due(now: datetime) -> Q:
    """New and not asked yet, or asked and not heard of for a while; one from before, or one that failed, every hour:
    those stay open to their readers meanwhile."""
    fresh = Q(scan=S.WAITING) & (Q(scan_tried_at=None) | Q(scan_tried_at__lte=now - _NEVER_HEARD))
    others = Q(scan__in=(S.NONE, S.FAILED)) & (Q(scan_tried_at=None) | Q(scan_tried_at__lte=now - _TRY_AGAIN))
    return fresh | others


def _lock_away(kept: StoredFile, found: str) -> None:
    """Write it into the trace of everything the file hangs on, and tell who attached it."""
    for attachment in Attachment.objects.filter(file=kept).select_related("added_by"):
        kind, key = attachment.owner_kind, attachment.owner_key
        known = kind in pointers.kinds()
        target = Pointer(kind, key, pointers.provider(kind).label(key) if known else attachment.name)
        audit.record(
            actor=audit.SYSTEM, action="file.infected", target=target, district_code=attachment.district_code,
            data={"name": attachment.name, "sha256": kept.sha256, "found": found},
        )  # fmt: skip
        notify.send(
            [attachment.added_by], code="file.infected", title=f"พบไวรัสในไฟล์ {attachment.name}",
            body=f"ระบบตรวจพบ {found} จึงกักไฟล์ไว้ ไม่มีใครเปิดหรือดาวน์โหลดได้ กรุณาตรวจเครื่องของท่านแล้วส่งไฟล์ที่สะอาดแทน",
            url=pointers.provider(kind).url(key) if known else "", pointer=target,
            district_code=attachment.district_code, dedupe_key=f"file-infected-{attachment.pk}",
        )  # fmt: skip
