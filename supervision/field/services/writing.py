"""What every act on a visit being written shares: the lock, the right, the stamp of the section."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import transaction
from django.urls import reverse

from core import audit
from core.errors import DomainError, NotAllowed, StaleRevision
from core.pointers import Pointer
from core.thai.dates import thai_date, thai_time
from supervision.field.models import Visit
from supervision.field.permissions import may_write

P = ParamSpec("P")
R = TypeVar("R")
GENERAL, NOTES, PEOPLE, SHEETS, FINDINGS = "general", "notes", "people", "sheets", "findings"


def visit_pointer(visit: Visit) -> Pointer:
    return Pointer(
        "visit",
        str(visit.pk),
        f"บันทึกการนิเทศ {visit.school.name} {thai_date(visit.visited_on, 'short')}",
        visit.visited_on,
        visit.content_hash,
    )


def visit_url(visit: Visit) -> str:
    return reverse("field:visit", args=[visit.pk])


@contextmanager
def holding(visit: Visit) -> Iterator[Visit]:
    """Several acts on one visit in one transaction: the row is locked and read once, not at every act.

    For whoever makes many visits at a time. The object given is the one that is changed; a refusal leaves the block.
    """
    with transaction.atomic():
        Visit.objects.select_for_update().values_list("pk").get(pk=visit.pk)
        visit.__dict__["_held"] = set()
        try:
            yield visit
            touched = visit.__dict__["_held"]
            if touched:
                visit.save(update_fields=sorted(touched))
        finally:
            visit.__dict__.pop("_held")


def is_held(visit: Visit) -> bool:
    return "_held" in visit.__dict__


def one_act(visit: Visit) -> AbstractContextManager[Any]:
    """A transaction of its own, unless the visit is held in one."""
    return nullcontext() if is_held(visit) else transaction.atomic()


def act(function: Callable[Concatenate[Visit, P], R]) -> Callable[Concatenate[Visit, P], R]:
    """Decorates an act whose first argument is the visit: it is one transaction."""

    @wraps(function)
    def done(visit: Visit, *args: P.args, **kwargs: P.kwargs) -> R:
        with one_act(visit):
            return function(visit, *args, **kwargs)

    return done


def locked(visit: Visit) -> Visit:
    """The row as it stands now, held until the transaction ends."""
    if is_held(visit):
        return visit
    return (
        Visit.objects.select_for_update(of=("self",))
        .select_related("district__settings", "school", "lead__user")
        .get(pk=visit.pk)
    )


def locked_for_writing(visit: Visit, actor: Any) -> Visit:
    """`locked`, refused unless the actor may write it and it is with its author."""
    found = locked(visit)
    if not may_write(actor, found):
        raise NotAllowed("แก้ไขได้เฉพาะผู้นิเทศและผู้ร่วมนิเทศที่มีชื่อในบันทึกนี้")
    if not found.is_editable:
        raise DomainError("บันทึกนี้ส่งแล้ว จึงแก้ไขไม่ได้จนกว่าจะถูกส่งกลับหรือเปิดแก้ไขหลังอนุมัติ")
    return found


def stamp_of(visit: Visit, section: str) -> int:
    """How often the section was saved; a form carries it back."""
    return int(visit.section_stamps.get(section, {}).get("n", 0))


def refuse_if_overtaken(visit: Visit, section: str, *, actor: Any, stamp: int | None) -> None:
    """StaleRevision when somebody else saved this section since the form was opened; one's own older tab may go on."""
    held = visit.section_stamps.get(section)
    if stamp is None or held is None or held["n"] == stamp or held["by"] == actor.pk:
        return
    when = thai_time(datetime.fromisoformat(held["at"]))
    raise StaleRevision(f"{held.get('name', 'ผู้ร่วมนิเทศ')} แก้ไขตอนนี้ไปแล้วเมื่อ {when} กรุณาเทียบสองฉบับแล้วเลือก")


def touch(visit: Visit, section: str, *, actor: Any, now: datetime, fields: list[str] | None = None) -> None:
    """Save `fields` and note who saved the section when."""
    visit.section_stamps = {
        **visit.section_stamps,
        section: {"n": stamp_of(visit, section) + 1, "by": actor.pk, "name": str(actor), "at": now.isoformat()},
    }
    visit.lock_version += 1
    visit.updated_at = now
    write(visit, ["section_stamps", "lock_version", "updated_at", *(fields or [])])


def write(visit: Visit, fields: Iterable[str]) -> None:
    """Save these fields of the locked row; of a visit that is held when it is let go, with everything else."""
    if is_held(visit):
        visit.__dict__["_held"].update(fields)
    else:
        visit.save(update_fields=sorted(set(fields)))


def trace(
    visit: Visit, *, actor: Any, act: str, at: datetime | None = None, data: dict[str, Any] | None = None
) -> None:
    audit.record(
        actor=actor,
        action=f"visit.{act}",
        target=visit_pointer(visit),
        district_code=visit.district.code,
        data={"revision": visit.revision, **(data or {})},
        at=at,
    )
