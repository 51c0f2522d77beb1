"""Setting a sent visit right, and the history of what was written."""

import pytest
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from core.models import Notice
from supervision.field import services
from supervision.field.models import Visit
from tests.factories import base, field
from tests.factories.capture import Phone, document
from tests.factories.field import DAY, at


@pytest.mark.parametrize("who", ["stranger", "colleague", "director", "principal"])
def test_who_is_not_of_the_team_corrects_nothing(cast, who) -> None:
    visit = field.submitted(cast.supervisor, cast.school)
    with pytest.raises(NotAllowed):
        services.correct_visit(visit, actor=getattr(cast, who))


def test_a_draft_or_an_acknowledged_visit_is_not_corrected_without_a_reason(cast) -> None:
    with pytest.raises(DomainError):
        services.correct_visit(field.draft(cast.supervisor, cast.school), actor=cast.supervisor)
    seen = field.acknowledged(cast.supervisor, cast.school, cast.principal)
    with pytest.raises(DomainError):
        services.correct_visit(seen, actor=cast.supervisor)
    with pytest.raises(DomainError):
        services.amend_visit(seen, actor=cast.supervisor, reason=" ")


def test_only_post(client, cast) -> None:
    visit = field.submitted(cast.supervisor, cast.school)
    client.force_login(cast.supervisor)
    assert client.get(reverse("field:correct", args=[visit.pk])).status_code == 405


def told(user) -> list[str]:
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("code", flat=True))


def test_a_correction_is_a_new_revision_and_the_school_is_told_once(client, cast) -> None:
    visit = field.submitted(cast.supervisor, cast.school)
    client.force_login(cast.supervisor)
    assert "แก้ไขบันทึกที่ส่งแล้ว" in client.get(reverse("field:visit", args=[visit.pk])).content.decode()
    assert client.post(reverse("field:correct", args=[visit.pk])).status_code == 302
    visit.refresh_from_db()
    assert (visit.state, visit.state_label) == ("returned", "กำลังแก้ไข")
    with pytest.raises(DomainError):
        services.acknowledge_visit(visit, actor=cast.principal)
    for text in ("หนึ่ง", "สอง"):
        services.save_visit(visit, actor=cast.supervisor, section="notes", values={"strengths": text}, now=at(DAY, 17))
    services.submit_visit(visit, actor=cast.supervisor, now=at(DAY, 18))
    visit.refresh_from_db()
    assert (visit.state, visit.revision, visit.reopened, visit.number) == ("submitted", 2, "", 1)
    assert told(cast.principal) == ["visit.submitted", "visit.corrected"]


def test_a_correction_that_changed_nothing_tells_nobody(cast) -> None:
    visit = field.submitted(cast.supervisor, cast.school)
    services.correct_visit(visit, actor=cast.supervisor)
    services.submit_visit(visit, actor=cast.supervisor)
    visit.refresh_from_db()
    assert (visit.state, visit.revision, told(cast.principal)) == ("submitted", 1, ["visit.submitted"])


def test_after_the_school_acknowledged_it_a_reason_makes_the_next_revision(client, cast) -> None:
    visit = field.acknowledged(cast.supervisor, cast.school, cast.principal)
    client.force_login(cast.supervisor)
    page = client.get(reverse("field:amend", args=[visit.pk])).content.decode()
    assert "โรงเรียนรับทราบแล้ว" in page
    client.post(reverse("field:amend", args=[visit.pk]), {"reason": "ลงวันที่ผิด"})
    visit.refresh_from_db()
    assert visit.state_label == "แก้ไขหลังรับทราบ"
    assert "visit.amended" in told(cast.principal)
    services.save_visit(visit, actor=cast.supervisor, section="notes", values={"strengths": "แก้"}, now=at(DAY, 19))
    services.submit_visit(visit, actor=cast.supervisor, now=at(DAY, 20))
    visit.refresh_from_db()
    assert (visit.state, visit.revision, visit.acknowledged_at) == ("submitted", 2, None)


def test_a_phone_corrects_until_the_school_has_seen_it(cast) -> None:
    phone = Phone(cast.supervisor)
    sent = document(cast.school, submit=True)
    assert phone.post(sent).json()["submitted"]
    later = {**sent, "submit": False, "base": {"observed": 1}, "sections": {"observed": {"text": "แก้คำผิด"}}}
    answer = phone.post(later).json()
    assert (answer["outcome"], answer["state"], answer["submitted"]) == ("kept", "submitted", True)
    visit = Visit.objects.get()
    assert visit.revisions.count() == 2
    assert phone.post(later).json()["outcome"] == "same"
    assert told(cast.principal) == ["visit.submitted", "visit.corrected"]
    services.acknowledge_visit(visit, actor=cast.principal)
    more = {**later, "base": {"observed": 2}, "sections": {"observed": {"text": "แก้อีก"}}}
    answer = phone.post(more)
    assert (answer.status_code, answer.json()["errors"][0]["section"]) == (422, "observed")
    assert "เหตุผล" in answer.json()["errors"][0]["message"]
    answer = phone.post({**more, "reason": "พิมพ์ผิด", "submit": True})
    assert (answer.status_code, answer.json()["state"]) == (200, "submitted")
    visit.refresh_from_db()
    assert (visit.observed, visit.revision) == ("แก้อีก", 3)


