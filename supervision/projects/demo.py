"""Demo projects of the first office: last year's done and published, this year's running, one that selects schools."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from core.thai.years import fiscal_range, fiscal_year
from schools.demo import DemoContext
from schools.models import Appointment, Assignment, Project, School
from schools.queries import holders, holders_kept
from supervision.projects import services
from supervision.projects.models import ProjectYear

_TEXTS = {
    "rationale": "สำนักงานเขตดำเนินโครงการตามนโยบายและจุดเน้นของปี โดยใช้ผลของปีก่อนเป็นข้อมูลตั้งต้น",
    "objectives": "1. เพื่อพัฒนาครูและผู้บริหารของโรงเรียนในโครงการ\n2. เพื่อยกระดับคุณภาพผู้เรียนตามเป้าหมายของปี",
}
_CRITERIA = (
    ("ความพร้อมของผู้บริหารและครู", 2, 5, 3),
    ("ผลการดำเนินงานที่ผ่านมา", 2, 5, None),
    ("แผนการพัฒนาและความยั่งยืน", 1, 5, None),
)


def seed(context: DemoContext) -> None:
    """An office that has projects of a year is left as it is."""
    district = context.first
    if ProjectYear.objects.of_district(district).exists():
        return
    projects = list(Project.objects.of_district(district).filter(is_active=True).order_by("number")[:8])
    if len(projects) < 4:
        return
    with many_acts(), holders_kept():
        _Projects(context, projects).fill()
    context.say(f"{district.code}: {ProjectYear.objects.of_district(district).count()} project years")


def _at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


class _Projects:
    def __init__(self, context: DemoContext, projects: list[Project]) -> None:
        self.district, self.today, self.projects = context.first, context.today, projects
        self.head = holders("group_director", self.district, context.today)[0]
        self.year = fiscal_year(context.today)
        self.begin = fiscal_range(self.year)[0]
        self.schools = list(School.objects.of_district(self.district).open_on(context.today).order_by("name_sort")[:12])
        self.owners = {
            row.project_id: row.person
            for row in Assignment.objects.in_force(context.today)
            .filter(district=self.district, kind="project")
            .select_related("person")
        }

    def fill(self) -> None:
        self._last_year(self.projects[0])
        for number, project in enumerate(self.projects[:6]):
            self._this_year(project, number)
        self._selection(self.projects[6] if len(self.projects) > 6 else self.projects[3])

    def _plan(self, project: Project, year: int, begin: date) -> ProjectYear:
        row = services.open_project(self.district, project, actor=self.head, year=year, now=_at(begin))
        services.edit_project(row, actor=self.head, values=_TEXTS, now=_at(begin, 10))
        owner = self.owners.get(project.pk)
        if owner is not None and not row.owners.filter(person=owner).exists():
            services.add_part(row, "owner", actor=self.head, values={"person": owner}, now=_at(begin, 10))
        if not row.indicators.exists():
            self._add(row, "indicator", begin, name="โรงเรียนในโครงการที่ผ่านเกณฑ์", unit="ร้อยละ", target=Decimal(80))
            self._add(row, "indicator", begin, name="ครูที่ได้รับการพัฒนา", unit="คน", target=Decimal(60))
        for quarter, amount in ((1, 15000), (2, 25000), (3, 20000)):
            self._add(row, "budget", begin, quarter=quarter, source="งบประมาณ สพฐ.", amount=Decimal(amount))
        for title, after, long in (
            ("ประชุมชี้แจงและวางแผน", 30, 2), ("อบรมเชิงปฏิบัติการ", 110, 3), ("นิเทศ ติดตาม ให้คำปรึกษา", 150, 120),
            ("สรุปผลและแลกเปลี่ยนเรียนรู้", 320, 2),
        ):  # fmt: skip
            starts = begin + timedelta(days=after)
            self._add(row, "activity", begin, title=title, starts_on=starts, ends_on=starts + timedelta(days=long))
        return row

    def _add(self, row: ProjectYear, kind: str, day: date, **values: Any) -> None:
        services.add_part(row, kind, actor=self.head, values=values, now=_at(day, 11))

    def _work(self, row: ProjectYear, until: date, number: int) -> None:
        """Activities whose days are over, what they cost, and how far the project is."""
        done = 0
        for activity in row.activities.all():
            if activity.ends_on > until:
                continue
            done += 1
            services.edit_part(
                row, "activity", activity.pk, actor=self.head, values={"state": "done", "outcome": "ดำเนินการแล้วตามแผน"},
                now=_at(activity.ends_on, 15),
            )  # fmt: skip
            services.spend(
                row, actor=self.head, now=_at(activity.ends_on, 16),
                values={"spent_on": activity.ends_on, "title": activity.title, "amount": Decimal(9500 + 500 * number)},
            )  # fmt: skip
        for school in self.schools[number : number + 4]:
            services.add_school(row, school, actor=self.head, joined_on=row.starts_on, now=_at(row.starts_on, 12))
        if done:
            services.add_part(
                row, "note", actor=self.head, now=_at(until, 16),
                values={"noted_on": until, "percent": 25 * done, "text": f"ดำเนินกิจกรรมแล้ว {done} จาก 4 กิจกรรม"},
            )  # fmt: skip

    def _last_year(self, project: Project) -> None:
        begin, end = fiscal_range(self.year - 1)
        row = services.start_project(self._plan(project, self.year - 1, begin), actor=self.head, now=_at(begin, 13))
        self._work(row, end, 0)
        for one, result in zip(row.indicators.all(), (Decimal(85), Decimal(54)), strict=False):
            services.edit_part(row, "indicator", one.pk, actor=self.head, values={"result": result}, now=_at(end, 9))
        services.write_report(
            row, actor=self.head, now=_at(end, 10),
            texts={
                "result": "โรงเรียนในโครงการดำเนินงานครบทุกกิจกรรม ผลผู้เรียนสูงขึ้นเมื่อเทียบกับปีก่อน",
                "problems": "ครูย้ายระหว่างปี ทำให้การอบรมไม่ต่อเนื่อง", "suggestions": "จัดอบรมซ้ำสำหรับครูใหม่ในต้นปีการศึกษา",
            },
        )  # fmt: skip
        row = services.finish_project(row, actor=self.head, now=_at(end, 11))
        services.publish_report(row, actor=self.head, schools=True, public=False, now=_at(end, 13))

    def _this_year(self, project: Project, number: int) -> None:
        row = self._plan(project, self.year, self.begin)
        if number == 5:
            return
        row = services.start_project(row, actor=self.head, now=_at(self.begin, 13))
        self._work(row, self.today, number)

    def _selection(self, project: Project) -> None:
        """A round that was scored and announced, and one that schools may apply to now."""
        row = self._plan(project, self.year, self.begin)
        principals = {
            one.school_id: one.person.user
            for one in Appointment.objects.in_force(self.today)
            .filter(district=self.district, role="principal", school__in=self.schools, person__user__isnull=False)
            .select_related("person__user")
        }
        day = min(self.today, self.begin + timedelta(days=20))
        round_ = services.create_round(
            row, actor=self.head, now=_at(day, 8), title="คัดเลือกโรงเรียนต้นแบบ", seats=2, pass_mark=Decimal(60),
            about="โรงเรียนที่ดำเนินงานต่อเนื่องอย่างน้อยหนึ่งปี",
        )  # fmt: skip
        for text, weight, highest, least in _CRITERIA:
            services.add_criterion(
                round_, actor=self.head, text=text, weight=Decimal(weight), highest=Decimal(highest),
                at_least=None if least is None else Decimal(least), now=_at(day, 8),
            )  # fmt: skip
        round_ = services.open_round(round_, actor=self.head, now=_at(day, 9))
        for number, school in enumerate(self.schools[:4]):
            actor = principals.get(school.pk)
            services.apply(
                round_, school, actor=actor or self.head, by_office=actor is None, now=_at(day, 10 + number),
                text="ดำเนินงานต่อเนื่องสามปี มีคณะทำงานครบทุกกลุ่มสาระ และมีผลงานเผยแพร่ระดับเขต",
            )  # fmt: skip
        round_ = services.close_round(round_, actor=self.head, now=_at(day, 15))
        criteria = list(round_.criteria.all())
        for number, application in enumerate(round_.applications.standing().select_related("round")):
            points = {one.pk: Decimal(5 - (number + place) % 3) for place, one in enumerate(criteria)}
            services.score(application, actor=self.head, points=points, now=_at(day, 16))
        services.announce(round_, actor=self.head, now=_at(day, 17))
        second = services.create_round(
            row, actor=self.head, title="คัดเลือกโรงเรียนขยายผล รุ่นที่ 2", closes_on=self.today + timedelta(days=30),
            about="โรงเรียนที่ยังไม่เคยเข้าร่วมโครงการ", now=_at(self.today, 8),
        )  # fmt: skip
        services.add_criterion(second, actor=self.head, text="แผนการพัฒนาของโรงเรียน", now=_at(self.today, 8))
        services.open_round(second, actor=self.head, now=_at(self.today, 9))
