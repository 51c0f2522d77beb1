"""Pages of media: from a school's phone to the catalogue, what was typed stays, lists cost the same."""

from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.pointers import may_view
from supervision.media import services
from supervision.media.models import Medium, Review
from tests.factories import base
from tests.factories import instruments as forms
from tests.factories.registers import a_finished_review, a_listed_medium, a_sent_medium, an_asked_review, person_of


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


_TYPED = {
    "title": "บอร์ดเกม", "kind": "medium", "grades": ["p1-3"], "licence": "free", "problem": "อ่านไม่คล่องที่พิมพ์ไว้",
    "usage": "เล่น", "url": "example.org/a",
}  # fmt: skip


def test_from_a_school_to_the_catalogue_and_its_use(office: SimpleNamespace) -> None:
    school = _client(office.principals[0])
    school.post(reverse("media:new"), _TYPED)
    row = Medium.objects.get()
    assert row.school == office.schools[0]
    school.post(reverse("media:submit", args=[row.pk]))
    head, reviewer = _client(office.head), person_of(office.supervisor, office.district)
    head.post(reverse("media:ask", args=[row.pk]), {"reviewers": [reviewer.pk]})
    review = Review.objects.get()
    supervisor = _client(office.supervisor)
    address = reverse("media:review", args=[review.pk])
    assert supervisor.post(address, {"act": "finish", "level": "", "opinion": "ที่พิมพ์ไว้"}).status_code == 422
    supervisor.post(address, {"act": "keep", "level": "4", "opinion": "ใช้ง่าย"})
    review.refresh_from_db()
    assert (review.level, review.done_at) == (4, None)
    assert "ใช้ง่าย" not in school.get(reverse("media:medium", args=[row.pk])).content.decode()
    supervisor.post(address, {"act": "finish", "level": "4", "opinion": "ใช้ง่าย"})
    assert supervisor.get(address).status_code == 302
    head.post(reverse("media:list", args=[row.pk]), {"share": "on"})
    row.refresh_from_db()
    assert (row.state, row.for_schools) == ("listed", True)
    neighbour = _client(office.principals[1])
    page = neighbour.get(reverse("media:medium", args=[row.pk])).content.decode()
    assert "ระดับดีมาก" in page
    assert "ใช้ง่าย" not in page
    use = {
        "school": office.schools[1].pk,
        "used_on": "1/10/2568",
        "user_name": "ครู",
        "result": "ได้ผล",
        "learners": "12",
    }
    assert neighbour.post(reverse("media:use", args=[row.pk]), use | {"used_on": "1/10/2600"}).status_code == 422
    neighbour.post(reverse("media:use", args=[row.pk]), use)
    assert "ผู้เรียน 12 คน" in school.get(reverse("media:medium", args=[row.pk])).content.decode()
    head.post(reverse("media:share", args=[row.pk]), {"share": "no"})
    assert neighbour.get(reverse("media:medium", args=[row.pk])).status_code == 404


def test_a_sheet_is_filled_in_on_the_page(office: SimpleNamespace) -> None:
    version = forms.published(office.head, office.district)
    row = a_sent_medium(office.staff, office.district, school=office.schools[0])
    review = an_asked_review(row, office.head, office.supervisor, version=version)
    client, address = _client(office.supervisor), reverse("media:review", args=[review.pk])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"act": "finish", "level": "3", "opinion": "ความเห็นที่พิมพ์ไว้"})
    assert answer.status_code == 422
    assert "ความเห็นที่พิมพ์ไว้" in answer.content.decode()
    items = [item for section in version.sections.all() for item in section.items.all() if item.kind == "rating"]
    typed = {f"item-{item.pk}": "3" for item in items}
    client.post(address, {"act": "finish", "level": "3", "opinion": "พอใช้ได้", **typed})
    review.refresh_from_db()
    assert review.done_at
    assert review.response is not None
    assert "เฉลี่ย 3.00" in _client(office.head).get(reverse("media:medium", args=[row.pk])).content.decode()


@pytest.mark.parametrize("changes", [{"title": ""}, {"url": "ftp://x.y"}, {"grades": ["p9"]}, {"licence": "steal"}])
def test_refused_with_everything_typed(office: SimpleNamespace, changes: dict[str, object]) -> None:
    answer = _client(office.principals[0]).post(reverse("media:new"), _TYPED | changes)
    assert answer.status_code == 422
    assert "อ่านไม่คล่องที่พิมพ์ไว้" in answer.content.decode()


