"""The survey of needs by personal link: opened for the members, answered once a link, reminded, closed."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from core import notify
from core.errors import DomainError
from core.thai.dates import thai_date
from instruments.models import Instrument, InstrumentVersion, Item
from instruments.queries import Form
from instruments.services import AnswerValue, open_anonymous
from schools.queries import holders, holders_kept
from supervision.networks.models import Invitation, Member, NetworkYear, Survey, SurveySheet
from supervision.networks.services.common import network_pointer, trace, year_to_write

MAIL = "network_survey"
MOST_DAYS = 90
MOST_LINKS = 1000
_TELLING = (Item.Kind.PHOTO, Item.Kind.PLACE)


class Answered(DomainError):
    """The link was used: nothing is kept a second time."""


def _check_form(version: InstrumentVersion, year: NetworkYear) -> None:
    instrument = version.instrument
    if instrument.district_id != year.network.district_id or instrument.subject != Instrument.Subject.NETWORK:
        raise DomainError("เลือกแบบที่ใช้กับเครือข่ายของเขตนี้", field="version")
    if version.state != InstrumentVersion.State.PUBLISHED:
        raise DomainError("แบบนี้ยังไม่เผยแพร่หรือเลิกใช้แล้ว", field="version")
    if Item.objects.filter(section__version=version, kind__in=_TELLING).exists():
        raise DomainError("แบบที่ขอภาพถ่ายหรือตำแหน่งที่ตั้งใช้ไม่ได้ เพราะคำตอบไม่ระบุตัวตน", field="version")


@transaction.atomic
def open_survey(
    year: NetworkYear, *, actor: Any, version: InstrumentVersion, open_until: date, now: datetime | None = None
) -> Survey:
    """Make a link for every member and tell those that can be told. Called again it takes in new members, moves the
    last day and opens what was closed, unless its result was shown; the form stays once somebody answered."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    held = year_to_write(year, actor)
    if not held.network.is_active:
        raise DomainError("เครือข่ายนี้ยุติแล้ว จึงเปิดแบบสำรวจไม่ได้")
    _check_form(version, held)
    if not today <= open_until <= today + timedelta(days=MOST_DAYS):
        raise DomainError(f"วันปิดรับต้องเป็นวันนี้หรือข้างหน้าไม่เกิน {MOST_DAYS} วัน", field="open_until")
    members = list(held.network.members.now().told())
    if not members:
        raise DomainError("ยังไม่มีสมาชิกให้ตอบ กรุณาเพิ่มสมาชิกก่อน")
    if len(members) > MOST_LINKS:
        raise DomainError(f"สำรวจได้ครั้งละไม่เกิน {MOST_LINKS:,} ราย")
    survey = Survey.objects.select_for_update().filter(year=held).first()
    if survey is None:
        survey = Survey(year=held, version=version, opened_by=actor, opened_at=now)
    elif survey.shows_result(today):
        raise DomainError("ผลของแบบสำรวจนี้แสดงแล้ว จึงเปิดรับอีกไม่ได้ เพราะจะรู้ได้ว่าคำตอบที่เพิ่มเป็นของใคร")
    elif survey.version_id != version.pk:
        if survey.sheets.exists():
            raise DomainError("มีผู้ตอบแบบเดิมแล้ว จึงเปลี่ยนแบบไม่ได้", field="version")
        survey.version = version
    survey.open_until, survey.closed_at = open_until, None
    survey.save()
    known = set(survey.invitations.values_list("member", flat=True))
    made = [
        Invitation(survey=survey, member=row, token=secrets.token_urlsafe(18), email=_address(row))
        for row in members
        if row.pk not in known
    ]
    Invitation.objects.bulk_create(made)
    _send(survey, made, now=now, again=False)
    trace(held.network, "surveyed", actor=actor, at=now, data={"count": len(made)})
    return survey


def _address(member: Member) -> str:
    """Where somebody without an account is written to."""
    if member.outside_person is not None:
        return str(member.outside_person.email)
    return str(member.outside_body.email) if member.outside_body is not None else ""


