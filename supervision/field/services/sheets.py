"""Answer sheets of a visit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from core.errors import DomainError
from instruments.models import InstrumentVersion, Response
from instruments.queries import Form
from instruments.services import AnswerValue, check_about, open_filled, remove_response, save_answers
from schools.models import Person
from supervision.field.held import forget_sheets, fresh_hold
from supervision.field.models import Visit, VisitPhoto, VisitResponse
from supervision.field.sections import sheet_section
from supervision.field.services.writing import act, locked_for_writing, refuse_if_overtaken, touch


@act
def add_sheet(
    visit: Visit,
    *,
    actor: Any,
    version: InstrumentVersion,
    classroom: str = "",
    person: Person | None = None,
    answers: Mapping[int, AnswerValue] | None = None,
    form: Form | None = None,
    key: UUID | None = None,
    now: datetime | None = None,
) -> VisitResponse:
    """A sheet about the school, a class or a person, empty or filled in at once; the very same one twice stays one.

    A phone names the sheet itself (`key`): there the key alone says which are the same, and the version may have been
    retired since the phone was made ready.
    """
    visit = locked_for_writing(visit, actor)
    classroom = " ".join(classroom.split())[:40]
    about = (version.pk, classroom, person.pk if person else None)
    hold = fresh_hold(visit)
    known = hold.sheets if hold is not None else None
    held = [sheet for sheet, _ in known] if known is not None else list(visit.sheets.select_related("response"))
    for sheet in held:
        here = sheet.response
        if here.pk == key if key else (here.version_id, here.classroom, here.person_id) == about:
            if answers:
                save_sheet(visit, actor=actor, response=here, answers=answers, form=form, now=now)
            return sheet
    response, kept = open_filled(
        version, school=visit.school, classroom=classroom, person=person, answers=answers, form=form, key=key,
        retired_too=key is not None, on=timezone.localdate(now),
    )  # fmt: skip
    last = max((sheet.position for sheet in held), default=0)
    sheet = VisitResponse.objects.create(visit=visit, response=response, position=last + 1)
    if known is not None:
        known.append((sheet, kept))
    touch(visit, sheet_section(response.pk), actor=actor, now=now or timezone.now())
    return sheet


@act
def redirect_sheet(
    visit: Visit,
    *,
    actor: Any,
    response: Response,
    version: InstrumentVersion,
    classroom: str = "",
    person: Person | None = None,
    now: datetime | None = None,
) -> None:
    """A sheet turns out to be about another class or person; its version stays what it was begun with."""
    visit = locked_for_writing(visit, actor)
    if version.pk != response.version_id:
        raise DomainError("แบบประเมินแผ่นนี้เริ่มด้วยเครื่องมืออีกรุ่นหนึ่ง", field="version")
    classroom = " ".join(classroom.split())[:40]
    if (response.classroom, response.person_id) == (classroom, person.pk if person else None):
        return
    check_about(version, school=visit.school, classroom=classroom, person=person)
    response.classroom, response.person = classroom, person
    response.save(update_fields=["classroom", "person"])
    forget_sheets(visit)
    touch(visit, sheet_section(response.pk), actor=actor, now=now or timezone.now())


@act
def save_sheet(
    visit: Visit,
    *,
    actor: Any,
    response: Response,
    answers: Mapping[int, AnswerValue],
    form: Form | None = None,
    stamp: int | None = None,
    now: datetime | None = None,
) -> Response:
    """Answers of one sheet, a few or all; the score follows. StaleRevision when somebody else saved the sheet since its
    form was opened (`stamp_of` its section)."""
    visit = locked_for_writing(visit, actor)
    refuse_if_overtaken(visit, sheet_section(response.pk), actor=actor, stamp=stamp)
    response = Response.objects.get(pk=response.pk, visit_sheet__visit=visit)
    saved = save_answers(response, answers, form=form)
    forget_sheets(visit)
    touch(visit, sheet_section(response.pk), actor=actor, now=now or timezone.now())
    return saved


@act
def remove_sheet(visit: Visit, *, actor: Any, response: Response, now: datetime | None = None) -> None:
    visit = locked_for_writing(visit, actor)
    sheet = visit.sheets.filter(response=response).select_related("response").first()
    if sheet is None:
        return
    if VisitPhoto.objects.filter(response=response, removed_at=None).exists():
        raise DomainError("แบบประเมินแผ่นนี้มีภาพถ่ายประกอบ กรุณานำภาพออกก่อน")
    VisitPhoto.objects.filter(response=response).update(response=None)
    sheet.delete()
    remove_response(sheet.response)
    forget_sheets(visit)
    touch(visit, sheet_section(sheet.response_id), actor=actor, now=now or timezone.now())
