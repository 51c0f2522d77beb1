"""Notices: a row now, one e-mail after commit; nothing is lost when broker or mail server are down."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone
from kombu.exceptions import OperationalError

from core import notify, queue
from core.models import Notice
from core.pointers import Pointer
from tests.factories import base
from tests.fixtures.mail import Mailbox
from tests.fixtures.waiting import until

pytestmark = pytest.mark.django_db
WAITING, SENT, FAILED, NONE = "waiting", "sent", "failed", "none"


def send(*people: Any, **more: Any) -> list[Notice]:
    given = {"code": "plan.returned", "title": "แผนนิเทศถูกส่งกลับ", "district_code": "T1", **more}
    return notify.send(people, **given)


def the(**fields: Any) -> Notice:
    return Notice.objects.get(**fields)


class Bells:
    """What was queued; `broken` makes the broker unreachable."""

    def __init__(self) -> None:
        self.rung: list[tuple[str, Any]] = []
        self.broken = False

    def send_task(self, name: str, args: Any) -> None:
        if self.broken:
            raise OperationalError("no broker")
        self.rung.append((name, *args))


@pytest.fixture
def bells(monkeypatch: pytest.MonkeyPatch) -> Bells:
    made = Bells()
    monkeypatch.setattr(queue, "current_app", made)
    return made


def test_nobody_and_the_inactive_are_told_nothing() -> None:
    assert send() == []
    assert send(None, base.account(is_active=False)) == []
    assert not Notice.objects.exists()


def test_a_person_twice_in_the_list_is_told_once() -> None:
    person = base.account()
    assert len(send(person, person)) == 1


def test_who_wants_no_email_gets_the_row_only(bells: Bells, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        send(base.account(notify_by_email=False))
    assert the().email_state == NONE
    assert bells.rung == []
    with django_capture_on_commit_callbacks(execute=True):
        send(base.account(notify_by_email=False), always_mail=True)
    assert len(bells.rung) == 1


def test_the_same_key_makes_one_notice(bells: Bells) -> None:
    first, second = base.account(), base.account()
    assert len(send(first, dedupe_key="plan-1")) == 1
    assert [row.recipient for row in send(first, second, dedupe_key="plan-1")] == [second]
    assert Notice.objects.count() == 2


def test_the_email_is_queued_only_after_commit(bells: Bells, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        (notice,) = send(base.account(), pointer=Pointer("plan", "7", "แผน"), url="/plans/7/")
        assert bells.rung == []
    assert bells.rung == [("core.tasks.email_notices", [notice.pk])]
    assert (notice.target_kind, notice.target_key) == ("plan", "7")


def test_a_broker_that_is_down_neither_raises_nor_loses(bells: Bells, django_capture_on_commit_callbacks: Any) -> None:
    bells.broken = True
    with django_capture_on_commit_callbacks(execute=True):
        (notice,) = send(base.account())
    later = timezone.now() + timedelta(seconds=31)
    assert notify.sweep(now=later) == 1
    assert bells.rung == []
    bells.broken = False
    notify.sweep(now=later)
    assert bells.rung == [("core.tasks.email_notices", [notice.pk])]


def test_a_young_row_is_left_to_its_own_bell(bells: Bells) -> None:
    send(base.account())
    assert notify.sweep() == 0


def test_the_email_says_what_and_where(settings: Any) -> None:
    settings.SITE_URL = "https://nithet.example.org"
    person = base.account(name="สมใจ ใจดี")
    (notice,) = send(person, title="แผนของ <b>\nBcc: x@y", body="เหตุผล: แก้ & ส่งใหม่", url="/plans/7/")
    assert notify.deliver(notice.pk)
    (message,) = mail.outbox
    assert message.subject == "แผนของ <b> Bcc: x@y"
    assert message.to == [person.email]
    assert "เหตุผล: แก้ & ส่งใหม่" in message.body
    assert "https://nithet.example.org/plans/7/" in message.body
    assert the().email_state == SENT


def test_two_bells_for_one_row_send_one_email() -> None:
    (notice,) = send(base.account())
    assert [notify.deliver(notice.pk), notify.deliver(notice.pk)] == [True, False]
    assert len(mail.outbox) == 1


def test_an_account_closed_meanwhile_gets_no_email() -> None:
    person = base.account()
    (notice,) = send(person)
    person.is_active = False
    person.save()
    assert not notify.deliver(notice.pk)
    assert the().email_state == NONE


def test_a_refusing_server_is_tried_again_later_and_given_up_at_last(settings: Any, bells: Bells) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    (notice,) = send(base.account())
    now = timezone.now()
    assert not notify.deliver(notice.pk, now=now)
    assert (the().email_state, the().email_attempts) == (WAITING, 1)
    assert not notify.deliver(notice.pk, now=now + timedelta(minutes=1))
    assert the().email_attempts == 1, "too early"
    for attempt in range(2, notify.MAX_ATTEMPTS + 1):
        now += timedelta(minutes=2**attempt)
        assert notify.sweep(now=now) == 1
        notify.deliver(notice.pk, now=now)
        assert the().email_attempts == attempt
    assert the().email_state == FAILED
    assert notify.sweep(now=now + timedelta(days=1)) == 0


def test_notices_are_read_by_their_owner_only() -> None:
    mine, other = base.account(), base.account()
    (notice,) = send(mine)
    assert notify.mark_read(other, pk=notice.pk) == 0
    assert notify.unread_count(mine) == 1
    assert notify.mark_read(mine, pk=notice.pk) == 1
    assert notify.unread_count(mine) == 0
    assert list(notify.notices_of(other)) == []


@pytest.mark.engines
@pytest.mark.django_db(transaction=True)
def test_a_real_worker_sends_over_real_smtp(celery_worker: Any, smtp_server: Mailbox) -> None:
    (notice,) = send(base.account(email="krusomjai@example.org"), body="ขอระบุกำหนดแก้ไข", url="/plans/7/")
    (message,) = smtp_server.wait(1)
    assert message["To"] == "krusomjai@example.org"
    assert message["Subject"].strip() == "แผนนิเทศถูกส่งกลับ"
    assert "ขอระบุกำหนดแก้ไข" in message.get_content()
    until(lambda: the(pk=notice.pk).email_state == SENT)
