"""What every act on a folder does: lock, check the state and who acts, write the movement, leave its trace."""

from datetime import datetime
from typing import Any

from core import audit
from core.errors import DomainError, NotAllowed
from office.folders.models import Folder, Movement
from office.folders.permissions import STATES, may_act
from office.folders.queries import pointer_of
from schools.models import Person


def locked(folder: Folder, actor: Any, act: str) -> Folder:
    """The row for writing. A wrong state is told before a wrong person."""
    row = (
        Folder.objects.select_for_update(of=("self",))
        .select_related("district", "holder__user", "created_by")
        .get(pk=folder.pk)
    )
    STATES.next(row.state, act)
    if not may_act(actor, row, act):
        raise NotAllowed("ท่านทำรายการนี้กับแฟ้มนี้ไม่ได้")
    return row


def person_of_office(folder: Folder, person: Person | None, *, field: str = "person") -> Person:
    """Somebody working at the office itself; DomainError for anybody else."""
    found = (
        Person.objects.of_district(folder.district).working().of_office().filter(pk=getattr(person, "pk", None)).first()
    )
    if found is None:
        raise DomainError("กรุณาเลือกบุคลากรของสำนักงานที่แฟ้มจะไปถึง", field=field)
    return found


def moved(
    folder: Folder, act: str, *, actor: Any, at: datetime, person: Person | None = None, note: str = ""
) -> Movement:
    """Write the movement and its trace."""
    row = Movement.objects.create(folder=folder, act=act, person=person, note=note.strip()[:2000], at=at, by=actor)
    trace(folder, act, actor, at, who=str(person or ""), note=row.note)
    return row


def trace(folder: Folder, act: str, actor: Any, at: datetime, **data: Any) -> None:
    audit.record(
        actor=actor, action=f"folder.{act}", target=pointer_of(folder), district_code=folder.district.code, data=data,
        at=at,
    )  # fmt: skip
