"""The principal sends: refusals, one revision for two clicks, never twice and never after it was accepted."""

import pytest
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from core.models import Notice
from qa.sar import services
from qa.sar.missing import missing_of_sar
from qa.sar.models import Sar
from tests.factories import sar as make
from tests.factories.sar import DAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(office):
    return make.opened(office.director, office.district)


@pytest.mark.parametrize("name", ["teacher", "neighbour_principal", "director", "supervisor", "far"])
def test_only_the_principal_sends(office, call, client, name) -> None:
    held = make.written(call, office.school, office.principal)
    user = getattr(office, name)
    with pytest.raises(NotAllowed):
        services.submit_sar(held, actor=user, now=at(), today=DAY)
    client.force_login(user)
    answer = client.post(reverse("sar:submit", args=[held.pk]))
    assert answer.status_code == (404 if name == "neighbour_principal" else 403)
    assert client.get(reverse("sar:submit", args=[held.pk])).status_code in (403, 404, 405)


def test_what_is_missing_refuses_and_every_gap_leads_to_its_place(office, call, client) -> None:
    held = make.begun(call, office.school, office.principal)
    gaps = missing_of_sar(held)
    # basic data, 21 levels, 3 standards × 4 texts, the plan
    assert len(gaps) == 1 + 21 + 12 + 1
    with pytest.raises(DomainError, match="ยังขาด 35 รายการ"):
        services.submit_sar(held, actor=office.principal, now=at(), today=DAY)
    client.force_login(office.principal)
    for page in {gap.page for gap in gaps}:
        shown = client.get(page)
        assert shown.status_code == 200, page
        text = shown.content.decode()
        for gap in gaps:
            if gap.page == page:
                assert f'id="{gap.anchor}"' in text, gap


def test_an_item_without_evidence_or_reason_is_missing(office, call) -> None:
    held = make.written(call, office.school, office.principal, proof=False)
    assert len(missing_of_sar(held)) == 21
    first = make.items(held)[0]
    services.save_items(held, actor=office.principal, levels={first.pk: "none"}, now=at())
    texts = [gap.text for gap in missing_of_sar(held)]
    assert sum("ยังไม่มีหลักฐาน" in text for text in texts) == 20
    assert sum("เหตุที่ไม่ประเมิน" in text for text in texts) == 1


def test_sending_fixes_a_revision_and_tells_the_assigned_supervisor(office, call) -> None:
    held = make.sent(call, office.school, office.principal)
    assert (held.state, held.revision, held.late) == (Sar.State.SUBMITTED, 1, False)
    revision = held.revisions.get()
    assert revision.content_hash == held.content_hash
    level = revision.snapshot["levels"][0]
    assert (level["word"], level["mean"], len(level["standards"])) == ("ดีเลิศ", "4", 3)
    told = Notice.objects.filter(code="sar.submitted")
    assert [row.recipient for row in told] == [office.supervisor]


def test_two_clicks_make_one(office, call, client) -> None:
    held = make.written(call, office.school, office.principal)
    client.force_login(office.principal)
    for _ in range(2):
        client.post(reverse("sar:submit", args=[held.pk]), {"seen": "0"})
    held.refresh_from_db()
    assert (held.state, held.revision, held.revisions.count()) == (Sar.State.SUBMITTED, 1, 1)


def test_sent_twice_is_refused(office, call, client) -> None:
    held = make.sent(call, office.school, office.principal)
    with pytest.raises(DomainError, match="ส่งแล้ว"):
        services.submit_sar(held, actor=office.principal, now=at(), today=DAY)
    client.force_login(office.principal)
    shown = client.post(reverse("sar:submit", args=[held.pk]), {"seen": "1"}, follow=True)
    assert "ส่งซ้ำไม่ได้" in shown.content.decode()
    assert held.revisions.count() == 1


def test_after_it_was_accepted_nothing_is_sent_or_written(office, call) -> None:
    held = make.accepted(call, office.school, office.principal, office.supervisor)
    for seen in (None, 0, 1):
        with pytest.raises(DomainError, match="รับ SAR นี้แล้ว"):
            services.submit_sar(held, actor=office.principal, seen=seen, now=at(), today=DAY)
    with pytest.raises(DomainError, match="รับ SAR นี้แล้ว"):
        services.save_summary(held, actor=office.principal, plan="อื่น", now=at())


def test_a_second_revision_keeps_that_it_was_late(office) -> None:
    call = make.opened(office.director, office.district, due_on=DAY)
    held = make.sent(call, office.school, office.principal, on=DAY.replace(day=9))
    assert held.late
    services.return_sar(held, actor=office.supervisor, reason="ขอผลรายชั้น", now=at())
    services.save_summary(held, actor=office.principal, plan="แผนใหม่", help_wanted="", now=at())
    again = services.submit_sar(held, actor=office.principal, now=at(), today=DAY)
    assert (again.revision, again.late, again.reason) == (2, True, "")


def test_a_teacher_hands_over_what_is_whole(office, call) -> None:
    held = make.begun(call, office.school, office.teacher)
    with pytest.raises(DomainError, match="ยังขาด"):
        services.hand_to_principal(held, actor=office.teacher, now=at())
    held = make.written(call, office.school, office.teacher)
    done = services.hand_to_principal(held, actor=office.teacher, now=at())
    assert done.state == Sar.State.PRINCIPAL
    assert Notice.objects.filter(code="sar.handed", recipient=office.principal).count() == 1
    services.hand_to_principal(held, actor=office.teacher, now=at())
    assert Notice.objects.filter(code="sar.handed").count() == 1


def test_a_closed_call_takes_nothing_but_what_was_returned_or_extended(office, call) -> None:
    held = make.written(call, office.school, office.principal)
    services.close_call(call, actor=office.director, now=at())
    with pytest.raises(DomainError, match="ปิดรับ"):
        services.submit_sar(held, actor=office.principal, now=at(), today=DAY)
    later = call.due_on.replace(month=6)
    services.extend_school(held, actor=office.director, due_on=later, reason="น้ำท่วม", now=at())
    assert services.submit_sar(held, actor=office.principal, now=at(), today=DAY).state == Sar.State.SUBMITTED
