"""The blank form on paper."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from instruments.documents import parts_of
from instruments.models import InstrumentVersion
from instruments.queries import form_of
from instruments.services import load_instruments
from reports import registry
from tests.documents.reading import plain, text
from tests.factories import base

pytestmark = pytest.mark.django_db


def test_who_may_not_print_it() -> None:
    district = base.district()
    document = registry.get("instrument-form")
    assert not document.may_run(base.user("group_director", base.district()), district.code)
    assert not document.may_run(base.user("principal", base.school(district)), district.code)
    assert document.may_run(base.user("supervisor", district), district.code)


def test_rating_lines_of_one_scale_stand_in_a_grid() -> None:
    district = base.district()
    load_instruments(district)
    shown = {}
    for version in InstrumentVersion.objects.filter(instrument__district=district).select_related("instrument"):
        parts = parts_of(form_of(version.pk))
        numbers = [line.number for part in parts for line in part.lines if line.item.kind != "note"]
        assert numbers == list(range(1, len(numbers) + 1))
        shown[version.instrument.code] = [len(part.scale) for part in parts]
    assert set(shown["quality-classroom"]) == {5}
    assert set(shown["active-learning"]) == {4}
    assert any(0 in scales for scales in shown.values())


@pytest.mark.parametrize("digits", ["arabic", "thai"])
def test_every_shipped_form_prints(tmp_path: Path, digits: str) -> None:
    district = base.district()
    load_instruments(district)
    school = base.school(district, name="โรงเรียนบ้านทดสอบแบบเปล่า")
    for code, subject in district.instruments.values_list("code", "subject"):
        target = tmp_path / f"{code}.pdf"
        params = [f"instrument={code}", f"school={school.pk}", f"digits={digits}"]
        call_command("report", "instrument-form", district=district.code, param=params, output=target)
        # A form about a network leaves a line for the network's name; every other is about a school.
        about = "เครือข่าย" if subject == "network" else "โรงเรียนบ้านทดสอบแบบเปล่า"
        assert plain(about) in plain(text(target))


def test_an_unknown_instrument_is_one_clear_line(tmp_path: Path) -> None:
    district = base.district()
    load_instruments(district)
    with pytest.raises(CommandError) as refusal:
        call_command(
            "report", "instrument-form", district=district.code, param=["instrument=no-such"],
            output=tmp_path / "x.pdf",
        )  # fmt: skip
    assert "\n" not in str(refusal.value)
