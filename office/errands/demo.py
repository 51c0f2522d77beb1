"""Demo data of this app: requests of other groups, assigned tasks, articles, a month's items; safe to run twice."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from office.errands import services
from office.errands.models import Errand
from office.structure.models import Unit
from schools.demo import DemoContext
from schools.models import Person, WorkGroup
from schools.queries import holders, holders_kept

_ASKED = (
    ("from", "ขอข้อมูลโรงเรียนขนาดเล็กเพื่อจัดทำแผนปฏิบัติการ", 6, 2, ""),
    ("from", "ขอรายชื่อวิทยากรอบรมครูผู้ช่วย", 9, -1, ""),
    ("to", "ขออนุญาตใช้ห้องประชุมและรถราชการ", 4, 3, "อนุญาตตามที่ขอ"),
    ("assigned", "สรุปผลการอ่านชั้นประถมศึกษาปีที่ 1", 10, 4, ""),
    ("assigned", "จัดทำสื่อประกอบการประชุมผู้บริหาร", 12, 1, "จัดทำแล้วเสร็จ ไฟล์แนบในเรื่อง"),
)
_ARTICLES = (
    ("ห้องเรียนที่ครูฟังเด็ก", "published", "เว็บไซต์สำนักงาน"),
    ("นิเทศอย่างไรให้ครูอยากเปลี่ยน", "submitted", ""),
    ("อ่านออกเขียนได้เริ่มที่ชั้นใด", "draft", ""),
)
_ITEMS = (
    ("inform", "ผลการนิเทศภาคเรียนที่ผ่านมา", "โรงเรียนรับการนิเทศครบตามแผน"),
    ("consider", "กำหนดการนิเทศร่วมกับเครือข่าย", ""),
    ("inform", "กำหนดส่งข้อมูลการอ่าน", ""),
)


def seed(context: DemoContext) -> None:
    """An office with errands is left as it is."""
    district, today = context.first, context.today
    if Errand.objects.of_district(district).exists():
        return
    clerk, head = (holders(role, district, today)[0] for role in ("clerk", "group_director"))
    writers = holders("supervisor", district, today)[:3]
    people = [Person.objects.get(user=user, district=district) for user in writers]
    unit = Unit.objects.of_district(district).filter(is_active=True).order_by("position", "pk").last()
    with many_acts(), holders_kept():
        for place, (kind, title, ago, due, answer) in enumerate(_ASKED):
            day = today - timedelta(days=ago)
            at = _at(day)
            words: dict[str, Any] = {"unit": unit, "unit_text": "" if unit else "กลุ่มนโยบายและแผน"}
            row = services.ask(
                district, actor=head if kind == "assigned" else clerk, kind=kind, person=people[place % len(people)],
                title=title, asked_on=day, due_on=today + timedelta(days=due), now=at,
                **({} if kind == "assigned" else words),
            )  # fmt: skip
            if answer:
                by = writers[place % len(writers)] if kind == "assigned" else clerk
                services.answer(row, actor=by, text=answer, now=at + timedelta(days=1))
        _articles(district, clerk, writers, people, today)
        _items(district, clerk, writers, today)
    context.say(f"{district.code}: {len(_ASKED)} errands, {len(_ARTICLES)} articles")


def _at(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))


def _articles(district: Any, clerk: Any, writers: list[Any], people: list[Person], today: Any) -> None:
    for place, (title, state, where) in enumerate(_ARTICLES):
        writer, person = writers[place % len(writers)], people[place % len(people)]
        row = services.save_article(
            district, actor=writer, author=person, title=title, summary="บทเรียนจากการนิเทศในพื้นที่",
            text="ตัวอย่างเนื้อความของบทความ เขียนจากการนิเทศชั้นเรียนจริง\nและสิ่งที่ครูนำไปปรับใช้",
        )  # fmt: skip
        if state != "draft":
            row = services.submit_article(row, actor=writer)
        if state == "published":
            services.publish_article(row, actor=clerk, published_on=today - timedelta(days=3), published_where=where)


def _items(district: Any, clerk: Any, writers: list[Any], today: Any) -> None:
    call = services.call_items(district, actor=clerk, month=today, due_on=today + timedelta(days=3))
    groups = list(WorkGroup.objects.of_district(district).filter(is_active=True).order_by("number", "pk")[:4])
    for place, (kind, title, detail) in enumerate(_ITEMS):
        group = groups[place] if place < len(groups) else None
        services.save_item(
            call, actor=writers[place % len(writers)], kind=kind, work_group=group, title=title, detail=detail
        )
    if len(groups) > len(_ITEMS):
        services.save_item(call, actor=clerk, kind="none", work_group=groups[len(_ITEMS)])
