"""The pages of the desk: who is turned away, what a whole instrument takes, and what two writers see."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from instruments.content import content_of
from instruments.models import InstrumentVersion, Item
from tests.factories import base
from tests.factories import instruments as factory

pytestmark = pytest.mark.django_db


@pytest.fixture
def web(client: Client, director: Any) -> Client:
    client.force_login(director)
    return client


def url(name: str, *keys: Any) -> str:
    return reverse(f"instruments:{name}", args=keys)


def item_data(**more: Any) -> dict[str, Any]:
    return {
        "text": "ห้องเรียนสะอาด", "kind": "rating", "code": "q01", "help_text": "", "weight": "2", "required": "on",
        "constraint": "", "constraint_message": "", "mode": "always", "join": "and", "relevant": "", "act": "save",
        "l-value": ["2", "1", ""], "l-label": ["ดี", "ปรับปรุง", ""], "l-description": ["ทุกวัน", "", ""],
        "l-code": ["", "", ""], **more,
    }  # fmt: skip


def test_a_supervisor_reads_but_does_not_write(client: Client, version: InstrumentVersion, district: Any) -> None:
    client.force_login(base.user("supervisor", district))
    page = client.get(url("build", version.pk))
    assert page.status_code == 200
    assert "เพิ่มข้อ" not in page.content.decode()
    assert client.post(url("new-section", version.pk), {"title": "ตอน"}).status_code == 403


def test_another_office_finds_nothing(client: Client, version: InstrumentVersion) -> None:
    client.force_login(base.user("group_director", base.district()))
    for name, keys in (("instrument", [version.instrument_id]), ("build", [version.pk]), ("publish", [version.pk])):
        assert client.get(url(name, *keys)).status_code == 404


def test_buttons_do_nothing_by_get(web: Client, version: InstrumentVersion) -> None:
    part = version.sections.first()
    assert web.get(url("section-act", version.pk, part.pk)).status_code == 405
    assert web.get(url("retire", version.pk)).status_code == 405


def test_a_whole_instrument_without_script(web: Client, district: Any) -> None:
    answer = web.post(
        url("new"), {"name": "แบบนิเทศห้องสมุด", "code": "library", "subject": "school", "work_group": "", "note": ""}
    )
    version = InstrumentVersion.objects.get(instrument__code="library")
    assert answer["Location"] == url("build", version.pk)
    assert web.post(url("new-section", version.pk), {"title": "ตอนที่ 1", "mode": "always"}).status_code == 302
    part = version.sections.get()
    assert 'value="q01"' in web.get(url("new-item", version.pk, part.pk)).content.decode()
    assert web.post(url("new-item", version.pk, part.pk), item_data()).status_code == 302
    follow = web.post(
        url("new-item", version.pk, part.pk),
        item_data(
            code="q02", text="เพราะเหตุใด", kind="text", mode="picked",
            **{"c-code": ["q01", ""], "c-operator": ["<=", "="], "c-value": ["1", ""]},
        ),
    )  # fmt: skip
    assert follow.status_code == 302
    items = list(content_of(version).items())
    assert [(item.code, item.weight, item.relevant) for item in items] == [("q01", 2, ""), ("q02", 1, "${q01} <= 1")]
    assert [(level.value, level.label, level.description) for level in items[0].levels] == [
        (2, "ดี", "ทุกวัน"), (1, "ปรับปรุง", ""),
    ]  # fmt: skip
    assert "ดูอย่างผู้กรอก" in web.get(url("preview", version.pk)).content.decode()
    lock = InstrumentVersion.objects.get(pk=version.pk).lock_version
    answer = web.post(url("publish", version.pk), {"year_from": "2569", "year_to": "", "lock": lock})
    assert answer["Location"] == url("instrument", version.instrument_id)
    assert "เผยแพร่แล้ว" in web.get(answer["Location"]).content.decode()


def test_what_is_wrong_stands_at_its_field(web: Client, version: InstrumentVersion) -> None:
    part = version.sections.first()
    answer = web.post(url("new-item", version.pk, part.pk), item_data(code="q09", mode="free", relevant="${q01} >> 1"))
    assert answer.status_code == 422
    assert "relevant" in answer.context["form"].errors
    assert "ห้องเรียนสะอาด" in answer.content.decode()
    answer = web.post(url("new-item", version.pk, part.pk), item_data(code="q09", **{"l-value": ["ก", "1", ""]}))
    assert answer.status_code == 422
    assert "ต้องมีคะแนนหรือลำดับ" in answer.content.decode()


@pytest.mark.parametrize(
    ("codes", "row", "words"),
    [
        (["yes", "yes"], 1, "ซ้ำกับรหัสของ “ดี”"),
        (["1", ""], 0, "ซ้ำกับลำดับของ “ปรับปรุง”"),
        (["very good", ""], 0, "ช่องว่าง"),
        (["it's", ""], 0, "เครื่องหมายคำพูด"),
        (["", "ก" * 61], 1, "ยาวเกิน 60"),
    ],
)
def test_a_code_of_a_choice_that_cannot_be_is_told_at_its_field(
    web: Client, version: InstrumentVersion, codes: list[str], row: int, words: str
) -> None:
    address = url("new-item", version.pk, version.sections.first().pk)
    answer = web.post(address, item_data(code="q09", kind="choice", **{"l-code": [*codes, ""]}))
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.code_errors) == [row]
    assert words in form.code_errors[row]
    assert f'id="l-code-{row + 1}-error"' in answer.content.decode()
    assert not Item.objects.filter(code="q09").exists()


def test_a_code_of_a_choice_is_written_and_conditions_follow_it(web: Client, version: InstrumentVersion) -> None:
    part = version.sections.first()
    address = url("new-item", version.pk, part.pk)
    assert web.post(address, item_data(code="q08", kind="choices", **{"l-code": ["a", "", ""]})).status_code == 302
    free = "selected(${q08}, 'a') or ${q08} != 1 or 'a' = ${q01}"
    assert web.post(address, item_data(code="q09", kind="text", mode="free", relevant=free)).status_code == 302
    item = Item.objects.get(code="q08")
    page = web.get(url("item", version.pk, item.pk))
    assert '<input type="text" id="l-code-1" name="l-code" value="a"' in page.content.decode()
    changed = item_data(code="q08", kind="choices", seen=page.context["seen"], **{"l-code": ["clean", "a", ""]})
    assert web.post(url("item", version.pk, item.pk), changed).status_code == 302
    assert list(item.levels.order_by("-value").values_list("code", flat=True)) == ["clean", "a"]
    assert Item.objects.get(code="q09").relevant == "selected(${q08}, 'clean') or ${q08} != 'a' or 'a' = ${q01}"


def test_more_rows_and_ready_made_levels_keep_what_was_typed(web: Client, version: InstrumentVersion) -> None:
    address = url("new-item", version.pk, version.sections.first().pk)
    page = web.post(address, item_data(act="preset", preset="four", text="พิมพ์ค้างไว้"))
    assert page.status_code == 200
    assert "พิมพ์ค้างไว้" in page.content.decode()
    assert [row[1] for row in page.context["form"].levels] == ["ดีมาก", "ดี", "พอใช้", "ปรับปรุง"]
    page = web.post(address, item_data(act="more"))
    assert [row[1] for row in page.context["form"].levels] == ["ดี", "ปรับปรุง"]
    assert Item.objects.filter(section__version=version).count() == 3


def test_the_other_writers_words_are_shown(web: Client, version: InstrumentVersion) -> None:
    item = Item.objects.get(section__version=version, code="q01")
    address = url("item", version.pk, item.pk)
    seen = web.get(address).context["seen"]
    assert web.post(address, item_data(text="ของคนแรก", seen=seen)).status_code == 302
    page = web.post(address, item_data(text="ของคนที่สอง", seen=seen))
    text = page.content.decode()
    assert page.status_code == 422
    assert "ของคนแรก" in text
    assert "ของคนที่สอง" in text
    assert web.post(address, item_data(text="ของคนที่สอง", seen=page.context["seen"])).status_code == 302
    item.refresh_from_db()
    assert item.text == "ของคนที่สอง"


def test_order_by_buttons(web: Client, version: InstrumentVersion) -> None:
    item = Item.objects.get(section__version=version, code="q02")
    address = url("item-act", version.pk, item.pk)
    page = web.post(address, {"act": "up", "lock": version.lock_version}, headers={"HX-Request": "true"})
    assert "data-nt-focus" in page.content.decode()
    assert [row.code for row in content_of(version).items()] == ["q02", "q01", "q03"]
    # The same page pressed again is old: nothing moves, and it says so.
    page = web.post(address, {"act": "up", "lock": version.lock_version}, headers={"HX-Request": "true"})
    assert "มีผู้อื่นแก้ร่างนี้" in page.content.decode()
    last = version.sections.order_by("position").last()
    version.refresh_from_db()
    answer = web.post(address, {"act": "to", "section": last.pk, "lock": version.lock_version})
    assert answer.status_code == 302
    assert [row.code for row in content_of(version).items()] == ["q01", "q03", "q02"]


def test_a_condition_is_shown_as_it_was_picked(web: Client, version: InstrumentVersion, director: Any) -> None:
    last = version.sections.order_by("position").last()
    made = factory.item(last, director, "q09", relevant="${q01} <= 2 or selected(${q02}, '1')")
    form = web.get(url("item", version.pk, made.pk)).context["form"]
    assert form["mode"].value() == "picked"
    assert [(line.code, line.operator, line.value) for line in form.lines] == [
        ("q01", "<=", "2"), ("q02", "selected", "1"),
    ]  # fmt: skip
    Item.objects.filter(pk=made.pk).update(relevant="${q01} + ${q02} > 3")
    assert web.get(url("item", version.pk, made.pk)).context["form"]["mode"].value() == "free"


def test_the_list_asks_the_same_number_of_questions(
    web: Client, district: Any, director: Any, django_assert_num_queries: Any
) -> None:
    factory.small(director, district)
    web.get(url("list"))
    with django_assert_num_queries(LIST_QUERIES):
        web.get(url("list"))
    for _ in range(4):
        factory.published(director, district)
    with django_assert_num_queries(LIST_QUERIES):
        page = web.get(url("list"))
    assert page.context["table"].count == 5


LIST_QUERIES = 8


def test_the_head_of_a_draft_from_another_tab_is_not_overwritten(web: Client, version: InstrumentVersion) -> None:
    address = url("front", version.pk)
    seen = {"stamp": web.get(address).context["stamp"], "band_set": version.band_set_id or ""}
    assert web.post(address, {**seen, "source": "จากหน้าแรก"}).status_code == 302
    mine = {**seen, "source": "จากอีกหน้า"}
    refused = web.post(address, {**mine, "band_set": "999999"})
    assert refused.context["stamp"] == seen["stamp"], "what was not shown is not taken for seen"
    late = web.post(address, mine)
    assert [told[1:] for told in late.context["conflict"]] == [("จากหน้าแรก", "จากอีกหน้า")]
    assert "จากหน้าแรก" in late.content.decode()
    assert web.post(address, {**mine, "stamp": late.context["stamp"]}).status_code == 302
    version.refresh_from_db()
    assert version.source == "จากอีกหน้า"


def test_another_tab_of_an_item_is_told_in_the_words_of_its_form(web: Client, version: InstrumentVersion) -> None:
    row = Item.objects.filter(section__version=version).first()
    address = url("item", version.pk, row.pk)
    seen = web.get(address).context["seen"]
    data = item_data(code=row.code, seen=seen)
    assert web.post(address, data).status_code == 302
    late = web.post(address, {**data, "kind": "yes_no", "required": "", "l-value": ["1"], "l-label": ["มี"],
                              "l-description": [""], "l-code": [""]})  # fmt: skip
    told = {label: (stands, typed) for label, stands, typed in late.context["theirs"]}
    assert told["ระดับ/ตัวเลือก"][0] == "2 ดี ทุกวัน · 1 ปรับปรุง"
    assert ("ใช่", "ไม่ใช่") in told.values()
    assert not any("yes_no" in pair or "rating" in pair for pair in told.values())
