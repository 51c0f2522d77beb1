"""Acts on quality schools: begin a year, choose schools, write and send the plan, note letter and reply, publish."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core import approvals, audit
from core.approvals.content import content_hash
from core.errors import DomainError, NotAllowed, StaleRevision, needed
from core.missing import refuse_if_missing
from core.pointers import Pointer
from core.stamps import held_since
from core.thai.years import fiscal_range
from schools.models import Amphoe, District, Person, School
from schools.services import publishing
from schools.services.locks import lock_district
from supervision.quality_schools import permissions
from supervision.quality_schools.content import content_of
from supervision.quality_schools.focus import SHIPPED
from supervision.quality_schools.missing import missing
from supervision.quality_schools.models import (
    FOCUS_TEXTS,
    PLAN_TEXTS,
    REPORT_TEXTS,
    Dispatch,
    FeederSchool,
    FocusPoint,
    PlanFocus,
    QualityPlan,
    QualityPlanDecision,
    QualityPlanRound,
    QualitySchool,
    QualityYear,
)
from supervision.quality_schools.permissions import PLAN_STATES


def year_pointer(year: QualityYear) -> Pointer:
    return Pointer("quality_school_year", str(year.pk), str(year), fiscal_range(year.fiscal_year)[0])


def plan_pointer(plan: QualityPlan) -> Pointer:
    return Pointer("quality_school_plan", str(plan.pk), str(plan), hash=plan.content_hash)


def dispatch_pointer(row: Dispatch) -> Pointer:
    return Pointer("quality_dispatch", str(row.pk), f"{row.plan} ที่ {row.number}", row.sent_on)


def _trace(year: QualityYear, action: str, *, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=action, target=year_pointer(year), district_code=year.district.code, data=data, at=at
    )


def _locked(year: QualityYear | int, actor: Any) -> QualityYear:
    key = year if isinstance(year, int) else year.pk
    held: QualityYear = (
        QualityYear.objects.select_for_update(of=("self",)).select_related("district__settings").get(pk=key)
    )
    if not permissions.may_write(actor, held):
        raise NotAllowed("แก้ไขได้เฉพาะ ผอ.กลุ่มนิเทศฯ เลขานุการ ก.ต.ป.น. และผู้รับผิดชอบของปี")
    return held


def _for_schools(year: QualityYear, actor: Any) -> QualityYear:
    held = _locked(year, actor)
    if not permissions.can_change_schools(actor, held):
        raise DomainError("แผนกำลังรอพิจารณา ถอนแผนก่อนจึงแก้ไขโรงเรียนและจุดเน้นได้")
    return held


@transaction.atomic
def open_year(
    district: District, *, actor: Any, year: int, owners: Iterable[Person] = (), now: datetime | None = None
) -> QualityYear:
    """Focus points, schools and feeders of the year before it, else the shipped points; with a draft of the plan. A
    year that was begun is given back."""
    now = now or timezone.now()
    if not permissions.may_open(actor, district):
        raise NotAllowed("เริ่มปีได้เฉพาะ ผอ.กลุ่มนิเทศฯ และเลขานุการ ก.ต.ป.น.")
    if not 2500 <= year <= 2700:
        raise DomainError("ปีงบประมาณต้องเป็น พ.ศ.", field="year")
    lock_district(district.pk)
    made, fresh = QualityYear.objects.get_or_create(
        district=district, fiscal_year=year, defaults={"created_by": actor, "updated_at": now}
    )
    if not fresh:
        return made
    before = QualityYear.objects.of_district(district).filter(fiscal_year__lt=year).order_by("-fiscal_year").first()
    points: Sequence[tuple[str, str]] = SHIPPED
    if before is not None:
        points = list(before.focus_points.filter(is_active=True).values_list("code", "name"))
    FocusPoint.objects.bulk_create(
        FocusPoint(year=made, position=place, code=code, name=name) for place, (code, name) in enumerate(points, 1)
    )
    if before is not None:
        _carry(before, made)
    made.owners.set(_own(made, owners))
    QualityPlan.objects.create(district=district, year=made, author=actor, updated_at=now)
    _trace(made, "quality_school_year.opened", actor=actor, at=now)
    return made


def _carry(before: QualityYear, made: QualityYear) -> None:
    for row in before.quality_schools.filter(school__closed_on=None).prefetch_related("feeders"):
        new = QualitySchool.objects.create(year=made, amphoe_id=row.amphoe_id, school_id=row.school_id, aim=row.aim)
        FeederSchool.objects.bulk_create(
            FeederSchool(year=made, quality_school=new, school_id=one.school_id) for one in row.feeders.all()
        )


def _own(year: QualityYear, people: Iterable[Person]) -> list[Person]:
    found = list(people)
    if any(person.district_id != year.district_id for person in found):
        raise DomainError("เลือกได้เฉพาะบุคลากรของเขตนี้", field="owners")
    return found


@transaction.atomic
def name_owners(year: QualityYear, *, actor: Any, owners: Iterable[Person], now: datetime | None = None) -> QualityYear:
    held = _locked(year, actor)
    if not permissions.may_open(actor, held.district):
        raise NotAllowed("กำหนดผู้รับผิดชอบได้เฉพาะ ผอ.กลุ่มนิเทศฯ และเลขานุการ ก.ต.ป.น.")
    held.owners.set(_own(held, owners))
    _trace(held, "quality_school_year.edited", actor=actor, at=now or timezone.now())
    return held


@transaction.atomic
def save_focus(
    year: QualityYear, *, actor: Any, name: str, code: str = "", is_active: bool = True,
    focus: FocusPoint | None = None, now: datetime | None = None,
) -> FocusPoint:  # fmt: skip
    """A new focus point, or another name for one; one that is not used leaves plan and follow-up."""
    held = _for_schools(year, actor)
    name = needed(name, "กรุณาระบุจุดเน้น", field="name")
    row = focus or FocusPoint(year=held, position=held.focus_points.count() + 1)
    if row.year_id != held.pk:
        raise DomainError("จุดเน้นนี้ไม่ใช่ของปีนี้")
    row.name, row.code, row.is_active = name, code.strip(), is_active
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise DomainError("ปีนี้มีจุดเน้นชื่อนี้แล้ว", field="name") from error
    _trace(held, "quality_school_year.edited", actor=actor, at=now or timezone.now())
    return row


@transaction.atomic
def set_school(
    year: QualityYear, amphoe: Amphoe, *, actor: Any, school: School, aim: str = "", feeders: Iterable[School] = (),
    now: datetime | None = None,
) -> QualitySchool:  # fmt: skip
    """The quality school of an amphoe with its feeders; what was chosen before is replaced."""
    held = _for_schools(year, actor)
    if (
        amphoe.district_id != held.district_id
        or school.amphoe_id != amphoe.pk
        or school.district_id != held.district_id
    ):
        raise DomainError("โรงเรียนคุณภาพต้องอยู่ในอำเภอนั้น", field="school")
    chosen = {one.pk: one for one in feeders}
    if school.pk in chosen:
        raise DomainError("โรงเรียนคุณภาพเป็นโรงเรียนเครือข่ายของตนเองไม่ได้", field="feeders")
    if any(one.district_id != held.district_id for one in chosen.values()):
        raise DomainError("เลือกได้เฉพาะโรงเรียนของเขตนี้", field="feeders")
    if FeederSchool.objects.filter(year=held, school=school).exclude(quality_school__amphoe=amphoe).exists():
        raise DomainError("โรงเรียนนี้เป็นโรงเรียนเครือข่ายของโรงเรียนคุณภาพอื่นในปีนี้", field="school")
    taken = FeederSchool.objects.filter(year=held, school__in=chosen).exclude(quality_school__amphoe=amphoe)
    others = QualitySchool.objects.filter(year=held, school__in=chosen).exclude(amphoe=amphoe)
    names = [*taken.values_list("school__name", flat=True), *others.values_list("school__name", flat=True)]
    if names:
        raise DomainError(f"มีที่อยู่แล้วในปีนี้: {', '.join(names[:10])}", field="feeders")
    row, _ = QualitySchool.objects.update_or_create(
        year=held, amphoe=amphoe, defaults={"school": school, "aim": aim.strip()}
    )
    row.feeders.exclude(school__in=chosen).delete()
    there = set(row.feeders.values_list("school", flat=True))
    FeederSchool.objects.bulk_create(
        FeederSchool(year=held, quality_school=row, school=one) for key, one in chosen.items() if key not in there
    )
    _trace(
        held, "quality_school_year.school", actor=actor, at=now or timezone.now(), amphoe=amphoe.name,
        school=school.name, count=len(chosen),
    )  # fmt: skip
    return row


def _plan(plan: QualityPlan | int, actor: Any, act: str) -> tuple[QualityPlan, str]:
    """The locked plan of a year this person keeps, and the state `act` leads to."""
    held = locked_plan(plan)
    if not permissions.may_write(actor, held.year):
        raise NotAllowed("แก้ไขแผนได้เฉพาะ ผอ.กลุ่มนิเทศฯ เลขานุการ ก.ต.ป.น. และผู้รับผิดชอบของปี")
    return held, PLAN_STATES.next(held.state, act)


def locked_plan(plan: QualityPlan | int) -> QualityPlan:
    key = plan if isinstance(plan, int) else plan.pk
    held: QualityPlan = (
        QualityPlan.objects.select_for_update(of=("self",))
        .select_related("district__settings", "year__district", "author")
        .get(pk=key)
    )
    return held


@transaction.atomic
def save_plan(
    plan: QualityPlan, *, actor: Any, texts: Mapping[str, str], focus: Mapping[int, Mapping[str, str]],
    lock_version: int, now: datetime | None = None,
) -> QualityPlan:  # fmt: skip
    """`focus` by key of the focus point. A change to an approved plan is a new revision; not while its letter waits."""
    now = now or timezone.now()
    held, state = _plan(plan, actor, "edit")
    if held.lock_version != lock_version:
        raise StaleRevision("มีผู้อื่นแก้ไขแผนนี้หลังจากที่ท่านเปิด ข้อความของท่านยังอยู่ กรุณาตรวจสอบแล้วบันทึกอีกครั้ง")
    if held.dispatches.filter(reply="").exists():
        raise DomainError("ส่งแผนถึงเลขาธิการ กพฐ. แล้ว รอหนังสือตอบก่อนจึงแก้ไขได้")
    for name in PLAN_TEXTS:
        setattr(held, name, texts.get(name, "").replace("\r\n", "\n").strip())
    points = {row.pk for row in held.year.focus_points.all()}
    for key, words in focus.items():
        if key not in points:
            raise DomainError("จุดเน้นนี้ไม่ใช่ของปีนี้")
        told = {name: words.get(name, "").replace("\r\n", "\n").strip() for name in FOCUS_TEXTS}
        PlanFocus.objects.update_or_create(plan=held, focus_id=key, defaults=told)
    if held.state == QualityPlan.State.APPROVED:
        held.revision += 1
    held.state, held.lock_version, held.updated_at = QualityPlan.State(state), held.lock_version + 1, now
    held.save()
    _trace(held.year, "quality_school_plan.saved", actor=actor, at=now)
    return held


@transaction.atomic
def submit_plan(plan: QualityPlan, *, actor: Any, now: datetime | None = None) -> QualityPlanRound:
    """Freeze the plan and send it along the office's chain; a second submit is refused."""
    now = now or timezone.now()
    held, state = _plan(plan, actor, "submit")
    refuse_if_missing(missing(held))
    if held.rounds.filter(revision=held.revision).exists():
        held.revision += 1
    held.frozen = content_of(held)
    held.content_hash = content_hash(held.frozen)
    held.state, held.author, held.updated_at = QualityPlan.State(state), actor, now
    held.lock_version += 1
    held.save()
    opened: QualityPlanRound = approvals.open_round(
        PLAN_KIND, held, actor=actor, revision=held.revision, snapshot=held.frozen,
        chain=held.district.settings.plan_chain, content_hash=held.content_hash, now=now,
    )  # fmt: skip
    return opened


