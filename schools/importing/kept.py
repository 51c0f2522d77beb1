"""What keeping a rehearsed workbook and confirming it later share, whatever the workbook holds."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar, cast

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from core import audit
from core.errors import DomainError, StaleRevision
from schools.importing.result import Rehearsal
from schools.models.rehearsed import RehearsedImport

Kept = TypeVar("Kept", bound=RehearsedImport)
KEPT = timedelta(days=30)
CHANGED_MEANWHILE = "ข้อมูลเปลี่ยนไปหลังการซ้อม ยังไม่ได้นำเข้า กรุณาซ้อมนำเข้าใหม่แล้วตรวจอีกครั้ง"
S = RehearsedImport.State


def keep(run: Kept, data: bytes, rehearsal: Rehearsal, *, actor: Any, name: str) -> Kept:
    """Save a new run with its file and what the rehearsal said."""
    run.file_name = name[-200:] or "import.xlsx"
    run.sha256, run.fingerprint, run.rehearsal = rehearsal.file_hash, rehearsal.fingerprint, rehearsal.told()
    run.uploaded_by = None if actor is audit.SYSTEM else actor
    run.uploaded_at = timezone.now()
    run.file.save(f"{run.pk}.xlsx", ContentFile(data), save=False)
    run.save()
    return run


def confirm_kept(run: Kept, *, lock: Callable[[], Any], apply: Callable[[Kept], None]) -> Kept:
    """`apply` on the locked run, once, in one transaction after `lock`; a run the data moved away from is marked.

    StaleRevision when `apply` finds that the rehearsal would say something else now, DomainError for a run that was
    imported or put away; nothing is written then.
    """
    model = type(run)
    try:
        with transaction.atomic():
            lock()
            locked = model._default_manager.select_for_update(of=("self",)).get(pk=run.pk)
            if locked.state == S.APPLIED:
                raise DomainError("ไฟล์นี้นำเข้าไปแล้ว")
            if locked.state != S.REHEARSED:
                raise DomainError("การซ้อมนี้ใช้ไม่ได้แล้ว กรุณาอัปโหลดไฟล์ใหม่")
            apply(cast("Kept", locked))
    except StaleRevision:
        model._default_manager.filter(pk=run.pk, state=S.REHEARSED).update(state=S.STALE)
        raise
    except IntegrityError as error:
        raise StaleRevision(CHANGED_MEANWHILE) from error
    run.refresh_from_db()
    return run


def hold_to(run: RehearsedImport, rehearsal: Rehearsal, *, skip_refused: bool) -> None:
    """Refuse what the person did not see: another rehearsal than theirs, refused rows they did not agree to skip."""
    if rehearsal.fingerprint != run.fingerprint:
        raise StaleRevision(CHANGED_MEANWHILE)
    if rehearsal.has_refusals and not skip_refused:
        raise DomainError("มีแถวที่ถูกปฏิเสธ จึงยังไม่นำเข้า แก้ไฟล์แล้วซ้อมใหม่ หรือเลือก “นำเข้าเฉพาะแถวที่ถูกต้อง”")


def mark_applied(run: RehearsedImport, *, skip_refused: bool) -> None:
    run.state, run.skip_refused, run.applied_at = S.APPLIED, skip_refused, timezone.now()
    run.save(update_fields=["state", "skip_refused", "applied_at"])


def drop_kept(run: RehearsedImport) -> None:
    """Put a rehearsal away without importing it."""
    type(run)._default_manager.filter(pk=run.pk, state=S.REHEARSED).update(state=S.DROPPED)


def purge_kept(rows: Any, *, now: datetime | None = None, most: int = 50) -> int:
    """Files of `rows` nobody imported within a month go; what was imported stays as a record. Gives how many."""
    old = (now or timezone.now()) - KEPT
    unused, gone = rows.exclude(state=S.APPLIED).filter(uploaded_at__lt=old), 0
    for run in unused.order_by("pk")[:most]:
        # Somebody may confirm it between the query and here.
        deleted, _ = unused.filter(pk=run.pk).delete()
        if deleted:
            run.file.storage.delete(str(run.file.name))
            gone += 1
    return gone
