"""Pages of visits: autosave and plain posts, one visit for two clicks, lists with a fixed number of queries."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from supervision.field.models import Visit
from tests.factories import base, field
from tests.factories.field import DAY

pytestmark = pytest.mark.django_db


def posted(cast, **more):
    return {
        "public_id": str(uuid4()), "school": cast.school.pk, "visited_on": "17 ก.ค. 2567", "way": "field",
        "topic": "นิเทศห้องเรียนคุณภาพ", "areas": ["academic"], **more,
    }  # fmt: skip


def test_two_sends_of_the_form_make_one_visit(cast, client) -> None:
    client.force_login(cast.supervisor)
    data = posted(cast)
    first, second = (client.post(reverse("field:new"), data) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Visit.objects.get().visited_on == DAY


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"visited_on": "17/7/2024"}, "ค.ศ."),
        ({"time_in": "12.00", "time_out": "09.00"}, "เวลากลับอยู่ก่อนเวลามาถึง"),
        ({"visited_on": "31 ก.พ. 2567"}, "ปฏิทิน"),
        ({"school": "999999"}, "ไม่มีโรงเรียนนี้"),
        ({"areas": []}, "กรุณาเลือกอย่างน้อยหนึ่งด้าน"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(cast, client, given, words: str) -> None:
    client.force_login(cast.supervisor)
    answer = client.post(reverse("field:new"), posted(cast, **given))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "นิเทศห้องเรียนคุณภาพ" in page
    assert not Visit.objects.exists()


def test_a_school_of_another_office_cannot_be_posted(cast, client) -> None:
    client.force_login(cast.supervisor)
    stranger = base.school(cast.other_district)
    assert client.post(reverse("field:new"), posted(cast, school=stranger.pk)).status_code == 422


def test_autosave_answers_with_the_time(cast, client) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    client.force_login(cast.supervisor)
    address = reverse("field:notes", args=[visit.pk])
    answer = client.post(address, {"observed": "ใหม่", "stamp": "1"}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "บันทึกแล้ว" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    visit.refresh_from_db()
    assert visit.observed == "ใหม่"
    # Without script the same post leads on.
    assert client.post(address, {"observed": "อีกครั้ง", "then": "findings"})["Location"].endswith("/findings/")


def test_a_sheet_saves_one_answer_at_a_time_and_tells_a_wrong_one(cast, client) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    response = field.sheet(visit, cast.supervisor, values=[])
    item = response.version.sections.first().items.first()
    client.force_login(cast.supervisor)
    address = reverse("field:sheet", args=[visit.pk, response.pk])
    answer = client.post(address, {f"item-{item.pk}": "5"}, headers={"HX-Request": "true"})
    assert "ตอบแล้ว 1 จาก 12 ข้อ" in answer.content.decode()
    answer = client.post(address, {f"item-{item.pk}": "9"}, headers={"HX-Request": "true"})
    assert "ให้ได้เฉพาะ" in answer.content.decode()
    response.refresh_from_db()
    assert (response.answered, response.total) == (1, 5)


def test_what_is_no_picture_is_refused_in_words(cast, client) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    client.force_login(cast.supervisor)
    bad = SimpleUploadedFile("photo.jpg", b"not a picture at all", "image/jpeg")
    answer = client.post(reverse("field:photos", args=[visit.pk]), {"photos": [bad]}, follow=True)
    assert "photo.jpg" in answer.content.decode()


def test_text_typed_by_people_never_runs(cast, client) -> None:
    visit = field.submitted(cast.supervisor, cast.school, topic="<script>alert(1)</script>")
    client.force_login(cast.director)
    for address in (reverse("field:visits"), reverse("field:visit", args=[visit.pk])):
        assert "<script>alert(1)</script>" not in client.get(address).content.decode()


def test_the_list_asks_the_same_whatever_its_length(cast, client) -> None:
    client.force_login(cast.director)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("field:visits")).status_code == 200
        return len(queries)

    field.submitted(cast.supervisor, cast.school)
    asked()
    before = asked()
    for _ in range(6):
        field.submitted(cast.supervisor, cast.neighbour)
    assert asked() == before


def test_filters_of_the_list(cast, client) -> None:
    field.submitted(cast.supervisor, cast.school)
    field.submitted(cast.supervisor, cast.neighbour, way="online", topic="ให้คำปรึกษา")
    client.force_login(cast.director)

    def shown(**query: object) -> str:
        return client.get(reverse("field:visits"), query).content.decode()

    assert "1–1 จาก" in shown(way="distance")
    assert "1–1 จาก" in shown(school=cast.school.pk)
    assert "1–1 จาก" in shown(q="ปรึกษา")
    assert "1–2 จาก" in shown(term="1-2567", state="made")
    assert "1–2 จาก" in shown(fy="2567")
    assert "อย่างน้อย 3 ตัวอักษร" in shown(q="ปร")
    assert "ยาวเกิน 100 ตัวอักษร" in shown(q="ปรึกษา " * 20)
    assert "1–1 จาก" in shown(
        supervisor=base.person_of(cast.supervisor, cast.district).pk, area="academic", way="field"
    )


def test_the_school_does_not_see_a_draft(cast, client) -> None:
    draft = field.draft(cast.supervisor, cast.school)
    sent = field.submitted(cast.supervisor, cast.school)
    client.force_login(cast.principal)
    assert client.get(reverse("field:visit", args=[draft.pk])).status_code == 404
    assert client.get(reverse("field:visit", args=[sent.pk])).status_code == 200


def test_who_may_not_read_visits_is_not_told_there_are_none(cast, client) -> None:
    field.submitted(cast.supervisor, cast.school)
    address = reverse("schools:school", args=[cast.school.pk])
    client.force_login(base.user("clerk", cast.district))
    assert "การนิเทศ 0 ครั้ง" not in client.get(address).content.decode()
    client.force_login(cast.principal)
    assert "การนิเทศ 1 ครั้ง" in client.get(address).content.decode()


def test_home_shows_what_waits_once(cast, client) -> None:
    field.submitted(cast.supervisor, cast.school, topic="นิเทศเฉพาะกิจครั้งนี้")
    client.force_login(cast.principal)
    page = client.get(reverse("home")).content.decode()
    assert page.index("รอฉันดำเนินการ 1 เรื่อง") < page.index("การนิเทศของโรงเรียน")
    assert "ให้รับทราบ 1 ครั้ง" not in page
    client.force_login(cast.director)
    page = client.get(reverse("home")).content.decode()
    assert page.index("รอฉันดำเนินการ") < page.index("วันนี้ไม่มีนัดนิเทศ")


def test_a_refused_form_does_not_take_a_colleagues_save_for_seen(cast, client) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    client.force_login(cast.supervisor)
    address = reverse("field:edit", args=[visit.pk])
    page = client.get(address)
    typed = {one.name: one.value() for one in page.context["form"] if one.value() is not None}
    typed |= {"stamp": page.context["stamp"], "topic": "ของข้าพเจ้า", "visited_on": "32 ธ.ค. 2567"}
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert str(refused.context["stamp"]) == str(page.context["stamp"])
    visit.section_stamps["general"] |= {"n": 7, "by": cast.colleague.pk, "name": "เพื่อน"}
    visit.save(update_fields=["section_stamps"])
    again = client.post(address, typed)
    assert f'name="stamp" value="{page.context["stamp"]}"' in again.content.decode()
