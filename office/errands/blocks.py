"""Errands on pages of others: the desk's day, a letter, a gathering; what waits in the inbox."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from core.approvals import InboxItem
from core.slots import Block, register
from core.thai.dates import thai_date
from meetings.models import Gathering
from office.errands.models import Article, Errand, ItemCall
from office.errands.permissions import ASKERS, may_ask
from office.errands.queries import items_by_group
from schools.scope import people_keys

DESK = ("desk.write", "desk.decide")
_SHOWN = 8
_SOON = timedelta(days=3)
_MOST = 50


def of_desk(request: HttpRequest, district: Any) -> dict[str, Any] | None:
    """What is due in three days or late, and what was answered and is to be accepted."""
    today = timezone.localdate()
    rows = Errand.objects.visible_to(request.user).of_district(district).select_related("unit", "person", "created_by")
    due = list(rows.due_by(today + _SOON).order_by("due_on", "pk")[: _MOST + 1])
    answered = rows.answered().count()
    articles = Article.objects.visible_to(request.user).of_district(district).filter(state="submitted").count()
    if not due and not answered and not articles:
        return None
    return {
        "due": due[:_SHOWN], "count": len(due), "answered": answered, "articles": articles, "today": today,
        "late": sum(one.is_late(today) for one in due),
    }  # fmt: skip


def of_month(request: HttpRequest, district: Any) -> dict[str, Any] | None:
    """The open call that is due next, and who has not sent; group meetings whose minutes are late."""
    today = timezone.localdate()
    call = (
        ItemCall.objects.visible_to(request.user).of_district(district).filter(state="open").order_by("month").first()
    )
    late = Gathering.objects.of_district(district).minutes_missing(today).count()
    if call is None and not late:
        return None
    silent = [one.group for one in items_by_group(call) if one.is_silent] if call else []
    return {"call": call, "silent": silent, "minutes": late, "past": bool(call and call.due_on < today)}


def of_letter(request: HttpRequest, letter: Any) -> dict[str, Any] | None:
    """Errands about a letter, and the ways to one."""
    rows = (
        Errand.objects.visible_to(request.user)
        .about("letter", letter.pk)
        .select_related("unit", "person", "created_by")
    )
    found = list(rows.order_by("-asked_on", "-pk")[:_SHOWN])
    kinds = [(kind, word) for kind, word in Errand.Kind.choices if may_ask(request.user, letter.district_id, kind)]
    return {"errands": found, "kinds": kinds, "today": timezone.localdate()} if found or kinds else None


def of_gathering(request: HttpRequest, gathering: Any) -> dict[str, Any] | None:
    """The monthly items that were taken into it."""
    calls = ItemCall.objects.visible_to(request.user).filter(gathering=gathering)
    rows = [(call, list(call.items.to_be_taken().select_related("work_group"))) for call in calls]
    return {"calls": rows} if rows else None


def inbox(user: Any, district: Any) -> Any:
    """What the person is to answer, and what was answered to them."""
    keys = people_keys(user)
    rows = Errand.objects.of_district(district).select_related("unit", "created_by", "person")
    for row in rows.waiting().filter(person__in=keys).order_by("due_on", "pk")[:_MOST]:
        yield InboxItem(
            "errand", "งานประสานและงานมอบหมาย", str(row.pk), row.title,
            f"กำหนด {thai_date(row.due_on, 'short')}" if row.due_on else row.get_kind_display(),
            reverse("errands:errand", args=[row.pk]), row.created_at, row.other_side,
            state="returned" if row.state == "returned" else "waiting", state_label=row.get_state_display(),
            act_label="บันทึกผล",
        )  # fmt: skip
    for row in rows.answered().filter(created_by=user).exclude(answered_by=user).order_by("updated_at", "pk")[:_MOST]:
        yield InboxItem(
            "errand", "งานประสานและงานมอบหมาย", str(row.pk), row.title, row.answer[:120],
            reverse("errands:errand", args=[row.pk]), row.updated_at, row.person.full_name, state_label="ตอบแล้ว",
            act_label="ตรวจและรับ",
        )  # fmt: skip


def fill() -> None:
    """Called once, in `apps.ready()`."""
    register(
        "desk.main",
        Block("errands.desk", 40, of_desk, "office/errands/_desk.html", DESK),
        Block("errands.month", 70, of_month, "office/errands/_month.html", DESK),
    )
    register("letter.main", Block("errands.letter", 40, of_letter, "office/errands/_letter.html", ASKERS))
    register("gathering.main", Block("errands.gathering", 40, of_gathering, "office/errands/_gathering.html", ASKERS))
