"""Read the annex of an appointment order as the seats of a committee: whom a line names, what duty it gives them."""

from dataclasses import dataclass
from typing import Any

from kotpn.committee.models import Member
from kotpn.committee.queries import named
from office.orders.queries import groups_of
from schools.models import OutsidePerson, Person

Role, Category = Member.Role, Member.Category


@dataclass(frozen=True)
class Line:
    """A line of an annex as the form shows it: `who` is "p:1", "o:2" or "" for somebody in no register yet."""

    name: str
    post: str
    role: str
    category: str
    counts: bool
    who: str
    heading: str = ""


def role_of(duty: str) -> str:
    """The duty an order writes, as a role: a secretary who is a member counts as one."""
    words = duty.replace(" ", "")
    if "ผู้ช่วยเลขา" in words:
        return Role.ASSISTANT
    if "เลขา" in words:
        return Role.SECRETARY
    if words.startswith("รองประธาน"):
        return Role.VICE
    if words.startswith("ประธาน"):
        return Role.CHAIR
    return Role.MEMBER


def category_of(who: Person | OutsidePerson | None, duty: str, post: str) -> str:
    """A guess the secretary looks over: the order's own word, else where the person is from."""
    for word, category in (
        ("ผู้ทรงคุณวุฒิ", Category.EXPERT), ("เอกชน", Category.PRIVATE), ("ผู้แทนผู้บริหาร", Category.PRINCIPALS),
    ):  # fmt: skip
        if word in duty or word in post:
            return category
    if isinstance(who, Person):
        return Category.PRINCIPALS if who.school_id else Category.OFFICE
    return Category.EXPERT


def key_of(who: Person | OutsidePerson | None) -> str:
    if who is None:
        return ""
    return f"{'p' if isinstance(who, Person) else 'o'}:{who.pk}"


def lines_of(order: Any) -> list[Line]:
    """Every line of every group of the annex, in order; a name that is exactly one person's of the registers is that
    person."""
    found = []
    for group in groups_of(order):
        for row in group.people.all():
            who = row.person or row.outside
            if who is None:
                alike = named(order.district_id, row.name)
                who = alike[0] if len(alike) == 1 else None
            duty = " ".join(row.duty.split())
            found.append(
                Line(
                    row.name, row.post, role_of(duty), category_of(who, duty, row.post),
                    # เลขานุการ alone is no member; กรรมการและเลขานุการ is.
                    not ("เลขา" in duty and "กรรมการ" not in duty), key_of(who), str(group),
                )
            )  # fmt: skip
    return found
