"""A phone sends a visit: who may, what is refused, and that the same thing twice is one."""

from uuid import uuid4

import pytest
from django.test import Client

from core.models import AuditEntry
from instruments.models import Response
from schools.models import Person
from supervision.field import services
from supervision.field.models import SectionText, Visit, VisitPhoto
from tests.factories import base, field
from tests.factories.capture import Phone, document, general, photo, picture, sheet
from tests.factories.field import DAY, at


def test_without_a_session_it_is_asked_to_sign_in(cast) -> None:
    sent = document(cast.school)
    answer = Client().post(f"/capture/visits/{sent['id']}/", sent, content_type="application/json")
    assert (answer.status_code, answer.json()["outcome"]) == (401, "sign_in")
    assert answer.json()["url"].startswith("/account/")
    assert not Visit.objects.exists()


def test_a_stale_form_token_is_told_as_such(cast) -> None:
    phone = Phone(cast.supervisor, enforce_csrf_checks=True)
    answer = phone.post(document(cast.school))
    assert (answer.status_code, answer.json()) == (403, {"outcome": "token"})
    token = phone.client.get("/capture/hello/").json()["csrf"]
    sent = document(cast.school)
    answer = phone.client.post(
        f"/capture/visits/{sent['id']}/", sent, content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert answer.status_code == 201


@pytest.mark.parametrize("who", ["stranger", "office_director", "principal", "teacher", "member"])
def test_who_may_not_write_visits_here_begins_none(cast, who) -> None:
    answer = Phone(getattr(cast, who)).post(document(cast.school))
    expected = {"stranger": (404, "no_school")}.get(who, (403, "not_allowed"))
    if who in ("principal", "teacher", "member"):
        expected = (answer.status_code, answer.json()["outcome"])
        assert expected in ((403, "not_allowed"), (404, "no_school"))
    assert (answer.status_code, answer.json()["outcome"]) == expected
    assert not Visit.objects.exists()


def test_a_school_of_another_office_is_not_there(cast, phone) -> None:
    answer = phone.post(document(base.school(cast.other_district)))
    assert (answer.status_code, answer.json()["outcome"]) == (404, "no_school")


def test_the_id_of_another_s_visit_says_nothing_about_it(cast, phone) -> None:
    sent = document(cast.school)
    assert phone.post(sent).status_code == 201
    for user in (cast.colleague, cast.stranger, cast.director, cast.principal):
        answer = Phone(user).post(sent)
        assert (answer.status_code, answer.json()["outcome"]) == (409, "foreign")
        assert set(answer.json()) == {"outcome", "message"}
        assert Phone(user).get(sent["id"]).status_code == 404
    assert SectionText.objects.filter(saved_by=cast.supervisor).count() == 2 == SectionText.objects.count()


def test_a_visit_is_begun_with_both_clocks(cast, phone) -> None:
    sent = document(cast.school)
    answer = phone.post(sent)
    visit = Visit.objects.get(public_id=sent["id"])
    assert answer.status_code == 201
    told = answer.json()
    assert (told["outcome"], told["visit"], told["state"], told["submitted"]) == ("kept", visit.pk, "draft", False)
    assert told["stamps"] == {"general": 1, "observed": 1}
    assert visit.phone_at == at(DAY, 9, 1)
    assert visit.created_at > visit.phone_at
    assert (visit.topic, visit.observed, float(visit.latitude)) == ("นิเทศห้องเรียนคุณภาพ", "ห้องเรียนสะอาด", 16.4321)
    assert visit.lead == Person.objects.get(user=cast.supervisor, district=cast.district)


def test_the_same_again_changes_nothing(cast, phone, version) -> None:
    key = uuid4()
    sections = {
        "general": general(), "observed": {"text": "เห็น"}, f"sheet:{key}": sheet(version),
        "people": {"members": [{"person": base.person_of(cast.colleague, cast.district).pk, "duty": ""}],
                   "supervised": [{"person": base.person_of(cast.teacher, cast.district).pk, "subject": "ไทย"}]},
        "findings": {"rows": [{"id": str(uuid4()), "text": "ขาดสื่อ", "owner_label": "ผอ.โรงเรียน",
                               "due_on": "2024-08-30", "owner": None, "recommendation": "จัดหา"}]},
    }  # fmt: skip
    sent = document(cast.school, sections=sections)
    first = phone.post(sent)
    assert first.status_code == 201, first.json()
    trail, texts = AuditEntry.objects.count(), SectionText.objects.count()
    again = phone.post(sent)
    assert (again.status_code, again.json()["outcome"]) == (200, "same")
    assert again.json() == {**first.json(), "outcome": "same"}
    assert (AuditEntry.objects.count(), SectionText.objects.count(), texts) == (trail, texts, 5)
    response = Response.objects.get(pk=key)
    assert response.answered == response.answers.count() > 0
    copy = phone.get(sent["id"]).json()
    assert copy["outcome"] == "copy"
    assert copy["sections"]["observed"] == {"text": "เห็น"}
    assert copy["sections"][f"sheet:{key}"]["answers"] == sections[f"sheet:{key}"]["answers"]
    # Based on the numbers of the copy, with the words of the copy: nothing to do either.
    assert phone.post({**sent, "base": copy["stamps"], "sections": copy["sections"]}).json()["outcome"] == "same"


def test_an_answer_that_was_lost_makes_no_conflict_with_oneself(cast, phone) -> None:
    sent = document(cast.school)
    phone.post(sent)
    sent["sections"]["observed"] = {"text": "แก้หลังคำตอบหาย"}
    answer = phone.post(sent)
    assert (answer.status_code, answer.json()["stamps"]["observed"]) == (200, 2)
    assert Visit.objects.get().observed == "แก้หลังคำตอบหาย"


def team(cast, sent) -> Visit:
    visit = Visit.objects.get(public_id=sent["id"])
    services.add_member(visit, actor=cast.supervisor, person=base.person_of(cast.colleague, cast.district))
    return visit


def test_different_sections_merge_and_the_same_one_is_a_choice(cast, phone) -> None:
    sent = document(cast.school)
    phone.post(sent)
    team(cast, sent)
    other = Phone(cast.colleague)
    base_ = other.get(sent["id"]).json()["stamps"]
    theirs = document(cast.school, key=sent["id"], base=base_, sections={"observed": {"text": "ของเพื่อน"}})
    assert other.post(theirs).json()["stamps"]["observed"] == 2
    mine = {**sent, "base": {"general": 1, "observed": 1},
            "sections": {"observed": {"text": "ของฉัน"}, "strengths": {"text": "ครูตั้งใจ"}}}  # fmt: skip
    answer = phone.post(mine)
    assert (answer.status_code, answer.json()["outcome"]) == (409, "conflict")
    met = answer.json()["conflicts"]["observed"]
    assert (met["n"], met["by"], met["content"]) == (2, str(cast.colleague), {"text": "ของเพื่อน"})
    visit = Visit.objects.get()
    assert (visit.observed, visit.strengths) == ("ของเพื่อน", "ครูตั้งใจ")
    aside = SectionText.objects.get(outcome="set_aside")
    assert (aside.content, aside.saved_by, aside.section) == ({"text": "ของฉัน"}, cast.supervisor, "observed")
    # Asked again it is the same answer and the same history; chosen again on the new base it is kept.
    assert phone.post(mine).status_code == 409
    assert SectionText.objects.filter(outcome="set_aside").count() == 1
    chosen = {**mine, "base": {"observed": 2}, "sections": {"observed": {"text": "ของทั้งสองคน"}}}
    assert phone.post(chosen).json()["stamps"]["observed"] == 3
    assert SectionText.objects.filter(section="observed").count() == 4


def test_equal_texts_do_not_meet(cast, phone) -> None:
    sent = document(cast.school)
    phone.post(sent)
    team(cast, sent)
    theirs = document(cast.school, key=sent["id"], base={"observed": 1}, sections={"observed": {"text": "เหมือนกัน"}})
    assert Phone(cast.colleague).post(theirs).status_code == 200
    answer = phone.post({**sent, "base": {"observed": 1}, "sections": {"observed": {"text": "เหมือนกัน"}}})
    assert (answer.status_code, answer.json()["outcome"]) == (200, "same")


def test_a_text_kept_and_written_over_since_is_no_conflict(cast, phone) -> None:
    sent = document(cast.school)
    phone.post(sent)
    team(cast, sent)
    theirs = document(cast.school, key=sent["id"], base={"observed": 1}, sections={"observed": {"text": "ต่อยอด"}})
    Phone(cast.colleague).post(theirs)
    answer = phone.post(sent)
    assert (answer.status_code, answer.json()["stamps"]["observed"]) == (200, 1)
    assert Visit.objects.get().observed == "ต่อยอด"
    more = {**sent, "base": {"observed": 1}, "sections": {"observed": {"text": "ไม่ได้อ่านของเพื่อน"}}}
    assert phone.post(more).status_code == 409


def test_what_was_written_on_a_page_meanwhile_is_a_choice_too(cast, phone) -> None:
    sent = document(cast.school)
    phone.post(sent)
    services.save_visit(
        Visit.objects.get(), actor=cast.supervisor, section="notes", values={"observed": "เขียนที่โต๊ะ"}, now=at(DAY)
    )
    answer = phone.post({**sent, "base": {"observed": 1}, "sections": {"observed": {"text": "เขียนในเครื่อง"}}})
    assert answer.status_code == 409
    assert Visit.objects.get().observed == "เขียนที่โต๊ะ"


def test_a_sheet_taken_off_goes_and_comes_back(cast, phone, version) -> None:
    name = f"sheet:{uuid4()}"
    sent = document(cast.school, sections={"general": general(), name: sheet(version)})
    phone.post(sent)
    assert phone.post({**sent, "sections": {name: None}}).json()["outcome"] == "kept"
    assert not Response.objects.exists()
    assert phone.post({**sent, "sections": {name: None}}).json()["outcome"] == "same"
    assert phone.post({**sent, "sections": {name: sheet(version, 3)}}).status_code == 200
    assert Response.objects.get().answered > 0


def test_a_sheet_taken_off_lets_go_of_its_pictures(cast, phone, version) -> None:
    key = str(uuid4())
    row = photo(picture(1), sheet=key, item="q01")
    sent = document(cast.school, photos=[row])
    sent["sections"][f"sheet:{key}"] = sheet(version)
    assert phone.post(sent).status_code == 201
    assert VisitPhoto.objects.get().response_id is not None
    off = {**sent, "sections": {f"sheet:{key}": None}, "photos": [{**row, "sheet": None, "item": ""}]}
    answer = phone.post(off)
    assert (answer.status_code, answer.json()["outcome"]) == (200, "kept"), answer.json()
    assert (Visit.objects.get().sheets.count(), VisitPhoto.objects.get().response_id) == (0, None)


def test_it_is_sent_when_nothing_is_missing(cast, phone) -> None:
    sent = document(cast.school, sections={"general": general(topic="", areas=[])}, submit=True)
    answer = phone.post(sent).json()
    assert (answer["submitted"], [row["section"] for row in answer["missing"]]) == (
        False, ["general", "general", "observed"],
    )  # fmt: skip
    sent["sections"] = {"general": general(), "observed": {"text": "ดี"}}
    answer = phone.post(sent).json()
    assert (answer["submitted"], answer["state"], answer["number"]) == (True, "submitted", 1)
    assert phone.post(sent).json()["outcome"] == "same"
    assert Visit.objects.get().revisions.count() == 1


def test_a_sheet_about_a_named_person(cast, phone) -> None:
    form = field.version(cast.district, "active-learning")
    teacher = base.person_of(cast.teacher, cast.district)
    name = f"sheet:{uuid4()}"
    given = sheet(form, 3, classroom="", person=teacher.pk)
    sent = document(cast.school, sections={"general": general(), name: given})
    assert phone.post(sent).status_code == 201
    assert Response.objects.get().person == teacher
