"""A school's row: who fills in, who sends, late or not, returned, accepted, excused; nothing lost, nothing twice."""

from datetime import timedelta
from decimal import Decimal

import pytest

from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import Notice
from instruments.models import Item
from instruments.services import AnswerValue
from supervision.rounds import services
from supervision.rounds.models import RoundSchool
from tests.factories import base, field, rounds
from tests.factories.rounds import DUE, OPENS

pytestmark = pytest.mark.django_db
S = RoundSchool.State
LATE = DUE + timedelta(days=1)


@pytest.fixture
def opened(cast):
    return rounds.opened(cast.director, cast.district)


@pytest.fixture
def entry(cast, opened):
    return rounds.entry_of(opened, cast.school)


@pytest.mark.parametrize("who", ["supervisor", "director", "other_principal", "stranger", "member"])
def test_others_fill_in_and_send_nothing(cast, entry, who) -> None:
    with pytest.raises(NotAllowed):
        rounds.sheet(entry, getattr(cast, who))
    rounds.sheet(entry, cast.principal)
    with pytest.raises(NotAllowed):
        services.submit_entry(entry, actor=getattr(cast, who), today=OPENS)


def test_a_teacher_fills_in_and_the_principal_sends(cast, entry) -> None:
    rounds.sheet(entry, cast.teacher)
    with pytest.raises(NotAllowed, match=r"ผอ\.โรงเรียน"):
        services.submit_entry(entry, actor=cast.teacher, today=OPENS)
    entry = services.hand_to_principal(entry, actor=cast.teacher, now=field.at(OPENS))
    assert entry.state == S.PRINCIPAL
    assert Notice.objects.filter(code="round.handed", recipient=cast.principal).count() == 1
    entry = services.submit_entry(entry, actor=cast.principal, comment=" ขอโต๊ะเพิ่ม ", today=OPENS)
    assert (entry.state, entry.revision, entry.late, entry.comment) == (S.SUBMITTED, 1, False, "ขอโต๊ะเพิ่ม")


def test_two_clicks_send_once(cast, entry) -> None:
    rounds.sheet(entry, cast.principal)
    rounds.sheet(entry, cast.principal)
    assert entry.sheets.count() == 1
    services.submit_entry(entry, actor=cast.principal, today=OPENS)
    services.submit_entry(entry, actor=cast.principal, today=OPENS)
    assert entry.revisions.count() == 1


def test_it_is_not_sent_empty_nor_with_required_items_left(cast, entry) -> None:
    with pytest.raises(DomainError, match="ยังไม่ได้กรอก"):
        services.submit_entry(entry, actor=cast.principal, today=OPENS)
    services.add_sheet(entry, actor=cast.principal, today=OPENS)
    with pytest.raises(DomainError, match="ยังไม่ตอบ"):
        services.submit_entry(entry, actor=cast.principal, today=OPENS)


def test_items_the_form_does_not_ask_are_not_missing(cast, opened, entry) -> None:
    sheet = rounds.sheet(entry, cast.principal)
    lunch = Item.objects.get(section__version=opened.version, code="lunch_served")
    after = Item.objects.filter(section__version=opened.version, relevant="${lunch_served} = 1")
    empty = {item.pk: AnswerValue() for item in after}
    given = {lunch.pk: AnswerValue(number=Decimal(0)), **empty}
    services.save_sheet(entry, actor=cast.principal, response=sheet.response, answers=given, today=OPENS)
    assert services.submit_entry(entry, actor=cast.principal, today=OPENS).state == S.SUBMITTED


def test_late_is_told_and_stays(cast, opened, entry) -> None:
    rounds.sheet(entry, cast.principal, on=LATE)
    entry = services.submit_entry(entry, actor=cast.principal, today=LATE)
    assert entry.late
    services.return_entry(entry, actor=cast.director, reason="ขาดภาพ")
    services.extend_round(opened, actor=cast.director, due_on=LATE + timedelta(days=9), reason="ขยาย")
    assert services.submit_entry(entry, actor=cast.principal, today=LATE).late


def test_a_round_that_closes_on_its_day_takes_nothing_after_it(cast) -> None:
    shut = rounds.opened(cast.director, cast.district, closes_on_due=True)
    with pytest.raises(DomainError, match="ปิดรับ"):
        rounds.sheet(rounds.entry_of(shut, cast.school), cast.principal, on=LATE)
    early = rounds.opened(cast.director, cast.district, opens_on=OPENS + timedelta(days=3))
    with pytest.raises(DomainError, match="เปิดให้กรอก"):
        rounds.sheet(rounds.entry_of(early, cast.school), cast.principal, on=OPENS)


