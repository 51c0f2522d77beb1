"""The content of a version as plain values: read, copied into a draft, written anew."""

from dataclasses import replace
from typing import Any

import pytest

from core.errors import DomainError, NotAllowed, StaleRevision
from instruments.content import content_of
from instruments.models import InstrumentVersion
from instruments.services import load_instruments
from instruments.services.building import new_draft, replace_content
from schools.models import WorkGroup
from tests.factories import base

pytestmark = pytest.mark.django_db


@pytest.fixture
def version() -> InstrumentVersion:
    district = base.district()
    load_instruments(district)
    return InstrumentVersion.objects.get(instrument__district=district, instrument__code="active-learning")


@pytest.fixture
def director(version: InstrumentVersion) -> Any:
    return base.user("group_director", version.instrument.district)


def test_who_may_not_begin_a_draft(version: InstrumentVersion) -> None:
    for user in (
        base.account(),
        base.user("supervisor", version.instrument.district),
        base.user("group_director", base.district()),
    ):
        with pytest.raises(NotAllowed):
            new_draft(version.instrument, actor=user, from_version=version)


def test_the_people_of_its_work_group_may(version: InstrumentVersion) -> None:
    district = version.instrument.district
    group = WorkGroup.objects.create(district=district, number=9, name="กลุ่มงานวัดผล")
    user = base.user("supervisor", district)
    base.assign(base.person_of(user, district), group)
    with pytest.raises(NotAllowed):
        new_draft(version.instrument, actor=user)
    version.instrument.work_group = group
    version.instrument.save(update_fields=["work_group"])
    assert new_draft(version.instrument, actor=user).number == 2


def test_a_draft_has_the_same_content_and_there_is_one(version: InstrumentVersion, director: Any) -> None:
    draft = new_draft(version.instrument, actor=director, from_version=version)
    assert content_of(draft) == content_of(version)
    assert len(list(content_of(draft).items())) == 10
    assert (draft.state, draft.number, draft.band_set_id) == ("draft", 2, version.band_set_id)
    assert new_draft(version.instrument, actor=director, from_version=version) == draft


def test_writing_a_published_version_is_refused(version: InstrumentVersion, director: Any) -> None:
    with pytest.raises(DomainError, match="ทำร่างรุ่นใหม่"):
        replace_content(version, actor=director, content=content_of(version))


def test_a_code_twice_and_a_stale_page_are_refused_and_nothing_is_lost(
    version: InstrumentVersion, director: Any
) -> None:
    draft = new_draft(version.instrument, actor=director, from_version=version)
    content = content_of(draft)
    first = content.sections[0]
    with pytest.raises(DomainError, match="ซ้ำ"):
        double = replace(first, items=(first.items[0], first.items[0]))
        replace_content(draft, actor=director, content=replace(content, sections=(double,)))
    assert content_of(draft) == content
    shorter = replace(content, sections=(first,), instructions="คำชี้แจงใหม่")
    saved = replace_content(draft, actor=director, content=shorter, lock_version=draft.lock_version)
    with pytest.raises(StaleRevision):
        replace_content(draft, actor=director, content=content, lock_version=draft.lock_version)
    assert content_of(saved) == shorter
