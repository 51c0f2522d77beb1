"""Whatever a phone sends is answered: what cannot be taken is refused in Thai, good sections stay, nothing is a 500."""

import json
import random
from base64 import b64encode
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.utils import timezone
from PIL import Image

from instruments.models import InstrumentVersion, Item
from supervision.field.models import SectionText, Visit
from tests.factories import base, field
from tests.factories.capture import document, general, photo, picture, sheet


def refused(answer, section: str, field_: str | None = None) -> str:
    """The message of the one refusal, of that section."""
    assert answer.status_code == 422, answer.content
    (error,) = answer.json()["errors"]
    assert error["section"] == section, error
    if field_ is not None:
        assert error["field"] == field_, error
    assert any("\u0e00" <= char <= "\u0e7f" for char in error["message"])
    return str(error["message"])


def test_the_good_sections_stay_when_one_is_refused(cast, phone, version) -> None:
    name = f"sheet:{uuid4()}"
    bad = sheet(version)
    code = next(iter(bad["answers"]))
    bad["answers"][code] = {"number": 9}
    sent = document(cast.school, sections={"general": general(), "observed": {"text": "ดี"}, name: bad})
    answer = phone.post(sent)
    refused(answer, name, f"answers.{code}")
    assert answer.json()["stamps"] == {"general": 1, "observed": 1}
    assert not Visit.objects.get().sheets.exists()
    sent["sections"][name] = sheet(version)
    assert phone.post(sent).json()["stamps"][name] == 1


@pytest.mark.parametrize(
    "given", [{"number": 2.5}, {"text": "มาก"}, {"values": [1]}, {"number": 10**9}, {"number": "NaN"}, {"number": True}]
)
def test_an_answer_outside_its_scale(cast, phone, version, given) -> None:
    name = f"sheet:{uuid4()}"
    code = Item.objects.filter(section__version=version, kind=Item.Kind.RATING).first().code
    bad = {**sheet(version), "answers": {code: given}}
    refused(phone.post(document(cast.school, sections={"general": general(), name: bad})), name)


def test_an_item_that_is_not_in_the_form(cast, phone, version) -> None:
    name = f"sheet:{uuid4()}"
    bad = {**sheet(version), "answers": {"no-such": {"number": 4}}}
    refused(phone.post(document(cast.school, sections={"general": general(), name: bad})), name, "answers.no-such")


def test_a_version_never_published_or_of_another_office(cast, phone, version) -> None:
    draft = InstrumentVersion.objects.create(instrument=version.instrument, number=99)
    for bad in (draft.pk, field.version(cast.other_district).pk, 2**62):
        name = f"sheet:{uuid4()}"
        answer = phone.post(
            document(cast.school, sections={"general": general(), name: {**sheet(version), "version": bad}})
        )
        refused(answer, name, "version")


def test_a_version_retired_since_the_phone_was_made_ready_is_taken(cast, phone, version) -> None:
    InstrumentVersion.objects.filter(pk=version.pk).update(state=InstrumentVersion.State.RETIRED)
    name = f"sheet:{uuid4()}"
    assert phone.post(document(cast.school, sections={"general": general(), name: sheet(version)})).status_code == 201


def test_people_lists_and_plans_of_others(cast, phone) -> None:
    elsewhere = base.person(cast.other_district)
    neighbour = base.person(cast.district, school=cast.neighbour)
    for people in (
        {"members": [{"person": elsewhere.pk}]},
        {"members": [{"person": base.person_of(cast.supervisor, cast.district).pk}]},
        {"supervised": [{"person": neighbour.pk}]},
        {"supervised": [{"person": base.person_of(cast.teacher, cast.district).pk, "subject_group": 2**60}]},
    ):
        refused(phone.post(document(cast.school, sections={"general": general(), "people": people})), "people")
    for name in ("policy", "task", "project"):
        refused(phone.post(document(cast.school, sections={"general": general(**{name: 2**60})})), "general", name)
    due = {"id": str(uuid4()), "text": "ขาดสื่อ", "owner": elsewhere.pk}
    refused(phone.post(document(cast.school, sections={"general": general(), "findings": {"rows": [due]}})), "findings")
    check = {"action": 2**60, "verdict": "fixed", "note": ""}
    refused(
        phone.post(document(cast.school, sections={"general": general(), "previous": {"rows": [check]}})), "previous"
    )


def test_a_finding_or_a_sheet_of_another_visit_is_not_taken_over(cast, phone, version) -> None:
    finding, name = str(uuid4()), f"sheet:{uuid4()}"
    rows = {"rows": [{"id": finding, "text": "ขาดสื่อ"}]}
    sections = {"general": general(), "findings": rows, name: sheet(version)}
    assert phone.post(document(cast.school, sections=sections)).status_code == 201
    answer = phone.post(document(cast.school, sections=sections))
    assert {error["section"] for error in answer.json()["errors"]} == {"findings", name}


def test_a_clock_two_years_off_is_kept_beside_ours(cast, phone) -> None:
    now = timezone.now()
    slow = document(cast.school, began_at=(now - timedelta(days=730)).isoformat())
    assert phone.post(slow).status_code == 201
    visit = Visit.objects.get()
    assert now - visit.phone_at > timedelta(days=729)
    assert abs(visit.created_at - now) < timedelta(minutes=1)
    ahead = timezone.localdate() + timedelta(days=730)
    fast = document(cast.school, began_at=(now + timedelta(days=730)).isoformat())
    fast["sections"]["general"]["visited_on"] = ahead.isoformat()
    assert "นาฬิกาของโทรศัพท์" in refused(phone.post(fast), "general", "visited_on")
    assert Visit.objects.count() == 1


