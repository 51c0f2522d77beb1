"""The rows of a plan: add, change, order, take out; targets and budgets by year come with their row."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, Model

from core.errors import DomainError
from core.pointers import Pointer
from qa.plans.models import (
    Finding,
    Indicator,
    IndicatorYear,
    Measure,
    PlanProject,
    ProjectYear,
    QualityPlan,
    Strategy,
)
from qa.plans.queries import picks_for, source_words
from qa.plans.queries.picks import KIND as PICKED
from qa.plans.services.plans import LARGEST, locked_plan, touch
from schools.models import Project

MOST = 200


@dataclass(frozen=True)
class Kind:
    """One kind of row: `parent` names its foreign key, `head` the text every row must have, `fields` what is written
    as it comes."""

    model: type[Model]
    thai: str
    parent: str
    head: str
    fields: tuple[str, ...]


KINDS: dict[str, Kind] = {
    "finding": Kind(Finding, "สิ่งที่พบ", "plan", "text", ("text", "origin", "academic_year", "source")),
    "strategy": Kind(Strategy, "กลยุทธ์", "plan", "title", ("title", "objective")),
    "measure": Kind(Measure, "มาตรการ", "strategy", "text", ("text",)),
    "indicator": Kind(Indicator, "ตัวชี้วัด", "strategy", "title", ("title", "unit", "baseline", "higher_is_better")),
    "project": Kind(PlanProject, "โครงการ", "strategy", "name", ("name", "project", "responsible")),
}


def rows_of(plan: QualityPlan, kind: str) -> Any:
    """Rows of one kind that belong to the plan."""
    told = KINDS[kind]
    path = "plan" if told.parent == "plan" else "strategy__plan"
    return told.model._base_manager.filter(**{path: plan})


@transaction.atomic
def save_row(
    plan: QualityPlan, *, actor: Any, kind: str, values: Mapping[str, Any], row: Any = None,
    under: Strategy | None = None, years: Mapping[int, Decimal | None] | None = None,
    findings: Any = None, lock_version: int | None = None, now: datetime | None = None,
) -> Any:  # fmt: skip
    """Write a row, or add one at the end of the plan or of the strategy `under`. `years`: targets of an indicator or
    budgets of a project; `findings`: which of the plan's findings a strategy answers."""
    held = locked_plan(plan, actor=actor, lock_version=lock_version)
    told = KINDS[kind]
    head = " ".join(str(values.get(told.head, "")).split())
    limit = 4000 if told.head == "text" else 300
    if not head or len(head) > limit:
        raise DomainError(f"กรุณาเขียน{told.thai} ไม่เกิน {limit} ตัวอักษร", field=told.head)
    if set(values) - set(told.fields):
        raise DomainError("มีช่องที่ไม่รู้จัก")
    if row is None:
        row = _new(held, told, under)
    elif not rows_of(held, kind).filter(pk=row.pk).exists():
        raise DomainError("รายการนี้ไม่ได้อยู่ในแผนนี้ หรือถูกนำออกแล้ว")
    _check(held, values, years)
    for name, value in values.items():
        setattr(row, name, head if name == told.head else value)
    row.save()
    if years is not None:
        _YEARS[kind](row, years)
    if findings is not None:
        row.findings.set(Finding.objects.filter(plan=held, pk__in=[one.pk for one in findings]))
    touch(held, actor=actor, now=now, what=f"{told.thai} {head}")
    return row


def _new(held: QualityPlan, told: Kind, under: Strategy | None) -> Any:
    parent: dict[str, Any]
    if told.parent == "strategy":
        if under is None or under.plan_id != held.pk:
            raise DomainError("กรุณาเลือกกลยุทธ์ของแผนนี้")
        siblings, parent = told.model._base_manager.filter(strategy=under), {"strategy": under}
    else:
        siblings, parent = told.model._base_manager.filter(plan=held), {"plan": held}
    if siblings.count() >= MOST:
        raise DomainError(f"เพิ่ม{told.thai}ได้ไม่เกิน {MOST} รายการ")
    top = siblings.aggregate(top=Max("position"))["top"]
    return told.model(**parent, position=0 if top is None else top + 1)


def _check(held: QualityPlan, values: Mapping[str, Any], years: Mapping[int, Decimal | None] | None) -> None:
    project = values.get("project")
    if isinstance(project, Project) and project.district_id != held.district_id:
        raise DomainError("โครงการนี้ไม่ได้อยู่ในทะเบียนของเขต", field="project")
    if "origin" in values and values["origin"] not in Finding.Origin.values:
        raise DomainError("กรุณาเลือกว่าผลมาจากที่ใด", field="origin")
    if years is not None and set(years) - set(held.years):
        raise DomainError("มีปีที่ไม่อยู่ในแผน")
    amounts = [*(years or {}).values(), values.get("baseline")]
    if any(one is not None and not -LARGEST <= one <= LARGEST for one in amounts):
        raise DomainError("ตัวเลขมีค่าเกินกว่าที่เก็บได้")