def decide_plan(
    plan: QualityPlan, *, actor: Any, revision: int, decision: str, comment: str = "", content_hash: str,
    now: datetime | None = None,
) -> QualityPlanRound:  # fmt: skip
    """Approve or return the revision the person has read (see core.approvals.decide for the refusals)."""
    round_: QualityPlanRound = approvals.decide(
        PLAN_KIND, plan, actor=actor, revision=revision, decision=decision, comment=comment, content_hash=content_hash,
        now=now or timezone.now(),
    )  # fmt: skip
    return round_


def withdraw_plan(plan: QualityPlan, *, actor: Any, now: datetime | None = None) -> QualityPlanRound:
    if not permissions.can_withdraw(actor, plan):
        raise NotAllowed("ถอนคืนได้เฉพาะแผนที่ท่านส่งและยังไม่ได้พิจารณาครบ")
    round_: QualityPlanRound = approvals.withdraw(PLAN_KIND, plan, actor=actor, now=now or timezone.now())
    return round_


@transaction.atomic
def dispatch(plan: QualityPlan, *, actor: Any, number: str, sent_on: date, now: datetime | None = None) -> Dispatch:
    """The approved plan went to เลขาธิการ กพฐ. by this letter; the one that waits for its reply already is refused."""
    now = now or timezone.now()
    held, _ = _plan(plan, actor, "dispatch")
    number = needed(number, "กรุณาระบุเลขที่หนังสือ", field="number")
    if sent_on > timezone.localdate(now):
        raise DomainError("วันที่ส่งยังมาไม่ถึง", field="sent_on")
    if held.approved_at is not None and sent_on < timezone.localdate(held.approved_at):
        raise DomainError("วันที่ส่งอยู่ก่อนวันที่แผนได้รับอนุมัติในสำนักงาน", field="sent_on")
    if held.dispatches.filter(reply="").exists():
        raise DomainError("มีหนังสือที่ยังรอผลการพิจารณา บันทึกหนังสือตอบก่อน")
    if held.dispatches.filter(revision=held.revision).exclude(reply="returned").exists():
        raise DomainError("แผนฉบับนี้ได้รับความเห็นชอบแล้ว")
    made: Dispatch = held.dispatches.create(revision=held.revision, number=number, sent_on=sent_on, saved_by=actor)
    _trace(held.year, "quality_school_plan.dispatched", actor=actor, at=now, number=number)
    return made


