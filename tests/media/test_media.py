"""Media: who writes and sends, who judges and lists, what schools share, the log of uses."""

from datetime import date, timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import timezone

from core.approvals import inbox_for
from core.errors import DomainError, NotAllowed, StaleRevision
from core.pointers import may_change
from instruments.answering import AnswerValue
from schools.work_sources import work_sources
from supervision.media import services
from supervision.media.models import Medium, MediumUse, Review
from supervision.media.permissions import can_decide
from supervision.media.queries import media_of, search
from tests.factories import base
from tests.factories import instruments as forms
from tests.factories.registers import (
    a_finished_review,
    a_listed_medium,
    a_medium,
    a_sent_medium,
    an_asked_review,
    person_of,
)

today = timezone.localdate


def kinds(user: object, district: object) -> list[str]:
    return [row.kind for row in inbox_for(user, district) if row.kind.startswith("medium")]


def test_a_school_writes_its_own_and_the_office_for_all(office: SimpleNamespace) -> None:
    school = office.schools[0]
    for actor in (office.principals[1], office.director, office.clerk, office.stranger):
        with pytest.raises(NotAllowed):
            a_medium(actor, office.district, school=school)
    a_medium(office.staff, office.district, school=school)
    a_medium(office.supervisor, office.district, school=school, title="เขียนแทนโรงเรียน")
    with pytest.raises(NotAllowed):
        a_medium(office.principals[0], office.district)
    with pytest.raises(NotAllowed):
        a_medium(office.supervisor, office.district, school=office.other_school)
    a_medium(office.supervisor, office.district)


def test_two_clicks_write_and_send_once(office: SimpleNamespace) -> None:
    school = office.schools[0]
    one, two = (a_medium(office.staff, office.district, school=school) for _ in range(2))
    assert one == two
    for _ in range(2):
        row = services.submit_medium(one, actor=office.staff)
    assert (row.state, row.round) == ("submitted", 1)
    with pytest.raises(DomainError) as refused:
        a_medium(office.principals[0], office.district, school=school)
    assert refused.value.field == "title"


