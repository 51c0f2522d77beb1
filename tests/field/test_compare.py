"""Comparison over rounds: figures worked out by hand, and nobody learns a score they may not see."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import AuditEntry
from instruments.comparing import compare
from instruments.content import FormContent, ItemContent, LevelContent, SectionContent
from instruments.models import Instrument, InstrumentVersion, Item
from instruments.services import AnswerValue
from instruments.services.building import new_draft, replace_content
from instruments.services.publishing import publish
from supervision.field import services
from tests.factories import base, field
from tests.factories.field import DAY

pytestmark = pytest.mark.django_db
EARLIER = date(2023, 12, 13)


def visited(cast: Any, school: Any, values: list[int], *, on: date = DAY, person: Any = None) -> Any:
    visit = field.draft(cast.supervisor, school, on=on)
    if person is not None:
        services.add_supervised(visit, actor=cast.supervisor, person=person)
    field.sheet(visit, cast.supervisor, values=[*values, *[3] * (12 - len(values))], person=person)
    return services.submit_visit(visit, actor=cast.supervisor, now=field.at(on, 16))


@pytest.fixture
def instrument(cast) -> Instrument:
    base.term(cast.district, year=2566, number=2)
    visited(cast, cast.school, [2, 4], on=EARLIER)
    visited(cast, cast.school, [4, 5])
    visited(cast, cast.neighbour, [5, 5])
    field.sheet(field.draft(cast.supervisor, cast.school), cast.supervisor, values=[1])
    found: Instrument = Instrument.objects.get(district=cast.district, code="quality-classroom")
    return found


def test_rounds_are_terms_and_drafts_are_left_out(cast, instrument) -> None:
    found = compare(instrument, cast.director)
    assert [one.label for one in found.occasions] == ["2/2566", "1/2567"]
    assert [cell.n for cell in found.totals] == [1, 2]
    first = found.rows[0]
    assert [(cell.n, cell.mean, cell.sd) for cell in first.cells] == [
        (1, Decimal("2.00"), None),
        (2, Decimal("4.50"), Decimal("0.71")),
    ]
    # 2 + 4 + 10 × 3 of 60; then (4 + 5 + 30) + (5 + 5 + 30) of 120.
    assert [cell.percent for cell in found.totals] == [Decimal("60.00"), Decimal("65.83")]
    assert not found.version_changed


def test_one_school(cast, instrument) -> None:
    found = compare(instrument, cast.director, school=cast.school)
    assert [cell.percent for cell in found.totals] == [Decimal("60.00"), Decimal("65.00")]


def test_a_teachers_scores_stay_with_those_who_may_see_them(cast, client, instrument) -> None:
    teacher = base.person_of(cast.teacher, cast.district, school=cast.school)
    visited(cast, cast.school, [1, 1], person=teacher)
    assert compare(instrument, cast.director, person=teacher).totals[0].n == 1
    assert compare(instrument, cast.office_director, person=teacher).occasions == ()
    assert compare(instrument, cast.office_director).totals[-1].n == 2
    address = reverse("instruments:compare")
    client.force_login(cast.office_director)
    assert client.get(address, {"instrument": instrument.pk, "person": teacher.pk}).status_code == 404
    client.force_login(cast.director)
    assert client.get(address, {"instrument": instrument.pk, "person": teacher.pk, "item": "q01"}).status_code == 200
    assert AuditEntry.objects.filter(action="score.read", actor=cast.director).count() == 1


def test_who_opens_the_page(cast, client, instrument) -> None:
    address = reverse("instruments:compare")
    for user, status in ((cast.supervisor, 200), (cast.principal, 200), (cast.stranger, 200), (cast.member, 403)):
        client.force_login(user)
        page = client.get(address)
        assert page.status_code == status
    client.force_login(cast.stranger)
    assert client.get(address, {"school": cast.school.pk}).status_code == 404
    assert "65.83" not in client.get(address, {"instrument": instrument.pk}).content.decode()
    client.force_login(cast.principal)
    own = client.get(address, {"instrument": instrument.pk}).content.decode()
    assert "65.00" in own
    assert "65.83" not in own


def test_queries_do_not_grow_with_sheets(cast, instrument) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            compare(instrument, base.user("group_director", cast.district))
        return len(queries)

    before = asked()
    for _ in range(4):
        visited(cast, cast.neighbour, [3, 3])
    assert asked() == before


def test_two_versions_in_one_round_are_one_heap(cast, instrument) -> None:
    old = InstrumentVersion.objects.get(instrument=instrument, state="published")
    draft = new_draft(instrument, actor=cast.director, from_version=old)
    publish(draft, actor=cast.director, year_from=2567)
    visited(cast, cast.neighbour, [1, 1])
    found = compare(instrument, cast.director)
    assert found.versions == ((1,), (1, 2))
    assert found.version_changed
    # 4 and 5 of the old version, 1 of the new: 10/3, and the deviation of 4, 5, 1.
    cell = found.rows[0].cells[-1]
    assert (cell.n, cell.mean, cell.sd) == (3, Decimal("3.33"), Decimal("2.08"))


def test_what_conditions_leave_out_does_not_count(cast) -> None:
    levels = (LevelContent(2, "ดี"), LevelContent(1, "น้อย"))
    items = (
        ItemContent("has", "yes_no", "มีห้องสมุด"),
        ItemContent("use", "rating", "การใช้", relevant="${has} = 1", levels=levels),
    )
    base.term(cast.district, year=2566, number=2)
    instrument = Instrument.objects.create(district=cast.district, code="library", name="ห้องสมุด", subject="school")
    draft = new_draft(instrument, actor=cast.director)
    content = FormContent(sections=(SectionContent("a", "ทั่วไป", items=items),))
    draft = replace_content(draft, actor=cast.director, content=content)
    draft = publish(draft, actor=cast.director, year_from=2560)
    keys = dict(Item.objects.filter(section__version=draft).values_list("code", "pk"))
    for has in (1, 0):
        visit = field.draft(cast.supervisor, cast.school)
        sheet = services.add_sheet(visit, actor=cast.supervisor, version=draft)
        given = {keys["has"]: AnswerValue(number=Decimal(has)), keys["use"]: AnswerValue(number=Decimal(2))}
        services.save_sheet(visit, actor=cast.supervisor, response=sheet.response, answers=given)
        services.submit_visit(visit, actor=cast.supervisor, now=field.at(DAY, 16))
    (row,) = compare(instrument, cast.director).rows
    assert [cell.n for cell in row.cells] == [1]
