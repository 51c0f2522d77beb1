"""Models of improvement: refusals, a copy that is the office's own, in and out of use."""

from typing import Any

import pytest

from core.errors import DomainError, NotAllowed
from processes.services.reference import load_procedures
from supervision.indicators import services
from supervision.indicators.models import QualityModel
from tests.factories import base, procedures

pytestmark = pytest.mark.django_db


@pytest.fixture
def shipped(district: Any) -> QualityModel:
    load_procedures(district)
    services.load_quality_models(district)
    return QualityModel.objects.of_district(district).get(code="tumhome-4q")


def test_only_the_group_director_makes_and_copies(district: Any, shipped: QualityModel) -> None:
    for user in (base.user("group_director", base.district()), base.user("supervisor", district)):
        with pytest.raises(NotAllowed):
            services.copy_model(shipped, actor=user, values={"name": "ของเรา"})
        with pytest.raises(NotAllowed):
            services.make_model(district, actor=user, values={"name": "ของเรา", "procedure": shipped.procedure})
        with pytest.raises(NotAllowed):
            services.edit_model(shipped, actor=user, values={"name": "ของเรา"})


def test_a_name_that_is_taken_and_steps_of_a_school_are_refused(
    district: Any, director: Any, shipped: QualityModel
) -> None:
    with pytest.raises(DomainError) as caught:
        services.copy_model(shipped, actor=director, values={"name": shipped.name})
    assert caught.value.field == "name"
    of_school = procedures.published(director, district, level="school")
    with pytest.raises(DomainError) as caught:
        services.make_model(district, actor=director, values={"name": "ใหม่", "procedure": of_school})
    assert caught.value.field == "procedure"
    other = base.district()
    load_procedures(other)
    elsewhere = other.procedures.get(code="tumhome")
    with pytest.raises(DomainError, match="ของสำนักงาน"):
        services.make_model(district, actor=director, values={"name": "ใหม่", "procedure": elsewhere})


def test_a_copy_has_its_own_steps_and_indicators(district: Any, director: Any, shipped: QualityModel) -> None:
    copy = services.copy_model(shipped, actor=director, values={"name": "PIDRE", "goal_label": "3Q"})
    assert (copy.name, copy.goal_label, copy.extra_label, copy.is_example) == ("PIDRE", "3Q", "5Q", False)
    assert copy.procedure.name == "PIDRE"
    assert copy.procedure != shipped.procedure
    version, before = copy.procedure.versions.get(), shipped.procedure.versions.get()
    assert version.state == before.state == "published"
    mine, theirs = version.steps.filter(parent=None), before.steps.filter(parent=None)
    assert [(step.title, step.pages) for step in mine] == [(step.title, step.pages) for step in theirs]
    assert version.steps.count() == before.steps.count()
    draft = copy.sets.get()
    assert (draft.state, draft.number) == ("draft", 1)
    assert draft.areas.count() == 5
    services.remove(draft.areas.first(), actor=director)
    assert shipped.sets.get().areas.count() == 5


def test_out_of_use_and_into_it_again(director: Any, shipped: QualityModel) -> None:
    assert not services.set_active(shipped, actor=director, active=False).is_active
    assert not services.set_active(shipped, actor=director, active=False).is_active
    assert services.set_active(shipped, actor=director, active=True).is_active
