"""The wording: who may, fields nobody fills, another's save, last year's text offered again."""

from typing import Any

import pytest

from core.errors import DomainError, NotAllowed, StaleRevision
from supervision.agreements import services, wording
from supervision.agreements.queries import text_of
from tests.agreements.conftest import Year
from tests.factories.agreements import issued
from tests.factories.improvement import a_programme

pytestmark = pytest.mark.django_db


def texts(**changes: str) -> dict[str, Any]:
    return {**services.shipped_text(), **changes}


def test_only_who_runs_the_programme_writes(year: Year) -> None:
    for user in (year.stranger, year.supervisor, year.principals[0]):
        with pytest.raises(NotAllowed):
            services.save_text(year.programme, actor=user, stamp=0, **texts())


def test_the_shipped_text_is_marked_an_example_until_it_is_changed(year: Year) -> None:
    assert text_of(year.programme).is_example
    assert services.save_text(year.programme, actor=year.head, stamp=0, **texts()).is_example
    kept = services.save_text(year.programme, actor=year.head, stamp=1, **texts(title="ข้อตกลงของเรา {โรงเรียน}"))
    assert not kept.is_example
    assert issued(year.head, year.parts[0]).wording["title"] == "ข้อตกลงของเรา โรงเรียนบ้านทดสอบที่ 1"


@pytest.mark.parametrize("name", ["title", "aims", "closing"])
def test_a_field_nobody_fills_is_refused_where_it_stands(year: Year, name: str) -> None:
    with pytest.raises(DomainError, match="ชื่อเล่น") as told:
        services.save_text(year.programme, actor=year.head, stamp=0, **texts(**{name: "ถึง {ชื่อเล่น}"}))
    assert told.value.field == name


def test_another_persons_save_is_told(year: Year) -> None:
    services.save_text(year.programme, actor=year.head, stamp=0, **texts(place="ห้องประชุม"))
    with pytest.raises(StaleRevision):
        services.save_text(year.programme, actor=year.head, stamp=0, **texts(place="หอประชุม"))
    assert text_of(year.programme).place == "ห้องประชุม"
    services.save_text(year.programme, actor=year.head, stamp=None, **texts(place="หอประชุม"))
    assert text_of(year.programme).place == "หอประชุม"


def test_what_is_filled_in_is_not_read_for_fields_again() -> None:
    assert wording.filled("{โรงเรียน} {ปี}", {"โรงเรียน": "{ปี}", "ปี": "2568"}) == "{ปี} 2568"


def test_next_year_begins_with_this_years_text(year: Year) -> None:
    services.save_text(year.programme, actor=year.head, stamp=0, **texts(title="ของเรา"))
    following = a_programme(year.head, year.district, year=2569, set=year.programme.set)
    found = text_of(following)
    assert (found.title, found.is_example, found.stamp, found.pk) == ("ของเรา", False, 0, None)


def test_too_many_witnesses_are_refused() -> None:
    with pytest.raises(DomainError) as told:
        wording.witnesses_of("\n".join("ก, ข" for _ in range(7)), field="office_witnesses")
    assert told.value.field == "office_witnesses"
