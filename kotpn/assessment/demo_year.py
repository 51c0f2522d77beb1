"""What the last fiscal year of the demo office lacked to prove each issue by its own work: teams, orders, gatherings,
rounds, a meeting of the committee and a term's report, each as the office would have kept it then."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.thai.years import fiscal_range
from evidence.tags import academic_year_of
from instruments.models import Item
from instruments.queries import Form, form_of, usable_versions
from instruments.services import AnswerValue
from kotpn.committee.queries import main_committee, members_on
from kotpn.meetings import services as kotpn_meetings
from kotpn.meetings.models import Meeting, SectionKind
from kotpn.meetings.services.attendance import close_meeting, note_presence, open_meeting
from kotpn.minutes.services.entries import save_entry
from kotpn.minutes.services.minutes import circulate, name_writers, send_to_check
from kotpn.minutes.services.resolutions import record_resolution
from meetings import services as meetings
from meetings.models import GatheringBody
from office.orders import services as orders
from schools.demo import DemoContext
from schools.models import Appointment, Cluster, Person, Project, School, Team
from schools.queries import holders, person_of
from schools.services.teams import create_team
from supervision.field.queries import term_period
from supervision.reporting import services as reporting
from supervision.rounds import services as rounds

SCHOOLS = 5


@dataclass
class Year:
    """The fiscal year that is over (พ.ศ.), and who works in it."""

    district: Any
    fiscal_year: int
    head: Any
    secretary: Any
    supervisor: Any

    @property
    def start(self) -> date:
        return fiscal_range(self.fiscal_year)[0]

    def day(self, after: int) -> date:
        """A working day so many days into the year."""
        day = self.start + timedelta(days=after)
        return day - timedelta(days=max(0, day.weekday() - 4))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def year_of(context: DemoContext, fiscal_year: int) -> Year:
    head, secretary, supervisor = (
        holders(post, context.first, context.today)[0]
        for post in ("group_director", "committee_secretary", "supervisor")
    )
    return Year(context.first, fiscal_year, head, secretary, supervisor)


def fill(year: Year) -> None:
    teams(year)
    orders.issue_order(
        orders.draft_order(year.district, actor=year.head, source="internal:all"), actor=year.head, dated=year.day(40),
        now=at(year.day(40), 9), today=year.day(40),
    )  # fmt: skip
    gatherings(year)
    asked(year)
    paper = report(year)
    meeting(year, paper)


def teams(year: Year) -> None:
    """Two teams of the flower kind; the order of the first states one person less than it names."""
    people = list(Person.objects.of_district(year.district).of_office().working().order_by("pk")[:13])
    for name, members, less in (("กลุ่มดอกมะลิ", people[:7], 1), ("กลุ่มดอกบัวหลวง", people[7:], 0)):
        team = create_team(
            actor=year.head, district=year.district, name=name, kind=Team.Kind.NAMED, starts_on=year.day(20),
            purpose="ติดตาม ตรวจสอบ ประเมินผล และนิเทศงานขององค์กรในโอกาสต่าง ๆ", stated_size=len(members) - less,
            members=[(person, "กรรมการ") for person in members],
        )  # fmt: skip
        order = orders.draft_order(year.district, actor=year.head, source=f"team:{team.pk}")
        orders.issue_order(order, actor=year.head, dated=year.day(25), now=at(year.day(25), 9), today=year.day(25))


def gatherings(year: Year) -> None:
    district = year.district
    bodies = {row.reference_key: row for row in GatheringBody.objects.of_district(district)}
    projects = {row.reference_key: row for row in Project.objects.of_district(district)}
    for after, kind, title, body, project in (
        (100, "km", "แลกเปลี่ยนเรียนรู้การนิเทศแบบบูรณาการ", "group", ""),
        (205, "focus_group", "ตรวจร่างรายงานประเมินตนเองของสถานศึกษา", "principals", ""),
        (230, "training", "อบรมครูปฐมวัย บ้านนักวิทยาศาสตร์น้อย", "group", "project-12"),
    ):
        _gathering(year, year.day(after), kind=kind, title=title, body=bodies.get(body), project=projects.get(project))


def _gathering(year: Year, day: date, **words: Any) -> None:
    people = list(Person.objects.of_district(year.district).working().filter(user__isnull=False).order_by("pk")[:4])
    made = meetings.call_gathering(
        year.district, actor=year.supervisor, academic_year=academic_year_of(year.fiscal_year), held_on=day,
        time_from=time(9), time_to=time(15, 30), place="ห้องประชุมสำนักงานเขตพื้นที่การศึกษา",
        recorder=person_of(year.supervisor, year.district), now=at(day - timedelta(days=7), 9), **words,
    )  # fmt: skip
    batch = made.batches.get()
    meetings.attend(batch, actor=year.supervisor, people=people, now=at(day, 10))
    meetings.save_count(batch, actor=year.supervisor, group="ครู", expected=30, came=28, now=at(day, 10))
    meetings.save_words(
        made, actor=year.supervisor, values={"discussed": "ที่ประชุมสรุปผลและข้อเสนอแนะไว้ใช้วางแผนรอบถัดไป"}, now=at(day, 15)
    )
    meetings.save_lesson(
        made, actor=year.supervisor, now=at(day, 15),
        values={"by_label": "กลุ่มนิเทศฯ", "learned": "ใช้ข้อมูลรายโรงเรียนร่วมกันทำให้ติดตามตรงจุดขึ้น"},
    )  # fmt: skip
    meetings.hold(made, actor=year.supervisor, now=at(day, 16))
    meetings.hand_in_minutes(made, actor=year.supervisor, now=at(day + timedelta(days=1), 9))


def asked(year: Year) -> None:
    """The environment before a term opened, and the four areas of school management, of a few schools of a cluster."""
    heads = {
        row.school_id: row.person.user
        for row in Appointment.objects.filter(
            district=year.district, role="principal", person__user__isnull=False
        ).select_related("person__user")
    }
    cluster = Cluster.objects.of_district(year.district).order_by("-position", "-pk")[0]
    rows = School.objects.filter(cluster=cluster, pk__in=heads).open_on(year.day(225)).order_by("pk")
    schools = list(rows[:SCHOOLS])
    versions = {row.instrument.code: row.pk for row in usable_versions(year.district)}
    for code, title, label, after in (
        ("environment", "ตรวจสภาพแวดล้อมในโรงเรียน", "ก่อนเปิดภาคเรียนที่ 1", 215),
        ("four-areas", "ติดตามการบริหารจัดการ 4 ด้าน", "ภาคเรียนที่ 1", 290),
    ):
        form = form_of(versions[code])
        day = year.day(after)
        made = rounds.create_round(
            year.district, actor=year.head, version=form.version, title=title, label=label, opens_on=day,
            due_on=day + timedelta(days=14), audience="cluster", chosen=[str(cluster.pk)], now=at(day, 8),
        )  # fmt: skip
        made = rounds.open_round(made, actor=year.head, now=at(day, 9), today=day)
        _answer(made, form, schools, heads, day + timedelta(days=5))
        rounds.accept_entries(made, actor=year.head, now=at(day + timedelta(days=16), 9))
        rounds.close_round(made, actor=year.head, now=at(day + timedelta(days=17), 9))


def _answer(round_: Any, form: Form, schools: list[School], heads: dict[int, Any], day: date) -> None:
    found = {row.school_id: row for row in round_.schools.select_related("school", "round")}
    for number, school in enumerate(schools):
        if school.pk not in found:
            continue
        principal = heads[school.pk]
        rounds.add_sheet(
            found[school.pk], actor=principal, answers=_answers(form, number), form=form, now=at(day, 10), today=day
        )
        rounds.submit_entry(found[school.pk], actor=principal, now=at(day, 14), today=day)


def _answers(form: Form, number: int) -> dict[int, AnswerValue]:
    """Every school a little different: one answer in so many is a step lower."""
    found = {}
    for place, (key, item) in enumerate(form.items.items()):
        if item.kind in (Item.Kind.RATING, Item.Kind.CHOICE):
            values = sorted(form.levels[key], reverse=True)
            found[key] = AnswerValue(
                number=Decimal(values[min(len(values) - 1, (place % (number + 2) == 0) + number // 3)])
            )
        elif item.kind == Item.Kind.YES_NO:
            found[key] = AnswerValue(number=Decimal(place % (number + 3) != 0))
        elif item.kind == Item.Kind.TEXT:
            found[key] = AnswerValue(text="ดำเนินการตามแผน มีร่องรอยให้ตรวจ")
    return found


def report(year: Year) -> Any:
    """The report of the second term, which lies in the fiscal year as a whole, approved along the chain."""
    period = term_period(year.district, academic_year_of(year.fiscal_year), 2)
    day = period.end + timedelta(days=20)
    texts = {
        "summary": "การนิเทศภาคเรียนนี้ครอบคลุมทุกกลุ่มโรงเรียน ข้อค้นพบส่วนใหญ่ได้รับการแก้ไขภายในภาคเรียน",
        "objectives": "เพื่อติดตามการบริหารจัดการศึกษาทั้ง 4 ด้าน",
        "strengths": "โรงเรียนใช้ข้อมูลผลการนิเทศวางแผนพัฒนาครู",
        "to_improve": "การติดตามโรงเรียนขนาดเล็กยังไม่ทั่วถึง",
        "suggestions": "จัดทีมติดตามรายกลุ่มโรงเรียน",
    }
    paper = reporting.create_report(year.district, actor=year.supervisor, period=period, now=at(day, 9))
    if paper.state != paper.State.DRAFT:  # when the demo begins right after the term, its report is there
        return paper
    paper = reporting.save_texts(
        paper, actor=year.supervisor, texts=texts, lock_version=paper.lock_version, now=at(day, 9)
    )
    reporting.submit_report(paper, actor=year.supervisor, now=at(day, 10), today=day)
    decided(
        year, lambda actor, now: reporting.decide_report(
            paper, actor=actor, revision=paper.revision, decision="approved", content_hash=paper.content_hash, now=now
        ), paper, at(day, 11),
    )  # fmt: skip
    return paper


def decided(year: Year, decide: Callable[[Any, datetime], Any], row: Any, begins: datetime) -> None:
    """Everyone of the office's chain approves, an hour after each other."""
    for step, post in enumerate(year.district.settings.plan_chain):
        row.refresh_from_db()
        decide(holders(post, year.district, timezone.localdate(begins))[0], begins + timedelta(hours=step))