def test_too_much_of_everything(cast, phone) -> None:
    many = [{"id": str(uuid4()), "text": "ก"} for _ in range(61)]
    refused(phone.post(document(cast.school, sections={"general": general(), "findings": {"rows": many}})), "findings")
    refused(phone.post(document(cast.school, photos=[photo(picture(1)) for _ in range(61)])), "photos")
    sheets = {f"sheet:{uuid4()}": None for _ in range(41)}
    assert phone.post(document(cast.school, sections={"general": general(), **sheets})).status_code == 400
    refused(phone.post(document(cast.school, sections={"general": general(), "observed": {"text": "ก" * 20_001}})),
            "observed")  # fmt: skip
    big = document(cast.school)
    answer = phone.post(json.dumps(big) + " " * 3_200_000, key=big["id"])
    assert (answer.status_code, answer.json()["outcome"]) == (413, "too_large")


@pytest.mark.parametrize(
    "body", ["", "[]", "null", "{", '"text"', "[" * 100_000, '{"a":' * 50_000, "NaN", b"\xff\xfe", '{"format":2}']
)
def test_what_is_no_document(cast, phone, body) -> None:
    answer = phone.post(body, key=uuid4())
    assert (answer.status_code, answer.json()["outcome"]) == (400, "unreadable")


def test_characters_no_column_or_workbook_holds_are_left_out(cast, phone) -> None:
    sent = document(cast.school)
    sent["sections"]["observed"]["text"] = "ก\x00ข\x0b\ud800ค\r\nง"
    sent["sections"]["general"]["topic"] = "เรื่อง\x00\x1f ที่ 1"
    assert phone.post(sent).status_code == 201
    visit = Visit.objects.get()
    assert (visit.observed, visit.topic) == ("กขค\nง", "เรื่อง ที่ 1")
    assert phone.post(sent).json()["outcome"] == "same"


VALUES = [
    None, True, False, 0, -1, 2**31, 2**63, 2**70, 1.5, 1e308, "", "x", "\x00", "\ud800", "ก" * 300, [], {},
    [[]], [None], {"a": 1}, "2024-07-17", "9999-99-99", "0001-01-01", "2024-07-17T10:00:00+99:99",
    str(uuid4()), "99:99", [1, "x", {}], {"\ud800": {"number": 1}},
]  # fmt: skip


def places(value, path=()):
    """Every place inside a document."""
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


def changed(value, path, new):
    """A copy with `new` at `path`."""
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(value[path[0]], path[1:], new)
    return copy


def test_wrong_types_everywhere_are_never_a_fault(cast, phone, version) -> None:
    """A fixed seed; every answer is one the phone knows, in Thai where it refuses."""
    chance = random.Random(20261121)
    teacher = base.person_of(cast.teacher, cast.district).pk
    drawn = BytesIO()
    Image.new("RGB", (40, 40), "black").save(drawn, "PNG")
    png = b64encode(drawn.getvalue()).decode()
    whole = sheet(version)
    whole["answers"] = dict(list(whole["answers"].items())[:2])
    full = document(
        cast.school,
        sections={
            "general": general(), "observed": {"text": "ดี"},
            "people": {"members": [{"person": base.person_of(cast.colleague, cast.district).pk, "duty": "กรรมการ"}],
                       "supervised": [{"person": teacher, "subject_group": None, "subject": "ไทย"}]},
            "findings": {"rows": [{"id": str(uuid4()), "text": "ขาดสื่อ", "recommendation": "", "owner": teacher,
                                   "owner_label": "ครู", "due_on": "2024-08-01"}]},
            "previous": {"rows": []},
            "signatures": {"rows": [{"id": str(uuid4()), "side": "receiver", "name": "ครู", "position": "ครู",
                                     "phone_at": "2024-07-17T10:00:00+07:00", "png": png}]},
            f"sheet:{uuid4()}": whole,
        },
        photos=[photo(picture(1), place={"lat": 1.0, "lon": 2.0, "accuracy": 5})],
        base={"general": 1}, reason="", device="a",
    )  # fmt: skip
    phone.client.raise_request_exception = False
    spots = [path for path in places(full) if path]
    seen = set()
    assert phone.post(full).status_code == 201
    for _ in range(250):
        sent = full
        for path in chance.sample(spots, chance.choice((1, 1, 1, 2))):
            try:
                sent = changed(sent, path, chance.choice(VALUES))
            except (KeyError, IndexError, TypeError):
                continue
        key = full["id"] if chance.random() < 0.5 else sent["id"] if isinstance(sent["id"], str) and len(
            sent["id"]) == 36 else str(uuid4())  # fmt: skip
        answer = phone.post(json.dumps(sent), key=key)
        assert answer.status_code in (200, 201, 400, 403, 404, 409, 422), (answer.status_code, sent)
        assert answer.json()["outcome"], sent
        seen.add(answer.status_code)
    assert phone.get(full["id"]).status_code == 200
    assert {200, 400, 422} <= seen
    assert SectionText.objects.exists()
