"""Demo levels of the large office: workbooks of past years, one school left out, and a round of assessment."""

import io
from datetime import date
from typing import Any

from openpyxl import Workbook

from core import audit
from core.thai.years import law_academic_year
from qa.levels.importing.service import Target, confirm, receive
from qa.levels.models import ExternalRound, LevelImport
from qa.levels.queries.scope import scope_of
from qa.levels.queries.sets import set_of_year
from qa.levels.services.external import add_advice, save_result, save_round
from schools.demo import DemoContext
from schools.models import District, School
from schools.queries import holders

# How many of ten schools have each level, best first; the rest of the scale nobody.
OLD, THEN, NOW = (("ดีเยี่ยม", 5), ("ดีมาก", 4), ("ดี", 1)), (("ยอดเยี่ยม", 1), ("ดีเลิศ", 5), ("ดี", 4)), (
    ("ยอดเยี่ยม", 2), ("ดีเลิศ", 6), ("ดี", 2)
)  # fmt: skip


def seed(context: DemoContext) -> None:
    """An office that has levels from a workbook is left as it is."""
    district = context.first
    if LevelImport.objects.of_district(district).exists():
        return
    last = law_academic_year(context.today)[0] - 2
    context.say("levels of past years")
    for year, level, spread in ((2560, "basic", OLD), (last - 1, "basic", THEN), (last, "basic", NOW),
                                (last, "early", NOW)):  # fmt: skip
        schools = list(scope_of(district, year, level).schools)
        # The last school of the list never sent its level: every page has to say so.
        _import(district, year, level, schools[:-1] if year == last else schools, spread)
    _external(district, context.today)


def _import(district: District, year: int, level: str, schools: list[School], spread: Any) -> None:
    words = [word for word, count in spread for _ in range(count)]
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(("รหัสโรงเรียน", "ระดับ"))
    for number, school in enumerate(schools):
        page.append((school.code10, words[number * 7 % len(words)]))
    data = io.BytesIO()
    book.save(data)
    target = Target(year, level, "self", set_of_year(district, year, level, "self"))
    run, _ = receive(data.getvalue(), district, target, actor=audit.SYSTEM, name=f"ระดับคุณภาพ {year} {level}.xlsx")
    confirm(run, actor=audit.SYSTEM)


def _external(district: District, today: date) -> None:
    directors = holders("group_director", district, today)
    if not directors or ExternalRound.objects.of_district(district).exists():
        return
    year = law_academic_year(today)[0]
    values = {"number": 5, "title": "การประเมินคุณภาพภายนอก", "body": "สมศ.", "year_from": year - 3, "year_to": year + 1}
    round_ = save_round(district, actor=directors[0], values=values)
    schools = scope_of(district, year - 1, "basic").schools[:3]
    for number, school in enumerate(schools):
        result = save_result(
            round_, actor=directors[0], school=school, level="basic", academic_year=year - 1,
            assessed_on=date(year - 1 - 543, 8, 20 + number), verdict="meets", scale_level=None,
            standards=[
                ("มาตรฐานที่ 1 คุณภาพของผู้เรียน", "meets" if number else "fails"),
                ("มาตรฐานที่ 2 กระบวนการบริหารและการจัดการ", "meets"),
                ("มาตรฐานที่ 3 กระบวนการจัดการเรียนการสอนที่เน้นผู้เรียนเป็นสำคัญ", "none" if number == 2 else "meets"),
            ],
        )  # fmt: skip
        if number == 0:
            add_advice(
                result, actor=directors[0], text="ควรจัดระบบติดตามการอ่านการเขียนรายบุคคลและรายงานผลทุกภาคเรียน",
                due_on=date(year - 542, 3, 31),
            )  # fmt: skip
