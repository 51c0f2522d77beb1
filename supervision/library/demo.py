"""Demo documents of the first office: laws by link, numbered papers, a guide in two editions, a draft."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from schools.demo import DemoContext
from schools.models import Appointment, Person, WorkGroup
from schools.queries import holders, holders_kept
from supervision.library import services
from supervision.library.models import Category, LibraryItem

# (category, title, issuer, edition, days ago, shown to schools)
_ITEMS = (
    ("law", "พระราชบัญญัติการศึกษาแห่งชาติ พ.ศ. 2542 และที่แก้ไขเพิ่มเติม", "ราชกิจจานุเบกษา", "", 300, True),
    ("law", "กฎกระทรวงการประกันคุณภาพการศึกษา พ.ศ. 2561", "กระทรวงศึกษาธิการ", "", 290, True),
    ("policy", "นโยบายและจุดเน้นของสำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน", "สพฐ.", "", 120, True),
    ("supervision-paper", "แนวทางการนิเทศภายในโดยใช้ห้องเรียนเป็นฐาน", "กลุ่มนิเทศฯ", "", 200, True),
    ("supervision-paper", "รายงานผลการทดสอบระดับชาติและแนวทางยกระดับ", "กลุ่มนิเทศฯ", "", 110, True),
    ("supervision-paper", "ปฏิทินและแผนนิเทศบูรณาการของสำนักงานเขต", "กลุ่มนิเทศฯ", "", 30, False),
    ("guide", "คู่มือการจัดการเรียนรู้เชิงรุกระดับประถมศึกษา", "กลุ่มนิเทศฯ", "พิมพ์ครั้งที่ 1", 250, True),
    ("form", "แบบบันทึกการนิเทศภายในของโรงเรียน", "กลุ่มนิเทศฯ", "", 90, True),
)


def seed(context: DemoContext) -> None:
    """An office that has documents is left as it is."""
    district = context.first
    if LibraryItem.objects.of_district(district).exists():
        return
    with many_acts(), holders_kept():
        _seed(context, district)
    context.say(f"{district.code}: {LibraryItem.objects.of_district(district).count()} library items")


def _seed(context: DemoContext, district: Any) -> None:
    head = holders("group_director", district, context.today)[0]
    services.load_categories(district)
    categories = {row.reference_key: row for row in Category.objects.of_district(district)}
    posts = Appointment.objects.in_force(context.today).filter(district=district, role="supervisor")
    author = Person.objects.filter(pk__in=posts.values("person")).first()
    group = WorkGroup.objects.of_district(district).order_by("number").first()

    def put(key: str, title: str, issuer: str, edition: str, ago: int, **more: Any) -> LibraryItem:
        day = context.today - timedelta(days=ago)
        now = timezone.make_aware(datetime.combine(day, time(9)))
        own = issuer == "กลุ่มนิเทศฯ"
        row = services.add_item(
            district, actor=head, category=categories[key], title=title, issuer=issuer, edition=edition, dated=day,
            author=author if own else None, work_group=group if own else None, url=f"https://example.org/library/{key}",
            summary=f"{title} สำหรับศึกษานิเทศก์ ผู้บริหาร และครูในสังกัด", now=now, **more,
        )  # fmt: skip
        return services.list_item(row, actor=head, now=now)

    made = [
        put(key, title, issuer, edition, ago, for_schools=shown) for key, title, issuer, edition, ago, shown in _ITEMS
    ]
    guide = next(row for row in made if row.edition)
    put("guide", guide.title, guide.issuer, "พิมพ์ครั้งที่ 2 (ปรับปรุง)", 45, for_schools=True, replaces=guide)
    services.add_item(
        district, actor=head, category=categories["supervision-paper"], title="แนวทางการจัดทำข้อสอบวัดสมรรถนะ",
        issuer="กลุ่มนิเทศฯ", author=author, for_schools=True,
    )  # fmt: skip
