"""Keep, list and drop files. The bytes lie once per office; every use of them is an attachment to one thing."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone

from core import audit, queue
from core.errors import DomainError
from core.files import kinds
from core.files.uploads import OversizedUpload
from core.models import Attachment, StoredFile
from core.pointers import Pointer
from core.signals import files_changed

MB = 1024 * 1024
_CHUNK = 256 * 1024
_UNUSED_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Examined:
    """An uploaded file that may be kept: what it is, the hash of its content, its size in bytes, its cleaned name."""

    kind: kinds.Kind
    sha256: str
    size: int
    name: str


def examine(
    upload: UploadedFile, *, allow: Collection[str] = ("image", "pdf", "office"), true_name: bool = False
) -> Examined:
    """Look at a file without keeping it. DomainError with field "file" for what is too large, unknown, damaged or not
    in `allow`, and with `true_name` for a name that says another kind of file than the content is."""
    try:
        kind = _checked(upload, allow)
        if true_name:
            kinds.check_name(upload.name or "", kind)
    except DomainError as refusal:
        raise DomainError(f"{_shown(upload)}: {refusal.message}", field="file") from None
    return Examined(kind, _digest(upload), upload.size or 0, kinds.clean_name(upload.name or "", kind.extension))


def store(
    upload: UploadedFile,
    *,
    owner: Pointer,
    actor: Any,
    district_code: str,
    caption: str = "",
    allow: Collection[str] = ("image", "pdf", "office"),
    examined: Examined | None = None,
) -> Attachment:
    """Keep an uploaded file and hang it on `owner`; whether the actor may is the caller's question.

    The type is decided by content. The same content on the same thing gives the attachment that is there already, so
    two clicks make one. What cannot be kept is refused as `examine` says; `examined` is its answer where the caller
    has asked it already.
    """
    examined = examined or examine(upload, allow=allow)
    kind, digest = examined.kind, examined.sha256
    with transaction.atomic():
        kept = _kept(upload, kind=kind, digest=digest, district_code=district_code)
        hanging = Attachment.objects.filter(owner_kind=owner.kind, owner_key=str(owner.key))
        attachment, added = hanging.get_or_create(
            file=kept,
            defaults={
                "owner_kind": owner.kind,
                "owner_key": str(owner.key),
                "district_code": district_code,
                "name": examined.name,
                "caption": caption.strip()[:300],
                "position": min((hanging.aggregate(top=Max("position"))["top"] or 0) + 1, 32_000),
                "added_by": actor,
                "added_at": timezone.now(),
            },
        )
        if added:
            audit.record(
                actor=actor, action="file.added", target=owner, district_code=district_code,
                data={"name": attachment.name, "sha256": digest, "size": kept.size},
            )  # fmt: skip
            files_changed.send(Attachment, owner_kind=owner.kind, owner_key=str(owner.key), actor=actor)
        if kept.state == StoredFile.State.WAITING:
            queue.ring("core.tasks.reencode", kept.pk)
        if kept.scan == StoredFile.Scan.WAITING:
            queue.ring("core.tasks.scan", kept.pk)
    return attachment


def attachments_of(owner: Pointer) -> list[Attachment]:
    """What hangs on `owner`, in order, with the stored files."""
    return attachments_of_key(owner.kind, str(owner.key))


def attachments_of_key(kind: str, key: str) -> list[Attachment]:
    return list(Attachment.objects.filter(owner_kind=kind, owner_key=key).select_related("file"))


def attachments_of_many(kind: str, keys: Collection[str]) -> dict[str, list[Attachment]]:
    """Attachments of many things of one kind in one query, by key."""
    found: dict[str, list[Attachment]] = {key: [] for key in keys}
    for row in Attachment.objects.filter(owner_kind=kind, owner_key__in=list(keys)).select_related("file"):
        found[row.owner_key].append(row)
    return found


def remove(attachment: Attachment, *, actor: Any, owner: Pointer) -> None:
    """Take a file off a thing. The bytes go when nothing in the office uses them any more (see `purge_unused`)."""
    with transaction.atomic():
        gone, _ = Attachment.objects.filter(pk=attachment.pk).delete()
        if not gone:
            return
        audit.record(
            actor=actor, action="file.removed", target=owner, district_code=attachment.district_code,
            data={"name": attachment.name, "sha256": attachment.file.sha256},
        )  # fmt: skip
        files_changed.send(Attachment, owner_kind=owner.kind, owner_key=str(owner.key), actor=actor)


def move(source: Pointer, target: Pointer, *, actor: Any) -> None:
    """Hang on `target` all that hangs on `source`; a file that is there already stays once."""
    with transaction.atomic():
        there = {row.file_id for row in attachments_of(target)}
        moved = attachments_of(source)
        for row in moved:
            if row.file_id in there:
                row.delete()
                continue
            row.owner_kind, row.owner_key = target.kind, str(target.key)
            row.save(update_fields=["owner_kind", "owner_key"])
            audit.record(
                actor=actor, action="file.added", target=target, district_code=row.district_code,
                data={"name": row.name, "sha256": row.file.sha256, "size": row.file.size},
            )  # fmt: skip
        if moved:
            for owner in (source, target):
                files_changed.send(Attachment, owner_kind=owner.kind, owner_key=str(owner.key), actor=actor)


def describe(attachment: Attachment, *, actor: Any, owner: Pointer, caption: str) -> None:
    """Change the words under a picture."""
    with transaction.atomic():
        Attachment.objects.filter(pk=attachment.pk).update(caption=caption.strip()[:300])
        files_changed.send(Attachment, owner_kind=owner.kind, owner_key=str(owner.key), actor=actor)


def display_bytes(attachment: Attachment) -> bytes | None:
    """The re-encoded picture (JPEG, no place in it) for documents; None when there is none (yet)."""
    kept = attachment.file
    if not kept.display:
        return None
    with kept.display.open("rb") as source:
        return bytes(source.read())


def purge_unused(*, now: datetime | None = None) -> int:
    """Delete stored files nothing points to any more and their bytes; gives how many. Safe to run twice."""
    gone = 0
    old = (now or timezone.now()) - _UNUSED_AFTER
    for kept in StoredFile.objects.filter(attachments=None, created_at__lte=old).order_by("pk")[:500]:
        paths = [str(field.name) for field in (kept.original, kept.display) if field]
        try:
            # Another upload of the same content may take the row up between the query and here.
            with transaction.atomic():
                if StoredFile.objects.select_for_update().filter(pk=kept.pk).first() is None:
                    continue
                if Attachment.objects.filter(file=kept.pk).exists():
                    continue
                kept.delete()
        except (ProtectedError, IntegrityError):
            continue
        for path in paths:
            kept.original.storage.delete(str(path))
        gone += 1
    return gone


def _shown(upload: UploadedFile) -> str:
    return kinds.clean_name(upload.name or "", "")


def _checked(upload: UploadedFile, allow: Collection[str]) -> kinds.Kind:
    """Size by the first bytes, then the whole by content."""
    upload.seek(0)
    family = kinds.family_of(upload.read(8192)) if not isinstance(upload, OversizedUpload) else upload.family
    check_size(upload.size or 0, family)
    source: BinaryIO = upload.file  # type: ignore[assignment]  # an upload always has its file
    kind = kinds.recognise(source, wanted=allow)
    if kind.family not in allow:
        raise DomainError("ช่องนี้รับเฉพาะ" + kinds.words_of(allow))
    return kind


def check_size(size: int, family: str) -> None:
    """DomainError when a file of that family may not be that large (bytes)."""
    if size > settings.FILE_LIMITS_MB[family] * MB:
        raise DomainError(_too_large(size, family))


def _too_large(size: int, family: str) -> str:
    limits = settings.FILE_LIMITS_MB
    if family == "media":
        return (
            f"วิดีโอหรือเสียงนี้มีขนาด {size / MB:,.0f} MB ส่งได้ไม่เกิน {limits['media']} MB "
            "กรุณาตัดให้สั้นลง หรือนำขึ้นเว็บไซต์วิดีโอแล้วส่งเป็นลิงก์"
        )
    return (
        f"ไฟล์มีขนาด {size / MB:,.0f} MB ใหญ่เกินกำหนด ภาพถ่ายส่งได้ไม่เกิน {limits['image']} MB "
        f"PDF {limits['pdf']} MB เอกสาร {limits['office']} MB กรุณาย่อขนาดก่อนส่ง"
    )


def _pieces(upload: UploadedFile) -> Iterator[bytes]:
    upload.seek(0)
    while piece := upload.read(_CHUNK):
        yield piece


def _digest(upload: UploadedFile) -> str:
    total = hashlib.sha256()
    for piece in _pieces(upload):
        total.update(piece)
    return total.hexdigest()


def _kept(upload: UploadedFile, *, kind: kinds.Kind, digest: str, district_code: str) -> StoredFile:
    """The office's row of this content, made when it is new. Two uploads at once: the loser takes the winner's row."""
    known = StoredFile.objects.select_for_update().filter(district_code=district_code, sha256=digest).first()
    if known is not None:
        if known.scan == StoredFile.Scan.INFECTED:
            raise DomainError(f"{_shown(upload)}: ไฟล์นี้เคยตรวจพบไวรัส ({known.scan_note}) จึงรับไว้ไม่ได้", field="file")
        return known
    storage = StoredFile._meta.get_field("original").storage
    path = f"originals/{district_code}/{digest[:2]}/{digest}"
    # Bytes of a transaction that was rolled back may lie there already, whole or in part.
    if not (storage.exists(path) and storage.size(path) == upload.size):
        upload.seek(0)
        path = storage.save(path, File(upload.file))
    values = {
        "size": upload.size,
        "content_type": kind.content_type,
        "original": path,
        "width": kind.width,
        "height": kind.height,
        "state": StoredFile.State.WAITING if kind.family == "image" else StoredFile.State.READY,
        "created_at": timezone.now(),
        "scan": StoredFile.Scan.WAITING if settings.CLAMAV else StoredFile.Scan.NONE,
    }
    kept, _ = StoredFile.objects.get_or_create(district_code=district_code, sha256=digest, defaults=values)
    return kept
