"""Answers against their items, and scores that leave out what is not to be asked."""

from decimal import Decimal
from typing import Any

import pytest

from core.errors import DomainError
from instruments.models import (
    Answer,
    Band,
    BandSet,
    Instrument,
    InstrumentVersion,
    Item,
    ItemLevel,
    Response,
    Section,
)
from instruments.queries import counted_answers, form_of, item_figures, working
from instruments.services import AnswerValue, open_response, save_answers
from tests.factories import base

pytestmark = pytest.mark.django_db


def published(district: Any, *lines: dict[str, Any], subject: str = "school", section: str = "") -> InstrumentVersion:
    """A published one-section version; each line is the fields of an item, `levels` its values (and codes)."""
    bands = BandSet.objects.create(district=district, name=f"เกณฑ์ {subject}", basis="percent", lowest=0, highest=100)
    Band.objects.create(band_set=bands, lower=0, label="ต่ำ", level=1)
    Band.objects.create(band_set=bands, lower=50, label="สูง", level=2)
    instrument = Instrument.objects.create(district=district, code="f1", name="แบบทดสอบ", subject=subject)
    version = InstrumentVersion.objects.create(instrument=instrument, number=1, state="published", band_set=bands)
    part = Section.objects.create(version=version, position=1, title="ตอนที่ 1", relevant=section)
    for position, line in enumerate(lines, start=1):
        fields = {"text": f"ข้อ {position}", **line}
        levels = fields.pop("levels", {})
        item = Item.objects.create(section=part, position=position, **fields)
        for value, code in dict(levels).items():
            ItemLevel.objects.create(item=item, value=value, label=f"ระดับ {value}", code=code)
    return version


RATING = {"kind": "rating", "levels": {1: "", 2: "", 3: "", 4: ""}}


@pytest.fixture
def sheet() -> Any:
    district = base.district()
    school = base.school(district)

    def make(*lines: dict[str, Any], **more: Any) -> tuple[Response, dict[str, int]]:
        version = published(district, *lines, **more)
        keys = {item.code: item.pk for item in Item.objects.filter(section__version=version)}
        return open_response(version, school=school), keys

    return make


def number(value: Any) -> AnswerValue:
    return AnswerValue(number=Decimal(value))


@pytest.mark.parametrize(
    ("line", "answer", "words"),
    [
        (RATING, number(5), "4, 3, 2, 1"),
        (RATING, number("2.5"), "4, 3, 2, 1"),
        ({"kind": "yes_no"}, number(2), "มี หรือ ไม่มี"),
        ({"kind": "number", "whole": True}, number("1.5"), "จำนวนเต็ม"),
        ({"kind": "number"}, number("1.00001"), "ทศนิยม"),
        ({"kind": "number"}, number("1E9"), "8 หลัก"),
        ({"kind": "number"}, number("NaN"), "ตัวเลข"),
        ({"kind": "choice", "levels": {1: "a", 2: "b"}}, number(3), "2, 1"),
        ({"kind": "choices", "levels": {1: "a", 2: "b"}}, AnswerValue(values=["a", "c"]), "ไม่มีตัวเลือก c"),
        ({"kind": "choices", "levels": {1: "a"}}, AnswerValue(values=[[1]]), "ไม่มีตัวเลือก"),
        ({"kind": "choices", "levels": {1: "a"}}, AnswerValue(values={"a": 1}), "รายการ"),
        ({"kind": "date"}, AnswerValue(text="31/2/2567"), "วันที่"),
        ({"kind": "date"}, AnswerValue(text="เมื่อวาน"), "วันที่"),
        ({"kind": "place"}, AnswerValue(values={"lat": 91, "lon": 0}), "พิกัด"),
        ({"kind": "place"}, AnswerValue(values={"lat": "nan", "lon": 0}), "พิกัด"),
        ({"kind": "place"}, AnswerValue(values={"lat": 1}), "ละติจูด"),
        ({"kind": "place"}, AnswerValue(text="หลังอาคาร"), "ละติจูด"),
        ({"kind": "text"}, AnswerValue(text="ก" * 20_001), "20,000"),
        ({"kind": "text"}, AnswerValue(text="ก\x00"), "อักขระ"),
        ({"kind": "number", "constraint": ". <= 40", "constraint_message": "ห้องหนึ่งไม่เกิน 40 คน"}, number(41), "40 คน"),
        ({"kind": "date", "constraint": ". <= today()"}, AnswerValue(text="2100-01-01"), "เงื่อนไข"),
    ],
)  # fmt: skip
def test_refuses_what_the_item_cannot_have(sheet: Any, line: dict[str, Any], answer: AnswerValue, words: str) -> None:
    response, keys = sheet({"code": "q1", **line}, {"code": "q2", **RATING})
    with pytest.raises(DomainError, match=words) as refusal:
        save_answers(response, {keys["q2"]: number(3), keys["q1"]: answer})
    assert refusal.value.field == f"item-{keys['q1']}"
    assert not Answer.objects.filter(response=response).exists()


