"""Write, send, withdraw and cancel a report of a period. Deciding itself is core.approvals."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core import approvals, audit
from core.approvals.content import content_hash
from core.errors import DomainError, NotAllowed, StaleRevision
from core.missing import refuse_if_missing
from core.pointers import Pointer
from schools.models import Cluster, District
from supervision.field.queries import Period
from supervision.reporting import permissions
from supervision.reporting.content import content_of, period_of
from supervision.reporting.missing import missing
from supervision.reporting.models import TEXTS, ReportPaper, ReportPaperDecision, ReportPaperRound
from supervision.reporting.states import REPORT_STATES

_TITLES = {
    ReportPaper.Form.SHORT: "รายงานผลการนิเทศ {period}",
    ReportPaper.Form.YEARLY: "รายงานผลการนิเทศประจำปี {period}",
    ReportPaper.Form.CHAPTERS: "รายงานผลการนิเทศ {period} (5 บท)",
}


def pointer_to(paper: ReportPaper) -> Pointer:
    return Pointer("period_report", str(paper.pk), paper.title, date=paper.period_start, hash=paper.content_hash)


def create_report(
    district: District,
    *,
    actor: Any,
    period: Period,
    cluster: Cluster | None = None,
    form: str = "short",
    now: datetime,
) -> ReportPaper:
    """Open the paper of a period in one form; the one that exists already is given back, so two clicks make one."""
    if not permissions.can_write_reports(actor, district):
        raise NotAllowed("จัดทำรายงานของเขตนี้ไม่ได้")
    if cluster is not None and cluster.district_id != district.pk:
        raise DomainError("กลุ่มโรงเรียนนี้ไม่ได้อยู่ในเขตพื้นที่", field="cluster")
    if form == ReportPaper.Form.YEARLY and period.fiscal_year is None:
        raise DomainError("รายงานประจำปีเป็นของปีงบประมาณ กรุณาเลือกปีงบประมาณ", field="period")
    scope = f" {cluster.name}" if cluster else ""
    title = f"{_TITLES[ReportPaper.Form(form)].format(period=period.label)}{scope}"
    there = ReportPaper.objects.exclude(state=ReportPaper.State.CANCELLED).filter(
        district=district, period_code=period.code, cluster=cluster, form=form
    )
    # Asked first: among many acts (core.bulk) a refused insert undoes them all.
    if found := there.first():
        return found
    try:
        with transaction.atomic():
            paper = ReportPaper.objects.create(
                district=district,
                cluster=cluster,
                period_code=period.code,
                period_label=period.label,
                period_start=period.start,
                title=title,
                form=form,
                author=actor,
                created_at=now,
                updated_at=now,
            )
            _record(paper, actor, "period_report.created")
            return paper
    except IntegrityError:
        return there.get()


def save_texts(
    paper: ReportPaper, *, actor: Any, texts: Mapping[str, str], lock_version: int, now: datetime
) -> ReportPaper:
    """Write the texts; StaleRevision when somebody else saved since `lock_version` was read. A change to an approved
    report is a new revision."""
    with transaction.atomic():
        fresh = _locked(paper)
        if not permissions.can_write_here(actor, fresh):
            raise NotAllowed("แก้ไขรายงานของเขตนี้ไม่ได้")
        state = REPORT_STATES.next(fresh.state, "edit")
        if fresh.lock_version != lock_version:
            raise StaleRevision("มีผู้อื่นแก้ไขรายงานนี้หลังจากที่ท่านเปิด ข้อความของท่านยังอยู่ กรุณาตรวจสอบแล้วบันทึกอีกครั้ง")
        changed = [name for name in fresh.labels if name in texts and fresh.text(name) != texts[name]]
        retitled = "title" in texts and fresh.title != texts["title"]
        if not changed and not retitled:
            return fresh
        for name in changed:
            fresh.set_text(name, texts[name])
        fresh.title = texts["title"] if retitled else fresh.title
        if fresh.state == ReportPaper.State.APPROVED:
            fresh.revision += 1
        fresh.state, fresh.lock_version, fresh.updated_at = state, fresh.lock_version + 1, now
        fresh.save(update_fields=[*TEXTS, "title", "more", "revision", "state", "lock_version", "updated_at"])
        parts = [*(["ชื่อรายงาน"] if retitled else []), *(fresh.labels[name] for name in changed)]
        _record(fresh, actor, "period_report.saved", {"parts": ", ".join(parts)})
    return fresh


def submit_report(paper: ReportPaper, *, actor: Any, now: datetime, today: date | None = None) -> ReportPaperRound:
    """Freeze texts and figures and send them along the office's chain; a second submit is refused."""
    with transaction.atomic():
        fresh = _locked(paper)
        if not permissions.can_write_here(actor, fresh):
            raise NotAllowed("ส่งรายงานของเขตนี้ไม่ได้")
        if fresh.state == ReportPaper.State.SUBMITTED:
            raise DomainError("ส่งรายงานนี้แล้ว กำลังรอการพิจารณา ไม่ต้องส่งซ้ำ")
        state = REPORT_STATES.next(fresh.state, "submit")
        refuse_if_missing(missing(fresh))
        if fresh.rounds.filter(revision=fresh.revision).exists():
            fresh.revision += 1
        fresh.frozen = content_of(fresh, period_of(fresh), today=today or timezone.localdate(now))
        fresh.content_hash = content_hash(fresh.frozen)
        fresh.state, fresh.author, fresh.lock_version, fresh.updated_at = state, actor, fresh.lock_version + 1, now
        fresh.save(
            update_fields=["frozen", "content_hash", "state", "author", "revision", "lock_version", "updated_at"]
        )
        opened: ReportPaperRound = approvals.open_round(
            REPORT_KIND,
            fresh,
            actor=actor,
            revision=fresh.revision,
            snapshot=fresh.frozen,
            chain=fresh.district.settings.plan_chain,
            content_hash=fresh.content_hash,
            now=now,
        )
    return opened


