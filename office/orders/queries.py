"""Read-only questions about orders: who signs, what stands on one, search for the whole product and for evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import Q, TextChoices
from django.urls import reverse

from accounts.roles import ROLES
from core.pointers import Pointer
from core.search import Hit
from core.thai.dates import MONTHS, be_year, thai_date
from core.thai.years import fiscal_year
from office.orders.models import Order, OrderGroup, OrderSettings, OrderWording
from schools.models import Appointment, District
from schools.queries import highest_post

KIND = "order"
FOLDER = Path(__file__).resolve().parent / "reference"
HEAD = "office_director"
# Posts as papers write them out; {office} is the office's name.
_IN_FULL = {
    HEAD: "ผู้อำนวยการ{office}",
    "deputy_director": "รองผู้อำนวยการ{office}",
    "group_director": "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา",
}


@dataclass(frozen=True)
class Signer:
    """Who signs on a day: name, and the post as it is printed, one line a row."""

    key: int
    name: str
    post: str


@dataclass(frozen=True)
class Wording:
    """What a draft begins with; `own` when the office has written it itself."""

    kind: str
    about: str
    title: str
    preamble: str
    body: str
    own: bool = False

    @property
    def label(self) -> str:
        return f"{Order.Kind(self.kind).label}: {Order.About(self.about).label}"


def signers_on(district: District, on: date) -> list[Signer]:
    """Holders of the director's post on that day; who holds it in their own right stands first, acting ones after."""
    rows = Appointment.objects.in_force(on).filter(district=district, role=HEAD, person__is_active=True)
    ordered = sorted(rows.select_related("person").order_by("pk"), key=lambda row: bool(row.acting))
    head = post_in_full(HEAD, district)
    return [Signer(row.pk, row.person.full_name, signing_post(row, head)) for row in ordered]


def post_in_full(role: str, district: District) -> str:
    """A post above the members of the office as it is written out and addressed, "" for another."""
    return _IN_FULL.get(role, "").format(office=district.name)


def signer_of(user: Any, district: District, on: date) -> Signer | None:
    """An account as it signs a paper of that day: by the highest post it holds, below the heads by the own position."""
    row = highest_post(user, district, on)
    if row is None:
        return None
    head = post_in_full(row.role, district)
    post = signing_post(row, head) if head else row.person.position or ROLES[row.role].thai
    return Signer(row.pk, row.person.full_name, post)


def signing_post(row: Appointment, head: str) -> str:
    """The post a paper prints under a name, one line a row: `head`, or the own position and in what way it is held."""
    if not row.acting:
        return head
    if row.acting == Appointment.Acting.IN_CHARGE:
        return "\n".join(part for part in (row.person.position, f"รักษาการในตำแหน่ง{head}") if part)
    return "\n".join(part for part in (row.person.position, "ปฏิบัติหน้าที่แทน", head) if part)


def settings_of(district: Any) -> OrderSettings:
    """The office's row, or the defaults unsaved."""
    found = OrderSettings.objects.filter(district=district).first()
    return found or OrderSettings(district_id=getattr(district, "pk", district))


def number_year(district: Any, on: date) -> int:
    """Year (พ.ศ.) whose numbers an order of that day takes."""
    fiscal = settings_of(district).year_kind == OrderSettings.YearKind.FISCAL
    return fiscal_year(on) if fiscal else be_year(on)


@cache
def _shipped() -> tuple[dict[str, str], ...]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / "wordings.yaml").read_text(encoding="utf-8"))
    return tuple(found["wordings"])


def wordings_of(district: Any) -> list[Wording]:
    """Every kind and matter that has words, the office's own in place of the shipped ones."""
    own = {(row.kind, row.about): row for row in OrderWording.objects.filter(district=district)}
    found = {
        (row["kind"], row["about"]): Wording(row["kind"], row["about"], row["title"], row["preamble"], row["body"])
        for row in _shipped()
    }
    for key, row in own.items():
        found[key] = Wording(*key, row.title, row.preamble, row.body, own=True)
    order = {(kind, about): place for place, (kind, about) in enumerate(_pairs())}
    return sorted(found.values(), key=lambda one: order[one.kind, one.about])


def _pairs() -> Sequence[tuple[str, str]]:
    kinds: type[TextChoices] = Order.Kind
    return [(kind, about) for kind in kinds.values for about in Order.About.values]


