"""Demo data of this app, made by the services everyone uses; safe to run twice: the large office's last finished year
and the one that runs, and the small neighbour's own model of five steps (demo_model)."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from core.thai.years import fiscal_year
from meetings import services as meetings
from processes.services import save_run_step
from schools.demo import DemoContext
from schools.models import Cluster, Person, School, Team
from schools.queries import holders, holders_kept, person_of
from supervision.improvement import services
from supervision.improvement.demo_model import five_steps
from supervision.improvement.models import Programme, WorkingTeam
from supervision.improvement.queries.meetings import step_of
from supervision.indicators.models import QualityModel

Level = WorkingTeam.Level
_PLAN = (
    ("ชี้แจงแนวทางและตัวชี้วัดแก่โรงเรียน", 45, 50, 15_000),
    ("จัดทำบันทึกข้อตกลงกับโรงเรียนทุกแห่ง", 60, 90, 8_000),
    ("อบรมครูแกนนำด้านการจัดการเรียนรู้เชิงรุก", 110, 112, 42_000),
    ("นิเทศ ติดตาม และให้คำปรึกษาในพื้นที่ รอบที่ 1", 120, 165, 36_000),
    ("นิเทศ ติดตาม และให้คำปรึกษาในพื้นที่ รอบที่ 2", 240, 300, 36_000),
    ("ประเมินผล จัดลำดับ และแลกเปลี่ยนเรียนรู้", 310, 345, 60_000),
)
_TOGETHER = (
    ("วันเปิดบ้านวิชาการ", "outside", "ผู้ปกครองและชุมชน", 120, "ผู้ปกครองเห็นผลงานนักเรียนและเสนอช่วยซ่อมห้องสมุด"),
    ("ครูแลกห้องสอนการอ่าน", "inside", "โรงเรียนข้างเคียงในกลุ่ม", 46, "นักเรียนที่อ่านไม่คล่องลดลงจาก 9 เหลือ 4 คน"),
    ("ค่ายคุณธรรม", "outside", "วัดในชุมชน", 85, "นักเรียนร่วมกำหนดข้อตกลงห้องเรียน"),
    ("ซ่อมและติดตั้งคอมพิวเตอร์", "outside", "วิทยาลัยเทคนิคในจังหวัด", 60, "ใช้งานได้เพิ่ม 12 เครื่อง"),
)


def seed(context: DemoContext) -> None:
    """An office with programmes is left as it is."""
    first, second, today = context.first, context.second, context.today
    running = fiscal_year(today)
    if not Programme.objects.of_district(first).exists():
        _large(first, running, today)
        context.say(f"{first.code}: {Programme.objects.of_district(first).count()} programmes of improvement")
    if not Programme.objects.of_district(second).exists():
        director = holders("group_director", second, today)[0]
        services.open_programme(five_steps(second, director), actor=director, year=running)
        context.say(f"{second.code}: a model of five steps of its own")


def _large(district: Any, running: int, today: date) -> None:
    model = QualityModel.objects.of_district(district).get(code="tumhome-4q")
    director, supervisor = (holders(role, district, today)[0] for role in ("group_director", "supervisor"))
    with many_acts(), holders_kept():
        before = services.open_programme(
            model, actor=director, year=running - 1, uses_extra=True, now=_at(date(running - 1 - 544, 10, 3))
        )
        now = services.open_programme(model, actor=director, year=running, uses_extra=True)
        for programme, until in ((before, before.ends_on), (now, today)):
            _teams(programme, director, person_of(supervisor, district))
            _meeting(programme, director, until)
            _rollout(programme, supervisor, until)
            _together(programme, supervisor, until)
        _steps(before, director, 7, today)
        _steps(now, director, 1, today)


def _at(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9, 30)))


def _teams(programme: Programme, director: Any, supervisor: Person | None) -> None:
    """One of the district with the committee's members reporting, one for each of the first clusters from its team."""
    district = programme.district
    team = services.make_team(
        programme, actor=director, level=Level.DISTRICT, name="คณะทำงานขับเคลื่อนระดับเขต",
        duty="กำหนดแนวทาง ประสานงาน กำกับติดตาม และรายงานผล ภายใต้หลักร่วมคิด ร่วมพัฒนา ร่วมแก้ปัญหา ร่วมชื่นชมยินดี",
        order_reference=f"{programme.year % 100}/{programme.year - 1}",
    )  # fmt: skip
    members = (
        Person.objects.of_district(district)
        .working()
        .filter(appointments__role__in=("office_director", "deputy_director", "group_director", "committee_member"))
    )
    for place, person in enumerate(members.distinct().order_by("pk")[:7]):
        services.add_member(
            team, actor=director, person=person, duty="ประธาน" if place == 0 else "กรรมการ", reports=place > 2
        )
    if supervisor is not None:
        services.add_member(team, actor=director, person=supervisor, duty="กรรมการและเลขานุการ", reports=True)
    services.add_member(team, actor=director, name="ผู้แทนสมาคมผู้บริหารโรงเรียน", post="กรรมการภาคีเครือข่าย")
    for cluster in Cluster.objects.of_district(district).order_by("position", "pk")[:4]:
        held = Team.objects.filter(district=district, cluster=cluster).order_by("pk").first()
        services.make_team(
            programme, actor=director, level=Level.CLUSTER, cluster=cluster, name=f"ทีมขับเคลื่อน{cluster}",
            taken_from=held,
        )  # fmt: skip


