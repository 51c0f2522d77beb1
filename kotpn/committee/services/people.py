"""Somebody an order names who is in no register yet: entered as an outside person when the order is."""

from dataclasses import dataclass
from typing import Any

from core.errors import DomainError
from kotpn.committee.queries import name_key, named
from schools.models import District, OutsidePerson, Person
from schools.services.outside import save_person

PREFIXES = (
    "นางสาว", "น.ส.", "นาง", "นาย", "ว่าที่ร้อยตรี", "ว่าที่ ร.ต.", "ดร.", "ผศ.ดร.", "ผศ.", "รศ.ดร.", "รศ.", "ศ.ดร.", "พระครู",
    "พระมหา",
)  # fmt: skip


@dataclass(frozen=True)
class Newcomer:
    """A name and post as the order writes them."""

    name: str
    position: str
    district_id: int

    def __str__(self) -> str:
        return self.name


def parted(name: str) -> tuple[str, str, str]:
    """Prefix, first and last name of a name as it is written: นายสมชาย ใจดี."""
    words = " ".join(name.split())
    prefix = next((one for one in sorted(PREFIXES, key=len, reverse=True) if words.startswith(one)), "")
    first, _, last = words[len(prefix) :].strip().partition(" ")
    return prefix, first, last.strip()


def settled(who: Any, district: District, *, actor: Any) -> Person | OutsidePerson:
    """The row of the registers for whom an order names; a newcomer becomes an outside person, once."""
    if not isinstance(who, Newcomer):
        return who
    alike = named(district, who.name)
    if alike:
        return alike[0]
    prefix, first, last = parted(who.name)
    if not first:
        raise DomainError("กรุณากรอกชื่อ", field="name")
    return save_person(
        district, actor=actor, sure=True, prefix=prefix[:40], first_name=first[:100], last_name=last[:100],
        position=who.position[:200],
    )  # fmt: skip


def keys_of(who: Any) -> list[tuple[str, Any]]:
    """Every key the same human has: a row of the outside register may belong to a Person row."""
    if isinstance(who, Newcomer):
        return [("new", name_key(who.name))]
    if isinstance(who, Person):
        return [("person", who.pk)]
    return [("outside", who.pk)] + ([("person", who.person_id)] if who.person_id else [])
