"""Notices: a row per person now, an e-mail of the same row after commit.

    notify.send(people, code="plan.returned", title="แผนนิเทศถูกส่งกลับ", body=reason, url=address,
                pointer=pointer, district_code=code, dedupe_key=f"plan-returned-{round.pk}")

An e-mail is written from templates/notifications/plan_returned_subject.txt and plan_returned_body.txt (the code with
its dots as underscores), or the generic pair.

An e-mail to an address without an account is a row of its own, written by the owner of its kind when it is sent:

    notify.register_mail("meeting_invitation", write)     # in apps.ready(); write(mail) -> EmailMessage or None
    notify.post("meeting_invitation", key, address=…, district_code=…, data={"act": "invite"})
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.template.loader import select_template
from django.utils import timezone, translation

from core import bulk, queue
from core.models import Mail, Notice
from core.pointers import Pointer

log = logging.getLogger(__name__)

MAX_ATTEMPTS = 6
_BATCH = 20
_NEVER_HEARD = timedelta(seconds=30)

# What must not lie in the database, such as a one-time link, is added when the e-mail is written.
_mail_context: dict[str, Callable[[Notice], dict[str, Any]]] = {}


Row = Notice | Mail
Writer = Callable[[Mail], EmailMessage | None]
_writers: dict[str, Writer] = {}


def register_mail(kind: str, write: Writer) -> None:
    """`write(mail)` gives the message as it should be now, None when it is not to be sent any more; it runs in the
    worker."""
    _writers[kind] = write


def post(
    kind: str, key: str, *, address: str, district_code: str, data: dict[str, Any] | None = None,
    now: datetime | None = None,
) -> Mail:  # fmt: skip
    """Send an e-mail to an address after commit. ValueError for a kind nobody writes."""
    if kind not in _writers:
        raise ValueError(f"nobody writes e-mails of kind {kind}")
    row = Mail.objects.create(
        kind=kind, key=str(key), address=address, district_code=district_code, data=data or {},
        created_at=now or timezone.now(),
    )  # fmt: skip
    queue.ring("core.tasks.email_mails", [row.pk])
    return row


def register_mail_context(code: str, build: Callable[[Notice], dict[str, Any]]) -> None:
    """`build(notice)` gives more names to the e-mail templates of `code`; it runs in the worker."""
    _mail_context[code] = build


def send(
    recipients: Iterable[Any],
    *,
    code: str,
    title: str,
    body: str = "",
    url: str = "",
    pointer: Pointer | None = None,
    district_code: str,
    dedupe_key: str = "",
    always_mail: bool = False,
    mail: bool = True,
    now: datetime | None = None,
) -> list[Notice]:
    """Tell each active account once; gives the new rows only (a row with the same dedupe key makes none).

    The e-mail follows for whoever wants e-mail; `always_mail` is for what is about the account itself;
    without `mail` none follows: they were written to by `post`.
    """
    people = {user.pk: user for user in recipients if user is not None and user.is_active}
    if not people:
        return []
    now = now or timezone.now()
    rows = [
        Notice(
            recipient=user,
            district_code=district_code,
            code=code,
            title=title[:300],
            body=body,
            url=url,
            target_kind=pointer.kind if pointer else "",
            target_key=str(pointer.key) if pointer else "",
            dedupe_key=dedupe_key,
            created_at=now,
            email_state=Notice.EmailState.WAITING
            if mail and (always_mail or user.notify_by_email)
            else Notice.EmailState.NONE,
        )
        for user in people.values()
    ]
    if dedupe_key:
        with transaction.atomic():
            Notice.objects.bulk_create(rows, ignore_conflicts=True)
            # Rows that were there already carry another moment; only ours are new.
            rows = list(
                Notice.objects.filter(recipient__in=people, dedupe_key=dedupe_key, created_at=now).order_by("pk")
            )
        _ring(rows)
    else:
        bulk.add(Notice, rows, then=_ring)
    return rows


def _ring(rows: list[Notice]) -> None:
    """One bell for twenty e-mails that wait."""
    waiting = [row.pk for row in rows if row.email_state == Notice.EmailState.WAITING]
    for start in range(0, len(waiting), _BATCH):
        queue.ring("core.tasks.email_notices", waiting[start : start + _BATCH])


def unread_count(user: Any) -> int:
    return Notice.objects.filter(recipient=user, read_at=None).count()


def notices_of(user: Any) -> QuerySet[Notice]:
    """The person's own notices, newest first."""
    return Notice.objects.filter(recipient=user).order_by("-created_at", "-pk")


