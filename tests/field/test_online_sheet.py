"""The online sheet: every kind of item, skip logic, and nothing typed is lost when one answer is wrong."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from instruments.content import FormContent, ItemContent, LevelContent, SectionContent
from instruments.models import Answer, Instrument, InstrumentVersion
from instruments.queries import form_of
from instruments.services import AnswerValue, load_instruments
from instruments.services.building import new_draft, replace_content
from supervision.field import services
from tests.core.pictures import jpeg, upload
from tests.factories import base, field
from tests.fixtures.conflicts import overwriting

pytestmark = pytest.mark.django_db
CHOICES = (LevelContent(2, "ใช้ประจำ", code="often"), LevelContent(1, "ไม่เคยใช้", code="never"))
ITEMS = (
    ItemContent("has", "yes_no", "มีห้องสมุด", required=True),
    ItemContent("books", "number", "จำนวนหนังสือ", relevant="${has} = 1", constraint=". <= 1000", whole=True,
                constraint_message="ไม่เกิน 1,000 เล่ม"),
    ItemContent("use", "choice", "การใช้", levels=CHOICES, choice_list="use"),
    ItemContent("kinds", "choices", "สื่อที่ใช้", levels=CHOICES, choice_list="use"),
    ItemContent("opened", "date", "วันที่เปิด"),
    ItemContent("why", "text", "เหตุผล"),
    ItemContent("where", "place", "ตำแหน่ง"),
    ItemContent("look", "photo", "ภาพห้องสมุด", required=True),
    ItemContent("hint", "note", "โปรดดูให้ครบทุกมุม"),
)  # fmt: skip


@pytest.fixture
def page(cast, client) -> Any:
    """(address, response, item name by code) of an empty sheet of a form with every kind."""
    load_instruments(cast.district)
    instrument = Instrument.objects.create(district=cast.district, code="library", name="ห้องสมุด", subject="school")
    draft = new_draft(instrument, actor=cast.director)
    draft = replace_content(
        draft, actor=cast.director, content=FormContent(sections=(SectionContent("a", "ทั่วไป", items=ITEMS),))
    )
    draft.state = InstrumentVersion.State.PUBLISHED
    draft.save(update_fields=["state"])
    visit = field.draft(cast.supervisor, cast.school)
    sheet = services.add_sheet(visit, actor=cast.supervisor, version=draft)
    client.force_login(cast.supervisor)
    names = {item.code: f"item-{item.pk}" for part in draft.sections.all() for item in part.items.all()}
    return visit, sheet.response, names, reverse("field:sheet", args=[visit.pk, sheet.response_id])


def answers(response: Any) -> dict[str, Any]:
    rows = Answer.objects.filter(response=response).values_list("item__code", "number", "text", "values")
    return {code: number if number is not None else (text or values) for code, number, text, values in rows}


def test_every_kind_is_kept_and_shown_again(page, client) -> None:
    _, response, names, address = page
    assert "โปรดดูให้ครบทุกมุม" in client.get(address).content.decode()
    data = {
        names["has"]: "1", names["books"]: "๒๕๐", names["use"]: "2", names["kinds"]: ["", "1", "2"],
        names["opened"]: "15 ม.ค. 2567", names["why"]: "<b>ใกล้โรงเรียน</b>", names["where"]: "17.41, 101.78",
    }  # fmt: skip
    assert client.post(address, data).status_code == 302
    kept = answers(response)
    assert (kept["has"], kept["books"], kept["use"], sorted(kept["kinds"])) == (1, 250, 2, [1, 2])
    assert kept["opened"] == date(2024, 1, 15).isoformat()
    assert (kept["where"]["lat"], kept["where"]["lon"]) == (17.41, 101.78)
    shown = client.get(address).content.decode()
    assert "15 ม.ค. 2567" in shown
    assert 'value="17.41, 101.78"' in shown
    assert shown.count(" checked") == 4
    assert "<b>ใกล้โรงเรียน</b>" not in shown
    # Unticking every box takes the answer back.
    client.post(address, {names["kinds"]: [""]})
    assert "kinds" not in answers(response)


def test_one_wrong_answer_keeps_the_others_and_what_was_typed(page, client) -> None:
    _, response, names, address = page
    data = {names["has"]: "1", names["books"]: "5000", names["why"]: "เขียนไว้ยาว"}
    refused = client.post(address, data)
    assert refused.status_code == 422
    words = refused.content.decode()
    assert "ไม่เกิน 1,000 เล่ม" in words
    assert 'value="5000"' in words
    assert answers(response) == {"has": 1, "why": "เขียนไว้ยาว"}


def test_what_the_conditions_leave_out_is_hidden_and_not_counted(page, client) -> None:
    _, _, names, address = page
    pk = names["books"].removeprefix("item-")
    fragment = client.post(address, {names["has"]: "0"}, headers={"HX-Request": "true"}).content.decode()
    assert f'data-nt-left-out="{pk} "' in fragment
    assert "ตอบแล้ว 1 จาก 7 ข้อ" in fragment
    assert f'id="item-{pk}" open hidden' in client.get(address).content.decode()
    fragment = client.post(address, {names["has"]: "1"}, headers={"HX-Request": "true"}).content.decode()
    assert 'data-nt-left-out=""' in fragment


def test_a_picture_answers_a_photo_item(page, client) -> None:
    visit, response, names, address = page
    for _ in range(2):
        assert client.post(address, {f"{names['look']}-photo": upload(jpeg())}).status_code == 302
    slot = visit.photos.get()
    assert (slot.response_id, slot.item_code, slot.arrived_at is not None) == (response.pk, "look", True)
    assert "core:file-preview" not in client.get(address).content.decode()
    assert str(slot.attachment_id) in client.get(address).content.decode()
    broken = upload(b"no picture", name="x.jpg")
    assert client.post(address, {f"{names['look']}-photo": broken}).status_code == 422


def test_two_of_one_visit_answer_one_sheet(page, cast, client) -> None:
    """Neither page takes the other's answers away, nor a third save that came while both were looked at."""
    visit, response, names, address = page
    services.add_member(visit, actor=cast.supervisor, person=base.person_of(cast.colleague, cast.district))
    opened = {"stamp": str(client.get(address).context["stamp"])}
    form = form_of(response.version_id)

    def colleague(text: str) -> None:
        why = int(names["why"].removeprefix("item-"))
        services.save_sheet(
            visit, actor=cast.colleague, response=response, answers={why: AnswerValue(text=text)}, form=form
        )

    colleague("เพื่อนเขียน")
    mine = {names["has"]: "1", names["why"]: ""}
    part = client.post(address, {**mine, **opened}, headers={"HX-Request": "true"}).content.decode()
    assert "ยังไม่ได้บันทึก" in part and 'name="stamp"' not in part
    shown = client.post(address, {**mine, **opened})
    assert shown.status_code == 422 and "อีกคนตอบไว้ว่า: เพื่อนเขียน" in shown.content.decode()
    assert answers(response) == {"why": "เพื่อนเขียน"}
    colleague("เพื่อนเขียนอีก")
    again = client.post(address, {**mine, "stamp": shown.context["stamp"], "overwrite": overwriting(shown)})
    assert again.status_code == 422 and "เพื่อนเขียนอีก" in again.content.decode()
    assert client.post(address, {**mine, **opened, "overwrite": overwriting(again)}).status_code == 302
    assert answers(response) == {"has": 1}
    # One's own autosaves follow each other.
    stamp = client.get(address).context["stamp"]
    saved = client.post(address, {**mine, "stamp": stamp}, headers={"HX-Request": "true"})
    assert saved.context["stamp"] == stamp + 1
