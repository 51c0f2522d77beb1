"""Demo test results of the first office: three years of O-NET and NT by workbook, a pre-test, questions, checks."""

import io
import random
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from openpyxl import Workbook

from core.bulk import many_acts
from core.thai.years import law_academic_year
from instruments.models import Item
from instruments.queries import form_of
from instruments.services import AnswerValue
from schools.demo import DemoContext
from schools.models import School, SubjectGroup
from schools.queries import holders, holders_kept
from supervision.achievement import services
from supervision.achievement.forms import school_forms
from supervision.achievement.importing.service import confirm, receive
from supervision.achievement.importing.sheet import DISTRICT_WORD, NATIONAL_WORD, SHEET
from supervision.achievement.models import Exam, ExamResult, Paper

_NATIONAL = {"ภาษาไทย": 54, "คณิตศาสตร์": 31, "วิทยาศาสตร์": 40, "ภาษาอังกฤษ": 37, "ด้านภาษาไทย": 56, "ด้านคณิตศาสตร์": 50}
_ITEMS = (
    ("แบบทดสอบการอ่านจับใจความ ชุดที่ 1", 1, "ป.6", "ท 1.1 ป.6/3", 20, "onet"),
    ("โจทย์ปัญหาเศษส่วนและร้อยละ", 2, "ป.6", "ค 1.1 ป.6/7, ค 1.1 ป.6/8", 25, "onet"),
    ("การอ่านออกเสียงคำและประโยค", 1, "ป.1", "ท 1.1 ป.1/1", 20, "rt"),
)


def seed(context: DemoContext) -> None:
    """An office that has results is left as it is."""
    district = context.first
    if ExamResult.objects.of_district(district).exists() or not Exam.objects.of_district(district).exists():
        return
    head = holders("group_director", district, context.today)[0]
    year = law_academic_year(context.today)[0] - 1
    schools = list(School.objects.of_district(district).open_on(context.today).order_by("name_sort", "pk"))
    with many_acts(), holders_kept():
        run, _ = receive(
            _workbook(district, schools, year), district, actor=head, name=f"ผลการทดสอบ {year - 2}-{year}.xlsx"
        )
        confirm(run, actor=head)
        _bank(context, district, head, schools)
        _checks(context, district, head, schools)
    context.say(f"{district.code}: {ExamResult.objects.of_district(district).count()} test results")


def _workbook(district: Any, schools: list[School], last: int) -> bytes:
    """O-NET ป.6 and NT of a part of the schools over three years, Pre O-NET of the year after. The same every time."""
    book = Workbook(write_only=True)
    page = book.create_sheet(SHEET.title)
    page.append([column.title for column in SHEET.columns])
    chance = random.Random(2568)  # noqa: S311 (figures of a demo)
    papers = Paper.objects.of_district(district).filter(
        exam__code__in=("onet", "nt", "pre-onet"), grade__in=("ป.6", "ป.3")
    )
    for paper in papers.select_related("exam"):
        years = (last + 1,) if paper.exam.code == "pre-onet" else (last - 2, last - 1, last)
        for year in years:
            if paper.is_given_in(year) and paper.subject in _NATIONAL:
                for line in _lines(paper, year, schools[:36], chance):
                    page.append(line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _lines(paper: Paper, year: int, schools: list[School], chance: random.Random) -> Iterator[list[Any]]:
    middle = _NATIONAL[paper.subject] + chance.uniform(-2, 2)
    total, weighed = 0, Decimal(0)
    what = [paper.exam.short_name, year, paper.grade, paper.subject]
    for number, school in enumerate(schools):
        sat = 4 + (number * 7) % 29
        falling = (year % 10) * 1.5 if number % 9 == 4 else 0
        mean = Decimal(
            str(round(min(95.0, max(8.0, middle + (number % 12 - 5) * 1.8 - falling + chance.uniform(-3, 3))), 2))
        )
        weak = min(sat, round(sat * max(0.05, (60 - float(mean)) / 100)))
        strong = min(sat - weak, round(sat * max(0.05, (float(mean) - 25) / 100)))
        total, weighed = total + sat, weighed + sat * mean
        sd = round(chance.uniform(8, 17), 2)
        yield [school.code10, school.name, *what, sat, mean, sd, strong, sat - weak - strong, weak]
    if paper.exam.level == Exam.Level.NATIONAL:
        yield [DISTRICT_WORD, "", *what, total, round(weighed / total, 2), 14.2, None, None, None]
        yield [NATIONAL_WORD, "", *what, None, round(middle, 2), 15.1, None, None, None]


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _bank(context: DemoContext, district: Any, head: Any, schools: list[School]) -> None:
    groups = {row.reference_key: row for row in SubjectGroup.objects.of_district(district)}
    exams = {row.code: row for row in Exam.objects.of_district(district)}
    day = context.today - timedelta(days=40)
    for number, (title, group, grade, indicator, questions, exam) in enumerate(_ITEMS):
        item = services.add_item(
            district, actor=head, title=title, subject_group=groups[f"subject-{group}"], grade=grade,
            indicator=indicator, questions=questions, exam=exams.get(exam), now=_at(day, 9),
            source="คณะกรรมการจัดทำข้อสอบของเขต",
            description="ใช้เวลา 60 นาที ตรวจตามเฉลยท้ายชุด แล้วบันทึกผลและข้อสังเกตกลับมาที่คลัง",
        )  # fmt: skip
        services.log_use(
            item, actor=head, school=schools[number], used_on=day + timedelta(days=14), purpose="สอบก่อนเรียน",
            pupils=18 + number, outcome="ทำได้ร้อยละ 58 ที่ผิดมากคือการตีความ",
            now=_at(day + timedelta(days=15), 9),
        )  # fmt: skip


def _checks(context: DemoContext, district: Any, head: Any, schools: list[School]) -> None:
    """Two schools looked at and told, one begun."""
    version = school_forms(district).filter(instrument__code="assessment-check").first()
    if version is None:
        return
    form = form_of(version.pk)
    day = context.today - timedelta(days=20)
    for number, school in enumerate(schools[:3]):
        row = services.begin_check(school, actor=head, version=version, checked_on=day, now=_at(day, 10))
        answers = {
            key: AnswerValue(number=Decimal(3 + (key + number) % 3))
            for key, item in form.items.items()
            if item.kind == Item.Kind.RATING
        }
        row = services.save_check(
            row, actor=head, answers=answers, form=form, now=_at(day, 11),
            values={"strengths": "ครูใช้เครื่องมือหลากหลายและแจ้งเกณฑ์ก่อนเรียน", "advice": "ตรวจคุณภาพข้อสอบรายข้อก่อนใช้ทุกภาคเรียน"},
        )  # fmt: skip
        if number < 2:
            services.finish_check(row, actor=head, now=_at(day, 12))
