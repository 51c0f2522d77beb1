"""Answer sheets of a visit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from instruments.models import InstrumentVersion, Response
from instruments.queries import Form
from instruments.services import AnswerValue, open_response, remove_response, save_answers
from schools.models import Person
from supervision.field.models import Visit, VisitResponse
from supervision.field.services.writing import SHEETS, act, locked_for_writing, touch


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
    now: datetime | None = None,
) -> VisitResponse:
    """A sheet about the school, a class or a person, empty or filled in at once; the very same one twice stays one."""
    visit = locked_for_writing(visit, actor)
    classroom = " ".join(classroom.split())[:40]
    about = (version.pk, classroom, person.pk if person else None)
    held = list(visit.sheets.select_related("response"))
    for sheet in held:
        if (sheet.response.version_id, sheet.response.classroom, sheet.response.person_id) == about:
            if answers:
                save_sheet(visit, actor=actor, response=sheet.response, answers=answers, form=form, now=now)
            return sheet
    response = open_response(
        version, school=visit.school, classroom=classroom, person=person, answers=answers, form=form
    )
    last = max((sheet.position for sheet in held), default=0)
    sheet = VisitResponse.objects.create(visit=visit, response=response, position=last + 1)
    touch(visit, SHEETS, actor=actor, now=now or timezone.now())
    return sheet


@act
def save_sheet(
    visit: Visit,
    *,
    actor: Any,
    response: Response,
    answers: Mapping[int, AnswerValue],
    form: Form | None = None,
    now: datetime | None = None,
) -> Response:
    """Answers of one sheet, a few or all; the score follows."""
    visit = locked_for_writing(visit, actor)
    response = Response.objects.get(pk=response.pk, visit_sheet__visit=visit)
    saved = save_answers(response, answers, form=form)
    touch(visit, SHEETS, actor=actor, now=now or timezone.now())
    return saved


@act
def remove_sheet(visit: Visit, *, actor: Any, response: Response, now: datetime | None = None) -> None:
    visit = locked_for_writing(visit, actor)
    sheet = visit.sheets.filter(response=response).select_related("response").first()
    if sheet is None:
        return
    sheet.delete()
    remove_response(sheet.response)
    touch(visit, SHEETS, actor=actor, now=now or timezone.now())
