"""From draft to published and retired: what is missing, for which years, and what cannot be undone."""

from typing import Any

import pytest

from core.errors import DomainError, NotAllowed, StaleRevision
from instruments.missing import missing
from instruments.models import Instrument, InstrumentVersion, Item
from instruments.queries import usable_versions
from instruments.services.building import new_draft
from instruments.services.making import delete_draft, make_instrument, save_instrument
from instruments.services.publishing import publish, retire
from schools.models import WorkGroup
from tests.factories import base
from tests.factories import instruments as factory

pytestmark = pytest.mark.django_db


def test_who_may_not(version: InstrumentVersion, director: Any, district: Any) -> None:
    for user in (base.account(), base.user("supervisor", district), base.user("group_director", base.district())):
        with pytest.raises(NotAllowed):
            publish(version, actor=user, year_from=2567)
        with pytest.raises(NotAllowed):
            delete_draft(version, actor=user)
        with pytest.raises(NotAllowed):
            make_instrument(district, actor=user, code="x1", name="แบบ", subject="school")
    publish(version, actor=director, year_from=2567)
    for user in (base.user("supervisor", district), base.user("group_director", base.district())):
        with pytest.raises(NotAllowed):
            retire(version, actor=user)


def test_years_that_cannot_be(version: InstrumentVersion, director: Any) -> None:
    for years, field in (((67, None), "year_from"), ((2567, 2566), "year_to")):
        with pytest.raises(DomainError) as refusal:
            publish(version, actor=director, year_from=years[0], year_to=years[1])
        assert refusal.value.field == field


def test_what_somebody_changed_meanwhile_is_not_published(version: InstrumentVersion, director: Any) -> None:
    seen = version.lock_version
    factory.item(version.sections.first(), director, "q04")
    with pytest.raises(StaleRevision):
        publish(version, actor=director, year_from=2567, lock_version=seen)


def test_what_is_missing(director: Any, district: Any) -> None:
    version = factory.draft(director, district)
    assert "ยังไม่มีตอน" in missing(version)[0][0]
    section = factory.section(version, director)
    assert any("ยังไม่มีข้อ" in text for text, _ in missing(version))
    factory.item(section, director, "q01", levels=())
    late = factory.item(section, director, "q02")
    Item.objects.filter(code="q01").update(relevant="${q02} = 1")
    Item.objects.filter(pk=late.pk).update(relevant="${gone} = 1")
    said = " ".join(text for text, _ in missing(version))
    assert "มีระดับ 0 รายการ" in said
    assert "q02 ซึ่งถามทีหลัง" in said
    assert "ไม่มีข้อรหัส gone" in said
    with pytest.raises(DomainError, match="ยังเผยแพร่ไม่ได้"):
        publish(version, actor=director, year_from=2567)
    Item.objects.filter(pk=late.pk).update(code="q01")
    assert any("ซ้ำ" in text for text, _ in missing(version))


def test_published_once_whatever_is_pressed(version: InstrumentVersion, director: Any) -> None:
    first = publish(version, actor=director, year_from=2567, lock_version=version.lock_version)
    again = publish(version, actor=director, year_from=2567, lock_version=version.lock_version)
    assert first.published_at == again.published_at
    with pytest.raises(DomainError):
        delete_draft(version, actor=director)


def test_the_years_say_which_version_serves(version: InstrumentVersion, director: Any, district: Any) -> None:
    publish(version, actor=director, year_from=2567)
    second = new_draft(version.instrument, actor=director, from_version=version)
    publish(second, actor=director, year_from=2569)
    version.refresh_from_db()
    assert (version.state, version.year_to) == ("published", 2568)
    served = {year: [row.number for row in usable_versions(district, year=year)] for year in (2566, 2568, 2569)}
    assert served == {2566: [], 2568: [1], 2569: [2]}
    third = new_draft(version.instrument, actor=director, from_version=second)
    publish(third, actor=director, year_from=2569)
    second.refresh_from_db()
    assert second.state == "retired"


def test_retiring_twice_and_a_draft_never(version: InstrumentVersion, director: Any) -> None:
    with pytest.raises(DomainError):
        retire(version, actor=director)
    publish(version, actor=director, year_from=2567)
    assert retire(version, actor=director).state == retire(version, actor=director).state == "retired"


def test_deleting_a_draft(version: InstrumentVersion, director: Any) -> None:
    publish(version, actor=director, year_from=2567)
    draft = new_draft(version.instrument, actor=director, from_version=version)
    assert delete_draft(draft, actor=director) is False
    assert version.instrument.versions.count() == 1


def test_deleting_the_only_draft_takes_the_instrument(version: InstrumentVersion, director: Any) -> None:
    assert delete_draft(version, actor=director) is True
    assert not Instrument.objects.filter(pk=version.instrument_id).exists()


def test_making_one(director: Any, district: Any) -> None:
    for code, name, subject, field in (
        ("มี ช่อง", "แบบ", "school", "code"), ("a1", " ", "school", "name"), ("a1", "แบบ", "planet", "subject"),
    ):  # fmt: skip
        with pytest.raises(DomainError) as refusal:
            make_instrument(district, actor=director, code=code, name=name, subject=subject)
        assert refusal.value.field == field
    one = make_instrument(district, actor=director, code="a1", name="แบบ", subject="school")
    assert make_instrument(district, actor=director, code="a1", name="แบบ", subject="school") == one
    with pytest.raises(DomainError):
        make_instrument(district, actor=director, code="a1", name="อีกแบบ", subject="school")


def test_the_people_of_a_work_group_own_what_they_make(district: Any) -> None:
    group, other = (WorkGroup.objects.create(district=district, number=n, name=f"กลุ่มงาน {n}") for n in (8, 9))
    user = base.user("supervisor", district)
    base.assign(base.person_of(user, district), group)
    made = make_instrument(district, actor=user, code="g1", name="แบบ", subject="school")
    assert made.instrument.work_group == group
    with pytest.raises(DomainError):
        make_instrument(district, actor=user, code="g2", name="แบบ", subject="school", work_group=other)


def test_what_it_is_for_stands_once_published(version: InstrumentVersion, director: Any) -> None:
    names = {"name": "ชื่อใหม่", "work_group": None, "note": "", "is_active": True}
    save_instrument(version.instrument, actor=director, subject="person", **names)
    publish(version, actor=director, year_from=2567)
    with pytest.raises(DomainError) as refusal:
        save_instrument(version.instrument, actor=director, subject="school", **names)
    assert refusal.value.field == "subject"
