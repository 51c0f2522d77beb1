"""Procedures carried out as proof of a year's work (evidence.proofs)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse

from evidence.proofs import ProofSource, Record, Scope, Tag
from evidence.tags import fixed
from processes.models import Procedure, Run, RunStep

RUN = "run"
_RUN_STATES = [(state.value, str(state.label)) for state in Run.State if state != Run.State.CANCELLED]
_YEARS = {value: str(word) for value, word in Procedure.YearKind.choices}


def _finished(scope: Scope) -> Any:
    """Steps finished on a day of the year, of runs that stand."""
    return RunStep.objects.filter(
        run__district=scope.district, state=RunStep.State.DONE, done_on__range=(scope.start, scope.end)
    ).exclude(run__state=Run.State.CANCELLED)


_PLACE = ("run__school__name", "run__cluster__name", "run__year_kind", "run__year", "run__procedure__name")


def _name(school: str | None, cluster: str | None, kind: str, year: int, procedure: str) -> str:
    place = school or cluster
    return f"{procedure} {_YEARS.get(kind, '')} {year}" + (f" {place}" if place else "")


def runs(scope: Scope) -> Iterator[Record]:
    """Runs of which a step was finished in the year, with how many. One query."""
    rows = (
        _finished(scope)
        .order_by()
        .values_list("run", "run__procedure__code", "run__state", "run__school", *_PLACE)
        .annotate(steps=Count("pk"), last=Max("done_on"))
        .order_by("-last", "-run")
    )
    for pk, code, state, school, *place, steps, last in rows:
        tags = {"procedure": (code,), "state": (state,)}
        yield Record(RUN, str(pk), _name(*place), last, tags, school, steps)


def steps(scope: Scope) -> Iterator[Record]:
    """The finished steps themselves. One query."""
    rows = (
        _finished(scope)
        .order_by("-done_on", "-pk")
        .values_list("pk", "run__procedure__code", "step__title", "done_on", "run__school", *_PLACE)
    )
    for pk, code, title, day, school, *place in rows:
        yield Record("run_step", str(pk), f"{title} ({_name(*place)})", day, {"procedure": (code,)}, school)


def _procedures(district: Any) -> list[tuple[str, str]]:
    return list(Procedure.objects.of_district(district).order_by("name", "pk").values_list("code", "name"))


_PROCEDURE = Tag("procedure", "กระบวนงาน", _procedures)
RUNS = ProofSource(
    key="runs", thai="การดำเนินงานตามกระบวนงาน", unit="งาน", gather=runs, amount=("ขั้นที่เสร็จ", "ขั้น"),
    tags=(_PROCEDURE, Tag("state", "สถานะ", fixed(_RUN_STATES))), page=lambda scope: reverse("processes:runs"),
)  # fmt: skip
STEPS = ProofSource(
    key="run-steps", thai="ขั้นของกระบวนงานที่เสร็จแล้ว", unit="ขั้น", gather=steps, tags=(_PROCEDURE,),
    page=lambda scope: reverse("processes:runs"),
)  # fmt: skip