def test_answers_are_kept_in_one_form(sheet: Any) -> None:
    response, keys = sheet(
        {"code": "many", "kind": "choices", "levels": {3: "c", 2: "", 1: "a"}},
        {"code": "day", "kind": "date"},
        {"code": "here", "kind": "place"},
        {"code": "typed", "kind": "place"},
    )
    save_answers(
        response,
        {
            keys["many"]: AnswerValue(values=["a", "2", 3, "a"]),
            keys["day"]: AnswerValue(text="๑๕ ม.ค. ๒๕๖๗"),
            keys["here"]: AnswerValue(values={"lat": 17.5, "lon": "101.25", "accuracy": 8}),
            keys["typed"]: AnswerValue(text="17.5, 101.25"),
        },
    )
    kept = {row.item_id: row for row in Answer.objects.filter(response=response)}
    assert kept[keys["many"]].values == [3, 2, 1]
    assert kept[keys["day"]].text == "2024-01-15"
    assert kept[keys["here"]].values == {"lat": 17.5, "lon": 101.25, "accuracy": 8.0}
    assert kept[keys["typed"]].values == {"lat": 17.5, "lon": 101.25}


def test_a_condition_sees_the_other_answers_saved_before_and_now(sheet: Any) -> None:
    response, keys = sheet(
        {"code": "all", "kind": "number"}, {"code": "present", "kind": "number", "constraint": ". <= ${all}"}
    )
    save_answers(response, {keys["all"]: number(40)})
    save_answers(response, {keys["present"]: number(40)})
    with pytest.raises(DomainError):
        save_answers(response, {keys["present"]: number(41)})
    save_answers(response, {keys["all"]: number(50), keys["present"]: number(50)})
    save_answers(response, {keys["present"]: AnswerValue(not_observed=True)})


def test_what_is_not_asked_is_kept_but_not_scored(sheet: Any) -> None:
    response, keys = sheet(
        {"code": "has", "kind": "yes_no"},
        {"code": "q1", "relevant": "${has} = 1", "constraint": "${has} = 1", **RATING},
        {"code": "q2", **RATING},
    )
    save_answers(response, {keys["has"]: number(1), keys["q1"]: number(4), keys["q2"]: number(1)})
    assert (response.answered, response.total, response.highest, response.band.label) == (2, 5, 8, "สูง")
    # Not asked any more: its condition is not looked at, its answer waits.
    save_answers(response, {keys["has"]: number(0)})
    assert (response.answered, response.total, response.highest, response.band.label) == (1, 1, 4, "ต่ำ")
    assert Answer.objects.get(response=response, item=keys["q1"]).number == 4
    shown = working(response)
    assert [(line.asked, line.value) for line in shown.lines] == [(False, None), (True, Decimal(1))]
    assert shown.score.n == 1
    form = form_of(response.version_id)
    assert [(row.n, row.mean) for row in item_figures(form, [response.pk], sample=True)] == [(0, None), (1, 1.0)]
    assert dict(counted_answers(form, [response.pk])) == {response.pk: {keys["q2"]: Decimal(1)}}
    save_answers(response, {keys["has"]: number(1)})
    assert response.total == 5


def test_a_section_that_is_not_shown_gives_no_score(sheet: Any) -> None:
    response, keys = sheet({"code": "q1", **RATING}, section="${other} = 1")
    save_answers(response, {keys["q1"]: number(4)})
    assert (response.answered, response.total, response.band) == (0, None, None)


def test_codes_of_choices_steer(sheet: Any) -> None:
    response, keys = sheet(
        {"code": "kind", "kind": "choice", "levels": {2: "small", 1: "large"}},
        {"code": "many", "kind": "choices", "levels": {2: "x", 1: ""}},
        {"code": "q1", "relevant": "${kind} = 'small' and selected(${many}, '1')", **RATING},
    )
    save_answers(response, {keys["kind"]: number(2), keys["many"]: AnswerValue(values=[1]), keys["q1"]: number(2)})
    assert response.total == 2
    save_answers(response, {keys["kind"]: number(1)})
    assert response.total is None


def test_figures_of_a_form_with_conditions_agree_with_those_without(sheet: Any) -> None:
    response, keys = sheet({"code": "q0", "kind": "yes_no"}, {"code": "q1", **RATING})
    school = response.school
    rows = [response, *(open_response(response.version, school=school) for _ in range(3))]
    for row, value in zip(rows, (1, 2, 4, 4), strict=True):
        save_answers(row, {keys["q1"]: number(value)})

    def figures() -> Any:
        form, keys = form_of(response.version_id), [row.pk for row in rows]
        return [item_figures(form, keys, sample=sample) for sample in (True, False)]

    found = figures()
    Item.objects.filter(pk=keys["q1"]).update(relevant="1 = 1")
    again = figures()
    for one, other in zip(found, again, strict=True):
        assert (one[0].n, one[0].mean) == (other[0].n, other[0].mean)
        assert one[0].sd == pytest.approx(other[0].sd)
