"""How an action answers to whoever points at it: files, audit, notices."""

from typing import Any

from django.urls import reverse

from core.pointers import Provider, register_provider
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
    run = _step(key).run
    return run.state != Run.State.CANCELLED and can_write_step(user, run)


def register() -> None:
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
        ),
    )