def meeting(year: Year, paper: Any) -> Meeting | None:
    """A meeting of the committee late in the year notes the report and resolves upon what was found; its minutes went
    round the next day."""
    committee = main_committee(year.district)
    day = year.day(315)
    if committee is None or not members_on(committee, day):
        return None
    made = kotpn_meetings.call_meeting(
        committee, actor=year.secretary, held_on=day, time_from=time(9, 30), time_to=time(12),
        place="ห้องประชุมสำนักงานเขตพื้นที่การศึกษา", now=at(day - timedelta(days=14), 9),
    )  # fmt: skip
    item = kotpn_meetings.add_item(
        made.sections.get(kind=SectionKind.CONSIDER), actor=year.secretary, title=paper.title,
        source=reporting.pointer_to(paper), point="เพื่อโปรดพิจารณาแนวทางแก้ไขจากผลการนิเทศ", minutes_planned=40,
        now=at(day - timedelta(days=13), 9),
    )  # fmt: skip
    for member in members_on(committee, day):
        note_presence(made, member, actor=year.secretary, kind="self", at=time(9, 25), now=at(day, 9, 25))
    open_meeting(made, actor=year.secretary, at=time(9, 30), now=at(day, 9, 30))
    save_entry(item, actor=year.secretary, text="ฝ่ายเลขานุการรายงานผลการนิเทศรายด้าน", stamp=0, now=at(day, 10))
    record_resolution(
        item, actor=year.secretary, kind="note", at=time(11), now=at(day, 11),
        text="รับทราบผลการนิเทศ และให้นำข้อค้นพบที่ยังไม่แล้วเสร็จไปปรับแผนนิเทศปีงบประมาณถัดไป",
    )  # fmt: skip
    close_meeting(made, actor=year.secretary, at=time(11, 30), now=at(day, 11, 30))
    made.refresh_from_db()
    minutes, after = made.minutes, day + timedelta(days=1)
    name_writers(
        minutes, actor=year.secretary, recorder=person_of(year.secretary, year.district), recorder_name="",
        recorder_post="", checker=person_of(year.head, year.district), checker_name="", checker_post="",
        now=at(after, 9),
    )  # fmt: skip
    send_to_check(minutes, actor=year.secretary, now=at(after, 10))
    circulate(minutes, actor=year.head, now=at(after, 14))
    return made
