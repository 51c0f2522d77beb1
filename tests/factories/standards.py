"""A small set of standards through the services: two มาตรฐาน, three items, a scale of five words."""

from decimal import Decimal
from typing import Any

from qa.standards import services
from qa.standards.models import StandardSet
from qa.standards.services import ItemWords

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
