"""Believable plans of the demo offices, by services: last fiscal year approved, the running one in every state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from core.thai.years import fiscal_range, fiscal_year
from instruments.models import Instrument
from schools.demo import DemoContext
from schools.models import District, Person, Project, School, WorkTask
from schools.queries import holders, holders_kept, schools_of
from supervision.planning import services
from supervision.planning.models import Plan, PlanActivity, PolicyItem
from supervision.planning.services import ActivityFields
from supervision.planning.terms import slices_of

POLICIES = (
    ("policy", "ยกระดับคุณภาพผู้เรียนให้อ่านออกเขียนได้"),
    ("policy", "ความปลอดภัยในสถานศึกษา"),
    ("policy", "ลดภาระงานครูและบุคลากร"),
    ("strategy", "นิเทศบูรณาการโดยใช้พื้นที่เป็นฐาน"),
    ("strategy", "พัฒนาการนิเทศภายในสถานศึกษาให้เข้มแข็ง"),
    ("focus", "การจัดการเรียนรู้เชิงรุก (Active Learning)"),
    ("focus", "ห้องเรียนคุณภาพ"),
    ("focus", "ระบบประกันคุณภาพภายในสถานศึกษา"),
)
BODIES = {
    "vision": "โรงเรียนทุกแห่งจัดการเรียนรู้อย่างมีคุณภาพ ด้วยการนิเทศแบบกัลยาณมิตรที่ใช้ข้อมูลเป็นฐาน",
    "mission": "นิเทศ ติดตาม และช่วยเหลือโรงเรียนทุกแห่งอย่างต่อเนื่อง\nส่งเสริมการนิเทศภายในสถานศึกษา\nนำผลการนิเทศไปวางแผนปีต่อไป",
    "goals": "ครูจัดการเรียนรู้เชิงรุกได้จริงในชั้นเรียน และนักเรียนมีผลสัมฤทธิ์สูงขึ้น",
    "strategies": "ใช้พื้นที่เป็นฐาน ใช้ข้อมูลรายโรงเรียน และสะท้อนผลร่วมกันทุกครั้ง",
    "form": "นิเทศบูรณาการโดยใช้พื้นที่เป็นฐาน ผสมการโค้ชและการเป็นพี่เลี้ยง",
    "methods": "เยี่ยมชั้นเรียน สังเกตการสอน ให้คำปรึกษา และชุมชนการเรียนรู้ทางวิชาชีพ (PLC)",
    "scope": "โรงเรียนทุกแห่งในความรับผิดชอบ ครอบคลุมงานวิชาการ งบประมาณ บริหารงานบุคคล และบริหารทั่วไป",
    "indicators": "โรงเรียนได้รับการนิเทศครบตามแผน และห้องเรียนมีคุณภาพระดับดีขึ้นไป",
    "targets": "โรงเรียนร้อยละ 100 ได้รับการนิเทศอย่างน้อยภาคเรียนละ 1 ครั้ง",
}


@dataclass(frozen=True)
class _Sketch:
    """One activity of every personal plan; `code` is the instrument used, if the office has it."""

    topic: str
    objective: str
    areas: tuple[str, ...]
    times: int
    basis: str
    indicator: str
    target: int
    unit: str
    focus: str
    code: str = ""


ACTIVITIES = (
    _Sketch(
        "นิเทศห้องเรียนคุณภาพ", "เพื่อพัฒนาบรรยากาศและการจัดการชั้นเรียน", ("academic", "general"), 2, "schools",
        "โรงเรียนได้รับการนิเทศห้องเรียนคุณภาพ", 100, "ร้อยละของโรงเรียน", "ห้องเรียนคุณภาพ", "classroom",
    ),
    _Sketch(
        "นิเทศการจัดการเรียนรู้เชิงรุก", "เพื่อให้ครูออกแบบและจัดการเรียนรู้เชิงรุกได้", ("academic", "personnel"), 1, "level",
        "ห้องเรียนที่สังเกตมีผลประเมินระดับดีขึ้นไป", 80, "ร้อยละของห้องเรียน", "การจัดการเรียนรู้เชิงรุก (Active Learning)",
        "active",
    ),
)  # fmt: skip

# What becomes of the plan of each supervisor in the running year, in their order; the rest are approved.
STATES = (
    "approved",
    "changed",
    "resubmitted",
    "waiting",
    "second_lane",
    "returned",
    "draft",
    "cancelled",
    "approved",
    "none",
)


def seed(context: DemoContext) -> None:
    """Policies and plans of both offices; an office that has plans is left as it is."""
    for district in (context.first, context.second):
        if Plan.objects.of_district(district).exists():
            continue
        office = _Office(district, context.today)
        # All or nothing: a seeding that broke off is begun again.
        with many_acts(), holders_kept():
            office.policies()
            for year in (office.year - 1, office.year):
                office.plans_of(year)
        context.say(f"{district.code}: {Plan.objects.of_district(district).count()} plans")


class _Office:
    """One office while it is being filled."""

    def __init__(self, district: District, today: date) -> None:
        self.district, self.today, self.year = district, today, fiscal_year(today)
        on = today
        self.head = holders("group_director", district, on)[0]
        self.director = holders("office_director", district, on)[0]
        self.supervisors = list(
            Person.objects.working()
            .filter(district=district, user__isnull=False, appointments__role="supervisor")
            .order_by("user__email")
            .distinct()
        )
        self.instruments = list(Instrument.objects.of_district(district).filter(is_active=True).order_by("pk"))
        self.tasks = list(WorkTask.objects.filter(work_group__district=district, is_active=True)[:12])
        self.projects = list(Project.objects.of_district(district).filter(is_active=True)[:12])

    def at(self, day: date, hour: int = 9) -> datetime:
        """A moment of that day in Thailand, never later than today."""
        return timezone.make_aware(datetime.combine(min(day, self.today), time(hour)))

    def policies(self) -> None:
        for year in (self.year - 1, self.year):
            for kind, text in POLICIES:
                services.save_policy(
                    actor=self.head, district=self.district, fiscal_year=year, kind=kind, text=text, today=self.today
                )

    def plans_of(self, year: int) -> None:
        """The group's plan and one of each supervisor. Plans are written in the September before the year begins."""
        first, _ = fiscal_range(year)
        written = first - timedelta(days=24)
        self._group_plan(year, written)
        for place, person in enumerate(self.supervisors):
            state = STATES[place] if year == self.year and place < len(STATES) else "approved"
            if state != "none":
                self._personal_plan(person, year, written + timedelta(days=place % 5), state, place)

    def _group_plan(self, year: int, written: date) -> None:
        plan = self._written(self.head, "group", year, written)
        activity = self._activity(plan, self.head, ACTIVITIES[0], 0, written, topic="นิเทศบูรณาการทุกโรงเรียนโดยคณะนิเทศ")
        schools = list(School.objects.of_district(self.district).open_on(self.today))
        month = fiscal_range(year)[0].replace(month=12)
        services.plan_schools(
            activity, actor=self.head, schools=schools[:20], lock_version=None, month=month, now=self.at(written)
        )
        self._submit(plan, self.head, written + timedelta(days=6))
        self._decide(plan, self.director, written + timedelta(days=9))

    def _personal_plan(self, person: Person, year: int, written: date, state: str, place: int) -> None:
        author = person.user
        schools = list(schools_of(person, self.today).order_by("name_sort"))
        if not schools:
            everyone = School.objects.of_district(self.district).open_on(self.today).order_by("cluster", "name_sort")
            schools = list(everyone[place * 7 : place * 7 + 7]) or list(everyone[:7])
        plan = self._written(author, "personal", year, written)
        for number, sketch in enumerate(ACTIVITIES):
            activity = self._activity(plan, author, sketch, place + number, written)
            self._fill(activity, author, schools, sketch.times, written)
        recent = self.today - timedelta(days=3 + place)
        if state == "draft":
            return
        if state == "cancelled":
            services.cancel_plan(
                plan, actor=author, reason="ย้ายไปช่วยราชการ ให้ผู้รับมอบหมายจัดทำแผนแทน", now=self.at(recent)
            )
            return
        sent = recent if state in ("waiting", "second_lane", "returned") else written + timedelta(days=4)
        self._submit(plan, author, sent)
        if state == "waiting":
            return
        if state == "returned":
            self._decide(plan, self.head, sent + timedelta(days=1), reason="ขอให้ระบุวิธีเก็บข้อมูลของตัวชี้วัดที่ 2 ให้ชัดเจน")
            return
        self._decide(plan, self.head, sent + timedelta(days=2))
        if state == "second_lane":
            return
        self._decide(plan, self.director, sent + timedelta(days=5))
        if state in ("changed", "resubmitted"):
            self._change(plan, author, recent - timedelta(days=1))
        if state == "resubmitted":
            self._submit(plan, author, recent)

    def _written(self, author: Any, kind: str, year: int, written: date) -> Plan:
        now = self.at(written)
        plan = services.create_plan(actor=author, district=self.district, kind=kind, fiscal_year=year, now=now)
        return services.save_sections(plan, actor=author, lock_version=plan.lock_version, bodies=BODIES, now=now)

    def _activity(
        self, plan: Plan, author: Any, sketch: _Sketch, turn: int, written: date, *, topic: str = ""
    ) -> PlanActivity:
        plan.refresh_from_db()
        policies = PolicyItem.objects.of_district(self.district).for_fiscal_year(plan.fiscal_year)
        return services.save_activity(
            plan,
            actor=author,
            lock_version=plan.lock_version,
            fields=ActivityFields(
                topic=topic or sketch.topic,
                areas=sketch.areas,
                objective=sketch.objective,
                method="เยี่ยมชั้นเรียน สังเกตการสอน แล้วสะท้อนผลร่วมกับครูและผู้อำนวยการโรงเรียน",
                policy=policies.filter(text=sketch.focus).first(),
                task=self.tasks[turn % len(self.tasks)] if self.tasks else None,
                project=self.projects[turn % len(self.projects)] if self.projects else None,
                instruments=[one for one in self.instruments if sketch.code and sketch.code in one.code.lower()],
                indicator=sketch.indicator,
                target=Decimal(sketch.target),
                target_unit=sketch.unit,
                result_basis=sketch.basis,
            ),
            now=self.at(written),
        )

    def _fill(self, activity: PlanActivity, author: Any, schools: Sequence[School], times: int, written: date) -> None:
        slices = [part for part in slices_of(self.district, activity.plan.fiscal_year) if part.is_main]
        services.plan_every_school(
            activity,
            actor=author,
            schools=schools,
            times=times,
            slices=slices,
            lock_version=None,
            now=self.at(written),
        )

    def _change(self, plan: Plan, author: Any, day: date) -> None:
        """After approval: two visits to come are moved, where the year still has a week for them, and a section is
        written anew."""
        week = timedelta(days=7)
        _, end = fiscal_range(plan.fiscal_year)
        coming = plan.activities.first().planned_visits.filter(planned_on__gt=self.today, planned_on__lte=end - week)
        for visit in coming.order_by("planned_on", "pk")[:2]:
            services.move_visit(
                visit, actor=author, on=visit.planned_on + week, reason="โรงเรียนจัดกิจกรรมวันเดิม", now=self.at(day)
            )
        plan.refresh_from_db()
        services.save_sections(
            plan,
            actor=author,
            lock_version=plan.lock_version,
            bodies={"targets": "โรงเรียนร้อยละ 100 ได้รับการนิเทศอย่างน้อยภาคเรียนละ 2 ครั้ง"},
            now=self.at(day),
        )

    def _submit(self, plan: Plan, author: Any, day: date) -> None:
        plan.refresh_from_db()
        services.submit_plan(plan, actor=author, now=self.at(day, 10), today=min(day, self.today))

    def _decide(self, plan: Plan, decider: Any, day: date, *, reason: str = "") -> None:
        plan.refresh_from_db()
        services.decide_plan(
            plan,
            actor=decider,
            revision=plan.revision,
            decision="returned" if reason else "approved",
            comment=reason,
            now=self.at(day, 14),
        )
