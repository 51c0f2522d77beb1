"""A visit that begins and is sent in one document is not read back; what is kept of it is what would have been read."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from core.approvals.content import content_hash
from core.models import AuditEntry, Notice
from instruments.models import InstrumentVersion, Item, ItemLevel, Response, Section
from supervision.field.content import snapshot
from supervision.field.models import SectionText, Visit
from supervision.field.sections import contents
from tests.capture.conftest import Cast
from tests.factories import base
from tests.factories.capture import Phone, document, general, photo, picture


@pytest.fixture
def every_kind(version: InstrumentVersion) -> InstrumentVersion:
    """A published form with an item of each kind, two ratings of different weight."""
    form = InstrumentVersion.objects.create(
        instrument=version.instrument, number=9, state="published", band_set=version.band_set
    )
    section = Section.objects.create(version=form, position=0, title="ทุกแบบ")
    for place, kind in enumerate([*Item.Kind.values, Item.Kind.RATING]):
        item = Item.objects.create(
            section=section, position=place, code=f"q{place}", text=f"ข้อ {place}", kind=kind, weight=Decimal("1.5"),
            required=kind == Item.Kind.PHOTO,
        )  # fmt: skip
        if kind in (Item.Kind.RATING, Item.Kind.CHOICE, Item.Kind.CHOICES):
            ItemLevel.objects.bulk_create(ItemLevel(item=item, value=value, label=str(value)) for value in range(1, 6))
    return form


ANSWERS: dict[str, dict[str, Any]] = {
    Item.Kind.RATING: {"number": 3, "note": "ดูจากแผน"},
    Item.Kind.YES_NO: {"number": 1},
    Item.Kind.CHOICE: {"number": 2},
    Item.Kind.NUMBER: {"number": 12.5},
    Item.Kind.CHOICES: {"values": [4, 1]},
    Item.Kind.PLACE: {"values": {"lat": 16.5, "lon": 101, "accuracy": 8}},
    Item.Kind.DATE: {"text": "2024-07-17"},
    Item.Kind.TEXT: {"text": "บรรทัดหนึ่ง\nบรรทัดสอง"},
}


def whole(cast: Cast, form: InstrumentVersion) -> dict[str, Any]:
    """A document with everything a visit can have, sent to the school."""
    key, colleague = uuid4(), base.person_of(cast.colleague, cast.district)
    teacher = base.person_of(cast.teacher, cast.district)
    items = Item.objects.filter(section__version=form).order_by("-position")
    answers = {item.code: ANSWERS[item.kind] for item in items if item.kind in ANSWERS}
    answers |= {items[0].code: {"not_observed": True}}
    sections = {
        "general": general(), "observed": {"text": "เห็น"}, "to_improve": {"text": "สื่อไม่พอ"},
        f"sheet:{key}": {"version": form.pk, "classroom": "ป.1/1", "person": None, "answers": answers},
        "people": {"members": [{"person": colleague.pk, "duty": ""}],
                   "supervised": [{"person": teacher.pk, "subject": "ไทย"}]},
        "findings": {"rows": [{"id": str(uuid4()), "text": "ขาดสื่อ", "owner_label": "ผอ.โรงเรียน",
                               "due_on": "2024-08-30", "owner": None, "recommendation": "จัดหา"}]},
    }  # fmt: skip
    of_item = items.get(kind=Item.Kind.PHOTO).code
    photos = [photo(picture(number), caption=f"ภาพ {number}") for number in range(3)]
    photos.append(photo(picture(3), sheet=str(key), item=of_item))
    return document(cast.school, sections=sections, photos=photos, submit=True)


def test_the_revision_is_what_would_be_read(cast: Cast, phone: Phone, every_kind: InstrumentVersion) -> None:
    sent = whole(cast, every_kind)
    told = phone.post(sent).json()
    assert (told["outcome"], told["submitted"], told["missing"]) == ("kept", True, []), told
    visit = Visit.objects.get(public_id=sent["id"])
    kept = visit.revisions.get()
    assert kept.snapshot == snapshot(visit)
    assert kept.content_hash == visit.content_hash == content_hash(snapshot(visit))
    assert len(kept.snapshot["photos"]) == 4
    assert len(kept.snapshot["sheets"][0]["answers"]) == len(ANSWERS) + 1
    assert told["photos"] == {row["id"]: {"arrived": False} for row in sent["photos"]}


def test_history_holds_each_section_as_it_stands(cast: Cast, phone: Phone, every_kind: InstrumentVersion) -> None:
    sent = whole(cast, every_kind)
    phone.post(sent)
    visit = Visit.objects.get(public_id=sent["id"])
    kept = dict(SectionText.objects.filter(visit=visit).values_list("section", "content"))
    assert set(kept) == set(sent["sections"])
    assert kept == contents(visit, list(kept))


def test_the_acts_and_the_notice_are_there_once(cast: Cast, phone: Phone, every_kind: InstrumentVersion) -> None:
    sent = whole(cast, every_kind)
    phone.post(sent)
    visit = Visit.objects.get(public_id=sent["id"])
    acts = AuditEntry.objects.filter(target_kind="visit", target_key=str(visit.pk)).order_by("pk")
    assert [entry.action for entry in acts] == ["visit.started", "visit.member_added", "visit.submitted"]
    told = Notice.objects.filter(code="visit.submitted", target_key=str(visit.pk))
    assert [row.recipient for row in told] == [cast.principal]
    again = phone.post(sent).json()
    assert (again["outcome"], told.count(), acts.count()) == ("same", 1, 3)


def test_a_refused_sheet_leaves_nothing_of_itself(cast: Cast, phone: Phone, every_kind: InstrumentVersion) -> None:
    """The other sections stay, nothing is sent, and the sheet put right is taken."""
    sent = whole(cast, every_kind)
    name = next(name for name in sent["sections"] if name.startswith("sheet:"))
    right = sent["sections"][name]
    broken = {**right, "answers": {**right["answers"], "q0": {"number": 9}}}
    answer = phone.post({**sent, "sections": {**sent["sections"], name: broken}})
    assert answer.status_code == 422
    assert [(row["section"], row["field"]) for row in answer.json()["errors"]] == [(name, "answers.q0")]
    assert not Response.objects.filter(pk=name.removeprefix("sheet:")).exists()
    visit = Visit.objects.get(public_id=sent["id"])
    assert (visit.state, visit.observed, visit.sheets.count()) == (Visit.State.DRAFT, "เห็น", 0)
    assert name not in visit.section_stamps
    told = phone.post(sent).json()
    assert (told["outcome"], told["submitted"]) == ("kept", True), told
    visit.refresh_from_db()
    assert visit.content_hash == content_hash(snapshot(visit))


def test_a_picture_of_another_visit_is_refused(cast: Cast, phone: Phone) -> None:
    first = document(cast.school, photos=[photo(picture(0)), photo(picture(1))])
    assert phone.post(first).status_code == 201
    own = photo(picture(2))
    second = document(cast.school, photos=[first["photos"][1], own], submit=True)
    answer = phone.post(second)
    told = answer.json()
    assert (answer.status_code, told["outcome"], told["submitted"]) == (422, "refused", False)
    assert [(row["section"], row["message"]) for row in told["errors"]] == [("photos", "ภาพนี้อยู่ในบันทึกอื่นแล้ว")]
    assert told["photos"] == {own["id"]: {"arrived": False}}
    assert {row["id"] for row in phone.get(first["id"]).json()["photos"]} == {row["id"] for row in first["photos"]}


def test_a_sheet_of_another_visit_is_refused(cast: Cast, phone: Phone, every_kind: InstrumentVersion) -> None:
    first = whole(cast, every_kind)
    phone.post(first)
    second = document(cast.school, sections=first["sections"], submit=True)
    second["sections"].pop("findings")
    answer = phone.post(second)
    assert (answer.status_code, answer.json()["submitted"]) == (422, False)
    assert Visit.objects.get(public_id=second["id"]).sheets.count() == 0
