"""The way of the office's standards: sent to the approving body, its resolution written down, announced to schools."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import audit, files, notify
from core.errors import DomainError, NotAllowed
from core.missing import refuse_if_missing
from core.pointers import Pointer
from core.thai.dates import thai_date
from office.orders.services import Proposal
from qa.standards.missing import missing
from qa.standards.models import DistrictPaper, QualitySettings, StandardSet
from qa.standards.permissions import may_announce, may_write_sets, paper_of
from qa.standards.queries.district import people_told, settings_of
from qa.standards.services.publishing import put_in_force
from qa.standards.services.sets import set_pointer
from qa.standards.states import PAPER_STATES
from schools.queries import holders, post_label
from schools.services.locks import lock_district

KIND = "district_standards"
SOURCE = "standards"


def paper_pointer(row: StandardSet) -> Pointer:
    """What the resolution's file hangs on; the key is the set's."""
    return Pointer(KIND, str(row.pk), f"มาตรฐานของสำนักงานเขต {row.name}")


@transaction.atomic
def save_settings(district: Any, *, actor: Any, approving_body: str) -> QualitySettings:
    if not may_write_sets(actor, district):
        raise NotAllowed("ตั้งค่าได้เฉพาะ ผอ.กลุ่มนิเทศฯ")
    body = " ".join(approving_body.split())
    if not body or len(body) > 200:
        raise DomainError("กรุณาระบุองค์คณะ ไม่เกิน 200 ตัวอักษร", field="approving_body")
    row, _ = QualitySettings.objects.select_for_update().get_or_create(district=district)
    if row.approving_body != body:
        row.approving_body = body
        row.save(update_fields=["approving_body"])
        audit.record(
            actor=actor, action="quality_settings.saved", target=Pointer("district", str(district.pk), str(district)),
            district_code=district.code, data={"body": body},
        )  # fmt: skip
    return row


@transaction.atomic
def send_paper(row: StandardSet, *, actor: Any, now: datetime | None = None) -> DistrictPaper:
    """Hand the draft to the approving body; from here on nobody changes it. Twice is refused."""
    held, paper = _locked(row, actor, may_write_sets, "send")
    refuse_if_missing(missing(held))
    paper.body, paper.reason, paper.sent_by = settings_of(held.district).approving_body, "", _person(actor)
    paper.sent_at = now or timezone.now()
    return _move(held, paper, "send", actor=actor, now=paper.sent_at, data={"body": paper.body})


@transaction.atomic
def withdraw_paper(row: StandardSet, *, actor: Any, now: datetime | None = None) -> DistrictPaper:
    held, paper = _locked(row, actor, may_write_sets, "withdraw")
    return _move(held, paper, "withdraw", actor=actor, now=now)


@transaction.atomic
def endorse_paper(
    row: StandardSet, *, actor: Any, meeting: str, meeting_on: date, resolution: str, upload: Any = None,
    today: date | None = None, now: datetime | None = None,
) -> DistrictPaper:  # fmt: skip
    """Write down the meeting that endorsed it, its resolution and its file; the office director is told."""
    held, paper = _locked(row, actor, may_write_sets, "endorse")
    if not meeting.strip() or len(meeting) > 60:
        raise DomainError("กรุณาระบุครั้งที่ประชุม เช่น 3/2568", field="meeting")
    if meeting_on > (today or timezone.localdate()):
        raise DomainError("วันประชุมต้องไม่เป็นวันในอนาคต", field="meeting_on")
    if not resolution.strip():
        raise DomainError("กรุณาเขียนมติของที่ประชุม", field="resolution")
    owner = paper_pointer(held)
    if upload is not None:
        files.store(upload, owner=owner, actor=actor, district_code=held.district.code)
    elif not files.attachments_of(owner):
        raise DomainError("กรุณาแนบไฟล์มติหรือรายงานการประชุม", field="file")
    paper.meeting, paper.meeting_on, paper.resolution = meeting.strip(), meeting_on, resolution.strip()
    paper.endorsed_by = _person(actor)
    done = _move(held, paper, "endorse", actor=actor, now=now, data={"body": paper.body, "meeting": paper.meeting})
    notify.send(
        holders("office_director", held.district, today or timezone.localdate()), code="district_standards.endorsed",
        title=f"รอท่านประกาศ: {held.name}", body=f"{paper.body} เห็นชอบแล้ว การประชุมครั้งที่ {paper.meeting}",
        url=reverse("standards:paper", args=[held.pk]), pointer=owner, district_code=held.district.code,
    )  # fmt: skip
    return done


@transaction.atomic
def return_paper(row: StandardSet, *, actor: Any, reason: str, now: datetime | None = None) -> DistrictPaper:
    """The approving body did not endorse it (written down by the group director), or the office director will not
    announce it as it is."""
    current = DistrictPaper.objects.filter(set=row).first()
    endorsed = current is not None and current.state == DistrictPaper.State.ENDORSED
    held, paper = _locked(row, actor, may_announce if endorsed else may_write_sets, "return")
    if not reason.strip():
        raise DomainError("กรุณาเขียนเหตุผล", field="reason")
    paper.reason = reason.strip()[:2000]
    done = _move(held, paper, "return", actor=actor, now=now, data={"reason": paper.reason})
    if paper.sent_by_id and paper.sent_by_id != getattr(actor, "pk", None):
        notify.send(
            [paper.sent_by], code="district_standards.returned", title=f"{held.name} ถูกส่งกลับ",
            body=f"เหตุผล: {paper.reason}", url=reverse("standards:paper", args=[held.pk]),
            pointer=paper_pointer(held), district_code=held.district.code,
        )  # fmt: skip
    return done


@transaction.atomic
def announce_paper(
    row: StandardSet, *, actor: Any, announced_on: date, number: str, year_from: int, year_to: int | None = None,
    ends_former: bool = False, announcement: Any = None, now: datetime | None = None, today: date | None = None,
) -> DistrictPaper:  # fmt: skip
    """The office director announces: the set holds from that academic year on, and the schools are told. Number and
    day of an `announcement` of the register are the paper's own."""
    today = today or timezone.localdate()
    lock_district(row.district_id)
    held, paper = _locked(row, actor, may_announce, "announce")
    announcement = announcement or paper.announcement
    if announcement is not None:
        _check_announcement(held, announcement)
        paper.announcement, number = announcement, f"{announcement.number}/{announcement.year}"
        announced_on = announcement.dated
    if announced_on > today:
        raise DomainError("วันที่ประกาศต้องไม่เป็นวันในอนาคต", field="announced_on")
    if paper.meeting_on and announced_on < paper.meeting_on:
        raise DomainError("วันที่ประกาศต้องไม่ก่อนวันประชุมที่เห็นชอบ", field="announced_on")
    put_in_force(held, actor=actor, year_from=year_from, year_to=year_to, ends_former=ends_former, now=now)
    paper.announced_on, paper.number = announced_on, " ".join(number.split())[:60]
    paper.announced_by = _person(actor)
    paper.announcer_name = "" if actor is audit.SYSTEM else actor.get_full_name()
    acting = "" if actor is audit.SYSTEM else post_label(actor, held.district, today, role="office_director")
    paper.announcer_post = acting.partition("(")[2].rstrip(")")
    done = _move(held, paper, "announce", actor=actor, now=now, data={"years": held.years_label})
    notify.send(
        people_told(held.district, held.level, today), code="district_standards.announced",
        title=f"ประกาศ{held.name}", url=reverse("standards:set", args=[held.pk]), pointer=set_pointer(held),
        body=f"ใช้{held.years_label} กรุณากำหนดมาตรฐานและค่าเป้าหมายของโรงเรียนให้สอดคล้อง", district_code=held.district.code,
        dedupe_key=f"district-standards-{held.pk}", now=now,
    )  # fmt: skip
    return done