@transaction.atomic
def reply(
    row: Dispatch, *, actor: Any, decision: str, number: str, replied_on: date, remarks: str = "",
    now: datetime | None = None,
) -> Dispatch:  # fmt: skip
    """The answer of เลขาธิการ กพฐ.; remarks and a return say what they are."""
    now = now or timezone.now()
    held_plan = locked_plan(row.plan_id)
    if not permissions.may_write(actor, held_plan.year):
        raise NotAllowed("บันทึกได้เฉพาะ ผอ.กลุ่มนิเทศฯ เลขานุการ ก.ต.ป.น. และผู้รับผิดชอบของปี")
    held: Dispatch = Dispatch.objects.select_for_update().get(pk=row.pk)
    if held.reply:
        raise DomainError("บันทึกหนังสือตอบของหนังสือนี้แล้ว")
    if decision not in Dispatch.Reply.values:
        raise DomainError("กรุณาเลือกผลการพิจารณา", field="decision")
    number = needed(number, "กรุณาระบุเลขที่หนังสือตอบ", field="number")
    if replied_on < held.sent_on:
        raise DomainError("หนังสือตอบลงวันที่ก่อนวันที่ส่ง", field="replied_on")
    if replied_on > timezone.localdate(now):
        raise DomainError("วันที่ยังมาไม่ถึง", field="replied_on")
    if decision != Dispatch.Reply.AGREED:
        remarks = needed(remarks, "กรุณาเขียนข้อสังเกตหรือสิ่งที่ให้ปรับแก้", field="remarks")
    held.reply, held.reply_number, held.replied_on, held.remarks = decision, number, replied_on, remarks.strip()
    held.save(update_fields=["reply", "reply_number", "replied_on", "remarks"])
    _trace(held_plan.year, "quality_school_plan.replied", actor=actor, at=now, words=held.get_reply_display())
    return held


