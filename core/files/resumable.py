"""Files that arrive in parts, over as many cuts of the line as it takes (tus 1.0 on the wire: core.views.tus).

Nothing is kept beside the database and the file store, so any web process takes any part. What the whole file is for,
and who may send it, is the caller's question.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.models import Upload

PART = 256 * 1024
KEPT = timedelta(days=7)
_IN_MEMORY = 1024 * 1024


class OutOfOrder(Exception):
    """A part that does not begin where the last one ended; `offset` is where the next one must."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"the next part begins at {offset}")
        self.offset = offset


class WrongHash(Exception):
    """All bytes are here and they are not the file that was promised; the upload is gone and begins anew."""


class Busy(Exception):
    """Another request is adding to this upload at this moment."""


@dataclass(frozen=True)
class Whole:
    """The finished file, open for reading; `upload` names it."""

    upload: Upload
    file: UploadedFile


def begin(
    *, purpose: str, key: str, sha256: str, size: int, name: str, actor: Any, now: datetime | None = None
) -> Upload:
    """The upload that fills `key`; asked for again, the one that is there, to be resumed.

    One of another file under the same key is dropped: the sender changed its mind before it arrived.
    """
    now = now or timezone.now()
    held = Upload.objects.filter(purpose=purpose, key=key).first()
    if held is not None and (held.sha256, held.size) == (sha256, size):
        Upload.objects.filter(pk=held.pk).update(expires_at=now + KEPT)
        return held
    if held is not None:
        forget(purpose, key)
    facts = {
        "sha256": sha256, "size": size, "name": name[:200], "begun_by": actor, "begun_at": now,
        "expires_at": now + KEPT,
    }  # fmt: skip
    try:
        with transaction.atomic():
            return Upload.objects.create(purpose=purpose, key=key, **facts)
    except IntegrityError:
        return Upload.objects.get(purpose=purpose, key=key)


def locked(upload: Upload) -> Upload | None:
    """The row as it stands, held until the transaction ends; Busy when another request has it, None when it is gone."""
    row = Upload.objects.select_for_update(skip_locked=True).filter(pk=upload.pk).first()
    if row is None and Upload.objects.filter(pk=upload.pk).exists():
        raise Busy
    return row


def append(upload: Upload, *, offset: int, content: bytes, now: datetime | None = None) -> Upload:
    """Add one part, at most PART bytes, to a row that is `locked`. OutOfOrder when it does not fit the bytes so far."""
    if offset != upload.offset:
        raise OutOfOrder(upload.offset)
    if len(content) > PART or offset + len(content) > upload.size:
        raise ValueError("more bytes than were announced")
    if content:
        wanted = f"uploads/{upload.pk}/{offset:012}"
        # Left behind by a request whose transaction was rolled back.
        default_storage.delete(wanted)
        upload.parts = [*upload.parts, default_storage.save(wanted, ContentFile(content))]
        upload.offset = offset + len(content)
    upload.expires_at = (now or timezone.now()) + KEPT
    upload.save(update_fields=["parts", "offset", "expires_at"])
    return upload


def whole(upload: Upload) -> Whole | None:
    """The file once all its bytes are here and their hash is the promised one; None before. WrongHash otherwise, also
    where a part has left the file store (a backup of another hour brought back): the caller drops the row."""
    if upload.offset < upload.size:
        return None
    joined = cast(BinaryIO, SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - handed on, closed with the file
    found = hashlib.sha256()
    try:
        for piece in _pieces(upload):
            found.update(piece)
            joined.write(piece)
    except FileNotFoundError:
        joined.close()
        raise WrongHash from None
    if found.hexdigest() != upload.sha256:
        joined.close()
        raise WrongHash
    joined.seek(0)
    return Whole(upload, UploadedFile(file=joined, name=upload.name, size=upload.size))


def finish(upload: Upload, *, now: datetime | None = None) -> None:
    """The file is where it belongs: the parts go once the transaction is committed, the row stays and says so."""
    parts = list(upload.parts)
    upload.parts, upload.done_at = [], now or timezone.now()
    upload.save(update_fields=["parts", "done_at"])
    transaction.on_commit(lambda: _remove(parts), robust=True)


def forget(purpose: str, key: str) -> None:
    """Drop what came for `key` so far; the next `begin` starts at the first byte."""
    with transaction.atomic():
        for upload in Upload.objects.select_for_update().filter(purpose=purpose, key=key):
            drop(upload)


def purge_expired(*, now: datetime | None = None) -> int:
    """Drop uploads nobody added to for a week, and the rows of finished ones; gives how many. Safe to run twice."""
    gone = 0
    for pk in list(Upload.objects.filter(expires_at__lte=now or timezone.now()).values_list("pk", flat=True)[:1000]):
        with transaction.atomic():
            upload = Upload.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
            if upload is not None:
                drop(upload)
                gone += 1
    return gone


def drop(upload: Upload) -> None:
    """Delete a locked row; its parts go once the transaction is committed."""
    parts = list(upload.parts)
    upload.delete()
    transaction.on_commit(lambda: _remove(parts), robust=True)


def _remove(parts: list[str]) -> None:
    for name in parts:
        default_storage.delete(name)


def _pieces(upload: Upload) -> Iterator[bytes]:
    for name in upload.parts:
        with default_storage.open(name, "rb") as part:
            yield part.read()