@transaction.atomic
def tie_announcement(row: StandardSet, *, actor: Any, announcement: Any) -> DistrictPaper:
    """Say which announcement of the register is this one; None unties. What was announced keeps its number and day
    unless it had no number."""
    held = StandardSet.objects.select_for_update(of=("self",)).select_related("district").get(pk=row.pk)
    if not (may_write_sets(actor, held.district) or may_announce(actor, held.district)):
        raise NotAllowed("ขั้นตอนนี้ไม่ใช่หน้าที่ของท่าน")
    paper = paper_of(held)
    if paper.state not in (DistrictPaper.State.ENDORSED, DistrictPaper.State.ANNOUNCED):
        raise DomainError("ผูกกับประกาศได้เมื่อองค์คณะเห็นชอบแล้ว")
    if announcement is not None:
        _check_announcement(held, announcement)
        if paper.state == DistrictPaper.State.ANNOUNCED and not paper.number:
            paper.number = f"{announcement.number}/{announcement.year}"
    if paper.announcement_id == getattr(announcement, "pk", None):
        return paper
    paper.announcement = announcement
    paper.save(update_fields=["announcement", "number"])
    audit.record(
        actor=actor, action="district_standards.tied", target=set_pointer(held), district_code=held.district.code,
        data={"order": announcement.reference if announcement else "ไม่มี"},
    )  # fmt: skip
    return paper