def _send(survey: Survey, rows: list[Invitation], *, now: datetime, again: bool) -> int:
    """Notices to accounts, e-mails to addresses; who has neither is handed the link. Gives how many were told."""
    network, today = survey.year.network, timezone.localdate(now)
    title = f"{'ยังไม่ได้ตอบ ' if again else ''}แบบสำรวจความต้องการ {network.name}"
    told = []
    with holders_kept():
        for row in rows:
            member, url = row.member, reverse("networks:answer", args=[row.token])
            if member.person is not None:
                people = [member.person.user] if member.person.user else []
            elif member.school is not None:
                people = list(holders("principal", network.district, today, school=member.school))
            else:
                people = []
            if people:
                notify.send(
                    people, code="network.survey_again" if again else "network.survey", title=title[:300],
                    body=f"ตอบได้ถึง {thai_date(survey.open_until, 'short')} ตอบได้ครั้งเดียว", url=url,
                    pointer=network_pointer(network), district_code=network.district.code,
                    dedupe_key=f"network-survey-{row.pk}-{today:%Y%m%d}-{'again' if again else 'first'}", now=now,
                )  # fmt: skip
            elif row.email:
                notify.post(
                    MAIL, str(row.pk), address=row.email, district_code=network.district.code,
                    data={"again": again}, now=now,
                )  # fmt: skip
            else:
                continue
            if again:
                row.reminded_on = today
            else:
                row.sent_on = today
            told.append(row)
    Invitation.objects.bulk_update(told, ["sent_on", "reminded_on"])
    return len(told)


@transaction.atomic
def answer(
    invitation: Invitation, *, answers: Mapping[int, AnswerValue], form: Form | None = None, now: datetime | None = None
) -> SurveySheet:
    """One sheet, once for each link: Answered for a second use, DomainError after the last day. The invitation keeps
    the day alone and the sheet nobody."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    # Held, so that nothing comes in behind the closing that shows the result.
    surveys = Survey.objects.select_for_update(of=("self",), no_key=True)
    survey = surveys.select_related("year__network", "version__instrument").get(pk=invitation.survey_id)
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if held.answered_on is not None:
        raise Answered("ลิงก์นี้ตอบแล้ว ตอบได้ครั้งเดียว")
    if not survey.takes_answers(today):
        raise DomainError("ปิดรับคำตอบแล้ว")
    if not any(not value.is_empty for value in answers.values()):
        raise DomainError("ยังไม่ได้ตอบสักข้อ")
    held.answered_on = today
    held.save(update_fields=["answered_on"])
    response = open_anonymous(survey.version, answers=answers, form=form, on=today)
    return SurveySheet.objects.create(survey=survey, response=response)


@transaction.atomic
def remind(survey: Survey, *, actor: Any, now: datetime | None = None) -> int:
    """Tell who has not answered, once a day; gives how many."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    held = year_to_write(survey.year, actor)
    row = Survey.objects.select_for_update(of=("self",)).select_related("year__network__district").get(pk=survey.pk)
    if not row.takes_answers(today):
        raise DomainError("ปิดรับคำตอบแล้ว")
    if row.reminded_on == today:
        return 0
    waiting = row.invitations.filter(answered_on=None, member__left_on=None).select_related(
        "member__person__user", "member__school", "member__outside_person", "member__outside_body"
    )  # fmt: skip
    told = _send(row, list(waiting), now=now, again=True)
    row.reminded_on = today
    row.save(update_fields=["reminded_on"])
    trace(held.network, "survey_reminded", actor=actor, at=now, data={"count": told})
    return told


@transaction.atomic
def close_survey(survey: Survey, *, actor: Any, now: datetime | None = None) -> Survey:
    now = now or timezone.now()
    held = year_to_write(survey.year, actor)
    row = Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    if row.closed_at is None:
        row.closed_at = now
        row.save(update_fields=["closed_at"])
        trace(held.network, "survey_closed", actor=actor, at=now)
    return row


def remind_all(*, now: datetime | None = None) -> int:
    """Of every office: who has not answered, two days before the last day; safe to run twice and safe to miss."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    rows = Survey.objects.filter(closed_at=None, open_until=today + timedelta(days=2), year__state="working")
    rows = rows.exclude(reminded_on=today).select_related("opened_by", "year__network__district")
    told = 0
    for row in rows.order_by("pk"):
        with transaction.atomic():
            held = Survey.objects.select_for_update(of=("self",)).get(pk=row.pk)
            if held.reminded_on == today:
                continue
            waiting = row.invitations.filter(answered_on=None, member__left_on=None).select_related(
                "member__person__user", "member__school", "member__outside_person", "member__outside_body"
            )  # fmt: skip
            told += _send(row, list(waiting), now=now, again=True)
            held.reminded_on = today
            held.save(update_fields=["reminded_on"])
    return told
