"""What recognition puts into the one inbox: votes to cast, nominations and best practices to look at, to set right."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.approvals import InboxItem
from core.thai.dates import thai_datetime
from schools.scope import people_keys, reach
from supervision.recognition.models import BestPractice, Nomination, Poll
from supervision.recognition.permissions import may_honour

_MOST = 50
_PRACTICE = "แนวปฏิบัติที่ดี"


def source(user: Any, district: Any) -> Iterable[InboxItem]:
    yield from _votes(user, district)
    if may_honour(user, district):
        yield from _to_consider(user, district)
    own = reach(user, "school.improvement.write").schools
    if own:
        rows = BestPractice.objects.filter(school__in=own, school__district=district, state="returned")
        for row in rows.order_by("updated_at")[:_MOST]:
            yield InboxItem(
                "practice_returned", _PRACTICE, str(row.pk), row.title, f"“{row.reason}”", _practice(row),
                row.updated_at, "สำนักงานเขต", "returned", "ตีกลับ", act_label="แก้ไขและส่ง",
            )  # fmt: skip


def _votes(user: Any, district: Any) -> Iterable[InboxItem]:
    keys = people_keys(user)
    if not keys:
        return
    polls = Poll.objects.filter(award__district=district).awaiting_vote_of(keys, timezone.now())
    for poll in polls.select_related("award")[:_MOST]:
        yield InboxItem(
            "poll_vote", "ประชามติ", str(poll.pk), poll.question, str(poll.award),
            reverse("recognition:poll", args=[poll.pk]), poll.opens_at, "สำนักงานเขต", "taking", "เปิดลงคะแนน",
            act_label="ออกเสียง", deadline_note=f"ปิด {thai_datetime(poll.closes_at)}",
        )  # fmt: skip


def _to_consider(user: Any, district: Any) -> Iterable[InboxItem]:
    names = Nomination.objects.awaiting().filter(award__district=district, award__state="nominating")
    for row in names.exclude(nominated_by=user).select_related("award", "school", "person", "nominated_by")[:_MOST]:
        yield InboxItem(
            "nomination", "การเสนอชื่อ", str(row.pk), f"{row.who} · {row.award}", row.place,
            reverse("recognition:nomination", args=[row.pk]), row.nominated_at, str(row.nominated_by), "reviewing",
            "รอพิจารณา",
        )  # fmt: skip
    practices = BestPractice.objects.awaiting().filter(school__district=district)
    for row in practices.order_by("submitted_at").select_related("school")[:_MOST]:
        yield InboxItem(
            "practice", _PRACTICE, str(row.pk), row.title, row.school.name, _practice(row),
            row.submitted_at or row.updated_at, row.school.name, act_label="อ่านและเผยแพร่",
        )  # fmt: skip


def _practice(row: BestPractice) -> str:
    return reverse("recognition:practice", args=[row.pk])
