"""How a run ends: done, failed, with the notice that knocks at the person who is not looking."""

import logging
import secrets
import uuid
from datetime import timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from core import notify
from reports.models import ReportFile, ReportRun

log = logging.getLogger(__name__)
State = ReportRun.State
# The progress page asks every two seconds; who has not asked for this long is elsewhere and gets a notice.
LOOKED_AWAY = timedelta(seconds=8)


def unexpected(what: str) -> str:
    """A Thai sentence with a code that finds the traceback in the log."""
    code = secrets.token_hex(3).upper()
    log.error("failure %s: %s", code, what)
    return f"ระบบจัดทำเอกสารไม่สำเร็จเพราะเกิดข้อผิดพลาดภายใน โปรดลองใหม่ หากยังไม่ได้ให้แจ้งผู้ดูแลระบบ (รหัส {code})"


def finish(claimed: QuerySet[ReportRun], pk: uuid.UUID, output: ReportFile) -> bool:
    """Set the file on a run still claimed; False when it was cancelled or taken over meanwhile."""
    ended = claimed.update(
        state=State.DONE, stage="", output=output, finished_at=timezone.now(), claim=None, book=None, reason=""
    )
    if ended:
        _knock(pk, "report.done", "เอกสาร “{title}” เสร็จแล้ว")
    return bool(ended)


def fail(pk: uuid.UUID, reason: str, *, claim: uuid.UUID | None = None) -> bool:
    """End an open run with a reason; with `claim` only if that worker still has it."""
    rows = ReportRun.objects.unfinished().filter(pk=pk)
    if claim is not None:
        rows = rows.filter(claim=claim)
    ended = rows.update(state=State.FAILED, stage="", reason=reason[:500], finished_at=timezone.now(), claim=None)
    if ended:
        _knock(pk, "report.failed", "เอกสาร “{title}” จัดทำไม่สำเร็จ", body=reason)
    return bool(ended)


def _knock(pk: uuid.UUID, code: str, title: str, *, body: str = "") -> None:
    run = ReportRun.objects.select_related("requested_by").get(pk=pk)
    if run.watched_at and timezone.now() - run.watched_at < LOOKED_AWAY:
        return
    notify.send(
        [run.requested_by],
        code=code,
        title=title.format(title=run.title),
        body=body,
        url=reverse("reports:run", args=[run.pk]),
        district_code=run.district_code,
        dedupe_key=f"{code}:{run.pk}:{run.attempts}",
    )
