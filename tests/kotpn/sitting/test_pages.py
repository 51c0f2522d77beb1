"""The pages at the meeting: who gets in, plain posts and htmx, what is refused, and a fixed number of queries."""

from datetime import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kotpn.meetings.models import OtherPresent, Presence
from kotpn.minutes.models import Entry, EntryVersion, Resolution
from kotpn.minutes.services import entries
from tests.factories import base, kotpn
from tests.kotpn.sitting.conftest import ON_THE_DAY, Sitting

HTMX = {"HTTP_HX_REQUEST": "true"}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def at(name: str, sitting: Sitting, *more: object) -> str:
    return reverse(name, args=[sitting.meeting.pk, *more])


def test_who_gets_in(opened: Sitting) -> None:
    page, attendance = at("minutes:sitting", opened), at("committee-meetings:attendance", opened)
    for user, status in (
        (opened.actor, 200), (opened.director, 200), (base.user("supervisor", opened.district), 403),
        (base.user("committee_secretary", base.district()), 404),
    ):  # fmt: skip
        assert signed_in(user).get(page).status_code == status
        assert signed_in(user).get(attendance).status_code == status


def test_one_tap_notes_that_somebody_came(sitting: Sitting) -> None:
    client, seat = signed_in(sitting.actor), at("committee-meetings:seat", sitting, sitting.members[0].pk)
    for _ in range(2):
        answer = client.post(seat, {"act": "come", "at": "09.20"}, **HTMX)
        assert answer.status_code == 200
    assert Presence.objects.get().spans.get().arrived == time(9, 20)
    text = answer.content.decode()
    assert 'id="quorum" hx-swap-oob="true"' in text and 'id="opening" hx-swap-oob="true"' in text
    assert client.post(seat, {"act": "leave", "at": "09.20"}).status_code == 422
    assert client.get(seat).status_code == 405


def test_a_refused_act_keeps_what_was_typed(opened: Sitting) -> None:
    client, seat = signed_in(opened.actor), at("committee-meetings:seat", opened, opened.members[7].pk)
    answer = client.post(seat, {"act": "substitute", "substitute_name": " ", "at": "10.00"})
    assert answer.status_code == 422
    assert "กรุณาระบุชื่อผู้แทน" in answer.content.decode()
    answer = client.post(seat, {"act": "come", "at": "สิบโมง"}, **HTMX)
    assert "สิบโมง" in answer.content.decode()
    assert not Presence.objects.filter(member=opened.members[7]).exists()


def test_the_meeting_opens_only_with_a_quorum(sitting: Sitting) -> None:
    client = signed_in(sitting.actor)
    sitting.come(0, 1, 2, 3)
    page = client.get(at("committee-meetings:attendance", sitting)).content.decode()
    assert "ยังขาดอีก 1 คน" in page
    client.post(at("committee-meetings:open", sitting), {"at": "09.30"})
    sitting.meeting.refresh_from_db()
    assert sitting.meeting.state == "planned"
    assert client.get(at("committee-meetings:not-opened", sitting)).status_code == 200
    sitting.come(4)
    assert client.post(at("committee-meetings:open", sitting), {"at": "09.30"}).url == at("minutes:sitting", sitting)
    sitting.meeting.refresh_from_db()
    assert (sitting.meeting.state, sitting.meeting.opened_at) == ("open", time(9, 30))


def test_others_present(opened: Sitting) -> None:
    client = signed_in(opened.actor)
    assert client.post(at("committee-meetings:other", opened), {}).status_code == 422
    for _ in range(2):
        client.post(at("committee-meetings:other", opened), {"name": "วิทยากร ทดสอบ", "post": "วิทยากร"})
    row = OtherPresent.objects.get()
    page = client.get(at("committee-meetings:attendance", opened)).content.decode()
    assert "วิทยากร ทดสอบ" in page
    client.post(at("committee-meetings:drop-other", opened, row.pk))
    assert not OtherPresent.objects.exists()


