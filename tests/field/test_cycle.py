"""Send, acknowledge, return, close, take up again, cancel: refusals first."""

from datetime import timedelta

import pytest

from core.errors import DomainError, NotAllowed
from core.models import AuditEntry, Notice
from processes.models import Action
from supervision.field import services
from supervision.field.models import Visit
from tests.factories import field
from tests.factories.field import DAY, at

pytestmark = pytest.mark.django_db


def test_a_stranger_and_a_colleague_cannot_send(cast) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    for user in (cast.stranger, cast.colleague, cast.principal, cast.director):
        with pytest.raises(NotAllowed):
            services.submit_visit(visit, actor=user, now=at(DAY))


def test_sending_refuses_what_is_missing(cast) -> None:
    visit = services.start_visit(actor=cast.supervisor, school=cast.school, visited_on=DAY, now=at(DAY))
    with pytest.raises(DomainError, match="ยังขาด 3 รายการ"):
        services.submit_visit(visit, actor=cast.supervisor, now=at(DAY))
    visit.refresh_from_db()
    assert (visit.state, visit.number) == (Visit.State.DRAFT, None)


def test_sending_fixes_revision_number_hash_and_tells_the_principal(cast) -> None:
    visit = field.submitted(cast.supervisor, cast.school)
    assert (visit.state, visit.revision, visit.number) == (Visit.State.SUBMITTED, 1, 1)
    assert len(visit.content_hash) == 64
    assert visit.revisions.get().snapshot["school"] == cast.school.name
    assert Notice.objects.get(code="visit.submitted").recipient == cast.principal
    assert AuditEntry.objects.filter(action="visit.submitted", target_key=str(visit.pk)).count() == 1


def test_a_second_send_changes_nothing(cast) -> None:
    visit = field.submitted(cast.supervisor, cast.school)
    services.submit_visit(visit, actor=cast.supervisor, now=at(DAY, 20))
    visit.refresh_from_db()
    assert (visit.revision, visit.revisions.count(), visit.submitted_at) == (1, 1, at(DAY, 16))
    assert field.submitted(cast.supervisor, cast.neighbour).number == 2


def test_a_sent_visit_cannot_be_written(cast) -> None:
    visit = field.submitted(cast.supervisor, cast.school)
    with pytest.raises(DomainError, match="ส่งแล้ว"):
        services.save_visit(visit, actor=cast.supervisor, section="notes", values={"observed": "x"}, now=at(DAY))


def test_sending_opens_an_action_for_each_finding(cast) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    field.finding(visit, cast.supervisor)
    assert not Action.objects.exists()
    services.submit_visit(visit, actor=cast.supervisor, now=at(DAY, 16))
    action = Action.objects.get()
    assert (action.state, action.school, action.due_on) == ("open", cast.school, DAY + timedelta(days=30))
    assert action.finding.visit == visit


def test_only_the_school_s_principal_acknowledges(cast) -> None:
    visit = field.submitted(cast.supervisor, cast.school)
    for user in (cast.supervisor, cast.director, cast.other_principal, cast.teacher, cast.stranger):
        with pytest.raises(NotAllowed):
            services.acknowledge_visit(visit, actor=user, now=at(DAY, 17))
    done = services.acknowledge_visit(
        visit, actor=cast.principal, comment="ขอบคุณ", reflection="จะปรับมุมอ่าน", now=at(DAY, 17)
    )
    assert (done.state, done.school_comment, done.reflection_school) == ("acknowledged", "ขอบคุณ", "จะปรับมุมอ่าน")


def test_a_draft_cannot_be_acknowledged(cast) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    with pytest.raises(DomainError):
        services.acknowledge_visit(visit, actor=cast.principal, now=at(DAY))


def test_nobody_closes_their_own_visit(cast) -> None:
    visit = field.acknowledged(cast.director, cast.school, cast.principal)
    with pytest.raises(NotAllowed):
        services.close_visit(visit, actor=cast.director, now=at(DAY, 18))
    # The director's own visit passes to the post above.
    assert services.close_visit(visit, actor=cast.office_director, now=at(DAY, 18)).state == "closed"


def test_closing_before_the_school_s_days_are_over_is_refused(cast) -> None:
    visit = field.submitted(cast.supervisor, cast.school)
    with pytest.raises(DomainError, match="ยังไม่รับทราบ"):
        services.close_visit(visit, actor=cast.director, now=at(DAY + timedelta(days=14)))
    done = services.close_visit(visit, actor=cast.director, now=at(DAY + timedelta(days=15)))
    assert done.state == "closed_unseen"


