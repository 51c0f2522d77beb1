"""What every act on a visit being written shares: the lock, the right, the stamp and the kept text of the section."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import transaction
from django.urls import reverse

from core import audit, bulk
from core.errors import DomainError, NotAllowed, StaleRevision
from core.pointers import Pointer
from core.thai.dates import thai_date, thai_time
from supervision.field.held import Hold, drop, held, hold_of, is_held, take
from supervision.field.models import SectionText, Visit
from supervision.field.permissions import may_write
from supervision.field.sections import FINDINGS, GENERAL, NOTE_FIELDS, NOTES, PEOPLE, contents, digest

__all__ = ["FINDINGS", "GENERAL", "NOTES", "PEOPLE"]

P = ParamSpec("P")
R = TypeVar("R")
# What history says of a sheet that was taken off.
REMOVED = {"removed": True}


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
def holding(
    visit: Visit, *, device: str | None = None, phone_at: datetime | None = None, fresh: bool = False
) -> Iterator[Visit]:
    """Several acts on one visit in one transaction: the row is locked and read once, not at every act.

    For whoever makes many visits at a time, and for what a phone sends (`device`, its clock `phone_at`). The object
    given is the one that is changed; a refusal leaves the block. Each section's text is kept once, as it ends. A row
    this very transaction made (`fresh`) is nobody else's to change.
    """
    with nullcontext() if fresh else transaction.atomic():
        if not fresh:
            Visit.objects.select_for_update().values_list("pk").get(pk=visit.pk)
        hold = take(visit, Hold(device=device, phone_at=phone_at, fresh=fresh, sheets=[] if fresh else None))
        try:
            yield visit
            if hold.fields:
                visit.save(update_fields=sorted(hold.fields))
            keep_texts(visit, hold.texts, phone_at=hold.phone_at, given=hold.given)
        finally:
            drop(visit)


@contextmanager
def one_section(visit: Visit) -> Iterator[None]:
    """Inside `holding`: what is done to one section, all of it or, after a refusal, none; the refusal is raised on."""
    hold = held(visit)
    sheets = None if hold.sheets is None else list(hold.sheets)
    before = (visit.section_stamps, visit.lock_version, visit.updated_at, set(hold.fields), dict(hold.texts), sheets)
    try:
        with transaction.atomic():
            yield
    except DomainError:
        visit.section_stamps, visit.lock_version, visit.updated_at, hold.fields, hold.texts, hold.sheets = before
        raise


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


def number_of_section(visit: Visit, section: str) -> int:
    """How often the section was saved."""
    return int(visit.section_stamps.get(section, {}).get("n", 0))


def stamp_of(visit: Visit, section: str) -> int | str:
    """What a form carries back: how often its section was saved; for the page of notes, of each of its five."""
    if section == NOTES:
        return ".".join(str(number_of_section(visit, name)) for name in NOTE_FIELDS)
    return number_of_section(visit, section)


def numbers_in(stamp: int | str | None) -> dict[str, int | None]:
    """The number of each note in the stamp of their page; the same one for all where it is a number."""
    if isinstance(stamp, str):
        parts = stamp.split(".")
        if len(parts) == len(NOTE_FIELDS) and all(part.isdecimal() and len(part) < 10 for part in parts):
            return {name: int(part) for name, part in zip(NOTE_FIELDS, parts, strict=True)}
        stamp = None
    return dict.fromkeys(NOTE_FIELDS, stamp)


def is_overtaken(visit: Visit, section: str, *, actor: Any, number: int | None) -> bool:
    """Somebody else saved the section since it had that number. One's own older tab may go on; what came from one's
    own phone meanwhile may not be lost to it."""
    held = visit.section_stamps.get(section)
    if number is None or held is None or held["n"] == number:
        return False
    return bool(held["by"] != actor.pk or held.get("device"))


def refuse_if_overtaken(visit: Visit, section: str, *, actor: Any, stamp: int | None) -> None:
    """StaleRevision when somebody else saved this section since the form was opened."""
    if not is_overtaken(visit, section, actor=actor, number=stamp):
        return
    held = visit.section_stamps[section]
    when = thai_time(datetime.fromisoformat(held["at"]))
    raise StaleRevision(f"{held.get('name', 'ผู้ร่วมนิเทศ')} แก้ไขตอนนี้ไปแล้วเมื่อ {when} กรุณาเทียบสองฉบับแล้วเลือก")


def kept_texts(visit: Visit, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Section → its content when it had that number, where history has it; number 0 is not in history. One query."""
    if not numbers:
        return {}
    rows = SectionText.objects.filter(
        visit=visit, section__in=list(numbers), number__in=set(numbers.values()), outcome=SectionText.Outcome.KEPT
    ).values_list("section", "number", "content")
    return {section: content for section, number, content in rows if numbers[section] == number}