@transaction.atomic
def write_report(
    year: QualityYear, *, actor: Any, texts: Mapping[str, str], stamp: int | None = None, now: datetime | None = None
) -> QualityYear:
    now = now or timezone.now()
    held = _locked(year, actor)
    if held.published_at is not None:
        raise DomainError("เผยแพร่รายงานแล้ว จึงแก้ไขไม่ได้ กรุณาเลิกเผยแพร่ก่อน")
    told = {name: texts.get(name, "").replace("\r\n", "\n").strip() for name in REPORT_TEXTS}
    held_since(held, stamp, actor=actor, values=told)
    for name, text in told.items():
        setattr(held, name, text)
    held.stamp, held.updated_at = held.stamp + 1, now
    held.save(update_fields=[*REPORT_TEXTS, "stamp", "updated_at"])
    _trace(held, "quality_school_year.reported", actor=actor, at=now)
    return held


def _to_publish(year: QualityYear, actor: Any) -> QualityYear:
    held: QualityYear = QualityYear.objects.select_for_update(of=("self",)).select_related("district").get(pk=year.pk)
    if not permissions.may_publish(actor, held):
        raise NotAllowed("เผยแพร่รายงานได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    return held


@transaction.atomic
def publish_report(
    year: QualityYear, *, actor: Any, schools: bool, public: bool, now: datetime | None = None
) -> QualityYear:
    now = now or timezone.now()
    held = _to_publish(year, actor)
    if not held.result:
        raise DomainError("ยังไม่ได้เขียนผลการดำเนินงาน")
    publishing.open_report(held, actor=actor, schools=schools, public=public, now=now)
    _trace(held, "quality_school_year.published", actor=actor, at=now)
    return held


@transaction.atomic
def take_back_report(year: QualityYear, *, actor: Any, reason: str, now: datetime | None = None) -> QualityYear:
    held = _to_publish(year, actor)
    reason = needed(reason, "กรุณาเขียนเหตุที่เลิกเผยแพร่")
    if publishing.take_back(held):
        _trace(held, "quality_school_year.taken_back", actor=actor, at=now or timezone.now(), reason=reason)
    return held


_OUTCOME = approvals.OnSubject(locked_plan, PLAN_STATES)
PLAN_KIND = _OUTCOME.kind(
    code="quality_school_plan",
    label="แผนขับเคลื่อนโรงเรียนคุณภาพ",
    round_model=QualityPlanRound,
    decision_model=QualityPlanDecision,
    pointer=plan_pointer,
    url=lambda plan: reverse("quality-schools:plan", args=[plan.pk]),
    authors=lambda plan: [plan.author],
    paper=lambda plan: ("quality-school-plan", {"year": plan.year_id}),
    related=("subject__district__settings", "subject__author", "subject__year"),
)