def test_what_was_sent_is_closed_until_it_comes_back(cast, opened, entry) -> None:
    entry = rounds.sent(opened, cast.school, cast.principal)
    sheet = entry.sheets.get()
    rating = Item.objects.filter(section__version=opened.version, kind="rating").first()
    change = {rating.pk: AnswerValue(number=Decimal(1))}
    with pytest.raises(DomainError, match="ส่งแล้ว"):
        services.save_sheet(entry, actor=cast.principal, response=sheet.response, answers=change, today=OPENS)
    with pytest.raises(DomainError):
        services.return_entry(entry, actor=cast.director, reason="  ")
    services.return_entry(entry, actor=cast.director, reason="ข้อ 1 ไม่ตรงกับที่เห็น")
    notice = Notice.objects.get(code="round.returned", recipient=cast.principal)
    assert "ไม่ตรงกับที่เห็น" in notice.body
    services.save_sheet(entry, actor=cast.principal, response=sheet.response, answers=change, today=OPENS)
    entry = services.submit_entry(entry, actor=cast.principal, today=OPENS)
    first, second = entry.revisions.order_by("number")
    assert (entry.revision, entry.reason, first.content_hash != second.content_hash) == (2, "", True)


def test_sent_again_unchanged_is_the_same_revision(cast, opened) -> None:
    entry = rounds.sent(opened, cast.school, cast.principal)
    services.return_entry(entry, actor=cast.director, reason="ดูอีกครั้ง")
    entry = services.submit_entry(entry, actor=cast.principal, today=OPENS)
    assert (entry.revision, entry.revisions.count()) == (1, 1)


def test_all_are_accepted_at_once_and_one_by_one(cast, opened) -> None:
    one = rounds.sent(opened, cast.school, cast.principal)
    two = rounds.sent(opened, cast.neighbour, cast.other_principal)
    with pytest.raises(NotAllowed):
        services.accept_entries(opened, actor=cast.supervisor)
    assert services.accept_entries(opened, actor=cast.director, entries=[one.pk]) == 1
    assert services.accept_entries(opened, actor=cast.director) == 1
    assert services.accept_entries(opened, actor=cast.director) == 0
    two.refresh_from_db()
    assert two.state == S.ACCEPTED


def test_nobody_accepts_what_they_sent_themselves(cast, opened) -> None:
    base.appoint(base.person_of(cast.principal, cast.district), "group_director")
    entry = rounds.sent(opened, cast.school, cast.principal)
    assert services.accept_entries(opened, actor=cast.principal) == 0
    with pytest.raises(NotAllowed, match="ตนเอง"):
        services.return_entry(entry, actor=cast.principal, reason="ทดลอง")


def test_an_excused_school_is_not_missing(cast, opened, entry) -> None:
    services.excuse_entry(entry, actor=cast.director, reason="ไม่มีชั้นนี้")
    assert list(opened.schools.unanswered().values_list("school", flat=True)) == [cast.neighbour.pk]
    with pytest.raises(DomainError):
        rounds.sheet(entry, cast.principal)
    assert services.unexcuse_entry(entry, actor=cast.director).state == S.WAITING


def test_the_second_writer_sees_the_first_ones_answer(cast, entry) -> None:
    sheet = rounds.sheet(entry, cast.principal)
    rating = Item.objects.filter(section__version=entry.round.version, kind="rating").first()
    change = {rating.pk: AnswerValue(number=Decimal(1))}
    services.save_sheet(entry, actor=cast.teacher, response=sheet.response, answers=change, stamp=0, today=OPENS)
    with pytest.raises(StaleRevision, match=str(cast.teacher)):
        services.save_sheet(entry, actor=cast.principal, response=sheet.response, answers=change, stamp=0, today=OPENS)


def test_colleagues_do_not_score_each_other(cast) -> None:
    asked = rounds.opened(cast.director, cast.district, code="teaching-25")
    entry = rounds.entry_of(asked, cast.school)
    mine, other = base.person_of(cast.teacher, cast.district), base.person(cast.district, school=cast.school)
    rounds.sheet(entry, cast.teacher, person=mine)
    with pytest.raises(NotAllowed):
        rounds.sheet(entry, cast.teacher, person=other)
    rounds.sheet(entry, cast.principal, person=other)
    assert entry.sheets.count() == 2
    with pytest.raises(NotAllowed):
        services.remove_sheet(entry, actor=cast.teacher, response=entry.sheets.get(response__person=other).response,
                              today=OPENS)  # fmt: skip


def test_a_school_applies_itself(cast) -> None:
    asked = rounds.opened(cast.director, cast.district, audience="apply")
    with pytest.raises(NotAllowed):
        services.apply_to_round(asked, actor=cast.teacher, school=cast.school, now=field.at(OPENS))
    with pytest.raises(NotAllowed):
        services.apply_to_round(asked, actor=cast.other_principal, school=cast.school, now=field.at(OPENS))
    first = services.apply_to_round(asked, actor=cast.principal, school=cast.school, now=field.at(OPENS))
    again = services.apply_to_round(asked, actor=cast.principal, school=cast.school, now=field.at(OPENS))
    assert first.pk == again.pk
    told = rounds.opened(cast.director, cast.district)
    with pytest.raises(DomainError, match="ไม่ได้เปิดให้สมัคร"):
        services.apply_to_round(told, actor=cast.principal, school=cast.school, now=field.at(OPENS))
