"""Notices what is dead: runs and sections never started or silent are queued again, three times, then failed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import F

from core import queue
from reports import outcome
from reports.models import ReportRun, ReportSection

NOT_STARTED = timedelta(seconds=30)
SILENT = timedelta(seconds=45)
WORKER_GONE = timedelta(seconds=60)
MOST = 3
LAST_SWEEP = "reports-last-sweep"
State, Stage = ReportRun.State, ReportRun.Stage

NO_WORKER = "ไม่มีเครื่องประมวลผลเบื้องหลังทำงานอยู่ เอกสารจึงยังไม่ได้เริ่มจัดทำ โปรดแจ้งผู้ดูแลระบบแล้วลองใหม่"
DIED = "เครื่องประมวลผลหยุดกลางคันซ้ำหลายครั้งขณะจัดทำเอกสารนี้ โปรดลองใหม่โดยเลือกข้อมูลให้น้อยลง หรือแจ้งผู้ดูแลระบบ"


@dataclass
class Found:
    """What one sweep did, in rows."""

    rung: int = 0
    restarted: int = 0
    failed: int = 0


def worker_alive(now: datetime) -> bool:
    """Whether any worker was heard of lately: by a heartbeat of its work or by the sweep it ran itself."""
    swept = cache.get(LAST_SWEEP)
    if swept and now - swept < WORKER_GONE:
        return True
    heard = now - SILENT
    return (
        ReportRun.objects.filter(heartbeat_at__gte=heard, state=State.RUNNING, claim__isnull=False).exists()
        or ReportSection.objects.unrendered().filter(heartbeat_at__gte=heard, claim__isnull=False).exists()
    )


def sweep(now: datetime, *, in_worker: bool) -> Found:
    """Look once. `in_worker` tells that a worker runs this, which proves that one lives; progress pages look too."""
    if in_worker:
        cache.set(LAST_SWEEP, now, timeout=None)
    found = Found()
    alive = worker_alive(now)
    for run in ReportRun.objects.never_started(now - NOT_STARTED):
        _ring_run(run, now, found, alive=alive)
    for run in ReportRun.objects.silent(now - SILENT):
        _restart_run(run, now, found)
    for section in ReportSection.objects.never_started(now - NOT_STARTED).defer("html"):
        _ring_section(section, now, found, alive=alive)
    for section in ReportSection.objects.silent(now - SILENT).defer("html"):
        _restart_section(section, now, found)
    for run in ReportRun.objects.in_layout().filter(heartbeat_at__lt=now - NOT_STARTED):
        if not run.sections.unrendered().exists():
            ReportRun.objects.filter(pk=run.pk).update(heartbeat_at=now)
            queue.publish("reports.tasks.finish_run", str(run.pk))
            found.rung += 1
    return found


def _ring_run(run: ReportRun, now: datetime, found: Found, *, alive: bool) -> None:
    """A worker busy with other people's documents is no failure: only without any worker does the count end it."""
    if run.rings >= MOST and not alive:
        found.failed += outcome.fail(run.pk, NO_WORKER)
        return
    mine = ReportRun.objects.filter(pk=run.pk, state=State.WAITING, queued_at=run.queued_at)
    if mine.update(queued_at=now, rings=F("rings") + 1):
        found.rung += 1
        queue.publish("reports.tasks.start_run", str(run.pk))


def _restart_run(run: ReportRun, now: datetime, found: Found) -> None:
    if run.attempts > MOST:
        found.failed += outcome.fail(run.pk, DIED, claim=run.claim)
        return
    mine = ReportRun.objects.filter(pk=run.pk, state=State.RUNNING, claim=run.claim)
    if mine.update(state=State.WAITING, stage="", claim=None, queued_at=now):
        found.restarted += 1
        queue.publish("reports.tasks.start_run", str(run.pk))


def _ring_section(section: ReportSection, now: datetime, found: Found, *, alive: bool) -> None:
    if section.rings >= MOST and not alive:
        _fail_runs(section, NO_WORKER, found)
        return
    if ReportSection.objects.filter(pk=section.pk, claim__isnull=True).update(queued_at=now, rings=F("rings") + 1):
        found.rung += 1
        queue.publish("reports.tasks.render_section", section.pk)


def _restart_section(section: ReportSection, now: datetime, found: Found) -> None:
    mine = ReportSection.objects.unrendered().filter(pk=section.pk, claim=section.claim)
    if section.attempts > MOST:
        _fail_runs(section, DIED, found)
        mine.update(claim=None, attempts=0, pages=0)
        return
    if mine.update(claim=None, queued_at=now, pages=0):
        found.restarted += 1
        queue.publish("reports.tasks.render_section", section.pk)


@transaction.atomic
def _fail_runs(section: ReportSection, reason: str, found: Found) -> None:
    for run in section.runs.all().in_layout():
        found.failed += outcome.fail(run.pk, reason)


def look_at(run: ReportRun, now: datetime) -> bool:
    """Asked by a progress page: sweep at once when this run looks dead, because the scheduler may be dead too."""
    if run.state == State.WAITING:
        overdue = run.queued_at is not None and now - run.queued_at > NOT_STARTED
    elif run.stage == Stage.RENDER:
        overdue = run.sections.never_started(now - NOT_STARTED).exists() or run.sections.silent(now - SILENT).exists()
    else:
        overdue = run.heartbeat_at is not None and now - run.heartbeat_at > SILENT
    if overdue:
        sweep(now, in_worker=False)
    return overdue
