"""Answer sheets: open one, save answers, take one back. The score follows in the same transaction."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from core import bulk
from core.errors import DomainError
from instruments import scoring
from instruments.asked import asked_items, begun_on, breach
from instruments.models import Answer, Instrument, InstrumentVersion, Response
from instruments.queries import Form, check_serves, form_of
from instruments.services.checking import AnswerValue, checked
from schools.models import Person, School


def open_response(version: InstrumentVersion, *, school: School, **more: Any) -> Response:
    """`open_filled`, for who needs the sheet only."""
    response, _ = open_filled(version, school=school, **more)
    return response


def open_filled(
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
    on: date | None = None,
    chosen_before: bool = False,
) -> tuple[Response, dict[int, AnswerValue]]:
    """A sheet of a published version of the school's own office, about what the instrument is for: empty, or with
    its answers and score at once. Gives the sheet, and its answers by key of the item as they are kept.

    Who may is the caller's question: a sheet belongs to a visit, a network or a survey. `key` is the sheet's own where
    a phone made it; `retired_too` lets a version in that was published once and retired since. `internal`
    marks the school's own supervision, which the office never reads. `on` is the day the sheet is begun (today unless
    told): the version serves that academic year, or did when it was `chosen_before`.
    """
    if version.instrument.district_id != school.district_id:
        raise DomainError("เครื่องมือนี้ไม่ใช่ของเขตเดียวกับโรงเรียน", field="version")
    states = InstrumentVersion.State
    if version.state != states.PUBLISHED and not (retired_too and version.state == states.RETIRED):
        raise DomainError("เครื่องมือรุ่นนี้ยังไม่เผยแพร่หรือเลิกใช้แล้ว", field="version")
    check_serves(version, on or timezone.localdate(), chosen_before=chosen_before or retired_too)
    classroom = " ".join(classroom.split())[:40]
    check_about(version, school=school, classroom=classroom, person=person)
    named = {"pk": key} if key else {}
    response = Response(
        version=version, school=school, classroom=classroom, person=person, is_internal=internal,
        created_at=timezone.now(), **named,
    )  # fmt: skip
    return response, _filled(response, answers or {}, form)


def open_anonymous(
    version: InstrumentVersion, *, answers: Mapping[int, AnswerValue], form: Form | None = None, on: date | None = None
) -> Response:
    """A sheet of somebody who is not named, about no school: what participants think of a gathering, what members of a
    network need. Its form was chosen before, so one retired since still serves."""
    states = InstrumentVersion.State
    if version.state not in (states.PUBLISHED, states.RETIRED):
        raise DomainError("เครื่องมือรุ่นนี้ยังไม่เผยแพร่หรือเลิกใช้แล้ว", field="version")
    if version.instrument.subject not in Instrument.Subject.without_school():
        raise DomainError("แบบนี้ไม่ใช่แบบของการประชุม อบรม หรือเครือข่าย", field="version")
    check_serves(version, on or timezone.localdate(), chosen_before=True)
    response = Response(version=version, created_at=timezone.now())
    _filled(response, answers, form)
    return response


def _filled(response: Response, answers: Mapping[int, AnswerValue], form: Form | None) -> dict[int, AnswerValue]:
    """Write a new sheet with its answers and score at once; gives the answers as they are kept."""
    if not answers:
        _open(response, {})
        return {}
    form = form or form_of(response.version_id)
    kept, _ = _kept(answers, form)
    _hold(form, kept, kept, response)
    _score(response, kept, form)
    _open(response, kept)
    return kept


def _open(response: Response, kept: Mapping[int, AnswerValue]) -> None:
    """Write a new sheet; one whose key another has is refused, and nothing was written."""
    rows = [{"response_id": response.pk, "item_id": key, **vars(value)} for key, value in kept.items()]
    with transaction.atomic(savepoint=False):
        written = bulk.insert_new([response])
        if written:
            bulk.insert(Answer, rows)
    if not written:
        raise DomainError("แบบประเมินแผ่นนี้อยู่ในบันทึกอื่นแล้ว")
    response._state.adding = False


def check_about(version: InstrumentVersion, *, school: School, classroom: str, person: Person | None) -> None:
    """DomainError unless the sheet says what its instrument is for."""
    subject = version.instrument.subject
    if subject in Instrument.Subject.without_school():
        raise DomainError("แบบนี้ใช้กับการประชุม อบรม หรือเครือข่าย ใช้กับโรงเรียนไม่ได้", field="version")
    if subject == Instrument.Subject.PERSON and person is None:
        raise DomainError("เครื่องมือนี้ใช้กับครูหรือบุคลากร กรุณาเลือกบุคคล", field="person")
    if subject == Instrument.Subject.CLASSROOM and not classroom:
        raise DomainError("เครื่องมือนี้ใช้กับห้องเรียน กรุณาระบุชั้น/ห้อง เช่น ป.1/1", field="classroom")
    if person is not None and person.school_id != school.pk:
        raise DomainError("บุคคลที่เลือกไม่ได้อยู่โรงเรียนนี้", field="person")


@transaction.atomic
def save_answers(response: Response, answers: Mapping[int, AnswerValue], *, form: Form | None = None) -> Response:
    """Write the given answers (by item key) over those there are and work the score out again.

    DomainError for an item of another version, a value the item does not have, or one that breaks the item's
    condition (with the condition's own message); then nothing is written.
    """
    Response.objects.select_for_update().filter(pk=response.pk).first()
    form = form or form_of(response.version_id)
    kept, emptied = _kept(answers, form)
    if any(form.items[key].constraint for key in kept):
        standing = {row.item_id: row for row in Answer.objects.filter(response=response)} | kept
        _hold(form, kept, {key: row for key, row in standing.items() if key not in emptied}, response)
    if emptied:
        Answer.objects.filter(response=response, item__in=emptied).delete()
    Answer.objects.bulk_create(
        [Answer(response=response, item_id=key, **vars(one)) for key, one in kept.items()],
        update_conflicts=True,
        unique_fields=["response", "item"],
        update_fields=["number", "text", "values", "not_observed", "note"],
    )
    return rescore(response, form=form)


def _kept(answers: Mapping[int, AnswerValue], form: Form) -> tuple[dict[int, AnswerValue], list[int]]:
    """Answers as they are kept, and keys of items whose answer is taken back."""
    kept, emptied = {}, []
    for key, value in answers.items():
        item = form.items.get(key)
        if item is None:
            raise DomainError("มีข้อที่ไม่ได้อยู่ในเครื่องมือรุ่นนี้ กรุณาเปิดหน้านี้ใหม่")
        if value.is_empty:
            emptied.append(key)
        else:
            kept[key] = checked(item, form.levels[key], value)
    return kept, emptied


def _hold(form: Form, given: Iterable[int], standing: Mapping[int, Any], response: Response) -> None:
    """Refuse the first of the new answers (by key) that breaks its item's condition, seen with all the others."""
    asked = asked_items(form, standing, today=begun_on(response))
    for key in given:
        problem = breach(form, form.items[key], standing, asked)
        if problem:
            raise DomainError(problem, field=f"item-{key}")


def rescore(response: Response, *, form: Form | None = None) -> Response:
    """Work the cached score columns out from the answers as they stand."""
    form = form or form_of(response.version_id)
    answers = Answer.objects.filter(response=response)
    if not form.is_conditional:
        answers = answers.filter(number__isnull=False, item__in=form.rated)
    _score(response, {row.item_id: row for row in answers}, form)
    response.save(update_fields=["answered", "total", "highest", "mean", "percent", "band"])
    return response


def _score(response: Response, answers: Mapping[int, Any], form: Form) -> None:
    """Fill in the score columns; answers to items that are not asked are kept, but never scored."""
    asked = asked_items(form, answers, today=begun_on(response))
    numbers = {key: row.number for key, row in answers.items() if row.number is not None and key in asked}
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
