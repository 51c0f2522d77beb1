"""One section of a phone's document, written through the services of visits."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from core.errors import DomainError
from instruments.forms_kept import form_for
from instruments.models import InstrumentVersion, Item
from instruments.queries import Form
from instruments.services import AnswerValue
from schools.models import Person, Project, WorkTask
from supervision.field import services
from supervision.field.models import Visit, VisitResponse
from supervision.field.sections import FINDINGS, GENERAL, NOTE_FIELDS, PEOPLE, PREVIOUS, SIGNATURES, sheet_of
from supervision.field.services import sections as whole
from supervision.field.services.signing import check_picture
from supervision.planning.models import PolicyItem

_LISTS: Mapping[str, Any] = {"policy": PolicyItem, "task": WorkTask, "project": Project}
_PLACES = {GENERAL: 0, PEOPLE: 2, FINDINGS: 5, PREVIOUS: 6, SIGNATURES: 7}
_UNPUBLISHED = "เครื่องมือรุ่นนี้ไม่เคยเผยแพร่ในเขตนี้"


def apply_order(sections: Mapping[str, Any]) -> list[str]:
    """Sheets taken off go before people, since a person with a sheet stays; signatures come last, on what they sign."""

    def place(name: str) -> int:
        if sheet_of(name):
            return 1 if sections[name] is None else 4
        return _PLACES.get(name, 3)

    return sorted(sections, key=place)


def apply_section(
    visit: Visit, name: str, content: Mapping[str, Any] | None, *, actor: Any, now: Any, fresh: bool = False
) -> None:
    """Write one section of a held visit, `fresh` when this transaction made it; DomainError with a field inside the
    section."""
    if name == GENERAL and content is not None:
        _general(visit, content, actor=actor, now=now)
    elif name in NOTE_FIELDS and content is not None:
        services.save_visit(visit, actor=actor, section=name, values={name: content["text"]}, now=now)
    elif name == PEOPLE and content is not None:
        whole.save_people(visit, actor=actor, now=now, **content)
    elif name == FINDINGS and content is not None:
        whole.save_findings(visit, actor=actor, rows=content["rows"], now=now)
    elif name == PREVIOUS and content is not None:
        whole.save_previous(visit, actor=actor, rows=content["rows"], now=now)
    elif name == SIGNATURES and content is not None:
        for row in content["rows"]:
            if row["png"]:
                check_picture(row["png"])
        whole.save_signatures(visit, actor=actor, rows=content["rows"], now=now)
    elif (key := sheet_of(name)) is not None:
        _sheet(visit, key, content, actor=actor, now=now, fresh=fresh)


def find_choices(general: Mapping[str, Any], district: int) -> dict[str, Any]:
    """The rows behind `policy`, `task` and `project`; DomainError for a key that is none. Whose they are is checked by
    the service."""
    found = {}
    for name, model in _LISTS.items():
        key = general[name]
        row = None
        if key is not None:
            rows = model.objects.select_related("work_group") if name == "task" else model.objects
            row = rows.filter(pk=key).first()
            if row is None:
                raise DomainError("รายการที่เลือกไม่ใช่ของเขตนี้", field=name)
        found[name] = row
    return found


def _general(visit: Visit, content: Mapping[str, Any], *, actor: Any, now: Any) -> None:
    place = content["place"]
    values = {
        **{name: content[name] for name in ("visited_on", "time_in", "time_out", "way", "topic", "areas")},
        **find_choices(content, visit.district_id),
        "latitude": place.lat if place else None,
        "longitude": place.lon if place else None,
        "place_accuracy": place.accuracy if place else None,
    }
    if content["round_no"] is not None:
        values["round_no"] = content["round_no"]
    services.save_visit(visit, actor=actor, section=GENERAL, values=values, now=now)


def _sheet(visit: Visit, key: UUID, content: Mapping[str, Any] | None, *, actor: Any, now: Any, fresh: bool) -> None:
    rows = VisitResponse.objects.filter(visit=visit, response=key).select_related("response__version")
    held = None if fresh else rows.first()
    if content is None:
        if held is not None:
            services.remove_sheet(visit, actor=actor, response=held.response, now=now)
        return
    form = _form(visit, content["version"])
    person = None
    if content["person"] is not None:
        person = Person.objects.filter(pk=content["person"], school=visit.school_id).first()
        if person is None:
            raise DomainError("บุคคลที่เลือกไม่ได้อยู่โรงเรียนนี้", field="person")
    answers = _answers(form, content["answers"])
    about = {"version": form.version, "classroom": content["classroom"], "person": person}
    try:
        if held is None:
            services.add_sheet(visit, actor=actor, answers=answers, form=form, key=key, now=now, **about)
            return
        services.redirect_sheet(visit, actor=actor, response=held.response, now=now, **about)
        answered = held.response.answers.values_list("item_id", flat=True)
        gone = {item: AnswerValue() for item in answered if item not in answers}
        services.save_sheet(
            visit, actor=actor, response=held.response, answers={**gone, **answers}, form=form, now=now
        )  # fmt: skip
    except DomainError as refusal:
        raise DomainError(refusal.message, field=_code_of(form, refusal.field)) from None


def _form(visit: Visit, version: int) -> Form:
    rows = InstrumentVersion.objects.select_related("instrument", "band_set").filter(pk=version).order_by()
    found = next(iter(rows), None)
    if found is None or found.instrument.district_id != visit.district_id or found.state == found.State.DRAFT:
        raise DomainError(_UNPUBLISHED, field="version")
    return form_for(found)


def _answers(form: Form, given: Mapping[str, Mapping[str, Any]]) -> dict[int, AnswerValue]:
    items = {item.code: item for item in form.items.values()}
    found = {}
    for code, answer in given.items():
        item = items.get(code)
        if item is None:
            raise DomainError("มีข้อที่ไม่ได้อยู่ในเครื่องมือรุ่นนี้", field=f"answers.{code[:60]}")
        _check_shape(item, answer)
        found[item.pk] = AnswerValue(**answer)
    return found


_NUMBERS = (Item.Kind.RATING, Item.Kind.YES_NO, Item.Kind.CHOICE, Item.Kind.NUMBER)


def _check_shape(item: Item, answer: Mapping[str, Any]) -> None:
    """What the item has no place for is refused, not dropped: whoever sent it believes it is kept."""
    at, kind = f"answers.{item.code}", item.kind
    if answer["number"] is not None and kind not in _NUMBERS:
        raise DomainError(f"“{item.text}” ไม่ได้ตอบเป็นตัวเลข", field=at)
    if answer["text"] and kind in _NUMBERS:
        raise DomainError(f"“{item.text}” ต้องตอบเป็นตัวเลข", field=at)
    wanted = {Item.Kind.CHOICES: list, Item.Kind.PLACE: dict}.get(kind, ())  # type: ignore[call-overload]  # any other kind takes no list and no place
    if answer["values"] is not None and not isinstance(answer["values"], wanted):
        raise DomainError(f"“{item.text}” ตอบแบบนี้ไม่ได้", field=at)


def _code_of(form: Form, name: str | None) -> str:
    """`item-17` of the service as `answers.q05` of the document."""
    key = (name or "").removeprefix("item-")
    item = form.items.get(int(key)) if key.isdecimal() else None
    return f"answers.{item.code}" if item else name or ""


__all__ = ["apply_order", "apply_section", "find_choices"]
