"""How an action answers to whoever points at it: files, audit, notices."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from core.pointers import Pointer, Provider, register_provider
from processes.models import Action, Run, RunStep
from processes.permissions import can_change_draft_files, can_change_files, can_write_step, is_of_school
from processes.services.actions import DRAFT


def _get(key: str) -> Action:
    return Action.objects.select_related("district").get(pk=int(key))


def _may_view(user: Any, key: str) -> bool:
    return Action.objects.visible_to(user).filter(pk=int(key)).exists()


def _may_change(user: Any, key: str) -> bool:
    return can_change_files(user, _get(key))


def _may_view_draft(user: Any, key: str) -> bool:
    return _may_view(user, key) and is_of_school(user, _get(key))


def _may_change_draft(user: Any, key: str) -> bool:
    return can_change_draft_files(user, _get(key))


def _step(key: str) -> RunStep:
    return RunStep.objects.select_related("run__district", "run__procedure", "run__school", "run__cluster", "step").get(
        pk=int(key)
    )


def _may_view_step(user: Any, key: str) -> bool:
    return RunStep.objects.filter(pk=int(key), run__in=Run.objects.visible_to(user).values("pk")).exists()


def _may_change_step(user: Any, key: str) -> bool:
    row = _step(key)
    return row.run.state != Run.State.CANCELLED and can_write_step(user, row)


def _pointer(action: Action) -> Pointer:
    """With the day it was reported done."""
    day = timezone.localtime(action.done_at).date() if action.done_at else None
    return Pointer("action", str(action.pk), str(action)[:300], day)


def _search(user: Any, district: Any, school: Any, text: str, limit: int) -> list[Pointer]:
    """Actions reported done or closed, newest first."""
    rows = (
        Action.objects.visible_to(user).of_district(district).filter(state__in=(Action.State.DONE, Action.State.CLOSED))
    )
    if school is not None:
        rows = rows.of_school(school)
    for word in text.split():
        rows = rows.filter(text__icontains=word)
    return [_pointer(action) for action in rows.order_by("-done_at", "-pk")[:limit]]


def _run(key: str) -> Run:
    return Run.objects.select_related("district", "procedure", "school", "cluster").get(pk=int(key))


def register() -> None:
    register_provider(
        "run",
        Provider(
            label=lambda key: str(_run(key)),
            url=lambda key: reverse("processes:run", args=[key]),
            may_view=lambda user, key: Run.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: False,
            district_code=lambda key: _run(key).district.code,
        ),
    )
    register_provider(
        "run_step",
        Provider(
            label=lambda key: str(_step(key)),
            url=lambda key: reverse("processes:run", args=[_step(key).run_id]),
            may_view=_may_view_step,
            may_change=_may_change_step,
            district_code=lambda key: _step(key).run.district.code,
        ),
    )
    register_provider(
        DRAFT,
        Provider(
            label=lambda key: f"ร่างคำตอบ: {_get(key)}",
            url=lambda key: reverse("processes:action", args=[key]),
            may_view=_may_view_draft,
            may_change=_may_change_draft,
            district_code=lambda key: _get(key).district.code,
        ),
    )
    register_provider(
        "action",
        Provider(
            label=lambda key: str(_get(key)),
            url=lambda key: reverse("processes:action", args=[key]),
            may_view=_may_view,
            may_change=_may_change,
            district_code=lambda key: _get(key).district.code,
            thai="เรื่องที่ติดตามแล้ว",
            search=_search,
            snapshot=lambda key: _pointer(_get(key)),
        ),
    )
