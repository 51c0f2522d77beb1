"""Demo data of ก.ต.ป.น.'s year, made by the services everyone uses; safe to run twice: a plan put to a meeting that was
held, its minutes circulated, its resolutions open, and last year's results published."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from core.thai.years import fiscal_year
from kotpn.committee.models import Committee, Member
from kotpn.committee.queries import main_committee, members_on
from kotpn.meetings.models import AgendaItem, Meeting, SectionKind
from kotpn.meetings.services import add_item, call_meeting, load_templates
from kotpn.meetings.services.attendance import (
    close_meeting,
    declare_conflict,
    note_leaving,
    note_presence,
    open_meeting,
)
from kotpn.minutes.models import Minutes
from kotpn.minutes.services.entries import save_entry
from kotpn.minutes.services.minutes import circulate, name_writers, send_to_check
from kotpn.minutes.services.resolutions import record_resolution
from kotpn.monitoring import services
from kotpn.monitoring.demo_next import next_meeting
from kotpn.monitoring.models import MonitoringPlan, PlanArea, ResultReport
from kotpn.monitoring.queries.plans import drawable
from schools.demo import DemoContext
from schools.models import School
from schools.queries import holders, holders_kept, person_of
from supervision.field.queries import fiscal_period

DAYS_AGO = 24
_OWN = {
    PlanArea.ACADEMIC: ("การอ่านออกเขียนได้ของนักเรียนชั้น ป.1–ป.3", "ร้อยละของนักเรียนที่อ่านคล่อง", "ร้อยละ 80"),
    PlanArea.BUDGET: ("การใช้เงินอุดหนุนตามแผนปฏิบัติการ", "โรงเรียนที่ทะเบียนคุมเป็นปัจจุบัน", "ทุกโรงเรียน"),
    PlanArea.PERSONNEL: ("การพัฒนาตนเองและวงชุมชนการเรียนรู้ (PLC)", "ครูที่มีแผนพัฒนาตนเอง", "ร้อยละ 90"),
    PlanArea.GENERAL: ("ความปลอดภัยและสิ่งแวดล้อมของสถานศึกษา", "โรงเรียนที่มีแผนความปลอดภัย", "ทุกโรงเรียน"),
}


@dataclass
class _Desk:
    """Who does what, and when."""

    committee: Committee
    secretary: Any
    head: Any
    day: date

    def at(self, hour: int, minute: int = 0, *, days: int = 0) -> datetime:
        return timezone.make_aware(datetime.combine(self.day + timedelta(days=days), time(hour, minute)))


def seed(context: DemoContext) -> None:
    """An office whose committee met already is left as it is."""
    district, today = context.first, context.today
    committee = main_committee(district)
    if committee is None or committee.meetings.standing().exists():
        return
    load_templates(district)
    secretary = holders("committee_secretary", district, today)[0]
    desk = _Desk(committee, secretary, holders("group_director", district, today)[0], today - timedelta(days=DAYS_AGO))
    with many_acts(), holders_kept():
        plan = _plan(desk, fiscal_year(today))
        report = _report(desk, fiscal_year(today) - 1)
        meeting = _hold(desk, plan, report)
        _minutes(desk, meeting)
        report.refresh_from_db()
        told = list(School.objects.of_district(district).open_on(today).order_by("pk")[:12])
        services.publish(report, actor=desk.head, schools=told, public=True, now=desk.at(9, days=5))
    next_meeting(context)
    context.say(f"{district.code}: {meeting} held, plan and results of ก.ต.ป.น.")


def _plan(desk: _Desk, year: int) -> MonitoringPlan:
    now = desk.at(9, days=-14)
    plan = services.begin_plan(desk.committee, actor=desk.secretary, fiscal_year=year, now=now)
    texts = {
        "rationale": "ปีที่ผ่านมาโรงเรียนขนาดเล็กได้รับการนิเทศน้อยกว่าเกณฑ์ และข้อค้นพบด้านวิชาการยังไม่แล้วเสร็จหลายเรื่อง",
        "objectives": "เพื่อติดตามการบริหารและจัดการศึกษาทั้ง 4 ด้าน\nเพื่อช่วยเหลือโรงเรียนขนาดเล็กให้ได้มาตรฐาน",
        "goals": "โรงเรียนทุกแห่งได้รับการติดตามอย่างน้อยภาคเรียนละ 1 ครั้ง",
    }
    services.save_texts(plan, actor=desk.secretary, texts=texts, now=now)
    for area, (topic, indicator, target) in _OWN.items():
        line = services.LineFields(
            area=area,
            topic=topic,
            indicator=indicator,
            target=target,
            method="เยี่ยมโรงเรียนและตรวจเอกสาร",
            responsible="อ.ก.ต.ป.น.",
        )
        services.add_line(plan, actor=desk.secretary, fields=line, now=now)
    keys = [row.activity.pk for row in drawable(plan)[:4]]
    services.draw_activities(plan, actor=desk.secretary, activities=keys, now=now)
    services.send_plan(plan, actor=desk.secretary, now=now)
    return plan


def _report(desk: _Desk, year: int) -> ResultReport:
    now = desk.at(10, days=-14)
    report = services.begin_report(desk.committee, actor=desk.secretary, period=fiscal_period(year), now=now)
    areas = {
        area.value: {
            "found": f"โรงเรียนส่วนใหญ่ดำเนินงานด้าน{area.label}ตามแผน มีร่องรอยชัดเจน",
            "problems": "โรงเรียนขนาดเล็กมีครูไม่ครบชั้น",
            "suggestions": "จัดทีมช่วยเหลือรายกลุ่มโรงเรียน",
        }
        for area in PlanArea
    }
    texts = {
        "summary": "การนิเทศครอบคลุมทุกกลุ่มโรงเรียน ข้อค้นพบส่วนใหญ่ได้รับการแก้ไข",
        "suggestions": "เพิ่มจำนวนครั้งที่นิเทศโรงเรียนขนาดเล็กในภาคเรียนถัดไป",
    }
    services.save_report(report, actor=desk.secretary, texts=texts, areas=areas, now=now)
    return services.send_report(report, actor=desk.secretary, now=now, today=desk.day)


def _hold(desk: _Desk, plan: MonitoringPlan, report: ResultReport) -> Meeting:
    """Eight of nine came, one of them late, one left before the end."""
    who = desk.secretary
    meeting = call_meeting(
        desk.committee, actor=who, held_on=desk.day, time_from=time(9, 30), time_to=time(12, 0),
        place="ห้องประชุมสำนักงานเขตพื้นที่การศึกษา", now=desk.at(9, days=-10),
    )  # fmt: skip
    items = _agenda(desk, meeting, plan, report)
    members = members_on(desk.committee, desk.day)
    for number, member in enumerate(members):
        if number == len(members) - 2:
            note_presence(meeting, member, actor=who, kind="absent", reason="ติดราชการ", now=desk.at(9, 20))
        else:
            at = time(10, 5) if number == 3 else time(9, 25)
            note_presence(meeting, member, actor=who, kind="self", at=at, now=desk.at(10, 5))
    open_meeting(meeting, actor=who, at=time(9, 30), now=desk.at(9, 30))
    _decide(desk, items, members)
    note_leaving(meeting, members[4], actor=who, at=time(11, 20), now=desk.at(11, 20))
    close_meeting(meeting, actor=who, at=time(11, 45), now=desk.at(11, 45))
    meeting.refresh_from_db()
    return meeting


def _agenda(desk: _Desk, meeting: Meeting, plan: MonitoringPlan, report: ResultReport) -> dict[str, AgendaItem]:
    sections = {row.kind: row for row in meeting.sections.all()}
    now = desk.at(10, days=-9)

    def item(kind: str, title: str, **more: Any) -> AgendaItem:
        return add_item(sections[kind], actor=desk.secretary, title=title, now=now, **more)

    return {
        "news": item(SectionKind.CHAIR, "นโยบายเร่งด่วนและจุดเน้นของปีงบประมาณ"),
        "results": item(
            SectionKind.INFORM, report.title, source=services.report_pointer(report), point="เพื่อโปรดรับทราบ",
            minutes_planned=20,
        ),
        "plan": item(
            SectionKind.CONSIDER, plan.title, source=services.plan_pointer(plan), point="เพื่อโปรดพิจารณาให้ความเห็นชอบ",
            background=plan.rationale, minutes_planned=40,
        ),
        "small": item(
            SectionKind.CONSIDER, "แนวทางช่วยเหลือโรงเรียนขนาดเล็ก", point="เพื่อโปรดพิจารณาแนวทาง", minutes_planned=30
        ),
    }  # fmt: skip


def _decide(desk: _Desk, items: dict[str, AgendaItem], members: list[Member]) -> None:
    who = desk.secretary
    said = {
        "news": "ประธานแจ้งจุดเน้นเรื่องการอ่านออกเขียนได้และความปลอดภัยของสถานศึกษา",
        "results": "ฝ่ายเลขานุการรายงานผลการติดตามปีงบประมาณที่ผ่านมารายด้าน",
        "plan": "ฝ่ายเลขานุการเสนอแผนการติดตามครอบคลุมงาน 4 ด้านและนโยบาย",
        "small": "ที่ประชุมแลกเปลี่ยนแนวทางจัดทีมช่วยเหลือรายกลุ่มโรงเรียน",
    }
    for name, text in said.items():
        save_entry(items[name], actor=who, text=text, stamp=0, now=desk.at(11, 0))
    declare_conflict(items["small"], members[5], actor=who, note="เป็นผู้บริหารโรงเรียนขนาดเล็ก", now=desk.at(11, 0))
    owner = person_of(desk.head, desk.committee.district)
    record_resolution(items["results"], actor=who, kind="note", text="รับทราบ", at=time(10, 10), now=desk.at(10, 10))
    record_resolution(
        items["plan"], actor=who, kind="agree", text="เห็นชอบแผนการติดตามตามที่เสนอ", at=time(10, 50), owner=owner,
        due_on=desk.day + timedelta(days=60), now=desk.at(10, 50),
    )  # fmt: skip
    record_resolution(
        items["small"], actor=who, kind="assign", text="มอบกลุ่มนิเทศฯ จัดทีมช่วยเหลือโรงเรียนขนาดเล็กรายกลุ่มโรงเรียน",
        at=time(11, 10), owner=owner, due_on=desk.day + timedelta(days=20), now=desk.at(11, 10),
    )  # fmt: skip


def _minutes(desk: _Desk, meeting: Meeting) -> None:
    minutes: Minutes = meeting.minutes
    district = desk.committee.district
    name_writers(
        minutes, actor=desk.secretary, recorder=person_of(desk.secretary, district), recorder_name="", recorder_post="",
        checker=person_of(desk.head, district), checker_name="", checker_post="", now=desk.at(13, days=1),
    )  # fmt: skip
    send_to_check(minutes, actor=desk.secretary, now=desk.at(14, days=1))
    circulate(minutes, actor=desk.head, now=desk.at(9, days=2))
