"""The pages of curricula: typed text is kept, the way from draft to accepted, fixed numbers of queries."""

from types import SimpleNamespace

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.files import attachments_of
from core.pointers import Pointer
from core.thai.breaks import plain
from instruments.queries import form_of
from supervision.curricula.models import Curriculum, CurriculumReview
from tests.factories import base
from tests.factories.achievement import a_curriculum, a_sent_curriculum, kind, with_book


def client_of(user: object) -> Client:
    made = Client()
    made.force_login(user)
    return made


def test_a_draft_and_its_files_are_for_those_who_write_it(office: SimpleNamespace) -> None:
    school, principal = office.schools[0], office.principals[0]
    sent = a_sent_curriculum(school, principal)
    draft = a_curriculum(school, principal, version="ร่างลับ")
    with_book(draft, principal)
    book = attachments_of(Pointer("curriculum", str(draft.pk), ""))[0]
    reader = base.user("office_director", office.district)
    pages = [
        reverse("curricula:curriculum", args=[draft.pk]), reverse("core:file", args=[book.pk]),
        reverse("core:history", args=["curriculum", str(draft.pk)]),
    ]  # fmt: skip
    for page in pages:
        assert client_of(reader).get(page).status_code == 404
        assert client_of(principal).get(page).status_code == 200
    link = reverse("curricula:curriculum", args=[draft.pk])
    for page in (reverse("curricula:curriculum", args=[sent.pk]), reverse("schools:school", args=[school.pk])):
        assert link not in client_of(reader).get(page).content.decode()
        assert link in client_of(principal).get(page).content.decode()


def test_a_name_that_says_only_what_is_chosen_need_not_be_typed(office: SimpleNamespace) -> None:
    school, basic = office.schools[0], kind(office.district)
    typed = {"school": school.pk, "kind": basic.pk, "title": "", "version": "2568", "year_from": "2568"}
    client = client_of(office.principals[0])
    assert client.post(reverse("curricula:new"), typed).status_code == 302
    row = Curriculum.objects.get()
    assert row.title == f"{basic}{school}"
    client.post(reverse("curricula:edit", args=[row.pk]), {**typed, "version": "2569", "stamp": row.stamp})
    row.refresh_from_db()
    assert (row.title, row.version) == (f"{basic}{school}", "2569")


def test_what_sending_asks_for_is_not_called_optional(office: SimpleNamespace) -> None:
    client = client_of(office.principals[0])
    for address, names in (
        (reverse("curricula:new"), ("grades", "approved_on")), (reverse("media:new"), ("problem", "usage", "grades")),
        (reverse("recognition:practice-new"), ("background", "doing", "outcome")),
    ):  # fmt: skip
        page = client.get(address)
        for name in names:
            label = f'{page.context["form"][name].label} <span class="nt-optional">'
            assert label not in page.content.decode()


def test_from_the_schools_draft_to_the_offices_word(office: SimpleNamespace) -> None:
    school, basic = office.schools[0], kind(office.district)
    client = client_of(office.principals[0])
    typed = {"school": school.pk, "kind": basic.pk, "title": "หลักสูตรบ้านที่ 1", "version": "", "year_from": "2568"}
    page = client.post(reverse("curricula:new"), typed)
    assert page.status_code == 422
    assert "หลักสูตรบ้านที่ 1" in page.content.decode()
    typed |= {"version": "2568", "grades": "ป.1–ป.6", "approved_on": "1 พ.ค. 2568"}
    assert client.post(reverse("curricula:new"), typed).status_code == 302
    row = Curriculum.objects.get()
    assert "ยังไม่ได้แนบเล่มหลักสูตร" in client.get(reverse("curricula:curriculum", args=[row.pk])).content.decode()
    with_book(row, office.principals[0])
    client.post(reverse("curricula:submit", args=[row.pk]))
    office_client = client_of(office.head)
    begun = office_client.post(
        reverse("curricula:review-begin", args=[row.pk]), {"version": office.version.pk, "checked_on": "1 มิ.ย. 2568"}
    )
    review = CurriculumReview.objects.get()
    assert begun["Location"] == reverse("curricula:review-record", args=[review.pk])
    page = office_client.get(begun["Location"]).content.decode()
    answers = {f"item-{key}": "3" for key in _items(review)}
    assert "item-" in page
    posted = {**answers, "checked_on": "1 มิ.ย. 2568", "advice": "ดี", "stamp": "0"}
    assert office_client.post(begun["Location"], posted).status_code == 302
    assert office_client.post(begun["Location"], posted).status_code == 422  # another window was faster
    sheet = reverse("curricula:review", args=[review.pk])
    assert office_client.get(sheet).status_code == 200
    # A colleague learns that it is under way, and what it says only when it is concluded.
    colleague = client_of(base.user("office_director", office.district))
    page = colleague.get(reverse("curricula:curriculum", args=[row.pk])).content.decode()
    assert "กำลังตรวจ" in page and sheet not in page
    assert colleague.get(sheet).status_code == 403
    office_client.post(reverse("curricula:review-finish", args=[review.pk]))
    office_client.post(reverse("curricula:accept", args=[row.pk]), {"opinion": "ใช้ได้ดี"})
    row.refresh_from_db()
    assert row.state == "accepted"
    assert "ใช้ได้ดี" in client.get(reverse("curricula:curriculum", args=[row.pk])).content.decode()
    assert row.title in plain(client.get(reverse("schools:school", args=[school.pk])).content.decode())


def _items(review: CurriculumReview) -> list[int]:
    return list(form_of(review.version_id).items)


def test_lists_do_not_ask_more_for_more_rows(office: SimpleNamespace) -> None:
    client = client_of(office.head)
    kind(office.district)

    def count(name: str) -> int:
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(name)).status_code == 200
        return len(asked)

    a_sent_curriculum(office.schools[0], office.principals[0])
    before = {name: count(name) for name in ("curricula:index", "curricula:none", "curricula:kinds")}
    for number in range(6):
        school = base.school(office.district, cluster=office.cluster, level_from="ป.1", level_to="ป.6")
        a_curriculum(school, office.head, version=f"ฉบับ {number}")
    assert {name: count(name) for name in before} == before
