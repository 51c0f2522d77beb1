"""Business acts on documents: ask for one, cancel, ask again. The work itself is in jobs."""

import hashlib
import json
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from core import audit, queue
from core.errors import DomainError
from core.pointers import Pointer
from reports import registry
from reports.base import Reader
from reports.models import ReportFile, ReportRun
from reports.permissions import can_download
from reports.produce import Order, order

State = ReportRun.State


def request_run(
    *, actor: Any, key: str, fmt: str, params: dict[str, Any], district: Any, now: datetime | None = None
) -> ReportRun:
    """Queue one document for `actor`; the same request still open is answered with that run.

    `district` is the District or its code. DomainError: unknown key, format or parameter, a bad value, no right.
    """
    code = getattr(district, "code", district)
    request = order(registry.get(key), format=fmt, district_code=code, given=params, reader=Reader(actor))
    now = now or timezone.now()
    digest = hashlib.sha256(json.dumps(request.raw, sort_keys=True).encode()).hexdigest()
    same = {
        "requested_by": actor,
        "key": key,
        "format": fmt,
        "district_code": code,
        "params_hash": digest,
    }
    try:
        with transaction.atomic():
            run = _queue(request, same, actor, now)
    except IntegrityError:
        return ReportRun.objects.unfinished().get(**same)
    return run


def _queue(request: Order, same: dict[str, Any], actor: Any, now: datetime) -> ReportRun:
    run = ReportRun.objects.create(
        **same,
        title=request.document.title,
        params=request.raw,
        requested_at=now,
        queued_at=now,
        file_name=request.file_name,
    )
    audit.record(
        actor=actor,
        action="report.requested",
        target=pointer(run),
        district_code=run.district_code,
        data={"params": request.raw},
    )
    queue.ring("reports.tasks.start_run", str(run.pk))
    return run


def pointer(run: ReportRun) -> Pointer:
    return Pointer("report", str(run.pk), f"{run.title} ({run.format})")


def cancel_run(run: ReportRun, *, actor: Any) -> None:
    """Stop an open run; the worker notices within seconds that its claim is gone."""
    with transaction.atomic():
        ended = (
            ReportRun.objects.unfinished()
            .filter(pk=run.pk, requested_by=actor)
            .update(state=State.CANCELLED, stage="", claim=None, finished_at=timezone.now())
        )
        if not ended:
            raise DomainError("เอกสารนี้ทำเสร็จหรือหยุดไปแล้ว จึงยกเลิกไม่ได้")
        audit.record(actor=actor, action="report.cancelled", target=pointer(run), district_code=run.district_code)


def repeat_run(run: ReportRun, *, actor: Any) -> ReportRun:
    """Ask again for what failed, was cancelled or has expired, with the same parameters."""
    if run.is_open:
        return run
    return request_run(actor=actor, key=run.key, fmt=run.format, params=run.params, district=run.district_code)


def watch(run: ReportRun) -> None:
    """The person looks at the progress page, so no notice is needed when it ends."""
    ReportRun.objects.filter(pk=run.pk).update(watched_at=timezone.now())


def take_file(run: ReportRun, *, actor: Any) -> ReportFile:
    """The finished file for download, logged; DomainError when there is none or the right has gone."""
    if not can_download(actor, run):
        raise DomainError("สิทธิ์ของท่านเปลี่ยนไป จึงเปิดเอกสารนี้ไม่ได้แล้ว")
    if run.output is None:
        raise DomainError("ไฟล์นี้หมดอายุหรือยังไม่เสร็จ โปรดสั่งออกเอกสารใหม่")
    audit.record_read(actor=actor, action="report.downloaded", target=pointer(run), district_code=run.district_code)
    return run.output
