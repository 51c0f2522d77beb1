"""A small set of standards through the services: two มาตรฐาน, three items, a scale of five words."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from qa.standards import services
from qa.standards.models import SchoolStandards, StandardSet
from qa.standards.services import ItemWords

DAY = date(2026, 5, 20)
SCALE = [(1, "กำลังพัฒนา", ["พัฒนา"]), (2, "ปานกลาง", []), (3, "ดี", []), (4, "ดีเลิศ", []), (5, "ยอดเยี่ยม", [])]


def draft(
    director: Any, district: Any, *, level: str = "basic", family: str = "external", name: str = "ชุดทดสอบ",
    year_from: int = 2565, year_to: int | None = None,
) -> StandardSet:  # fmt: skip
    values = {"name": name, "year_from": year_from, "year_to": year_to, "source": "ประกาศทดสอบ"}
    made = services.make_set(district, actor=director, level=level, family=family, values=values)
    services.save_scale(made, actor=director, levels=SCALE)
    first = add(made, director, "1", "คุณภาพผู้เรียน")
    add(made, director, "1.1", "อ่านออกเขียนได้", parent=first)
    add(made, director, "1.2", "รักท้องถิ่น", parent=first, is_own=True, weight=Decimal("1.5"))
    second = add(made, director, "2", "การบริหาร")
    add(made, director, "2.1", "มีเป้าหมายชัดเจน", parent=second)
    made.refresh_from_db()
    return made


def add(row: StandardSet, director: Any, number: str, title: str, *, parent: Any = None, **words: Any) -> Any:
    return services.save_item(row, actor=director, words=ItemWords(number, title, **words), parent=parent)


def published(director: Any, district: Any, **options: Any) -> StandardSet:
    made = draft(director, district, **options)
    return services.publish_set(made, actor=director, year_from=made.year_from, year_to=made.year_to)


def page(name: str = "มติ.pdf") -> SimpleUploadedFile:
    """A PDF of one blank page."""
    made = BytesIO()
    with pikepdf.new() as book:
        book.add_blank_page()
        book.save(made)
    return SimpleUploadedFile(name, made.getvalue(), content_type="application/pdf")


def paper(school: Any, row: StandardSet, *, by: Any, year: int = 2568, **options: Any) -> SchoolStandards:
    """A school's draft of a year by `row`, with every target set to the fourth level and every goal to the fifth."""
    made = services.start_paper(school, actor=by, academic_year=year, level=row.level, set=row, **options)
    words = {level.value: level.pk for level in row.scale.all()}
    keys = made.targets.values_list("pk", flat=True)
    return services.save_targets(
        made, actor=by, rows=dict.fromkeys(keys, (words[4], words[5])), overall=(words[4], words[5]),
        goal_year=year + 2,
    )  # fmt: skip


def declared(school: Any, row: StandardSet, *, by: Any, year: int = 2568, day: date = DAY) -> SchoolStandards:
    made = paper(school, row, by=by, year=year)
    return services.declare_paper(made, actor=by, announced_on=day, upload=page("ประกาศ.pdf"), today=day)
