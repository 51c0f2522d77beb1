"""An office with its desk: clerk, director, head, supervisor; folders, errands, articles and funds through services."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from accounts.models import User
from office.errands import services as errand_services
from office.errands.models import Errand
from office.folders import services as folder_services
from office.folders.models import Folder
from office.welfare import services as welfare_services
from office.welfare.models import Entry, Fund
from schools.models import District, Person
from tests.factories import base


@dataclass
class Desk:
    """The office worked in, a neighbour, and a stranger who decides there."""

    district: District
    clerk: User
    director: User
    head: User
    supervisor: User
    other: District
    stranger: User

    def person(self, user: User) -> Person:
        return Person.objects.get(user=user, district=self.district)


def desk() -> Desk:
    district, other = base.district(name="สพป.ทดสอบ เขต 1"), base.district(name="สพป.ข้างเคียง เขต 2")
    return Desk(
        district, base.user("clerk", district, name="ธุรการ ทดสอบ"), base.user("office_director", district),
        base.user("group_director", district), base.user("supervisor", district), other, base.user("clerk", other),
    )  # fmt: skip


def folder(of: Desk, *, by: User | None = None, title: str = "ขออนุมัติโครงการ", **more: Any) -> Folder:
    """With one paper, being prepared."""
    return folder_services.open_folder(of.district, actor=by or of.clerk, title=title, papers=["บันทึกข้อความ"], **more)


def errand(of: Desk, *, by: User | None = None, to: User | None = None, kind: str = "assigned", **more: Any) -> Errand:
    """A task the head gives the supervisor, unless told otherwise."""
    words = {"title": "รวบรวมข้อมูลโรงเรียนขนาดเล็ก"} | ({} if kind == "assigned" else {"unit_text": "กลุ่มนโยบายและแผน"})
    return errand_services.ask(
        of.district, actor=by or of.head, kind=kind, person=of.person(to or of.supervisor), **{**words, **more}
    )


def fund(of: Desk, *, opening: str = "1000.00", opened_on: date = date(2025, 1, 1), **more: Any) -> Fund:
    """Kept since January 2568 with a thousand baht, unless told otherwise."""
    words = {"name": "สวัสดิการกลุ่มนิเทศฯ", **more}
    return welfare_services.open_fund(
        of.district, actor=of.clerk, opened_on=opened_on, opening=Decimal(opening), **words
    )


def entry(of: Desk, fund: Fund, kind: str, amount: str, day: date, *, what: str = "รายการทดสอบ", **more: Any) -> Entry:
    """Money in ("income") or out ("expense"), in baht."""
    words = {"actor": of.clerk, **more}
    return welfare_services.record_entry(fund, kind=kind, day=day, what=what, amount=Decimal(amount), **words)
