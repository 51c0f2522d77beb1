"""Demo data of this app: the outside register, an assignment order replaced by a later one, a team's order, an
announcement and a draft that waits for its number; safe to run twice."""

from datetime import timedelta
from typing import Any

from core.bulk import many_acts
from office.orders import services
from office.orders.models import Order
from schools.demo import DemoContext
from schools.models import OutsideBody, OutsidePerson, Team
from schools.queries import holders, holders_kept
from schools.services import outside

# Nobody's names: what they stand for, then a word that says they are made up.
_BODIES = (
    ("local", "องค์การบริหารส่วนตำบลสาธิต", "นายกองค์การบริหารส่วนตำบล"),
    ("education", "มหาวิทยาลัยสาธิตการศึกษา", "คณบดีคณะครุศาสตร์"),
    ("religious", "วัดสาธิตธรรม", "เจ้าอาวาส"),
)
_PEOPLE = (
    ("นาย", "ท้องถิ่น", "สมมุติ", 0, "ปลัดองค์การบริหารส่วนตำบล", "การจัดการศึกษาท้องถิ่น"),
    ("รองศาสตราจารย์ ดร.", "วัดผล", "สมมุติ", 1, "อาจารย์", "การวัดและประเมินผล"),
    ("นางสาว", "หลักสูตร", "สมมุติ", 1, "อาจารย์", "หลักสูตรและการสอน"),
    ("พระครู", "ธรรมสาธิต", "", 2, "เจ้าอาวาส", "คุณธรรมจริยธรรม"),
    ("นาง", "ปราชญ์", "สมมุติ", None, "ข้าราชการบำนาญ", "การนิเทศการศึกษา"),
)


def seed(context: DemoContext) -> None:
    """An office with orders is left as it is."""
    district, today = context.first, context.today
    if Order.objects.of_district(district).exists():
        return
    head, supervisor = (holders(role, district, today)[0] for role in ("group_director", "supervisor"))
    with many_acts(), holders_kept():
        if not OutsidePerson.objects.of_district(district).exists():
            _outside(district, head)
        first = services.draft_order(district, actor=head, source="assignment:all")
        services.issue_order(first, actor=head, dated=today - timedelta(days=60), today=today)
        newer = services.draft_replacement(first, actor=head)
        services.edit_order(newer, actor=head, effective_on=today - timedelta(days=20))
        services.issue_order(newer, actor=head, dated=today - timedelta(days=20), today=today)
        team = Team.objects.of_district(district).order_by("pk").first()
        if team is not None:
            order = services.draft_order(district, actor=supervisor, source=f"team:{team.pk}")
            services.issue_order(order, actor=head, dated=today - timedelta(days=14), today=today)
        told = services.draft_order(
            district, actor=head, kind="announcement", title="นโยบายการนิเทศ ติดตาม และประเมินผลการจัดการศึกษา",
            body=f"ด้วย{district.name} กำหนดให้ทุกโรงเรียนรับการนิเทศอย่างน้อยภาคเรียนละหนึ่งครั้ง\nจึงประกาศมาให้ทราบโดยทั่วกัน",
        )  # fmt: skip
        services.issue_order(told, actor=head, dated=today - timedelta(days=7), today=today)
        services.draft_order(district, actor=supervisor, source="internal:all")
    context.say(f"{district.code}: {Order.objects.of_district(district).count()} orders")


def _outside(district: Any, actor: Any) -> None:
    bodies: list[OutsideBody] = [
        outside.save_body(district, actor=actor, kind=kind, name=name, head_title=title)
        for kind, name, title in _BODIES
    ]
    for prefix, first, last, body, position, expertise in _PEOPLE:
        outside.save_person(
            district, actor=actor, prefix=prefix, first_name=first, last_name=last, position=position,
            body=None if body is None else bodies[body], expertise=expertise,
        )  # fmt: skip