def test_a_cancelled_visit_takes_nothing_and_keeps_what_was_meant(cast) -> None:
    phone = Phone(cast.supervisor)
    sent = document(cast.school)
    phone.post(sent)
    services.cancel_visit(Visit.objects.get(), actor=cast.supervisor, reason="ไปผิดโรงเรียน")
    answer = phone.post({**sent, "base": {"observed": 1}, "sections": {"observed": {"text": "เขียนต่อ"}}})
    assert answer.status_code == 422
    assert "ไปผิดโรงเรียน" in answer.json()["errors"][0]["message"]
    assert Visit.objects.get().section_texts.filter(outcome="set_aside").count() == 1


def test_the_page_of_notes_stamps_only_what_changed_and_meets_only_there(client, cast) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    services.add_member(visit, actor=cast.supervisor, person=base.person_of(cast.colleague, cast.district))
    client.force_login(cast.supervisor)
    address = reverse("field:notes", args=[visit.pk])
    page = client.get(address)
    stamp = page.context["stamp"]
    assert stamp == "1.0.0.0.0"
    typed = {"observed": "ห้องเรียนสะอาด", "strengths": "", "to_improve": "ฉันเขียน", "reflection_supervisor": "",
             "reflection_school": ""}  # fmt: skip
    # A colleague writes another note meanwhile: nothing of it is lost to the older page.
    services.save_visit(visit, actor=cast.colleague, section="notes", values={"strengths": "เพื่อนเขียน"}, now=at(DAY))
    answer = client.post(address, {**typed, "stamp": stamp}, headers={"HX-Request": "true"})
    visit.refresh_from_db()
    assert answer.status_code == 200
    # The page still shows no strengths, so it carries the number it was opened with on.
    assert answer.context["stamp"] == "1.0.1.0.0"
    assert (visit.strengths, visit.to_improve) == ("เพื่อนเขียน", "ฉันเขียน")
    assert {name: row["n"] for name, row in visit.section_stamps.items()} == {
        "general": 1, "observed": 1, "people": 1, "strengths": 1, "to_improve": 1,
    }  # fmt: skip
    # The same note: both are shown, and the one not taken stays in history.
    services.save_visit(visit, actor=cast.colleague, section="notes", values={"to_improve": "เพื่อนแก้"}, now=at(DAY))
    answer = client.post(address, {**typed, "to_improve": "ฉันแก้", "stamp": "1.0.1.0.0"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ต่างกัน 1 ช่อง" in page and "เพื่อนแก้" in page and "ฉันแก้" in page
    visit.refresh_from_db()
    assert visit.to_improve == "เพื่อนแก้"
    assert visit.section_texts.get(outcome="set_aside").content == {"text": "ฉันแก้"}
    services.save_visit(visit, actor=cast.colleague, section="notes", values={"to_improve": "เพื่อนแก้อีก"}, now=at(DAY))
    pressed = {**answer.context["form"].data.dict(), "stamp": answer.context["stamp"], "overwrite": "1"}
    answer = client.post(address, pressed)
    assert answer.status_code == 422 and "เพื่อนแก้อีก" in answer.content.decode()
    visit.refresh_from_db()
    assert visit.to_improve == "เพื่อนแก้อีก"
    client.post(address, {**answer.context["form"].data.dict(), "stamp": answer.context["stamp"], "overwrite": "1"})
    visit.refresh_from_db()
    assert (visit.to_improve, visit.strengths) == ("ฉันแก้", "เพื่อนเขียน")


def test_line_ends_of_a_browser_are_no_change(cast) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    for text in ("หนึ่ง\nสอง", "หนึ่ง\r\nสอง"):
        visit = services.save_visit(visit, actor=cast.supervisor, section="notes", values={"strengths": text})
    assert visit.section_stamps["strengths"]["n"] == 1


def test_history_shows_every_text_to_the_office_and_what_was_sent_to_the_school(client, cast) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    address = reverse("field:section-history", args=[visit.pk])
    for hour, text in ((11, "ร่างที่ไม่ควรให้โรงเรียนเห็น"), (12, "ฉบับที่ส่ง")):
        services.save_visit(
            visit, actor=cast.supervisor, section="notes", values={"strengths": text}, now=at(DAY, hour)
        )
    services.submit_visit(visit, actor=cast.supervisor, now=at(DAY, 16))
    client.force_login(cast.director)
    page = client.get(address).content.decode()
    assert "ร่างที่ไม่ควรให้โรงเรียนเห็น" in page and "ฉบับที่ส่ง" in page
    client.force_login(cast.principal)
    page = client.get(address).content.decode()
    assert "ร่างที่ไม่ควรให้โรงเรียนเห็น" not in page and "ฉบับที่ส่ง" in page
    client.force_login(cast.other_principal)
    assert client.get(address).status_code == 404


def test_history_hides_a_named_person_s_sheet_from_the_rest_of_the_office(client, cast) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    teacher = base.person_of(cast.teacher, cast.district)
    field.sheet(visit, cast.supervisor, code="active-learning", person=teacher)
    address = reverse("field:section-history", args=[visit.pk])
    client.force_login(cast.colleague)
    assert str(teacher) not in client.get(address).content.decode()
    client.force_login(cast.director)
    assert str(teacher) in client.get(address).content.decode()