def wording_of(district: Any, kind: str, about: str) -> Wording:
    """The words for this matter, of the kind in general where none are for it."""
    found = {(one.kind, one.about): one for one in wordings_of(district)}
    general = found[kind, Order.About.OTHER]
    return found.get((kind, about)) or Wording(kind, about, general.title, general.preamble, general.body)


def groups_of(order: Order) -> list[OrderGroup]:
    """The annex in order with its people; two queries."""
    return list(order.groups.prefetch_related("people__person__school", "people__outside__body"))


def appointing(user: Any, district: Any) -> Any:
    """Issued orders the person may see whose annex names somebody, the newest first."""
    rows = Order.objects.visible_to(user).of_district(district).issued().filter(kind=Order.Kind.ORDER)
    return rows.filter(groups__people__isnull=False).distinct().order_by("-year", "-number", "-pk")


def replaced_by(order: Order) -> Order | None:
    """The issued order that replaced it."""
    found: Order | None = order.superseded_by.issued().order_by("pk").first()
    return found


def years_of(rows: Any) -> list[int]:
    """Years of running numbers in `rows`, the newest first."""
    found = rows.filter(year__isnull=False).order_by("-year").values_list("year", flat=True).distinct()
    return list(found)


def pointer_of(order: Order) -> Pointer:
    return Pointer(KIND, str(order.pk), f"{order.reference} เรื่อง {order.title}"[:300], order.dated)


def cited(order: Order) -> str:
    """คำสั่งสำนักงาน… ที่ 5/2568 ลงวันที่ 3 มกราคม 2568, as another paper names it."""
    number = f" ที่ {order.number}/{order.year}" if order.number else ""
    day = f" ลงวันที่ {thai_date(order.dated)}" if order.dated else ""
    return f"{order.get_kind_display()}{order.district.name}{number}{day}"


def long_day(day: date) -> str:
    """15 มกราคม พ.ศ. 2568, as orders write it."""
    return f"{day.day} {MONTHS[day.month - 1]} พ.ศ. {be_year(day)}"


def replacing_words(row: Order) -> str:
    """What the text says of the order it replaces."""
    if row.supersedes is None:
        return ""
    return f"ให้ยกเลิก{cited(row.supersedes)} เรื่อง {row.supersedes.title} และให้ใช้{row.get_kind_display()}นี้แทน"


def valid_words(effective_on: date | None, ends_on: date | None) -> str:
    """ทั้งนี้ ตั้งแต่วันที่ … of the text."""
    if effective_on and ends_on:
        return f"ทั้งนี้ ตั้งแต่วันที่ {long_day(effective_on)} ถึงวันที่ {long_day(ends_on)}"
    return f"ทั้งนี้ ตั้งแต่วันที่ {long_day(effective_on)} เป็นต้นไป" if effective_on else ""


def announcements(user: Any = None, district: Any = None) -> Any:
    """Announcements with a number that hold, for a choice of another app; none without a reader."""
    rows = Order.objects.none() if user is None else Order.objects.visible_to(user).of_district(district)
    return rows.in_force().filter(kind=Order.Kind.ANNOUNCEMENT).order_by("-year", "-number")


def search(user: Any, district: Any, text: str, limit: int) -> list[Hit]:
    """Orders whose title, number or named people contain the text, the newest first."""
    rows = Order.objects.visible_to(user).of_district(district)
    return [
        Hit("คำสั่งและประกาศ", row.title, reverse("orders:order", args=[row.pk]),
            (row.reference, thai_date(row.dated, "short"), row.get_state_display()), "gavel")
        for row in containing(rows, text).order_by("-year", "-number", "-pk")[:limit]
    ]  # fmt: skip


def search_evidence(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Issued orders as proof, the newest first; none is of one school."""
    if school is not None:
        return []
    rows = containing(Order.objects.visible_to(user).of_district(district).issued(), text)
    return [pointer_of(row) for row in rows.order_by("-dated", "-pk")[:limit]]


def containing(rows: Any, text: str) -> Any:
    number, _, year = text.strip().partition("/")
    if number.isdecimal() and len(number) < 8 and year.isdecimal() and len(year) == 4:
        return rows.filter(number=int(number), year=int(year))
    for word in text.split():
        named = Order.objects.filter(groups__people__name__contains=word).values("pk")
        rows = rows.filter(Q(title__contains=word) | Q(pk__in=named))
    return rows
