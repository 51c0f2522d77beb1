"""Answer sheets: open one, save answers, take one back. The score follows in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from core.errors import DomainError
from instruments import scoring
from instruments.models import Answer, Instrument, InstrumentVersion, Item, Response
from instruments.queries import Form, form_of
from schools.models import Person, School


@dataclass(frozen=True)
class AnswerValue:
    """What was answered to one item; `number` None and not `not_observed` takes the answer back."""

    number: Decimal | None = None
    text: str = ""
    values: Any = None
    not_observed: bool = False
    note: str = ""

    @property
    def is_empty(self) -> bool:
        return self.number is None and not self.not_observed and not self.text and not self.values and not self.note


def open_response(
    version: InstrumentVersion,
    *,
    school: School,
    classroom: str = "",
    person: Person | None = None,
    answers: Mapping[int, AnswerValue] | None = None,
    form: Form | None = None,
    key: UUID | None = None,
    retired_too: bool = False,
    internal: bool = False,
) -> Response:
    """A sheet of a published version of the school's own office, about what the instrument is for: empty, or with
    its answers and score at once.

    Who may is the caller's question: a sheet belongs to a visit, a network or a survey. `key` is the sheet's own where
    a phone made it; `retired_too` lets a version in that was published once and retired since. `internal`
    marks the school's own supervision, which the office never reads.
    """
    if version.instrument.district_id != school.district_id:
        raise DomainError("เครื่องมือนี้ไม่ใช่ของเขตเดียวกับโรงเรียน", field="version")
    states = InstrumentVersion.State
    if version.state != states.PUBLISHED and not (retired_too and version.state == states.RETIRED):
        raise DomainError("เครื่องมือรุ่นนี้ยังไม่เผยแพร่หรือเลิกใช้แล้ว", field="version")
    classroom = " ".join(classroom.split())[:40]
    check_about(version, school=school, classroom=classroom, person=person)
    named = {"pk": key} if key else {}
    response = Response(
        version=version, school=school, classroom=classroom, person=person, is_internal=internal, **named
    )
    if not answers:
        response.save(force_insert=True)
        return response
    form = form or form_of(version.pk)
    rows, _ = _rows(response, answers, form)
    _score(response, {row.item_id: row.number for row in rows if row.number is not None}, form)
    with transaction.atomic():
        response.save(force_insert=True)
        Answer.objects.bulk_create(rows)
    return response


def check_about(version: InstrumentVersion, *, school: School, classroom: str, person: Person | None) -> None:
    """DomainError unless the sheet says what its instrument is for."""
    subject = version.instrument.subject
    if subject == Instrument.Subject.PERSON and person is None:
        raise DomainError("เครื่องมือนี้ใช้กับครูหรือบุคลากร กรุณาเลือกบุคคล", field="person")
    if subject == Instrument.Subject.CLASSROOM and not classroom:
        raise DomainError("เครื่องมือนี้ใช้กับห้องเรียน กรุณาระบุชั้น/ห้อง เช่น ป.1/1", field="classroom")
    if person is not None and person.school_id != school.pk:
        raise DomainError("บุคคลที่เลือกไม่ได้อยู่โรงเรียนนี้", field="person")


@transaction.atomic
def save_answers(response: Response, answers: Mapping[int, AnswerValue], *, form: Form | None = None) -> Response:
    """Write the given answers (by item key) over those there are and work the score out again.

    DomainError for an item of another version or a value the item does not have; then nothing is written.
    """
    Response.objects.select_for_update().filter(pk=response.pk).first()
    form = form or form_of(response.version_id)
    rows, emptied = _rows(response, answers, form)
    if emptied:
        Answer.objects.filter(response=response, item__in=emptied).delete()
    Answer.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["response", "item"],
        update_fields=["number", "text", "values", "not_observed", "note"],
    )
    return rescore(response, form=form)


def _rows(response: Response, answers: Mapping[int, AnswerValue], form: Form) -> tuple[list[Answer], list[int]]:
    """Rows to be written, and keys of items whose answer is taken back."""
    rows, emptied = [], []
    for key, value in answers.items():
        item = form.items.get(key)
        if item is None:
            raise DomainError("มีข้อที่ไม่ได้อยู่ในเครื่องมือรุ่นนี้ กรุณาเปิดหน้านี้ใหม่")
        if value.is_empty:
            emptied.append(key)
        else:
            rows.append(_answer(response, item, value, form))
    return rows, emptied


def _answer(response: Response, item: Item, value: AnswerValue, form: Form) -> Answer:
    number = None if value.not_observed else value.number
    if item.kind in (Item.Kind.RATING, Item.Kind.CHOICE) and number is not None:
        allowed = form.levels[item.pk]
        if number not in allowed:
            offered = ", ".join(str(level) for level in sorted(allowed, reverse=True))
            raise DomainError(f"“{item.text}” ให้ได้เฉพาะ {offered}", field=f"item-{item.pk}")
    if item.kind == Item.Kind.YES_NO and number not in (None, 0, 1):
        raise DomainError(f"“{item.text}” ตอบได้เฉพาะ มี หรือ ไม่มี", field=f"item-{item.pk}")
    return Answer(
        response=response,
        item=item,
        number=number,
        text=value.text,
        values=value.values,
        not_observed=value.not_observed,
        note=value.note.strip(),
    )


def rescore(response: Response, *, form: Form | None = None) -> Response:
    """Work the cached score columns out from the answers as they stand."""
    form = form or form_of(response.version_id)
    numbers: dict[int, Any] = dict(
        Answer.objects.filter(response=response, number__isnull=False, item__in=form.rated).values_list(
            "item_id", "number"
        )
    )
    _score(response, numbers, form)
    response.save(update_fields=["answered", "total", "highest", "mean", "percent", "band"])
    return response


def _score(response: Response, numbers: Mapping[int, Any], form: Form) -> None:
    """Fill in the score columns from the numbers of the rated items, by item key."""
    found = scoring.score(form.rate(numbers), bands=form.bands, basis=form.basis)
    response.answered = found.n
    response.total = scoring.decimal(found.total, 3)
    response.highest = scoring.decimal(found.highest, 3)
    response.mean = scoring.decimal(found.mean)
    response.percent = scoring.decimal(found.percent)
    response.band = found.band


@transaction.atomic
def remove_response(response: Response) -> None:
    """Only for a sheet of a draft; the caller has asked about the state of what it belongs to."""
    response.answers.all().delete()
    response.delete()