def _check_announcement(held: StandardSet, announcement: Any) -> None:
    """An announcement in the same office's register that has its number."""
    if announcement.district_id != held.district_id or announcement.kind != "announcement":
        raise DomainError("เลือกได้เฉพาะประกาศในทะเบียนของสำนักงานนี้", field="announcement")
    if announcement.state != "issued":
        raise DomainError("ประกาศนี้ยังไม่ออกเลขที่หรือยกเลิกแล้ว", field="announcement")


def announcement_of(paper: DistrictPaper) -> Proposal:
    """What the register drafts for a set the approving body endorsed; the standards are its annex on paper."""
    row, office = paper.set, paper.set.district
    level = "ระดับปฐมวัย" if row.level == "early" else "ระดับการศึกษาขั้นพื้นฐาน"
    body = (
        f"อาศัยมติ {paper.body} ในการประชุมครั้งที่ {paper.meeting} เมื่อวันที่ {thai_date(paper.meeting_on)} "
        f"{office.name} จึงประกาศให้ใช้มาตรฐานการศึกษาตามแนบท้ายประกาศนี้ ตั้งแต่{row.years_label} "
        "เพื่อให้สถานศึกษานำไปกำหนดมาตรฐานการศึกษาของสถานศึกษาและค่าเป้าหมายต่อไป\nจึงประกาศมาให้ทราบโดยทั่วกัน"
    )
    preamble = (
        f"เพื่อให้การพัฒนาคุณภาพการศึกษา{level}ของสถานศึกษาในสังกัด{office.name} เป็นไปในทิศทางเดียวกัน "
        "อีกทั้งเป็นหลักในการส่งเสริม กำกับ ติดตาม ตรวจสอบ และประเมินคุณภาพการศึกษา"
    )
    return Proposal(row.name, preamble=preamble, body=body)


def announcement_issued(order: Any, actor: Any) -> None:
    """An announcement that was drafted from an office's standards got its number: it is theirs from here on."""
    source, _, key = order.source.partition(":")
    if source != SOURCE or not key.isdecimal():
        return
    paper = DistrictPaper.objects.select_for_update().filter(set=int(key), set__district=order.district_id).first()
    if paper is None or paper.announcement_id not in (None, order.supersedes_id):
        return
    paper.announcement = order
    paper.save(update_fields=["announcement"])
    audit.record(
        actor=actor, action="district_standards.tied", target=set_pointer(paper.set), district_code=order.district.code,
        data={"order": order.reference},
    )  # fmt: skip


def _locked(row: StandardSet, actor: Any, may: Any, act: str) -> tuple[StandardSet, DistrictPaper]:
    held = StandardSet.objects.select_for_update(of=("self",)).select_related("district").get(pk=row.pk)
    if not may(actor, held.district):
        raise NotAllowed("ขั้นตอนนี้ไม่ใช่หน้าที่ของท่าน")
    if held.family != StandardSet.Family.DISTRICT:
        raise DomainError("เสนอองค์คณะได้เฉพาะมาตรฐานของสำนักงานเขต")
    paper = paper_of(held)
    if paper.pk is None and held.state != StandardSet.State.DRAFT:
        raise DomainError("ชุดนี้ไม่ใช่ร่าง จึงเสนอไม่ได้")
    PAPER_STATES.next(paper.state, act)
    return held, paper


def _move(
    held: StandardSet, paper: DistrictPaper, act: str, *, actor: Any, now: datetime | None,
    data: dict[str, Any] | None = None,
) -> DistrictPaper:  # fmt: skip
    paper.state = PAPER_STATES.next(paper.state, act)
    paper.updated_at = now or timezone.now()
    paper.save()
    audit.record(
        actor=actor, action=f"district_standards.{act}", target=set_pointer(held), district_code=held.district.code,
        data=data or {}, at=paper.updated_at,
    )  # fmt: skip
    return paper


def _person(actor: Any) -> Any:
    return None if actor is audit.SYSTEM else actor
