"""Demo quality schools of the first office: last year's from plan to published report, this year's with a draft."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from core.thai.years import fiscal_range, fiscal_year
from instruments.models import InstrumentVersion
from instruments.services import AnswerValue, load_instruments
from processes.models import Procedure, RunStep
from processes.services.runs import open_runs, save_run_step
from schools.demo import DemoContext
from schools.models import Person, School
from schools.queries import holders, holders_kept
from schools.scope import people_keys
from supervision.field import services as field
from supervision.quality_schools import services
from supervision.quality_schools.focus import INSTRUMENT, PROCEDURE
from supervision.quality_schools.models import QualityPlan, QualitySchool, QualityYear

_TEXTS = {
    "background": "โรงเรียนคุณภาพทุกอำเภอมีโรงเรียนเครือข่ายที่เดินทางถึงกันได้ภายในหนึ่งชั่วโมง",
    "objectives": "1. ยกระดับโรงเรียนคุณภาพตามจุดเน้น\n2. ให้โรงเรียนเครือข่ายใช้ทรัพยากรร่วมกัน",
    "targets": "โรงเรียนคุณภาพทุกแห่งมีผลติดตามเฉลี่ยร้อยละ 80 ขึ้นไป",
    "monitoring": "นิเทศทุกแห่งด้วยแบบติดตามอย่างน้อยปีละหนึ่งครั้ง",
    "budget": "ใช้งบประมาณของ สพฐ. และทรัพยากรของโรงเรียน",
}
_FOCUS = {
    "aim": "ทุกโรงเรียนผ่านเกณฑ์ของจุดเน้น",
    "doing": "ประชุม พัฒนาครู และนิเทศร่วมกันทั้งเครือข่าย",
    "measure": "ผลติดตามร้อยละ 80",
}


def seed(context: DemoContext) -> None:
    """An office that has quality schools is left as it is; one whose schools know no amphoe too."""
    district = context.first
    if QualityYear.objects.of_district(district).exists() or not district.amphoes.exists():
        return
    load_instruments(district)
    with many_acts(), holders_kept():
        this = fiscal_year(context.today)
        before = _Year(context, this - 1)
        before.through()
        services.open_year(district, actor=before.head, year=this, now=_at(fiscal_range(this)[0]))
    context.say(f"{district.code}: {QualitySchool.objects.filter(year__district=district).count()} quality schools")


def _at(day: date, hour: int = 9) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


class _Year:
    def __init__(self, context: DemoContext, year: int) -> None:
        self.district = context.first
        self.begin, self.end = fiscal_range(year)
        self.head = holders("group_director", self.district, context.today)[0]
        self.director = holders("office_director", self.district, context.today)[0]
        self.supervisor = holders("supervisor", self.district, context.today)[0]
        owners = Person.objects.filter(pk__in=people_keys(self.supervisor), district=self.district)
        procedure = Procedure.objects.filter(district=self.district, code=PROCEDURE, is_active=True).first()
        if procedure is not None:
            open_runs(procedure, actor=self.head, year=year, now=_at(self.begin + timedelta(days=5)))
            for step in RunStep.objects.filter(run__procedure=procedure, run__year=year).select_related("run"):
                day = min(step.planned_on or self.end, self.end)
                save_run_step(
                    step, actor=self.head, state="done", planned_on=step.planned_on, done_on=day, now=_at(day, 15)
                )
        self.row = services.open_year(
            self.district, actor=self.head, year=year, owners=owners, now=_at(self.begin + timedelta(days=5))
        )

    def day(self, after: int) -> date:
        return self.begin + timedelta(days=after)

    def through(self) -> None:
        self._schools()
        self._plan()
        self._visits()
        services.write_report(
            self.row, actor=self.supervisor, now=_at(self.day(350)),
            texts={
                "result": "โรงเรียนคุณภาพดำเนินงานครบทั้ง 8 จุดเน้น และโรงเรียนเครือข่ายเข้าร่วมกิจกรรมทุกครั้ง",
                "problems": "การเดินทางของโรงเรียนเครือข่ายในฤดูฝน", "suggestions": "จัดการเรียนรู้ร่วมกันทางไกลสลับกับที่โรงเรียน",
            },
        )  # fmt: skip
        services.publish_report(self.row, actor=self.head, schools=True, public=False, now=_at(self.end))

    def _schools(self) -> None:
        for amphoe in self.district.amphoes.order_by("name_sort"):
            inside = list(School.objects.filter(amphoe=amphoe, closed_on=None).order_by("name_sort")[:4])
            if inside:
                services.set_school(
                    self.row, amphoe, actor=self.head, school=inside[0], feeders=inside[1:],
                    aim="เป็นศูนย์กลางการเรียนรู้ของโรงเรียนเครือข่ายในอำเภอ", now=_at(self.day(30)),
                )  # fmt: skip

    def _plan(self) -> None:
        plan = self.row.plan
        plan = services.save_plan(
            plan, actor=self.supervisor, texts=_TEXTS, focus={one.pk: _FOCUS for one in self.row.focus_points.all()},
            lock_version=plan.lock_version, now=_at(self.day(70)),
        )  # fmt: skip
        services.submit_plan(plan, actor=self.supervisor, now=_at(self.day(90)))
        for number, actor in enumerate([self.head, self.director]):
            plan = QualityPlan.objects.get(pk=plan.pk)
            if plan.state == QualityPlan.State.SUBMITTED:
                services.decide_plan(
                    plan, actor=actor, revision=plan.revision, decision="approved", content_hash=plan.content_hash,
                    now=_at(self.day(95 + number)),
                )  # fmt: skip
        plan.refresh_from_db()
        if plan.state != QualityPlan.State.APPROVED:
            return
        sent = services.dispatch(
            plan, actor=self.supervisor, number="ศธ 04000/215", sent_on=self.day(130), now=_at(self.day(130))
        )
        services.reply(
            sent, actor=self.supervisor, decision="agreed", number="ศธ 04010/88", replied_on=self.day(150),
            now=_at(self.day(151)),
        )  # fmt: skip

    def _visits(self) -> None:
        """One visit with the follow-up form to each quality school and its first feeder."""
        versions = InstrumentVersion.objects.filter(instrument__district=self.district, instrument__code=INSTRUMENT)
        version = versions.order_by("-number").first()
        if version is None:
            return
        schools = []
        for row in self.row.quality_schools.select_related("school").prefetch_related("feeders__school"):
            schools += [row.school, *[one.school for one in row.feeders.all()][:1]]
        for number, school in enumerate(schools[:6]):
            self._visit(school, version, number)

    def _visit(self, school: School, version: InstrumentVersion, number: int) -> None:
        day = self.day(255 + number)
        given: dict[str, Any] = {"topic": "ติดตามโรงเรียนคุณภาพตามจุดเน้น", "areas": ["academic"]}
        visit = field.start_visit(
            actor=self.supervisor, school=school, visited_on=day, now=_at(day), today=day, **given
        )
        answers: dict[int, AnswerValue] = {}
        for section in version.sections.prefetch_related("items"):
            for place, item in enumerate(section.items.all()):
                if item.kind == "rating":
                    points = 5 - (number + place + section.position) % 3
                    answers[item.pk] = AnswerValue(number=Decimal(points))
        field.add_sheet(visit, actor=self.supervisor, version=version, answers=answers, now=_at(day, 11))
        visit = field.save_visit(
            visit, actor=self.supervisor, section="notes", now=_at(day, 14), today=day,
            values={"observed": "ดำเนินงานตามจุดเน้นและมีหลักฐานครบ", "strengths": "โรงเรียนเครือข่ายเข้าร่วมกิจกรรมทุกครั้ง"},
        )  # fmt: skip
        field.submit_visit(visit, actor=self.supervisor, now=_at(day, 16))
