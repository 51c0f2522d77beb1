"""Demo data of the store: a catalogue with a year of cards, requisitions in every state, a repair and a purchase; safe
to run twice."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from office.stores import services
from office.stores.models import Item
from schools.demo import DemoContext
from schools.queries import holders, holders_kept, person_of

# name, category, unit, minimum, opening, price, came later
_ITEMS = (
    ("กระดาษถ่ายเอกสาร A4 80 แกรม", "office", "รีม", 20, 60, "115", 50),
    ("ปากกาลูกลื่นสีน้ำเงิน", "office", "ด้าม", 24, 48, "5", 0),
    ("แฟ้มสันกว้าง 3 นิ้ว", "office", "แฟ้ม", 10, 30, "75", 0),
    ("ลวดเสียบกระดาษ", "office", "กล่อง", 10, 12, "12", 0),
    ("หมึกพิมพ์เลเซอร์สีดำ", "computer", "ตลับ", 2, 4, "1850", 2),
    ("แฟลชไดรฟ์ 32 GB", "computer", "อัน", 3, 6, "190", 0),
    ("กระดาษเกียรติบัตร A4 180 แกรม", "printing", "ห่อ", 5, 15, "160", 0),
    ("แบตเตอรี่ AA", "electric", "ก้อน", 8, 20, "18", 0),
    ("น้ำดื่มบรรจุขวด", "house", "แพ็ก", 5, 5, "45", 0),
)


def seed(context: DemoContext) -> None:
    """An office with a catalogue is left as it is."""
    district = context.first
    if Item.objects.of_district(district).exists():
        return
    with many_acts(), holders_kept():
        _Store(context).fill()
    context.say(f"{district.code}: {Item.objects.of_district(district).count()} supplies")


class _Store:
    def __init__(self, context: DemoContext) -> None:
        self.district, self.today = context.first, context.today
        first = (holders(role, self.district, self.today)[0] for role in ("clerk", "group_director"))
        self.clerk, self.head = first
        self.supervisors = holders("supervisor", self.district, self.today)[:3]
        self.items: list[Item] = []

    def day(self, back: int) -> date:
        return self.today - timedelta(days=back)

    def at(self, back: int, hour: int = 9) -> datetime:
        return timezone.make_aware(datetime.combine(self.day(back), time(hour)))

    def fill(self) -> None:
        self._catalogue()
        paper, pens, folders, clips, ink, drives, certificates, cells, water = self.items
        first, second, third = self.supervisors
        self._asked(first, "เตรียมเอกสารนิเทศ ติดตาม ภาคเรียนนี้", 40, ((paper, 10), (folders, 4)), issue=38)
        self._asked(second, "จัดอบรมครูโครงการพัฒนาการอ่าน", 25, ((paper, 15), (pens, 30), (certificates, 6)), issue=22)
        self._asked(third, "พิมพ์รายงานผลการนิเทศ", 12, ((ink, 5), (paper, 5)), issue=10, part={0: 4})
        self._asked(first, "ประชุมปฏิบัติการวิจัยในชั้นเรียน", 4, ((drives, 2), (clips, 3)), decided=2)
        self._asked(second, "จัดนิทรรศการผลงานนักเรียน", 2, ((certificates, 4), (cells, 6)))
        row = self._asked(third, "เติมวัสดุห้องประชุม", 3, ((water, 5),))
        services.return_requisition(row, actor=self.head, reason="ให้เบิกจากงบโครงการ", now=self.at(1))
        self._bought(ink, drives)

    def _catalogue(self) -> None:
        for number, (name, category, unit, minimum, opening, price, later) in enumerate(_ITEMS, start=1):
            item = services.save_item(
                self.district, actor=self.clerk, code=f"ว-{number:03}", name=name, category=category, unit=unit,
                minimum=minimum, opening=opening, place="ตู้วัสดุกลุ่มนิเทศ", now=self.at(90), today=self.day(90),
            )  # fmt: skip
            self.items.append(item)
            if later:
                services.receive_item(
                    item, actor=self.clerk, quantity=later, on=self.day(60), price=Decimal(price),
                    party="ร้านเครื่องเขียนสาธิต", reference=f"ส.{number:03}", now=self.at(60),
                )  # fmt: skip

    def _asked(
        self, user: Any, purpose: str, back: int, lines: Any, *, decided: int | None = None, issue: int | None = None,
        part: dict[int, int] | None = None,
    ) -> Any:  # fmt: skip
        """A requisition asked so many days back, decided, and handed out (`part`: how many of a line, by its place)."""
        requester = person_of(user, self.district)
        assert requester is not None
        row = services.request_items(
            self.district, actor=user, requester=requester, purpose=purpose, wanted=lines, now=self.at(back)
        )
        if issue is None and decided is None:
            return row
        row = services.approve_requisition(row, actor=self.head, quantities={}, now=self.at(decided or back, 13))
        if issue is not None:
            made = list(row.lines.order_by("position"))
            given = {line.pk: (part or {}).get(place, line.asked) for place, line in enumerate(made)}
            services.issue_requisition(row, actor=self.clerk, quantities=given, on=self.day(issue), now=self.at(issue))
        return row

    def _bought(self, ink: Item, drives: Item) -> None:
        person = person_of(self.clerk, self.district)
        assert person is not None
        ask = {"actor": self.clerk, "requester": person}
        repair = services.ask_procurement(
            self.district, **ask, kind="repair", title="ซ่อมเครื่องพิมพ์เลเซอร์ ห้องกลุ่มนิเทศ", detail="ดึงกระดาษซ้อนทุกครั้ง",
            asset_code="7440-009-0001/62", now=self.at(30),
        )  # fmt: skip
        services.order_procurement(
            repair, actor=self.clerk, vendor="ร้านคอมพิวเตอร์สาธิต", ordered_on=self.day(28), now=self.at(28)
        )
        services.receive_procurement(
            repair, actor=self.clerk, received_on=self.day(24), cost=Decimal("1200"), outcome="เปลี่ยนชุดดึงกระดาษแล้ว",
            now=self.at(24),
        )  # fmt: skip
        buy = services.ask_procurement(
            self.district, **ask, kind="buy", title="จัดซื้อวัสดุคอมพิวเตอร์ ไตรมาสนี้", wanted=((ink, 4), (drives, 5)),
            now=self.at(6),
        )  # fmt: skip
        services.order_procurement(
            buy, actor=self.clerk, vendor="ร้านคอมพิวเตอร์สาธิต", ordered_on=self.day(5), expected_on=self.day(1),
            reference="ใบสั่งซื้อ 7", now=self.at(5),
        )  # fmt: skip
