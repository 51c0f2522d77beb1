"""Letters and circulars, through their services."""

from datetime import date
from typing import Any

from accounts.models import User
from office.circulars import services as circulars
from office.circulars.models import Circular
from office.letters import services
from office.letters.models import Letter
from schools.models import District

DAY = date(2025, 1, 15)


def letter(by: User, of: District, *, direction: str = "in", on: date = DAY, **values: Any) -> Letter:
    """A registered letter; `by` keeps the register."""
    given = {
        "sender": "สพฐ.", "receiver": "กลุ่มนิเทศ", "subject": "ขอข้อมูลโรงเรียน", "own_number": "", **values,
    }  # fmt: skip
    return services.register_letter(of, actor=by, direction=direction, registered_on=on, **given)


def proposed(by: User, of: District, *, to: str = "group_director", **values: Any) -> Letter:
    """A letter that waits for an opinion."""
    return services.propose_letter(letter(by, of, **values), actor=by, summary="ขอข้อมูล", to=to)


def routed(clerk: User, head: User, of: District, *people: Any, **values: Any) -> Letter:
    """A letter the head handed to these people."""
    row = proposed(clerk, of, **values)
    return services.give_opinion(row, actor=head, text="มอบ", outcome="route", people=people)


def circular(by: User, of: District, *, title: str = "แจ้งแนวทาง", **values: Any) -> Circular:
    """A draft."""
    return circulars.draft_circular(of, actor=by, title=title, **values)


def sent(by: User, of: District, **values: Any) -> Circular:
    return circulars.send_circular(circular(by, of, **values), actor=by)