@pytest.mark.parametrize(
    ("values", "field"),
    [({"title": " "}, "title"), ({"url": "javascript:x"}, "url"), ({"grades": ["p9"]}, "grades")],
)
def test_bad_input_says_where(office: SimpleNamespace, values: dict[str, object], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        a_medium(office.staff, office.district, school=office.schools[0], **values)
    assert refused.value.field == field


def test_the_owner_is_of_the_school(office: SimpleNamespace) -> None:
    with pytest.raises(DomainError) as refused:
        a_medium(
            office.staff, office.district, school=office.schools[0],
            owner=person_of(office.principals[1], office.district),
        )  # fmt: skip
    assert refused.value.field == "owner"


def test_what_is_not_whole_is_not_sent(office: SimpleNamespace) -> None:
    row = a_medium(office.staff, office.district, school=office.schools[0], usage="", grades=[], url="")
    with pytest.raises(DomainError, match="วิธีใช้ · ระดับชั้นที่ใช้ · ไฟล์หรือลิงก์"):
        services.submit_medium(row, actor=office.staff)


def test_sent_it_is_the_offices_until_returned(office: SimpleNamespace) -> None:
    row = a_sent_medium(office.staff, office.district, school=office.schools[0])
    with pytest.raises(DomainError):
        services.edit_medium(row, actor=office.staff, title="อื่น")
    assert not may_change(office.staff, "learning_medium", str(row.pk))
    for actor in (office.supervisor, office.director, office.staff, office.stranger):
        with pytest.raises(NotAllowed):
            services.return_medium(row, actor=actor, reason="แก้ไข")
    with pytest.raises(DomainError):
        services.return_medium(row, actor=office.head, reason=" ")
    services.return_medium(row, actor=office.head, reason="เพิ่มคู่มือ")
    assert kinds(office.principals[0], office.district) == ["medium_returned"]
    services.edit_medium(row, actor=office.principals[0], stamp=1, title="บอร์ดเกม ฉบับปรับ")
    with pytest.raises(StaleRevision):
        services.edit_medium(row, actor=office.staff, stamp=1, title="ทับ")
    assert services.submit_medium(row, actor=office.staff).round == 2


def test_reviewers_are_named_once_and_judge_nothing_of_their_own(office: SimpleNamespace) -> None:
    row = a_sent_medium(office.supervisor, office.district)
    with pytest.raises(DomainError, match="เจ้าของผลงานหรือผู้ส่ง"):
        an_asked_review(row, office.head, office.supervisor)
    for actor in (office.supervisor, office.director, office.stranger):
        with pytest.raises(NotAllowed):
            an_asked_review(row, actor, office.colleague)
    with pytest.raises(DomainError):
        services.ask_reviewers(row, actor=office.head, reviewers=[base.person(office.other)])
    with pytest.raises(DomainError) as refused:
        an_asked_review(row, office.head, office.colleague, due=today() - timedelta(days=1))
    assert refused.value.field == "due"
    an_asked_review(row, office.head, office.colleague)
    again = services.ask_reviewers(row, actor=office.head, reviewers=[person_of(office.colleague, office.district)])
    assert (again, Review.objects.count()) == ([], 1)
    assert kinds(office.colleague, office.district) == ["medium_review"]


def test_a_review_is_the_reviewers_and_finished_once(office: SimpleNamespace) -> None:
    row = a_sent_medium(office.staff, office.district, school=office.schools[0])
    review = an_asked_review(row, office.head, office.supervisor)
    assert not kinds(office.head, office.district)
    with pytest.raises(NotAllowed):
        services.save_review(review, actor=office.colleague, level=5, opinion="ดี")
    with pytest.raises(DomainError, match="ยังไม่ได้ให้ระดับ"):
        services.finish_review(review, actor=office.supervisor)
    with pytest.raises(DomainError):
        services.save_review(review, actor=office.supervisor, level=6)
    services.save_review(review, actor=office.supervisor, level=4)
    with pytest.raises(DomainError) as refused:
        services.finish_review(review, actor=office.supervisor)
    assert refused.value.field == "opinion"
    services.save_review(review, actor=office.supervisor, level=4, opinion="ใช้ง่าย")
    for _ in range(2):
        done = services.finish_review(review, actor=office.supervisor)
    assert done.done_at
    with pytest.raises(DomainError):
        services.save_review(review, actor=office.supervisor, level=1)
    assert kinds(office.head, office.district) == ["medium"]


def test_a_sheet_of_the_instrument_must_be_whole(office: SimpleNamespace) -> None:
    version = forms.published(office.head, office.district)
    row = a_sent_medium(office.staff, office.district, school=office.schools[0])
    review = an_asked_review(row, office.head, office.supervisor, version=version)
    services.save_review(review, actor=office.supervisor, level=4, opinion="ดี")
    with pytest.raises(DomainError, match="ยังไม่ได้กรอกแบบประเมิน"):
        services.finish_review(review, actor=office.supervisor)
    items = [item for section in version.sections.all() for item in section.items.all() if item.kind == "rating"]
    answers = {item.pk: AnswerValue(number=Decimal(3)) for item in items}
    services.save_review(review, actor=office.supervisor, level=4, opinion="ดี", answers=answers)
    services.save_review(review, actor=office.supervisor, level=4, opinion="ดีมาก", answers=answers)
    done = services.finish_review(review, actor=office.supervisor)
    assert done.response is not None
    assert done.response.mean == 3
    own = a_sent_medium(office.colleague, office.district)
    with pytest.raises(DomainError) as refused:
        an_asked_review(own, office.head, office.supervisor, version=version)
    assert refused.value.field == "version"


def test_listed_after_a_review_and_not_by_who_sent_it(office: SimpleNamespace) -> None:
    row = a_sent_medium(office.staff, office.district, school=office.schools[0])
    with pytest.raises(DomainError, match="ยังไม่มีผลการประเมิน"):
        services.list_medium(row, actor=office.head, share=True)
    a_finished_review(row, office.head, office.supervisor)
    for actor in (office.supervisor, office.staff, office.stranger):
        with pytest.raises(NotAllowed):
            services.list_medium(row, actor=actor, share=True)
    for _ in range(2):
        services.list_medium(row, actor=office.head, share=True)
    own = a_sent_medium(office.head, office.district)
    a_finished_review(own, office.head, office.supervisor)
    with pytest.raises(NotAllowed, match="ของตนเอง"):
        services.list_medium(own, actor=office.head, share=True)


def test_a_review_of_an_earlier_round_does_not_count(office: SimpleNamespace) -> None:
    row = a_sent_medium(office.staff, office.district, school=office.schools[0])
    a_finished_review(row, office.head, office.supervisor)
    services.return_medium(row, actor=office.head, reason="เพิ่มคู่มือ")
    services.submit_medium(row, actor=office.staff)
    with pytest.raises(DomainError, match="ของครั้งที่ส่งนี้"):
        services.list_medium(row, actor=office.head, share=True)


def test_shared_to_schools_by_choice_and_by_licence(office: SimpleNamespace) -> None:
    row = a_listed_medium(office.staff, office.head, office.supervisor, school=office.schools[0], share=False)
    neighbour = office.principals[1]
    assert Medium.objects.visible_to(office.principals[0]).get() == row
    assert not Medium.objects.visible_to(neighbour).exists()
    services.share_medium(row, actor=office.head, share=True)
    assert Medium.objects.visible_to(neighbour).get() == row
    assert not Medium.objects.visible_to(office.stranger).exists()
    private = a_sent_medium(office.staff, office.district, school=office.schools[0], title="ใช้เอง", licence="private")
    a_finished_review(private, office.head, office.supervisor)
    with pytest.raises(DomainError) as refused:
        services.list_medium(private, actor=office.head, share=True)
    assert refused.value.field == "share"
    services.list_medium(private, actor=office.head, share=False)
    services.withdraw_medium(row, actor=office.staff, reason="มีฉบับใหม่")
    assert not Medium.objects.visible_to(neighbour).exists()


def test_use_is_noted_by_who_used_it(office: SimpleNamespace) -> None:
    row = a_listed_medium(office.staff, office.head, office.supervisor, school=office.schools[0])
    values = {"used_on": today(), "user_name": "ครูประจำชั้น", "result": "ได้ผลดี", "place": "ป.2"}
    for _ in range(2):
        services.note_use(row, actor=office.principals[1], school=office.schools[1], **values)
    assert MediumUse.objects.count() == 1
    with pytest.raises(NotAllowed):
        services.note_use(row, actor=office.principals[1], school=office.schools[0], **values)
    for actor in (office.director, office.stranger, office.clerk):
        with pytest.raises(NotAllowed):
            services.note_use(row, actor=actor, **values)
    for changed, field in (
        ({"used_on": today() + timedelta(days=1)}, "used_on"), ({"result": " "}, "result"),
        ({"user_name": ""}, "user_name"),
    ):  # fmt: skip
        with pytest.raises(DomainError) as refused:
            services.note_use(row, actor=office.principals[1], school=office.schools[1], **(values | changed))
        assert refused.value.field == field
    with pytest.raises(DomainError) as refused:
        services.note_use(row, actor=office.principals[1], **values)
    assert refused.value.field == "school"
    services.note_use(row, actor=office.supervisor, **values)
    shown = media_of(office.head, office.district).get(pk=row.pk)
    assert (shown.used, shown.level_mean) == (2, 4)


def test_nothing_is_noted_before_it_is_listed(office: SimpleNamespace) -> None:
    row = a_sent_medium(office.staff, office.district, school=office.schools[0])
    with pytest.raises(NotAllowed):
        services.note_use(
            row, actor=office.staff, school=office.schools[0], used_on=date(2026, 1, 5), user_name="ครู", result="ดี"
        )


def test_an_owner_does_not_decide_though_another_typed_and_sent_it(office: SimpleNamespace) -> None:
    row = a_sent_medium(office.supervisor, office.district, owner=person_of(office.head, office.district))
    assert not can_decide(office.head, row)
    assert "medium" not in kinds(office.head, office.district)
    with pytest.raises(NotAllowed, match="ของตนเอง"):
        services.return_medium(row, actor=office.head, reason="ไม่ชัด")


def test_a_draft_goes_what_was_sent_stays(office: SimpleNamespace) -> None:
    draft = a_medium(office.staff, office.district, school=office.schools[0])
    with pytest.raises(NotAllowed):
        services.remove_draft(draft, actor=office.principals[1])
    services.remove_draft(draft, actor=office.staff)
    sent = a_sent_medium(office.staff, office.district, school=office.schools[0])
    with pytest.raises(DomainError):
        services.remove_draft(sent, actor=office.staff)


def test_searched_and_told_as_work(office: SimpleNamespace) -> None:
    row = a_listed_medium(office.staff, office.head, office.supervisor, school=office.schools[0])
    assert search(office.principals[1], office.district, "บอร์ดเกม", 9)[0].title == row.title
    assert not search(office.stranger, office.district, "บอร์ดเกม", 9)
    day = today()
    sources = {one.key: list(one.rows(office.district, day, day)) for one in work_sources() if "media" in one.key}
    assert [one.state for one in sources["media"]] == ["ขึ้นทะเบียนแล้ว"]
    assert [one.people for one in sources["media-reviews"]] == [(person_of(office.supervisor, office.district).pk,)]
