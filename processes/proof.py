"""Steps of runs as something evidence proves."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from evidence.uses import UseKind, register_use
from processes.models import Run, RunStep, RunStepEvidence
from processes.permissions import can_review_step, can_write_step

KEY = "run_step"


def _steps() -> QuerySet[RunStep]:
    return RunStep.objects.select_related(
        "run__district", "run__procedure__district", "run__school", "run__cluster", "step"
    )


def _may_view(user: Any, row: RunStep) -> bool:
    run = row.run
    # The steps of one run are asked one after the other.
    asked = run.__dict__.setdefault("_seen_by", {})
    if user.pk not in asked:
        asked[user.pk] = Run.objects.visible_to(user).filter(pk=run.pk).exists()
    return bool(asked[user.pk])


def _may_attach(user: Any, row: RunStep) -> bool:
    return row.run.state != Run.State.CANCELLED and can_write_step(user, row)


def _may_review(user: Any, row: RunStep) -> bool:
    return row.run.state != Run.State.CANCELLED and can_review_step(user, row.run)


def _previous(row: RunStep) -> list[RunStep]:
    """The same step (by its words) in earlier years' runs of the same procedure and place, newest first."""
    run = row.run
    if "_earlier" not in run.__dict__:
        before = Run.objects.standing().filter(
            procedure=run.procedure_id, district=run.district_id, cluster=run.cluster_id, school=run.school_id,
            year__lt=run.year,
        )  # fmt: skip
        run.__dict__["_earlier"] = list(_steps().filter(run__in=before).order_by("-run__year", "position"))
    return [earlier for earlier in run.__dict__["_earlier"] if earlier.step.title == row.step.title]


def register() -> None:
    register_use(
        UseKind(
            key=KEY,
            model=RunStepEvidence,
            thai="ขั้นของกระบวนงาน",
            target=lambda key: _steps().get(pk=int(key)),
            describe=lambda row: f"{row.step.title} · {row.run.procedure.name} {row.run.place} ปี {row.run.year}",
            url=lambda row: reverse("processes:run-step", args=[row.run_id, row.pk]),
            school=lambda row: row.run.school,
            district=lambda row: row.run.district,
            may_view=_may_view,
            may_attach=_may_attach,
            may_review=_may_review,
            year=lambda row: row.run.year,
            previous=_previous,
            visible=lambda user: RunStep.objects.filter(run__in=Run.objects.visible_to(user).order_by().values("pk")),
            related=("target__run__district", "target__run__procedure", "target__run__school",
                     "target__run__cluster", "target__step"),
        )
    )  # fmt: skip