def decide_report(
    paper: ReportPaper, *, actor: Any, revision: int, decision: str, comment: str = "", content_hash: str, now: datetime
) -> ReportPaperRound:
    """Approve or return the revision the person has read (see core.approvals.decide for the refusals)."""
    round_: ReportPaperRound = approvals.decide(
        REPORT_KIND,
        paper,
        actor=actor,
        revision=revision,
        decision=decision,
        comment=comment,
        content_hash=content_hash,
        now=now,
    )
    return round_


def withdraw_report(paper: ReportPaper, *, actor: Any, now: datetime) -> ReportPaperRound:
    if not permissions.can_withdraw(actor, paper):
        raise NotAllowed("ถอนคืนได้เฉพาะรายงานที่ท่านส่งและยังไม่ได้พิจารณาครบ")
    round_: ReportPaperRound = approvals.withdraw(REPORT_KIND, paper, actor=actor, now=now)
    return round_


def cancel_report(paper: ReportPaper, *, actor: Any, reason: str, now: datetime) -> None:
    """Nothing submitted is deleted; a cancelled report keeps its rounds and frees the period for another."""
    if not reason.strip():
        raise DomainError("กรุณาระบุเหตุผลที่ยกเลิก", field="reason")
    with transaction.atomic():
        fresh = _locked(paper)
        if not permissions.can_write_here(actor, fresh):
            raise NotAllowed("ยกเลิกรายงานของเขตนี้ไม่ได้")
        fresh.state = REPORT_STATES.next(fresh.state, "cancel")
        fresh.cancel_reason, fresh.updated_at, fresh.lock_version = reason.strip(), now, fresh.lock_version + 1
        fresh.save(update_fields=["state", "cancel_reason", "updated_at", "lock_version"])
        _record(fresh, actor, "period_report.cancelled", {"reason": reason.strip()})


def _locked(paper: ReportPaper | int) -> ReportPaper:
    key = paper if isinstance(paper, int) else paper.pk
    return (
        ReportPaper.objects.select_for_update(of=("self",)).select_related("district__settings", "cluster").get(pk=key)
    )


def _record(paper: ReportPaper, actor: Any, action: str, data: dict[str, Any] | None = None) -> None:
    audit.record(
        actor=actor, action=action, target=pointer_to(paper), district_code=paper.district.code, data=data or {}
    )


def _authors(paper: ReportPaper) -> Iterable[Any]:
    return [paper.author]


_OUTCOME = approvals.OnSubject(_locked, REPORT_STATES)
REPORT_KIND = _OUTCOME.kind(
    code="period_report",
    label="รายงานผลการนิเทศ",
    round_model=ReportPaperRound,
    decision_model=ReportPaperDecision,
    pointer=pointer_to,
    url=lambda paper: reverse("reporting:report", args=[paper.pk]),
    authors=_authors,
    paper=lambda paper: (
        "supervision-report",
        {"period": paper.period_code, "cluster": str(paper.cluster_id or ""), "form": paper.form},
    ),
    related=("subject__district__settings", "subject__author"),
)
