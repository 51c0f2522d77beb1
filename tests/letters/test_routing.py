"""From the clerk's summary to the end of a letter: opinions, people it is handed to, reminders, who reads it."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from core.approvals import inbox_for
from core.errors import DomainError, NotAllowed
from core.models import Notice
from core.search import Hit
from evidence import services as evidence
from meetings import services as meetings
from office.letters import services
from office.letters.models import Letter
from office.letters.queries import pointer_of, search, search_evidence
from tests.factories import base, letters
from tests.letters.conftest import Desk

pytestmark = pytest.mark.django_db
State = Letter.State


def waiting(user: object, desk: Desk) -> list[str]:
    return [item.title for item in inbox_for(user, desk.district) if item.kind == "letter"]


def test_the_desk_puts_a_letter_before_a_head(desk: Desk) -> None:
    row = letters.letter(desk.clerk, desk.district)
    for user in (desk.head, desk.supervisor, desk.stranger):
        with pytest.raises(NotAllowed):
            services.propose_letter(row, actor=user, summary="สรุป", to="group_director")
    for wrong, field in (({"summary": " "}, "summary"), ({"to": "clerk"}, "to"), ({"to": "deputy_director"}, "to")):
        with pytest.raises(DomainError) as told:
            services.propose_letter(row, actor=desk.clerk, **{"summary": "สรุป", "to": "group_director", **wrong})
        assert told.value.field == field
    assert services.propose_letter(row, actor=desk.clerk, summary="สรุป", to="group_director").state == State.PROPOSED
    with pytest.raises(DomainError, match="ไม่ได้ในสถานะปัจจุบัน"):
        services.propose_letter(row, actor=desk.clerk, summary="อีกครั้ง", to="group_director")
    assert waiting(desk.head, desk) == [row.subject]
    assert waiting(desk.director, desk) == []
    assert Notice.objects.filter(recipient=desk.head, code="letter.proposed").count() == 1


def test_a_head_hands_it_to_people_who_acknowledge_and_finish(desk: Desk) -> None:
    row = letters.proposed(desk.clerk, desk.district)
    with pytest.raises(NotAllowed):
        services.give_opinion(row, actor=desk.clerk, text="มอบ", outcome="route")
    with pytest.raises(DomainError, match="ผู้รับมอบ") as told:
        services.give_opinion(row, actor=desk.head, text="มอบ", outcome="route")
    assert told.value.field == "people"
    second = base.user("supervisor", desk.district)
    people = [desk.person(desk.supervisor), desk.person(second)]
    services.give_opinion(row, actor=desk.head, text="มอบดำเนินการ", outcome="route", people=people)
    assert waiting(desk.supervisor, desk) == [row.subject]
    first = services.acknowledge_letter(row, actor=desk.supervisor)
    assert services.acknowledge_letter(row, actor=desk.supervisor).acknowledged_at == first.acknowledged_at
    with pytest.raises(DomainError, match="ผลการดำเนินการ"):
        services.finish_letter(row, actor=desk.supervisor, note=" ")
    with pytest.raises(NotAllowed):
        services.finish_letter(row, actor=desk.clerk, note="เสร็จ")
    services.finish_letter(row, actor=desk.supervisor, note="ส่งข้อมูลแล้ว")
    assert Letter.objects.get().state == State.ROUTED
    # Who never acknowledged it does so by finishing; the last one done closes it, a second click changes nothing.
    services.finish_letter(row, actor=second, note="เสร็จ")
    assert services.finish_letter(row, actor=second, note="อีกครั้ง").note == "เสร็จ"
    assert Letter.objects.get().state == State.DONE
    assert waiting(desk.supervisor, desk) == []


def test_the_other_outcomes_of_an_opinion(desk: Desk) -> None:
    row = letters.proposed(desk.clerk, desk.district)
    services.give_opinion(row, actor=desk.head, text="เห็นควรเสนอ", outcome="forward", to="office_director")
    assert Letter.objects.get().proposed_to == "office_director"
    assert waiting(desk.director, desk) == [row.subject]
    services.give_opinion(row, actor=desk.director, text="ทราบ ดำเนินการ", outcome="clerk")
    services.give_opinion(row, actor=desk.director, text="ทราบ ดำเนินการ", outcome="clerk")
    assert row.opinions.count() == 2
    assert waiting(desk.clerk, desk) == [row.subject]
    services.route_letter(row, actor=desk.clerk, people=[desk.person(desk.supervisor)], instruction="ตามความเห็น")
    kept = letters.proposed(desk.clerk, desk.district, subject="เพื่อทราบ")
    assert services.give_opinion(kept, actor=desk.head, text="ทราบ", outcome="file").state == State.DONE


def test_handing_out_and_taking_back(desk: Desk) -> None:
    row = letters.letter(desk.clerk, desk.district)
    me = desk.person(desk.supervisor)
    with pytest.raises(NotAllowed):
        services.route_letter(row, actor=desk.clerk, people=[me])  # no opinion yet: a head may, the desk not
    services.route_letter(row, actor=desk.head, people=[me])
    services.route_letter(row, actor=desk.head, people=[me])
    assert row.routes.count() == 1
    theirs = base.person(desk.other)
    with pytest.raises(DomainError, match="สำนักงานนี้"):
        services.route_letter(row, actor=desk.head, people=[theirs])
    services.take_back_route(row, actor=desk.head, person=me.pk)
    with pytest.raises(DomainError, match="ถอนการมอบไม่ได้"):  # the second of two clicks
        services.take_back_route(row, actor=desk.head, person=me.pk)
    assert Letter.objects.get().state == State.DECIDED
    services.route_letter(row, actor=desk.clerk, people=[me])
    services.acknowledge_letter(row, actor=desk.supervisor)
    with pytest.raises(DomainError, match="รับทราบแล้ว"):
        services.take_back_route(row, actor=desk.clerk, person=me.pk)
    services.close_letter(row, actor=desk.clerk, note="ไม่ต้องดำเนินการแล้ว")
    assert Letter.objects.get().state == State.DONE


def test_a_letter_out_waits_for_nobody(desk: Desk) -> None:
    row = letters.letter(desk.clerk, desk.district, direction="out")
    with pytest.raises(DomainError, match="หนังสือรับเท่านั้น"):
        services.propose_letter(row, actor=desk.clerk, summary="สรุป", to="group_director")
    assert not waiting(desk.clerk, desk)


def test_who_reads_which_letter(desk: Desk) -> None:
    handed = letters.routed(desk.clerk, desk.head, desk.district, desk.person(desk.supervisor))
    letters.letter(desk.clerk, desk.district, subject="อื่น")
    principal = base.user("principal", base.school(desk.district))

    def seen(user: object) -> int:
        return int(Letter.objects.visible_to(user).count())

    assert [seen(user) for user in (desk.clerk, desk.head, desk.director)] == [2, 2, 2]
    assert list(Letter.objects.visible_to(desk.supervisor)) == [handed]
    outsiders = (desk.stranger, principal, base.user("admin", desk.district), base.user("supervisor", desk.district))
    assert [seen(user) for user in outsiders] == [0] * 4


def test_the_subject_of_a_secret_letter_is_told_nowhere_but_on_its_page(desk: Desk) -> None:
    row = letters.routed(
        desk.clerk, desk.head, desk.district, desk.person(desk.supervisor), subject="สอบสวนข้อเท็จจริง", secrecy=2
    )
    assert search(desk.head, desk.district, "สอบสวน", 10) == []
    assert [hit.title for hit in search(desk.head, desk.district, "1/2568", 10)] == ["หนังสือชั้นลับมาก"]
    assert search_evidence(desk.head, desk.district, None, "", 10) == []
    assert waiting(desk.supervisor, desk) == ["หนังสือชั้นลับมาก"]
    told = Notice.objects.filter(recipient=desk.supervisor).values_list("title", "body")
    assert told
    assert not any("สอบสวน" in words for pair in told for words in pair)
    # Made ordinary, it is found.
    services.edit_letter(row, actor=desk.clerk, secrecy=0)
    assert isinstance(search(desk.head, desk.district, "สอบสวน", 10)[0], Hit)


def test_search_finds_any_three_characters(desk: Desk) -> None:
    row = letters.letter(desk.clerk, desk.district, own_number="ศธ 04010/ว 118", subject="การรู้เรื่องการอ่าน O-NET")
    letters.letter(desk.clerk, desk.district, subject="อื่น ๆ", sender="ศธจ.")
    for text in ("รู้เ", "ธ 0", "/ว ", "o-n", "ว ๑๑๘", "สพฐ", "1/2568", "อ่าน 040"):
        found = list(Letter.objects.containing(text))
        assert row in found, text
        assert len(found) == 1, text
    assert not Letter.objects.containing("ไม่มี").exists()


def test_reminders_come_before_and_after_the_day_once_a_week(desk: Desk) -> None:
    row = letters.letter(desk.clerk, desk.district)
    day = date(2025, 2, 3)
    before = timezone.make_aware(datetime(2025, 1, 20, 7))
    services.route_letter(row, actor=desk.head, people=[desk.person(desk.supervisor)], due_on=day, now=before)

    def remind(on: date) -> int:
        services.remind_of_due(now=timezone.make_aware(datetime(on.year, on.month, on.day, 7)))
        return Notice.objects.filter(recipient=desk.supervisor, code="letter.due").count()

    assert remind(day - timedelta(days=2)) == 0
    assert remind(day) == remind(day) == 1
    assert remind(day + timedelta(days=1)) == 2
    assert remind(day + timedelta(days=2)) == 2
    assert remind(day + timedelta(days=8)) == 3
    with pytest.raises(DomainError, match="ก่อนวันที่ลงทะเบียน"):
        services.route_letter(
            row, actor=desk.head, people=[desk.person(desk.head)], due_on=date(2025, 1, 1)
        )  # fmt: skip


def test_a_day_that_is_over_is_no_term(desk: Desk) -> None:
    now, yesterday = timezone.make_aware(datetime(2025, 1, 20, 7)), date(2025, 1, 19)
    with pytest.raises(DomainError, match="ก่อนวันที่ของหนังสือ") as wrong:
        letters.letter(desk.clerk, desk.district, dated=date(2025, 1, 10), due_on=date(2025, 1, 9))
    assert wrong.value.field == "due_on"
    row = letters.letter(desk.clerk, desk.district, own_number="1", due_on=date(2025, 1, 16))
    given = {"actor": desk.clerk, "summary": "สรุป", "to": "group_director", "now": now}
    with pytest.raises(DomainError, match="ผ่านไปแล้ว") as wrong:
        services.propose_letter(row, due_on=yesterday, **given)
    assert wrong.value.field == "due_on"
    row = services.propose_letter(row, due_on=row.due_on, **given)
    people = {"people": [desk.person(desk.supervisor)], "now": now}
    with pytest.raises(DomainError, match="ผ่านไปแล้ว"):
        services.give_opinion(row, actor=desk.head, text="มอบ", outcome="route", due_on=yesterday, **people)
    late = services.give_opinion(row, actor=desk.head, text="มอบ", outcome="route", due_on=row.due_on, **people)
    assert late.routes.get().due_on == date(2025, 1, 16), "a letter that came too late is late"


def test_closing_is_no_way_round_the_head(desk: Desk) -> None:
    row = services.close_letter(letters.letter(desk.clerk, desk.district), actor=desk.clerk, note="ทราบ")
    people = [desk.person(desk.supervisor)]
    with pytest.raises(NotAllowed):
        services.route_letter(row, actor=desk.clerk, people=people)
    assert services.route_letter(row, actor=desk.head, people=people).state == State.ROUTED
    services.close_letter(row, actor=desk.clerk, note="เสร็จ")
    more = [desk.person(desk.director)]
    assert services.route_letter(row, actor=desk.clerk, people=more).state == State.ROUTED, "a head handed it out"


def test_what_was_told_before_it_was_made_secret_is_told_no_longer(desk: Desk) -> None:
    subject = "สอบสวนข้อเท็จจริง"
    row = letters.routed(desk.clerk, desk.head, desk.district, desk.person(desk.supervisor), subject=subject)
    other = letters.routed(desk.clerk, desk.head, desk.district, desk.person(desk.supervisor), subject="ขอข้อมูล")
    given = {"district": desk.district, "school": None, "actor": desk.supervisor}
    kept = evidence.add_record(pointer_of(row), **given)
    renamed = evidence.add_record(pointer_of(other), **given)
    evidence.change_item(renamed, actor=desk.supervisor, title="ของปี 2568: ขอข้อมูล", note="")
    gathering = meetings.call_gathering(
        desk.district,
        actor=desk.head,
        kind="meeting",
        title="ประชุมกลุ่ม",
        academic_year=2567,
        held_on=letters.DAY,
        body_text="กลุ่มนิเทศฯ",
    )
    tie = meetings.tie(gathering, actor=desk.head, kind="letter", key=str(row.pk))
    notices = Notice.objects.filter(target_kind="letter", target_key=str(row.pk))
    assert any(subject in one.title for one in notices)
    services.edit_letter(row, actor=desk.clerk, secrecy=1, subject=f"{subject} (แก้)")
    services.edit_letter(other, actor=desk.clerk, secrecy=1)
    for one in notices.all():
        assert one.title.endswith(": หนังสือชั้นลับ")
        assert one.body == ""
    kept.refresh_from_db()
    assert kept.title == kept.record_label == f"{row.reference} หนังสือชั้นลับ"
    tie.refresh_from_db()
    assert tie.label == kept.title
    renamed.refresh_from_db()
    assert renamed.title == f"ของปี 2568: {other.reference} หนังสือชั้นลับ"
    told = notices.filter(code="letter.routed").get()
    assert told.title == "หนังสือถึงท่าน: หนังสือชั้นลับ"
