"""หนังสือเชิญ: who may send it, what is missing first, the e-mail with its calendar file, the personal link."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail as outbox
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from core import notify
from core.errors import DomainError, NotAllowed
from core.models import Mail, Notice
from kotpn.committee.models import Member
from kotpn.meetings import services
from kotpn.meetings.models import Invitation, Meeting, SectionKind
from kotpn.meetings.queries.notice import notice_of
from kotpn.meetings.services.invitations import hash_of, token_of
from tests.factories import kotpn
from tests.fixtures.mail import Mailbox
from tests.kotpn.agenda.conftest import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def ready(office: SimpleNamespace) -> SimpleNamespace:
    kotpn.an_item(office.secretary, office.meeting, kind=SectionKind.INFORM, title="ผลการนิเทศภาคเรียนที่ 1", now=NOW)
    return office


def send(office: SimpleNamespace, **more: Any) -> list[Invitation]:
    return services.invite(office.meeting, actor=office.secretary, now=NOW, **more)


def link(invitation: Invitation) -> str:
    return reverse("committee-meetings:reply", args=[token_of(invitation)])


def of(office: SimpleNamespace, user: Any) -> Invitation:
    return Invitation.objects.get(meeting=office.meeting, member__person__user=user)


def post_all() -> None:
    """What the worker does with the bells."""
    for key in Mail.objects.filter(email_state="waiting").values_list("pk", flat=True):
        notify.deliver_mail(key)


def test_only_the_secretariat_invites(ready: SimpleNamespace) -> None:
    for user in (ready.supervisor, ready.principal, ready.member, ready.stranger):
        with pytest.raises(NotAllowed):
            services.invite(ready.meeting, actor=user, now=NOW)


def test_what_is_missing_is_named_and_holds_it_up(office: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="ระเบียบวาระยังไม่มีเรื่อง"):
        send(office)
    item = kotpn.an_item(office.secretary, office.meeting, kind=SectionKind.CONSIDER, title="แผน", now=NOW)
    with pytest.raises(DomainError, match="ยังไม่มีประเด็นที่เสนอ"):
        send(office)
    services.change_item(item, actor=office.secretary, values={"point": "ให้ความเห็น"}, now=NOW)
    assert len(send(office)) == 9
    with pytest.raises(DomainError):
        services.invite(
            kotpn.a_meeting(office.secretary, office.committee, held_on=date(2025, 1, 9)),
            actor=office.secretary,
            now=NOW,
        )


def test_two_clicks_send_once_and_people_of_the_office_get_a_memo(ready: SimpleNamespace) -> None:
    assert len(send(ready)) == 9
    assert send(ready) == []
    assert Mail.objects.count() == 2  # the other seven have no address
    meeting = Meeting.objects.get(pk=ready.meeting.pk)
    assert (meeting.state, meeting.invited_on) == (Meeting.State.INVITED, NOW.date())
    assert of(ready, ready.principal).channel == Invitation.Channel.LETTER
    assert of(ready, ready.member).channel == Invitation.Channel.MEMO
    told = set(Notice.objects.filter(code="committee_meeting.invite").values_list("recipient", "email_state"))
    assert told == {(ready.principal.pk, "none"), (ready.member.pk, "none")}


def test_the_secret_lies_nowhere(ready: SimpleNamespace) -> None:
    send(ready)
    row = of(ready, ready.member)
    token = token_of(row)
    assert row.token_hash == hash_of(token)
    kept = [*Invitation.objects.values_list(), *Mail.objects.values_list(), *Notice.objects.values_list()]
    assert token not in repr(kept)


def test_real_smtp_carries_the_agenda_the_link_and_the_calendar(ready: SimpleNamespace, smtp_server: Mailbox) -> None:
    send(ready)
    post_all()
    messages = {message["To"]: message for message in smtp_server.wait(2)}
    message = messages["member@example.org"]
    assert "เชิญประชุม ก.ต.ป.น. ครั้งที่ 1/2568" in message["Subject"]
    text = message.get_body().get_content()
    assert "ระเบียบวาระที่ 4 เรื่องเสนอเพื่อทราบ" in text
    assert "4.1 ผลการนิเทศภาคเรียนที่ 1" in text
    assert link(of(ready, ready.member)) in text
    assert link(of(ready, ready.principal)) not in text
    part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
    assert part.get_param("method") == "REQUEST"
    calendar = Calendar.from_ical(part.get_payload(decode=True))
    event = calendar.walk("VEVENT")[0]
    assert (calendar["METHOD"], int(event["SEQUENCE"])) == ("REQUEST", 0)
    assert event.decoded("DTSTART").isoformat() == "2025-01-22T02:30:00+00:00"
    assert event.decoded("DTEND").isoformat() == "2025-01-22T05:00:00+00:00"


def test_a_move_tells_everyone_again_with_the_next_sequence(ready: SimpleNamespace, mailoutbox: list[Any]) -> None:
    send(ready)
    services.reply(of(ready, ready.member), actor=ready.member, answer="coming", now=NOW)
    post_all()
    outbox.outbox.clear()
    services.change_meeting(ready.meeting, actor=ready.secretary, values={"held_on": date(2025, 1, 29)}, now=NOW)
    post_all()
    assert len(outbox.outbox) == 2
    event = Calendar.from_ical(outbox.outbox[0].attachments[0].get_payload(decode=True)).walk("VEVENT")[0]
    assert (int(event["SEQUENCE"]), event.decoded("DTSTART").day) == (1, 29)
    row = of(ready, ready.member)
    assert row.reply == Invitation.Reply.WAITING
    assert row.expires_at.date() == date(2025, 1, 29)


def test_calling_it_off_sends_cancel_and_frees_the_number(ready: SimpleNamespace, mailoutbox: list[Any]) -> None:
    send(ready)
    services.cancel_meeting(ready.meeting, actor=ready.secretary, reason="ประธานติดราชการ", now=NOW)
    post_all()
    # The invitations that had not left yet are not sent any more.
    assert len(outbox.outbox) == 2
    message = outbox.outbox[0]
    assert "ประธานติดราชการ" in message.body
    calendar = Calendar.from_ical(message.attachments[0].get_payload(decode=True))
    assert (calendar["METHOD"], calendar.walk("VEVENT")[0]["STATUS"]) == ("CANCEL", "CANCELLED")
    again = kotpn.a_meeting(ready.secretary, ready.committee, held_on=date(2025, 2, 5))
    assert again.occasion == "ครั้งที่ 1/2568"


def test_the_link_needs_no_account_and_may_be_changed_until_the_end(
    ready: SimpleNamespace, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(ready)
    clock = [NOW]
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock[0])
    address = link(of(ready, ready.principal))
    assert "ตอบรับการประชุม" in client.get(address).content.decode()
    answer = client.post(address, {"answer": "absent", "note": ""})
    assert answer.status_code == 422
    assert "กรุณาแจ้งเหตุที่ไม่เข้าประชุม" in answer.content.decode()
    assert (
        client.post(
            address, {"answer": "substitute", "substitute_name": "นายแทน ทดสอบ", "substitute_post": "รองฯ"}
        ).status_code
        == 302
    )
    row = of(ready, ready.principal)
    assert (row.reply, row.substitute_name, row.substitute_post) == ("substitute", "นายแทน ทดสอบ", "รองฯ")
    client.post(address, {"answer": "coming"})
    row = of(ready, ready.principal)
    assert (row.reply, row.substitute_name) == ("coming", "")
    clock[0] = row.expires_at - timedelta(minutes=1)
    assert client.get(address).status_code == 200
    clock[0] = row.expires_at
    assert client.get(address).status_code == 410
    assert client.post(address, {"answer": "absent", "note": "ป่วย"}).status_code == 410
    assert of(ready, ready.principal).reply == "coming"


def test_links_that_do_not_open_say_nothing(ready: SimpleNamespace, client: Client) -> None:
    send(ready)
    row = of(ready, ready.principal)
    good = link(row)
    for address, status in ((good[:-3] + "xx/", 404), (reverse("committee-meetings:reply", args=["x" * 43]), 404)):
        answer = client.get(address)
        assert answer.status_code == status
        assert "ก.ต.ป.น." not in answer.content.decode()
        assert row.name not in answer.content.decode()


def gone(office: SimpleNamespace, how: str) -> None:
    row = of(office, office.principal)
    if how == "withdrawn":
        services.withdraw(row, actor=office.secretary, now=NOW)
    elif how == "removed":
        Member.objects.filter(pk=row.member_id).update(ends_on=date(2025, 1, 11))
    else:
        services.cancel_meeting(office.meeting, actor=office.secretary, reason="เลื่อน", now=NOW)


@pytest.mark.parametrize("how", ["withdrawn", "removed", "cancelled"])
def test_a_link_that_is_over_is_told_without_a_word_of_the_meeting(
    ready: SimpleNamespace, client: Client, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    send(ready)
    address = link(of(ready, ready.principal))
    assert client.get(address).status_code == 200
    gone(ready, how)
    answer = client.get(address)
    assert answer.status_code == 410
    assert "ลิงก์นี้ใช้ไม่ได้แล้ว" in answer.content.decode()
    assert "ก.ต.ป.น." not in answer.content.decode()
    assert client.post(address, {"answer": "coming"}).status_code == 410


def test_trying_links_is_slowed_down(ready: SimpleNamespace, client: Client) -> None:
    address = reverse("committee-meetings:reply", args=["x" * 43])
    assert [client.get(address).status_code for _ in range(61)][-2:] == [404, 429]


def test_no_substitute_where_the_committee_has_none(ready: SimpleNamespace) -> None:
    ready.committee.substitutes_allowed = False
    ready.committee.save()
    send(ready)
    with pytest.raises(DomainError, match="ไม่ให้มอบผู้แทน"):
        services.reply_by_token(
            token_of(of(ready, ready.principal)), answer="substitute", substitute_name="นายแทน", now=NOW
        )


def test_one_answers_for_oneself_and_the_secretary_notes_what_was_telephoned(ready: SimpleNamespace) -> None:
    send(ready)
    row = of(ready, ready.principal)
    with pytest.raises(NotAllowed):
        services.reply(row, actor=ready.member, answer="coming", now=NOW)
    assert services.reply(row, actor=ready.secretary, answer="coming", now=NOW).reply == "coming"


def test_guests_are_invited_with_the_next_sending(ready: SimpleNamespace) -> None:
    guest = services.add_guest(
        ready.meeting, actor=ready.secretary, name="นางวิทยากร ทดสอบ", email="guest@example.org", now=NOW
    )
    assert services.add_guest(ready.meeting, actor=ready.secretary, name="นางวิทยากร ทดสอบ", now=NOW) == guest
    assert not Mail.objects.exists()
    send(ready, members=[])
    assert list(Mail.objects.values_list("address", flat=True)) == ["guest@example.org"]


def test_sending_from_the_page(ready: SimpleNamespace, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    client.force_login(ready.secretary)
    address = reverse("committee-meetings:invitations", args=[ready.meeting.pk])
    assert "ส่งหนังสือเชิญ" in client.get(address).content.decode()
    first, second = ready.seats[:2]
    answer = client.post(address, {"members": [first.pk, second.pk], f"channel-{second.pk}": "letter"}, follow=True)
    assert "ส่งหนังสือเชิญ 2 คนแล้ว" in answer.content.decode()
    assert Invitation.objects.get(member=second).channel == "letter"
    assert Meeting.objects.get(pk=ready.meeting.pk).invitations.count() == 2


def test_notice_is_counted(ready: SimpleNamespace) -> None:
    first = notice_of(ready.meeting, today=date(2025, 1, 10))
    assert (first.days, first.send_by, first.is_short) == (12, date(2025, 1, 15), False)
    assert first.sentence.startswith("ต้องส่งหนังสือเชิญภายใน 15")
    assert notice_of(ready.meeting, today=date(2025, 1, 18)).is_short
    send(ready)
    meeting = Meeting.objects.select_related("committee").get(pk=ready.meeting.pk)
    assert notice_of(meeting, today=date(2025, 1, 20)).sentence == "ส่งหนังสือเชิญก่อนประชุม 12 วัน"