def mark_read(user: Any, *, pk: int | None = None, now: datetime | None = None) -> int:
    """Mark one of the person's notices read, or all of them; gives how many were unread."""
    bulk.write_out(Notice)
    rows = Notice.objects.filter(recipient=user, read_at=None)
    if pk is not None:
        rows = rows.filter(pk=pk)
    return rows.update(read_at=now or timezone.now())


def _due(now: datetime) -> Q:
    """Rows whose e-mail may be tried: never tried, or long enough ago (2, 4, 8 … minutes after each failure)."""
    never = Q(email_tried_at=None)
    for attempts in range(1, MAX_ATTEMPTS):
        never |= Q(email_attempts=attempts, email_tried_at__lte=now - timedelta(minutes=2**attempts))
    return never


def deliver(pk: int, *, now: datetime | None = None) -> bool:
    """Send the e-mail of one notice; False when it is not due, taken by another worker, or the server refused it."""
    return _deliver(Notice, pk, _notice_message, now or timezone.now())


def deliver_mail(pk: int, *, now: datetime | None = None) -> bool:
    """The same for a row of `post`."""
    return _deliver(Mail, pk, lambda mail: _writers[mail.kind](mail), now or timezone.now())


def _deliver(model: type[Row], pk: int, write: Callable[[Any], EmailMessage | None], now: datetime) -> bool:
    """The row is claimed by a conditional update first, so two bells for one row send one e-mail."""
    waiting = model._default_manager.filter(pk=pk, email_state=Notice.EmailState.WAITING)
    if not waiting.filter(_due(now)).update(email_tried_at=now, email_attempts=F("email_attempts") + 1):
        return False
    row = model._default_manager.get(pk=pk)
    message = write(row)
    if message is None:
        waiting.update(email_state=Notice.EmailState.NONE)
        return False
    try:
        message.send()
    except (OSError, SMTPException) as fault:
        log.warning("e-mail of %s %s failed (attempt %s): %s", model.__name__, pk, row.email_attempts, fault)
        if row.email_attempts >= MAX_ATTEMPTS:
            waiting.update(email_state=Notice.EmailState.FAILED)
        return False
    waiting.update(email_state=Notice.EmailState.SENT, emailed_at=timezone.now())
    return True


def _notice_message(notice: Notice) -> EmailMessage | None:
    return _message(notice) if notice.recipient.is_active and notice.recipient.email else None


def _message(notice: Notice) -> EmailMessage:
    address = notice.url if notice.url.startswith(("http://", "https://")) else f"{settings.SITE_URL}{notice.url}"
    context = {
        "notice": notice,
        "recipient": notice.recipient,
        "title": notice.title,
        "body": notice.body,
        "link": address if notice.url else "",
        "site_url": settings.SITE_URL,
        **(_mail_context[notice.code](notice) if notice.code in _mail_context else {}),
    }
    own = notice.code.replace(".", "_").replace("-", "_")
    subject, body = (
        select_template([f"notifications/{name}_{part}.txt" for name in (own, "generic")])
        for part in ("subject", "body")
    )
    with translation.override("th"):
        head, text = subject.render(context), body.render(context)
    # A line break typed into a title must not become a header.
    return EmailMessage(subject=" ".join(head.split()), body=text.strip() + "\n", to=[notice.recipient.email])


def sweep(*, now: datetime | None = None) -> int:
    """Ring again for e-mails whose bell was never heard or whose last attempt failed; gives how many rows."""
    now = now or timezone.now()
    return _sweep(Notice, "core.tasks.email_notices", now) + _sweep(Mail, "core.tasks.email_mails", now)


def _sweep(model: type[Row], task: str, now: datetime) -> int:
    lost = now - timedelta(minutes=2**MAX_ATTEMPTS)
    waiting = model._default_manager.filter(email_state=Notice.EmailState.WAITING)
    waiting.filter(email_attempts__gte=MAX_ATTEMPTS, email_tried_at__lte=lost).update(
        email_state=Notice.EmailState.FAILED
    )
    rows = waiting.filter(_due(now), created_at__lte=now - _NEVER_HEARD).order_by("pk").values_list("pk", flat=True)
    keys = list(rows[:1000])
    for start in range(0, len(keys), _BATCH):
        if not queue.publish(task, keys[start : start + _BATCH]):
            break
    return len(keys)