def touch(
    visit: Visit, sections: str | Collection[str], *, actor: Any, now: datetime, fields: Collection[str] = ()
) -> None:
    """Save `fields`, note who saved the sections when, and keep their texts."""
    names = [sections] if isinstance(sections, str) else list(sections)
    hold = hold_of(visit)
    mark = saved_by(actor, now, device=hold.device if hold else None)
    visit.section_stamps = {
        **visit.section_stamps,
        **{name: {"n": number_of_section(visit, name) + 1, **mark, **_sent(hold, name)} for name in names},
    }
    visit.lock_version += 1
    visit.updated_at = now
    texts = dict.fromkeys(names, (actor, now))
    write(visit, ["section_stamps", "lock_version", "updated_at", *fields])
    if hold is not None:
        hold.texts |= texts
    else:
        keep_texts(visit, texts)


def write(visit: Visit, fields: Iterable[str]) -> None:
    """Save these fields of the locked row; of a visit that is held when it is let go, with everything else."""
    hold = hold_of(visit)
    if hold is not None:
        hold.fields.update(fields)
    else:
        visit.save(update_fields=sorted(set(fields)))


def _sent(hold: Hold | None, section: str) -> dict[str, str]:
    return {"sent": hold.sent[section]} if hold is not None and section in hold.sent else {}


def saved_by(actor: Any, now: datetime, *, device: str | None) -> dict[str, Any]:
    """What a section's stamp says beside its number; `device` names the phone it came from, None is a page."""
    mark = {"by": actor.pk, "name": str(actor), "at": now.isoformat()}
    return mark if device is None else {**mark, "device": device}


def keep_texts(
    visit: Visit,
    texts: Mapping[str, tuple[Any, datetime]],
    *,
    phone_at: datetime | None = None,
    given: Mapping[str, Any] | None = None,
) -> None:
    """One row of history for each section that was saved, as it stands now; what is `given` is not read again."""
    if not texts:
        return
    known = given or {}
    read = contents(visit, [section for section in texts if section not in known])
    found = {section: known.get(section) or read.get(section) or REMOVED for section in texts}
    outcome = SectionText.Outcome.KEPT
    rows = [
        _history(visit, section, found[section], outcome, actor=actor, now=now, phone_at=phone_at)
        for section, (actor, now) in texts.items()
    ]
    bulk.insert(SectionText, rows, ignore_conflicts=True)


def set_aside(
    visit: Visit, texts: Mapping[str, Any], *, actor: Any, now: datetime, phone_at: datetime | None = None
) -> None:
    """Keep texts that met another one and were not taken; the same one at the same meeting once."""
    outcome = SectionText.Outcome.SET_ASIDE
    rows = [
        _history(visit, section, content, outcome, actor=actor, now=now, phone_at=phone_at)
        for section, content in texts.items()
    ]
    bulk.insert(SectionText, rows, ignore_conflicts=True)


def _history(
    visit: Visit, section: str, content: Any, outcome: str, *, actor: Any, now: datetime, phone_at: datetime | None
) -> dict[str, Any]:
    return {
        "visit_id": visit.pk,
        "section": section,
        "number": number_of_section(visit, section),
        "outcome": outcome,
        "content": content,
        "content_hash": digest(content),
        "saved_by_id": actor.pk,
        "saved_at": now,
        "phone_at": phone_at,
    }


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