def test_a_colleague_cannot_close_and_closing_twice_is_one(cast) -> None:
    visit = field.acknowledged(cast.supervisor, cast.school, cast.principal)
    for user in (cast.colleague, cast.principal, cast.stranger):
        with pytest.raises(NotAllowed):
            services.close_visit(visit, actor=user, now=at(DAY, 18))
    services.close_visit(visit, actor=cast.director, now=at(DAY, 18))
    again = services.close_visit(visit, actor=cast.director, now=at(DAY, 19))
    assert again.closed_at == at(DAY, 18)
    assert again.closed_hash == again.content_hash
    assert not again.changed_after_closing


def test_returning_needs_a_reason_that_reaches_the_author(cast) -> None:
    visit = field.submitted(cast.supervisor, cast.school)
    with pytest.raises(DomainError):
        services.return_visit(visit, actor=cast.director, reason=" ", now=at(DAY, 18))
    services.return_visit(visit, actor=cast.director, reason="ขอภาพประกอบ", now=at(DAY, 18))
    notice = Notice.objects.get(code="visit.returned")
    assert (notice.recipient, notice.body) == (cast.supervisor, "ขอภาพประกอบ")


def test_the_same_content_sent_again_keeps_its_revision(cast) -> None:
    visit = field.submitted(cast.supervisor, cast.school)
    services.return_visit(visit, actor=cast.director, reason="ดูอีกครั้ง", now=at(DAY, 18))
    again = services.submit_visit(visit, actor=cast.supervisor, now=at(DAY, 19))
    assert (again.revision, again.number, again.revisions.count()) == (1, 1, 1)


def test_a_change_after_closing_is_a_new_revision_and_shows(cast) -> None:
    visit = field.closed(cast.supervisor, cast.school, cast.principal, cast.director)
    with pytest.raises(NotAllowed):
        services.amend_visit(visit, actor=cast.colleague, reason="x", now=at(DAY, 19))
    visit = services.amend_visit(visit, actor=cast.supervisor, reason="แก้ชื่อห้อง", now=at(DAY, 19))
    assert visit.state_label == "แก้ไขหลังอนุมัติ"
    assert Visit.objects.made().filter(pk=visit.pk).exists(), "it took place all the same"
    visit = services.save_visit(
        visit, actor=cast.supervisor, section="notes", values={"strengths": "ครูตั้งใจ"}, now=at(DAY, 19), today=DAY
    )
    visit = services.submit_visit(visit, actor=cast.supervisor, now=at(DAY, 20))
    assert (visit.revision, visit.number, visit.state_code) == (2, 1, "changed")
    visit = services.acknowledge_visit(visit, actor=cast.principal, now=at(DAY, 21))
    visit = services.close_visit(visit, actor=cast.director, now=at(DAY, 22))
    assert (visit.state_code, visit.closed_hash) == ("closed", visit.content_hash)


def test_cancelling_keeps_the_row_and_cancels_open_actions(cast) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    field.finding(visit, cast.supervisor)
    visit = services.submit_visit(visit, actor=cast.supervisor, now=at(DAY, 16))
    for user in (cast.colleague, cast.principal):
        with pytest.raises(NotAllowed):
            services.cancel_visit(visit, actor=user, reason="ผิดโรงเรียน", now=at(DAY, 17))
    with pytest.raises(DomainError):
        services.cancel_visit(visit, actor=cast.supervisor, reason="", now=at(DAY, 17))
    visit = services.cancel_visit(visit, actor=cast.supervisor, reason="ผิดโรงเรียน", now=at(DAY, 17))
    assert (visit.state, visit.number, visit.cancel_reason) == ("cancelled", 1, "ผิดโรงเรียน")
    assert Action.objects.get().state == "cancelled"


def test_a_closed_visit_is_cancelled_only_by_who_closes(cast) -> None:
    visit = field.closed(cast.supervisor, cast.school, cast.principal, cast.director)
    with pytest.raises(NotAllowed):
        services.cancel_visit(visit, actor=cast.supervisor, reason="x", now=at(DAY, 19))
    assert services.cancel_visit(visit, actor=cast.director, reason="ซ้ำ", now=at(DAY, 19)).state == "cancelled"
