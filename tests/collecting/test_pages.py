"""The pages of rounds: bad input beside its field, autosave, two writers, and queries that do not grow."""

from io import BytesIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from instruments.models import Answer, Item
from supervision.rounds import services
from supervision.rounds.models import CollectionRound, RoundSchool
from tests.factories import base, field, rounds
from tests.fixtures.conflicts import overwriting

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def opened(cast) -> CollectionRound:
    """Open now, by the clock of the pages."""
    today = timezone.localdate()
    made = rounds.draft(cast.director, cast.district, opens_on=today, due_on=today)
    return services.open_round(made, actor=cast.director)


@pytest.fixture
def sheet(cast, opened) -> Any:
    entry = rounds.entry_of(opened, cast.school)
    return services.add_sheet(entry, actor=cast.principal)


def address(sheet: Any) -> str:
    return reverse("rounds:sheet", args=[sheet.entry_id, sheet.response_id])


def rated(round_: CollectionRound) -> list[Item]:
    return list(Item.objects.filter(section__version=round_.version, kind="rating").order_by("pk"))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"due_on": "1/1/2550"}, "กำหนดส่งอยู่ก่อนวันเปิด"),
        ({"audience": "cluster"}, "อย่างน้อยหนึ่งรายการ"),
        ({"audience": "kind", "kinds": ["none"]}, "none"),
        ({"due_on": "31 ก.พ. 2567"}, "ปฏิทิน"),
        ({"version": "999999"}, "เครื่องมือ"),
        ({"remind_every": "-1"}, "0"),
    ],
)
def test_bad_input_is_told_and_what_was_typed_stays(cast, client, given, words) -> None:
    version = field.version(cast.district, "term-start")
    posted = {
        "version": version.pk, "title": "สำรวจความพร้อม", "audience": "all", "opens_on": "1 มิ.ย. 2567",
        "due_on": "15 มิ.ย. 2567", "remind_before": "3", "remind_every": "7", **given,
    }  # fmt: skip
    client.force_login(cast.director)
    answer = client.post(reverse("rounds:new"), posted)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "สำรวจความพร้อม" in answer.content.decode()
    assert not CollectionRound.objects.exists()


def test_a_round_is_made_opened_and_answered_by_pages_alone(cast, client) -> None:
    version, today = field.version(cast.district, "term-start"), timezone.localdate()
    day = f"{today.day}/{today.month}/{today.year + 543}"
    client.force_login(cast.director)
    posted = {
        "version": version.pk, "title": "สำรวจ", "audience": "cluster", "clusters": [cast.cluster.pk], "opens_on": day,
        "due_on": day, "remind_before": "3", "remind_every": "7",
    }  # fmt: skip
    made = client.post(reverse("rounds:new"), posted)
    page = client.post(f"{made['Location']}open/", follow=True).content.decode()
    assert "เตือน 2 โรงเรียนที่ยังไม่ส่ง" in page
    client.force_login(cast.principal)
    entry = client.get(made["Location"])["Location"]
    form = client.post(entry)["Location"]
    items = Item.objects.filter(section__version=version)
    given = {f"item-{item.pk}": "3" for item in items.filter(kind="rating")}
    given |= {f"item-{item.pk}": "1" for item in items.filter(kind="yes_no")}
    assert client.post(form, given)["Location"] == entry
    assert "ส่งถึงสำนักงานเขตแล้ว" in client.post(f"{entry}submit/", {"comment": "ครบ"}, follow=True).content.decode()
    row = RoundSchool.objects.get(school=cast.school)
    assert (row.state, row.comment) == ("submitted", "ครบ")


def test_autosave_keeps_what_is_right_and_tells_what_is_not(cast, client, opened, sheet) -> None:
    first, second = rated(opened)[:2]
    client.force_login(cast.principal)
    answer = client.post(address(sheet), {f"item-{first.pk}": "3", f"item-{second.pk}": "9"}, headers=HTMX)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "ยังไม่ได้บันทึก" in page
    assert dict(Answer.objects.values_list("item", "number")) == {first.pk: 3}
    plain = client.post(address(sheet), {f"item-{first.pk}": "3", f"item-{second.pk}": "9"})
    assert plain.status_code == 422
    assert "มี 1 ข้อที่ยังไม่ได้บันทึก" in plain.content.decode()