def _targets(row: Any, years: Mapping[int, Decimal | None]) -> None:
    """Targets only; results that were recorded stay."""
    held = {one.year: one for one in row.years.all()}
    for year, target in years.items():
        if year not in held:
            if target is not None:
                IndicatorYear.objects.create(indicator=row, year=year, target=target)
        elif held[year].target != target:
            held[year].target = target
            held[year].save(update_fields=["target"])


def _budgets(row: Any, years: Mapping[int, Decimal | None]) -> None:
    if any(amount is not None and amount < 0 for amount in years.values()):
        raise DomainError("งบประมาณต้องไม่ติดลบ")
    row.years.filter(year__in=[year for year, amount in years.items() if amount is None]).delete()
    for year, amount in years.items():
        if amount is not None:
            ProjectYear.objects.update_or_create(project=row, year=year, defaults={"budget": amount})


_YEARS: dict[str, Callable[[Any, Mapping[int, Decimal | None]], None]] = {"indicator": _targets, "project": _budgets}


@transaction.atomic
def add_finding(
    plan: QualityPlan, *, actor: Any, text: str, origin: str, academic_year: int | None = None, source: str = "",
    pointer: Pointer | None = None, now: datetime | None = None,
) -> Finding:  # fmt: skip
    """A finding picked from elsewhere, such as the district's summary; the same pointer twice gives one row."""
    if pointer is not None:
        known = plan.findings.filter(source_kind=pointer.kind, source_key=str(pointer.key)).first()
        if known is not None:
            return known
    values = {"text": text, "origin": origin, "academic_year": academic_year, "source": source[:300]}
    row: Finding = save_row(plan, actor=actor, kind="finding", values=values, now=now)
    if pointer is not None:
        row.source_kind, row.source_key = pointer.kind[:40], str(pointer.key)[:64]
        row.save(update_fields=["source_kind", "source_key"])
    return row


@transaction.atomic
def pick_findings(
    plan: QualityPlan, *, actor: Any, keys: Collection[str], academic_year: int, level: str, origin: str,
    lock_version: int | None = None,
) -> int:  # fmt: skip
    """Take points of the district's summary into the plan by their keys; gives how many are new. A key that is not (or
    no longer) a point of that summary is left out."""
    held = locked_plan(plan, actor=actor, lock_version=lock_version)
    wanted = [
        pick
        for pick in picks_for(held, academic_year=academic_year, level=level, origin=origin)
        if pick.key in keys and not pick.taken
    ]
    for pick in wanted:
        add_finding(
            held, actor=actor, text=pick.text, origin=origin, academic_year=academic_year,
            source=source_words(pick, academic_year, level), pointer=Pointer(PICKED, pick.key, pick.text),
        )  # fmt: skip
    return len(wanted)


@transaction.atomic
def move_row(plan: QualityPlan, *, actor: Any, kind: str, key: int, up: bool, now: datetime | None = None) -> None:
    """One place up or down among its siblings."""
    held = locked_plan(plan, actor=actor)
    told = KINDS[kind]
    row: Any = rows_of(held, kind).filter(pk=key).first()
    if row is None:
        return
    parent = {told.parent: getattr(row, f"{told.parent}_id")}
    siblings = list(told.model._base_manager.filter(**parent).order_by("position", "pk"))
    place = next(index for index, one in enumerate(siblings) if one.pk == row.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(siblings):
        return
    siblings[place], siblings[other] = siblings[other], siblings[place]
    for index, one in enumerate(siblings):
        one.position = index  # type: ignore[attr-defined]  # each of these models has its place
    told.model._base_manager.bulk_update(siblings, ["position"])
    touch(held, actor=actor, now=now, what=f"ลำดับ{told.thai} {row}")


@transaction.atomic
def remove_row(plan: QualityPlan, *, actor: Any, kind: str, key: int, now: datetime | None = None) -> None:
    """Take a row out with all below it. An indicator that has results stays: what was measured is kept."""
    held = locked_plan(plan, actor=actor)
    row: Any = rows_of(held, kind).filter(pk=key).first()
    if row is None:
        return
    measured = IndicatorYear.objects.filter(result__isnull=False)
    below = {"indicator": {"indicator": row}, "strategy": {"indicator__strategy": row}}.get(kind)
    if below is not None and measured.filter(**below).exists():
        raise DomainError("นำออกไม่ได้ เพราะบันทึกผลของตัวชี้วัดแล้ว")
    name = str(row)
    row.delete()
    touch(held, actor=actor, now=now, what=f"นำ{KINDS[kind].thai}ออก {name}")
