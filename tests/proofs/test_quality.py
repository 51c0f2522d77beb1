"""SARs received, levels told and forms handed over: of the academic year that ends in the fiscal year."""

from datetime import date
from types import SimpleNamespace

import pytest

from qa.followup.models import FollowUp
from qa.levels.models import SchoolLevel
from tests.factories import field, levels, sar
from tests.factories import quality as make
from tests.proofs.asking import asked, keys

pytestmark = pytest.mark.django_db


def test_sars_that_lie_with_the_office(quality: SimpleNamespace) -> None:
    for school in (quality.school, quality.neighbour):
        sar.teaches(school)
    call = sar.opened(quality.director, quality.district, ask_evidence=False)
    sent = sar.sent(call, quality.school, quality.principal)
    [found] = asked(quality.district, "sars", 2568, reader=quality.director)
    assert (found.key, found.school, found.date) == (str(sent.pk), quality.school.pk, sar.DAY)
    assert found.tags == {"state": ("submitted",), "late": ("no",)}
    assert asked(quality.district, "sars", 2567) == asked(quality.district, "sars", 2569) == []
    type(sent).objects.filter(pk=sent.pk).update(state="returned")
    assert asked(quality.district, "sars", 2568) == []
    type(sent).objects.filter(pk=sent.pk).update(state="accepted")
    type(call).objects.filter(pk=call.pk).update(state="cancelled")
    assert asked(quality.district, "sars", 2568) == []


def test_overall_levels_of_schools(db: None) -> None:
    district = levels.office()
    one, two, three = (levels.school(district) for _ in range(3))
    levels.give(one, "ดีเลิศ", standards={"1": "ดี"})
    levels.give(two, "ดี", source="office")
    levels.give(three, None)
    levels.give(one, "ดี", year=2565)
    found = asked(district, "qa-levels")
    assert {(row.school, row.tags["level"], row.tags["source"]) for row in found} == {
        (one.pk, ("ดีเลิศ",), ("self",)), (two.pk, ("ดี",), ("office",))
    }  # fmt: skip
    assert all(SchoolLevel.objects.get(pk=int(row.key)).standard_id is None for row in found)
    assert len(keys(asked(district, "qa-levels", 2566), teaching="basic")) == 1


def test_forms_handed_to_their_school(quality: SimpleNamespace) -> None:
    by = quality.supervisor
    first = make.handed(by, quality.school, on=date(2024, 7, 1))
    second = make.handed(by, quality.neighbour, form="7.2", on=date(2024, 7, 2))
    make.begun(by, quality.neighbour, on=date(2024, 7, 3))
    gone = make.handed(by, quality.school, form="7.3", on=date(2024, 7, 4))
    FollowUp.objects.filter(pk=gone.pk).update(state="cancelled")
    FollowUp.objects.filter(pk=first.pk).update(exemplary=True)
    found = asked(quality.district, "qa-followup", reader=quality.director)
    assert keys(found) == [str(second.pk), str(first.pk)]
    assert keys(found, form="7.1", batch="1", exemplary="yes") == [str(first.pk)]
    assert field.DAY.year == 2024
    assert asked(quality.district, "qa-followup", 2568) == []
