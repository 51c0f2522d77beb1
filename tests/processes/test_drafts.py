"""A teacher drafts the answer to a finding; the principal sends it. The office sees nothing before."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from core import files, pointers
from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import Notice
from core.pointers import Pointer
from processes.models import Action
from processes.services import draft_answer, draft_pointer, open_action, report_action, return_action, stamp_of
from processes.services.actions import action_pointer
from tests.factories import base
from tests.factories.field import at

pytestmark = pytest.mark.django_db
DAY = date(2024, 7, 17)
TEXT = "จัดหาหนังสือแล้ว 40 เล่ม"


@pytest.fixture
def people(db):
    district = base.district()
    school = base.school(district)
    return {
        "district": district,
        "school": school,
        "supervisor": base.user("supervisor", district),
        "director": base.user("group_director", district),
        "principal": base.user("principal", school),
        "teacher": base.user("school_staff", school, name="ครูมานะ ตั้งใจ"),
        "colleague": base.user("school_staff", school),
        "elsewhere": base.user("school_staff", base.school(district)),
        "stranger": base.user("school_staff", base.school(base.district())),
    }


@pytest.fixture
def action(people) -> Action:
    return open_action(
        actor=people["supervisor"], district=people["district"], school=people["school"], text="จัดหาหนังสือ", owner=None,
        owner_label="ผอ.โรงเรียน", due_on=DAY, source=Pointer("visit", "1", "บันทึกการนิเทศ"), now=at(DAY),
    )  # fmt: skip


def proof(name: str = "proof.jpg") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "navy").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def drafted(action: Action, by, hour: int = 10, text: str = TEXT) -> Action:
    action.refresh_from_db()
    return draft_answer(action, actor=by, text=text, seen=stamp_of(action), now=at(DAY, hour))


@pytest.mark.parametrize("name", ["elsewhere", "stranger", "supervisor", "director", "principal"])
def test_only_the_schools_people_who_cannot_send_may_draft(people, action, name) -> None:
    with pytest.raises(NotAllowed):
        draft_answer(action, actor=people[name], text=TEXT, seen="")


@pytest.mark.parametrize(
    ("name", "status"), [("elsewhere", 404), ("stranger", 404), ("supervisor", 403), ("principal", 403)]
)
def test_others_are_refused_on_the_page(people, action, client, name, status) -> None:
    client.force_login(people[name])
    answer = client.post(reverse("processes:draft", args=[action.pk]), {"draft": TEXT})
    assert answer.status_code == status
    action.refresh_from_db()
    assert not action.draft


def test_neither_empty_nor_of_an_answered_action_nor_over_an_unread_one(people, action) -> None:
    with pytest.raises(DomainError) as refusal:
        draft_answer(action, actor=people["teacher"], text=" ", seen="")
    assert refusal.value.field == "draft"
    drafted(action, people["teacher"])
    with pytest.raises(StaleRevision):
        draft_answer(action, actor=people["colleague"], text="อีกร่าง", seen="")
    assert drafted(action, people["colleague"], 11, "อีกร่าง").drafted_by == people["colleague"]
    report_action(action, actor=people["principal"], result="เสร็จ", now=at(DAY, 12))
    with pytest.raises(DomainError, match="แจ้งผล"):
        drafted(action, people["teacher"], 13)


def test_the_text_of_a_late_second_writer_stays_and_can_be_saved_knowingly(people, action, client) -> None:
    drafted(action, people["teacher"])
    client.force_login(people["colleague"])
    address = reverse("processes:draft", args=[action.pk])
    answer = client.post(address, {"draft": "ของฉัน", "seen": ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "ของฉัน" in page
    assert TEXT in page
    action.refresh_from_db()
    assert stamp_of(action) in page.replace("&#x27;", "'").replace("&#43;", "+")
    assert client.post(address, {"draft": "ของฉัน", "seen": stamp_of(action)}).status_code == 302


def test_the_principal_sees_who_drafted_and_sends_it(people, action, client) -> None:
    client.force_login(people["teacher"])
    client.post(reverse("processes:draft", args=[action.pk]), {"draft": TEXT, "seen": ""})
    note = Notice.objects.get(code="action.drafted")
    assert note.recipient == people["principal"]
    upload = client.post(reverse("core:file-add", args=["action_draft", action.pk]), {"files": proof()})
    assert upload.status_code == 302
    action.refresh_from_db()
    assert not files.attachments_of(action_pointer(action))

    client.force_login(people["principal"])
    page = client.get(reverse("processes:action", args=[action.pk])).content.decode()
    assert "ร่างคำตอบโดย ครูมานะ ตั้งใจ" in page
    assert f"{TEXT}</textarea>" in page
    client.post(reverse("processes:report", args=[action.pk]), {"result": f"{TEXT} และชั้นวาง"})
    action.refresh_from_db()
    assert (action.state, action.result, action.done_by) == ("done", f"{TEXT} และชั้นวาง", people["principal"])
    assert (action.draft, action.drafted_by) == (TEXT, people["teacher"])
    assert [row.name for row in files.attachments_of(action_pointer(action))] == ["proof.jpg"]
    assert not files.attachments_of(draft_pointer(action))
    page = client.get(reverse("processes:action", args=[action.pk])).content.decode()
    assert reverse("core:file", args=[files.attachments_of(action_pointer(action))[0].pk]) in page


def test_the_office_sees_no_draft_and_no_file_of_it(people, action, client) -> None:
    drafted(action, people["teacher"])
    kept = files.store(
        proof(), owner=draft_pointer(action), actor=people["teacher"], district_code=people["district"].code
    )
    for name in ("supervisor", "director", "elsewhere", "stranger"):
        assert not pointers.may_view(people[name], "action_draft", str(action.pk))
        client.force_login(people[name])
        assert client.get(reverse("core:file", args=[kept.pk])).status_code == 404
    client.force_login(people["director"])
    assert TEXT not in client.get(reverse("processes:action", args=[action.pk])).content.decode()


def test_an_answer_of_the_office_takes_nothing_of_the_draft_along(people, action) -> None:
    drafted(action, people["teacher"])
    files.store(proof(), owner=draft_pointer(action), actor=people["teacher"], district_code=people["district"].code)
    report_action(action, actor=people["supervisor"], result="เห็นแล้ว", now=at(DAY, 12))
    assert not files.attachments_of(action_pointer(action))


def test_a_returned_answer_is_drafted_anew(people, action, client) -> None:
    drafted(action, people["teacher"])
    report_action(action, actor=people["principal"], result=TEXT, now=at(DAY, 12))
    returned = return_action(action, actor=people["director"], reason="ขอภาพ", now=at(DAY, 13))
    assert returned.has_no_draft
    client.force_login(people["principal"])
    assert "ร่างคำตอบโดย" not in client.get(reverse("processes:action", args=[action.pk])).content.decode()
    assert not drafted(action, people["teacher"], 14, "แนบภาพแล้ว").has_no_draft
    assert Notice.objects.filter(code="action.drafted").count() == 2