def test_the_text_is_kept_by_itself_and_by_the_button(opened: Sitting) -> None:
    client, text = signed_in(opened.actor), at("minutes:sitting-text", opened, opened.item.pk)
    answer = client.post(text, {"text": "เลขานุการเสนอแผน", "stamp": "0"}, **HTMX).content.decode()
    assert "บันทึกแล้ว" in answer and 'name="stamp" value="1"' in answer
    assert client.post(text, {"text": "เลขานุการเสนอแผนการติดตาม", "stamp": "1"}).status_code == 302
    page = client.get(at("minutes:sitting-item", opened, opened.item.pk)).content.decode()
    assert "เลขานุการเสนอแผนการติดตาม" in page


def test_two_writers_are_shown_each_others_text(opened: Sitting) -> None:
    text = at("minutes:sitting-text", opened, opened.item.pk)
    entries.save_entry(opened.item, actor=opened.director, text="ผอ. เขียนก่อน", stamp=0, now=ON_THE_DAY)
    client = signed_in(opened.actor)
    page = client.post(text, {"text": "เลขาเขียนทีหลัง", "stamp": "0"})
    assert page.status_code == 422
    shown = page.content.decode()
    assert "ผอ. เขียน" in shown and "เลขาเขียนทีหลัง" in shown and "<ins>" in shown and 'name="overwrite"' in shown
    fragment = client.post(text, {"text": "เลขาเขียนทีหลัง", "stamp": "0"}, **HTMX).content.decode()
    assert "ยังไม่ได้บันทึก" in fragment and 'id="stamp"' not in fragment
    assert Entry.objects.get().text == "ผอ. เขียนก่อน"
    assert client.post(text, {"text": "รวมสองฉบับ", "stamp": "0", "overwrite": "1"}).status_code == 302
    assert Entry.objects.get().text == "รวมสองฉบับ"
    assert EntryVersion.objects.get().text == "ผอ. เขียนก่อน"


def test_a_word_is_put_right_without_a_script(opened: Sitting) -> None:
    client, text = signed_in(opened.actor), at("minutes:sitting-text", opened, opened.item.pk)
    client.post(text, {"text": "ตามวาระการประชุม", "stamp": "0"})
    page = client.get(at("minutes:sitting-item", opened, opened.item.pk)).content.decode()
    assert 'value="agenda:3"' in page
    client.post(text, {"text": "ตามวาระการประชุม", "stamp": "1", "replace": "agenda:3"})
    assert Entry.objects.get().text == "ตามระเบียบวาระการประชุม"


def resolution(**more: object) -> dict[str, object]:
    return {"text": "เห็นชอบแผน", "kind": "agree", "at": "10.00", "manner": "consensus", **more}


def test_two_presses_are_one_resolution(opened: Sitting) -> None:
    client, resolve = signed_in(opened.actor), at("minutes:sitting-resolve", opened, opened.item.pk)
    second = kotpn.an_item(opened.actor, opened.meeting, title="เรื่องที่สอง")
    for _ in range(2):
        answer = client.post(resolve, resolution(then="next"))
    assert answer.url == at("minutes:sitting-item", opened, second.pk)
    made = Resolution.objects.get()
    assert (made.reference, made.present, made.in_force) == ("มติที่ 1/2568", 6, 9)


