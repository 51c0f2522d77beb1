"""What the pages of documents show: how far a run is, and with which parameters it was asked for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Case, F, Sum, When
from django.db.models.functions import Greatest

from core.errors import DomainError
from reports import registry
from reports.base import FORMAT_NAMES, Reader
from reports.models import ReportRun
from reports.rows import RowField

State, Stage = ReportRun.State, ReportRun.Stage


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an open run stands: units done of total (0 = not known), their word, the stage, time left in words."""

    done: int
    total: int
    unit: str
    stage: str
    left: str


def progress(run: ReportRun, now: datetime) -> Progress:
    unit = "แถว" if run.format == "xlsx" else "หน้า"
    if run.state == State.WAITING:
        again = f"เริ่มใหม่ครั้งที่ {run.attempts + 1}" if run.attempts else "รอคิว"
        return Progress(0, 0, unit, again, "")
    done, total = run.done_units, run.total_units
    if run.stage == Stage.PREPARE:
        unit = "ไฟล์"
    if run.stage in (Stage.RENDER, Stage.MERGE):
        pages = run.sections.aggregate(
            done=Sum("pages"),
            total=Sum(Case(When(file="", then=Greatest(F("pages"), F("estimate"))), default=F("pages"))),
        )
        done, total = pages["done"] or 0, pages["total"] or 0
    return Progress(done, total, unit, run.get_stage_display(), _left(run, done, total, now))


def _left(run: ReportRun, done: int, total: int, now: datetime) -> str:
    """Time left by the pace so far; nothing before there is a pace to speak of."""
    if not run.started_at or done < 3 or total <= done:
        return ""
    seconds = round((now - run.started_at).total_seconds() / done * (total - done))
    if seconds < 60:
        return f"เหลือประมาณ {max(1, seconds)} วินาที"
    return f"เหลือประมาณ {round(seconds / 60)} นาที"


def parameters(run: ReportRun, user: Any) -> list[tuple[str, str]]:
    """(label, value) of each parameter in words; raw values where the form no longer knows them."""
    try:
        form = registry.get(run.key).form(Reader(user), run.district_code)
    except DomainError:
        return [(name, str(value)) for name, value in run.params.items()]
    pairs = []
    for name, field in form.fields.items():
        words = _in_words(field, run.params.get(name))
        if words:
            pairs.append((str(field.label or name), words))
    return pairs


def _in_words(field: forms.Field, raw: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return "ใช่" if raw else ""
    if isinstance(field, RowField):
        row = field.row_of(raw) if raw else None
        return field.label_from_instance(row) if row is not None else ""
    if isinstance(field, forms.ChoiceField):
        wanted = {str(value) for value in (raw if isinstance(raw, list) else [raw])}
        found = [str(label) for value, label in _flat(field.choices) if str(value) in wanted]
        return ", ".join(found)
    return ", ".join(str(value) for value in raw) if isinstance(raw, list) else str(raw or "")


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices with their groups opened."""
    found: list[tuple[Any, Any]] = []
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            found += label
        else:
            found.append((value, label))
    return found


def format_name(code: str) -> str:
    return FORMAT_NAMES.get(code, code.upper())
