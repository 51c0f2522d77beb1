"""What a worker does with a run and with a section: claim, work under a heartbeat, hand on. Safe to call twice.

    waiting ──claim──▶ prepare ─┬─ workbook: write ───────────────────────────────▶ done
                                └─ PDF: render (each section a job) ──▶ merge ────▶ done
Every step is a conditional update on state and claim: a second worker, a late one or a cancelled one changes nothing.
"""

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from core import queue
from core.errors import DomainError
from reports import outcome, registry
from reports.base import Reader
from reports.files import find_file, keep_section, section_row
from reports.heartbeat import Heartbeat
from reports.models import ReportFile, ReportRun, ReportSection
from reports.pdf.book import Book, Plan
from reports.pdf.section import render_section
from reports.produce import Order, Stopped, order, pdf_key, produce_merged, produce_workbook, thai_worker

log = logging.getLogger(__name__)
State, Stage = ReportRun.State, ReportRun.Stage


def _claimed(pk: uuid.UUID, claim: uuid.UUID) -> QuerySet[ReportRun]:
    return ReportRun.objects.filter(pk=pk, state=State.RUNNING, claim=claim)


def _run_heartbeat(pk: uuid.UUID, claim: uuid.UUID) -> Heartbeat:
    def progress(done: int, total: int | None) -> dict[str, Any]:
        return {"done_units": done} if total is None else {"done_units": done, "total_units": total}

    return Heartbeat(lambda: _claimed(pk, claim), progress)


def start_run(pk: str | uuid.UUID) -> None:
    """Claim a waiting run and take it as far as this process can."""
    pk, claim, now = uuid.UUID(str(pk)), uuid.uuid4(), timezone.now()
    taken = ReportRun.objects.filter(pk=pk, state=State.WAITING).update(
        state=State.RUNNING,
        stage=Stage.PREPARE,
        claim=claim,
        started_at=now,
        heartbeat_at=now,
        attempts=F("attempts") + 1,
        done_units=0,
        total_units=0,
    )
    if not taken:
        return
    with thai_worker(), _reporting(pk, claim), _run_heartbeat(pk, claim) as heart:
        run = ReportRun.objects.get(pk=pk)
        request = _checked_order(run)
        _claimed(pk, claim).update(file_name=request.file_name)
        if run.format == "xlsx":
            _claimed(pk, claim).update(stage=Stage.WRITE)
            _finish(pk, claim, produce_workbook(request, heart, now=now))
            return
        book = request.document.pdf(replace(request.context, tell=heart.tell))
        heart.tell(0)
        _lay_out(run, claim, request, book, now)


def _checked_order(run: ReportRun) -> Order:
    """Read the person anew: account, rights and choices may have changed since the click."""
    user = get_user_model().objects.get(pk=run.requested_by_id)
    if not user.is_active:
        raise DomainError("บัญชีผู้ขอเอกสารถูกปิดใช้งานแล้ว")
    document = registry.get(run.key)
    if not document.may_run(user, run.district_code):
        raise DomainError("สิทธิ์ของท่านเปลี่ยนไปหลังจากกดขอเอกสาร จึงออกเอกสารนี้ไม่ได้แล้ว")
    return order(document, format=run.format, district_code=run.district_code, given=run.params, reader=Reader(user))


def _lay_out(run: ReportRun, claim: uuid.UUID, request: Order, book: Book, now: datetime) -> None:
    """Answer from the store, or hand the sections to the workers and let go of the run."""
    found = find_file(pdf_key(request, book), now)
    if found:
        _finish(run.pk, claim, found)
        return
    with transaction.atomic():
        rows = [section_row(section, now) for section in book.sections if section.paper is None]
        handed = _claimed(run.pk, claim).update(
            stage=Stage.RENDER,
            claim=None,
            book={**book.plan(), "key": pdf_key(request, book)},
            heartbeat_at=now,
        )
        if not handed:
            raise Stopped
        # Papers are done already; they hang on the run so that its progress counts their pages.
        papers = [section.name for section in book.sections if section.paper is not None]
        run.sections.set([*rows, *ReportSection.objects.filter(content_hash__in=papers)])
        waiting = [row.pk for row in rows if not row.file]
        ReportSection.objects.filter(pk__in=waiting, claim__isnull=True).update(queued_at=now, rings=0)
    for pk in waiting[1:]:
        queue.publish("reports.tasks.render_section", pk)
    if waiting:
        start_section(waiting[0])
    else:
        finish_run(run.pk)


def start_section(pk: int) -> None:
    """Render one section if nobody does; the worker that completes a run's last one merges it."""
    claim, now = uuid.uuid4(), timezone.now()
    taken = (
        ReportSection.objects.unrendered()
        .filter(pk=pk, claim__isnull=True)
        .update(claim=claim, heartbeat_at=now, attempts=F("attempts") + 1)
    )
    if taken:
        with thai_worker():
            _render(ReportSection.objects.get(pk=pk), claim)
    section = ReportSection.objects.rendered().filter(pk=pk).first()
    if section:
        for run in section.runs.all().in_layout():
            finish_run(run.pk)


def _render(section: ReportSection, claim: uuid.UUID) -> None:
    mine = ReportSection.objects.filter(pk=section.pk, claim=claim)
    needed = mine.wanted()

    def rows() -> QuerySet[ReportSection]:
        # The claim holds only while some run still wants the section: cancelling the last one stops the layout.
        return mine if needed.exists() else mine.none()

    try:
        with Heartbeat(rows, lambda done, total: {"pages": done}) as heart:
            pdf, layout = render_section(section.html, heart.tell)
    except Stopped:
        mine.update(claim=None, pages=0)
        return
    except Exception:
        log.exception("section %s could not be rendered", section)
        reason = outcome.unexpected(f"section {section.content_hash[:12]}")
        for run in section.runs.all().in_layout():
            outcome.fail(run.pk, reason)
        mine.update(claim=None, pages=0, attempts=0)
        return
    if mine.exists():
        keep_section(section, pdf, layout)


def finish_run(pk: uuid.UUID) -> None:
    """Merge a run whose sections are all rendered; of several workers arriving together one gets the claim."""
    claim, now = uuid.uuid4(), timezone.now()
    with transaction.atomic():
        run = ReportRun.objects.select_for_update(of=("self",)).in_layout().filter(pk=pk).first()
        if run is None or run.sections.unrendered().exists():
            return
        run.stage, run.claim, run.heartbeat_at = Stage.MERGE, claim, now
        run.save(update_fields=["stage", "claim", "heartbeat_at"])
    with thai_worker(), _reporting(pk, claim), _run_heartbeat(pk, claim):
        data = dict(run.book or {})
        key = data.pop("key")
        _finish(pk, claim, produce_merged(Plan.from_json(data), key, run.file_name, now=now))


def _finish(pk: uuid.UUID, claim: uuid.UUID, output: ReportFile) -> None:
    with transaction.atomic():
        outcome.finish(_claimed(pk, claim), pk, output)


@contextmanager
def _reporting(pk: uuid.UUID, claim: uuid.UUID) -> Iterator[None]:
    """Whatever ends the work ends the run with a reason a person can read."""
    try:
        yield
    except Stopped:
        return
    except DomainError as error:
        outcome.fail(pk, error.message, claim=claim)
    except Exception:
        log.exception("run %s failed", pk)
        outcome.fail(pk, outcome.unexpected(f"run {pk}"), claim=claim)