def _meeting(programme: Programme, director: Any, until: date) -> None:
    """All principals called; all but every eleventh came."""
    district, day = programme.district, programme.starts_on + timedelta(days=40)
    if day > until:
        return
    schools = list(School.objects.filter(participations__programme=programme, participations__is_in=True))
    called = meetings.call_gathering(
        district, actor=director, kind="meeting", title=f"ประชุมผู้บริหารโรงเรียน {programme.name}",
        academic_year=programme.academic_year, held_on=day, time_from=time(9, 0), time_to=time(12, 0),
        place="ห้องประชุมสำนักงานเขต", schools=schools, run_step=step_of(programme), now=_at(day - timedelta(days=10)),
    )  # fmt: skip
    heads = Person.objects.working().filter(appointments__role="principal", school__in=schools, user__isnull=False)
    came = [person for place, person in enumerate(heads.distinct().order_by("pk")) if place % 11]
    meetings.attend(called.batches.get(), actor=director, people=came, now=_at(day))
    meetings.hold(called, actor=director, now=_at(day))


def _rollout(programme: Programme, supervisor: Any, until: date) -> None:
    owner = person_of(supervisor, programme.district)
    for title, first, last, budget in _PLAN:
        starts, ends = (programme.starts_on + timedelta(days=days) for days in (first, last))
        row = services.save_rollout(
            programme, actor=supervisor, title=title, starts_on=starts, ends_on=ends, owner=owner,
            budget=Decimal(budget),
        )  # fmt: skip
        if ends < until:
            services.finish_rollout(
                row, actor=supervisor, done_on=ends, result="ดำเนินการครบตามแผน", spent=Decimal(budget) - 500
            )


def _together(programme: Programme, supervisor: Any, until: date) -> None:
    schools = School.objects.filter(participations__programme=programme, participations__is_in=True)
    for number, school in enumerate(schools.order_by("pk")[:24]):
        activity, side, partner, reached, result = _TOGETHER[number % len(_TOGETHER)]
        day = programme.starts_on + timedelta(days=20 + 9 * number)
        if day > until:
            return
        services.save_cooperation(
            programme, actor=supervisor, school=school, activity=activity, side=side, partner=partner, held_on=day,
            reached=reached + number, result=result, who="ครู นักเรียน และคณะกรรมการสถานศึกษา",
        )  # fmt: skip


def _steps(programme: Programme, director: Any, done: int, today: date) -> None:
    """The first steps finished at even distances over the year; the next one is being done."""
    rows = list(programme.run.steps.select_related("step").order_by("position")) if programme.run else []
    length = (min(programme.ends_on, today) - programme.starts_on).days
    for place, row in enumerate(rows[:done], start=1):
        day = programme.starts_on + timedelta(days=length * place // (done + 1))
        save_run_step(row, actor=director, state="done", done_on=day, note="ดำเนินการตามแผน", now=_at(day))
    if done < len(rows):
        save_run_step(rows[done], actor=director, state="doing")