def test_of_whom_and_in_which_state(office: SimpleNamespace) -> None:
    row = a_sent_medium(office.staff, office.district, school=office.schools[0])
    assert _client(office.principals[1]).get(reverse("media:medium", args=[row.pk])).status_code == 404
    for who, late in ((office.staff, "media:edit"), (office.head, "media:withdraw")):
        response = _client(who).get(reverse(late, args=[row.pk]))
        assert response["Location"] == reverse("media:medium", args=[row.pk]), "whose act it is, is told why not now"
    assert _client(office.supervisor).get(reverse("media:list", args=[row.pk])).status_code == 403
    assert _client(office.head).get(reverse("media:share", args=[row.pk])).status_code == 405
    review = an_asked_review(row, office.head, office.supervisor)
    assert _client(office.colleague).get(reverse("media:review", args=[review.pk])).status_code == 403
    assert _client(office.stranger).get(reverse("media:review", args=[review.pk])).status_code == 404


def test_drafts_of_schools_are_not_in_the_offices_list(office: SimpleNamespace) -> None:
    services.write_medium(office.district, actor=office.staff, school=office.schools[0], title="ร่างของโรงเรียน")
    assert "ร่างของโรงเรียน" not in _client(office.head).get(reverse("media:media")).content.decode()
    assert "ร่างของโรงเรียน" in _client(office.principals[0]).get(reverse("media:media")).content.decode()


def test_a_schools_draft_is_not_read_by_its_address(office: SimpleNamespace) -> None:
    row = services.write_medium(office.district, actor=office.staff, school=office.schools[0], title="ร่างของโรงเรียน")
    page, reader = reverse("media:medium", args=[row.pk]), base.user("office_director", office.district)
    assert [_client(one).get(page).status_code for one in (reader, office.principals[0])] == [404, 200]
    assert not may_view(reader, "learning_medium", str(row.pk))
    assert may_view(office.principals[0], "learning_medium", str(row.pk))


def test_who_gave_which_level_is_not_told_to_other_schools(office: SimpleNamespace) -> None:
    row = a_listed_medium(office.staff, office.head, office.supervisor, school=office.schools[0])
    services.share_medium(row, actor=office.head, share=True)
    trail = reverse("core:history", args=["learning_medium", str(row.pk)])
    assert _client(office.principals[1]).get(reverse("media:medium", args=[row.pk])).status_code == 200
    assert [_client(one).get(trail).status_code for one in (office.principals[1], office.head)] == [404, 200]


@pytest.mark.parametrize("page", ["list", "one"])
def test_as_many_queries_for_twenty_as_for_two(office: SimpleNamespace, page: str) -> None:
    client, counts = _client(office.head), []
    row = a_listed_medium(office.staff, office.head, office.supervisor, school=office.schools[0])
    address = reverse("media:media") if page == "list" else reverse("media:medium", args=[row.pk])
    for start, stop in ((0, 2), (2, 20)):
        for number in range(start, stop):
            sent = a_sent_medium(office.staff, office.district, school=office.schools[0], title=f"ชิ้น {number}")
            a_finished_review(sent, office.head, office.supervisor, level=3)
            services.note_use(
                row,
                actor=office.supervisor,
                used_on=timezone.localdate(row.created_at),
                user_name=f"ครู {number}",
                result="ดี",
            )
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 30


def test_filters_find(office: SimpleNamespace) -> None:
    a_listed_medium(office.staff, office.head, office.supervisor, school=office.schools[0])
    client = _client(office.principals[1])
    for query, there in (("?q=บอร์ด", True), ("?grade=p1-3", True), ("?grade=m1-3", False), ("?sort=-used", True)):
        assert ("บอร์ดเกมมาตรา" in client.get(reverse("media:media") + query).content.decode()) is there


def test_a_schools_page_shows_its_media(office: SimpleNamespace) -> None:
    services.write_medium(office.district, actor=office.staff, school=office.schools[0], title="ร่างของโรงเรียน")
    a_listed_medium(office.staff, office.head, office.supervisor, school=office.schools[0], share=False)
    address = reverse("schools:school", args=[office.schools[0].pk])
    own = _client(office.principals[0]).get(address).content.decode()
    assert "สื่อและนวัตกรรม 2 ชิ้น" in own
    seen = _client(office.director).get(address).content.decode()
    assert "สื่อและนวัตกรรม 1 ชิ้น" in seen
    assert "ร่างของโรงเรียน" not in seen