def test_a_refused_resolution_keeps_what_was_typed_and_the_text_above_is_saved(opened: Sitting) -> None:
    opened.leave(4, 5, at=time(10, 0))
    client, resolve = signed_in(opened.actor), at("minutes:sitting-resolve", opened, opened.item.pk)
    answer = client.post(resolve, resolution(said="ที่ประชุมอภิปราย", said_stamp="0"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "เห็นชอบแผน" in page and "บันทึกได้เฉพาะข้อสังเกต" in page
    assert Entry.objects.get().text == "ที่ประชุมอภิปราย"
    assert not Resolution.objects.exists()
    assert client.post(resolve, resolution(kind="observe")).status_code == 302
    assert Resolution.objects.get().number is None


def test_change_and_withdraw(opened: Sitting) -> None:
    client, item = signed_in(opened.actor), opened.item.pk
    client.post(at("minutes:sitting-resolve", opened, item), resolution())
    made = Resolution.objects.get()
    page = client.get(f"{at('minutes:sitting-item', opened, item)}?edit={made.pk}").content.decode()
    assert "บันทึกมติที่แก้" in page
    change = at("minutes:sitting-change", opened, item, made.pk)
    base_stamp = made.updated_at.isoformat()
    assert client.post(change, resolution(text="เห็นชอบโดยแก้ไข", base=base_stamp)).status_code == 302
    refused = client.post(change, resolution(text="เห็นชอบอีกแบบ", at="", base=base_stamp)).content.decode()
    assert f'value="{base_stamp}"' in refused, "what was not shown is not taken for seen"
    late = client.post(change, resolution(text="เห็นชอบอีกแบบ", base=base_stamp))
    assert late.status_code == 422
    assert late.context["conflict"] == [("มติที่ประชุม", "เห็นชอบโดยแก้ไข", "เห็นชอบอีกแบบ")]
    assert "เห็นชอบโดยแก้ไข" in late.content.decode()
    made.refresh_from_db()
    assert (made.text, late.context["base"]) == ("เห็นชอบโดยแก้ไข", made.updated_at.isoformat())
    withdraw = at("minutes:sitting-withdraw", opened, item, made.pk)
    assert client.get(withdraw).status_code == 200
    assert client.post(withdraw, {"reason": ""}).status_code == 422
    assert client.post(withdraw, {"reason": "บันทึกซ้ำ"}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.number, made.text) == ("cancelled", 1, "เห็นชอบโดยแก้ไข")


def test_a_conflict_of_interest(opened: Sitting) -> None:
    client, item = signed_in(opened.actor), opened.item.pk
    for _ in range(2):
        client.post(at("minutes:sitting-conflict", opened, item), {"member": opened.members[0].pk, "note": "ญาติ"})
    row = opened.item.conflicts.get()
    page = client.get(at("minutes:sitting-item", opened, item)).content.decode()
    assert "ไม่นับผู้มีส่วนได้เสีย" in page
    client.post(at("minutes:sitting-drop-conflict", opened, item, row.pk))
    assert not opened.item.conflicts.exists()


def test_the_pulse_tells_who_writes_what(opened: Sitting) -> None:
    other = kotpn.an_item(opened.actor, opened.meeting, title="เรื่องที่สอง")
    director = signed_in(opened.director)
    director.post(at("minutes:sitting-text", opened, other.pk), {"text": "กำลังจด", "stamp": "0"}, **HTMX)
    pulse = at("minutes:sitting-pulse", opened, opened.item.pk)
    text = signed_in(opened.actor).get(pulse, {"stamp": "0"}, **HTMX).content.decode()
    assert f"{opened.director}กำลังแก้" in text
    director.post(at("minutes:sitting-text", opened, opened.item.pk), {"text": "จดเรื่องนี้", "stamp": "0"}, **HTMX)
    text = signed_in(opened.actor).get(pulse, {"stamp": "0"}, **HTMX).content.decode()
    assert "เปิดฉบับล่าสุด" in text
    assert "กำลังแก้" not in director.get(pulse, {"stamp": "1"}, **HTMX).content.decode()


def test_closing(opened: Sitting) -> None:
    client, close = signed_in(opened.actor), at("committee-meetings:close", opened)
    assert client.get(close).status_code == 200
    assert client.post(close, {"at": "09.00"}).status_code == 422
    assert client.post(close, {"at": "12.00"}).status_code == 302
    opened.meeting.refresh_from_db()
    assert opened.meeting.state == "closed"


@pytest.mark.parametrize("name", ["minutes:sitting", "committee-meetings:attendance"])
def test_queries_do_not_grow(opened: Sitting, name: str) -> None:
    client = signed_in(opened.actor)
    counts = []
    for more in (1, 18):
        for number in range(more):
            item = kotpn.an_item(opened.actor, opened.meeting, title=f"เรื่อง {more} {number}")
            entries.save_entry(item, actor=opened.actor, text="จดไว้", stamp=0, now=ON_THE_DAY)
        opened.come(*range(6, 6 + (more > 1) * 3))
        client.get(at(name, opened))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert client.get(at(name, opened)).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1], counts
    assert counts[0] <= 40