def test_two_writers_see_both_answers_and_choose(cast, client, opened, sheet) -> None:
    item = rated(opened)[0]
    client.force_login(cast.teacher)
    client.post(address(sheet), {f"item-{item.pk}": "3", "stamp": "0"})
    client.force_login(cast.principal)
    mine = {f"item-{item.pk}": "1", f"item-{item.pk}-note": "ครูขาดสองคน", "stamp": "0"}
    answer = client.post(address(sheet), mine)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "อีกคนตอบไว้ว่า: 3" in page
    assert "ครูขาดสองคน" in page
    assert Answer.objects.get().number == 3
    assert "stamp" not in client.post(address(sheet), mine, headers=HTMX).content.decode()
    client.force_login(cast.teacher)
    client.post(address(sheet), {f"item-{item.pk}": "2", "stamp": "1"})
    client.force_login(cast.principal)
    again = client.post(address(sheet), {**mine, "overwrite": overwriting(answer)})
    assert again.status_code == 422 and "อีกคนตอบไว้ว่า: 2" in again.content.decode()
    assert client.post(address(sheet), {**mine, "overwrite": overwriting(again)}).status_code == 302
    assert Answer.objects.get().number == 1


def test_a_picture_answers_a_photo_item_and_is_read_by_who_reads_the_sheet(cast, client, opened, sheet) -> None:
    item = Item.objects.get(section__version=opened.version, code="place_photo")
    out = BytesIO()
    Image.new("RGB", (60, 40), "green").save(out, "JPEG")
    client.force_login(cast.principal)
    for _ in range(2):
        picture = SimpleUploadedFile("สนาม.jpg", out.getvalue(), "image/jpeg")
        assert client.post(address(sheet), {f"item-{item.pk}-photo": picture}).status_code == 302
    wrong = SimpleUploadedFile("สนาม.jpg", b"no picture", "image/jpeg")
    assert client.post(address(sheet), {f"item-{item.pk}-photo": wrong}).status_code == 422
    page = client.get(address(sheet)).content.decode()
    (link,) = {part.split('"')[0] for part in page.split('src="')[1:] if "/files/" in part.split('"')[0]}
    for who, status in ((cast.supervisor, {200, 302}), (cast.other_principal, {404}), (cast.stranger, {404})):
        client.force_login(who)
        assert client.get(link).status_code in status


def test_a_sheet_that_was_sent_is_read_not_written(cast, client, opened, sheet) -> None:
    services.save_sheet(
        sheet.entry, actor=cast.principal, response=sheet.response, answers=rounds.answers(opened.version)
    )
    services.submit_entry(sheet.entry, actor=cast.principal)
    client.force_login(cast.principal)
    assert client.get(address(sheet))["Location"].endswith("/working/")
    page = client.get(address(sheet), follow=True).content.decode()
    assert "จัดทำแล้ว" in page
    assert "วิธีคิด" in page


@pytest.mark.parametrize("who", ["director", "principal"])
def test_queries_do_not_grow(cast, client, opened, who) -> None:
    user = getattr(cast, who)
    pages = [reverse("rounds:rounds"), reverse("rounds:round", args=[opened.pk]), reverse("home")]
    if who == "director":
        pages.append(reverse("rounds:results", args=[opened.pk]))

    def asked() -> list[int]:
        found = []
        for page in pages:
            cache.clear()  # numbers kept for half a minute are asked anew, however long the test takes
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page, follow=True).status_code == 200
            found.append(len(queries))
        return found

    services.add_sheet(
        rounds.entry_of(opened, cast.school), actor=cast.principal, answers=rounds.answers(opened.version)
    )
    services.submit_entry(rounds.entry_of(opened, cast.school), actor=cast.principal)
    client.force_login(user)
    asked()
    before = asked()
    for _ in range(3):
        school = base.school(cast.district, cluster=cast.cluster)
        by = base.user("principal", school)
        RoundSchool.objects.create(round=opened, school=school, updated_at=timezone.now())
        services.add_sheet(rounds.entry_of(opened, school), actor=by, answers=rounds.answers(opened.version))
        services.submit_entry(rounds.entry_of(opened, school), actor=by)
        rounds.opened(cast.director, cast.district)
    assert asked() == before
