"""Which edition of a programme's results a page or paper shows a person: the published one, else for the few who read
before it the draft."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from supervision.improvement.models import Programme
from supervision.results.models import Edition, Evaluation, SchoolResult
from supervision.results.permissions import can_read_edition

NOT_YET = "ผู้อำนวยการกลุ่มนิเทศฯ ยังไม่เผยแพร่ผลของปีนี้"
Visible = Callable[[Any], QuerySet[Any]]


@dataclass(frozen=True, slots=True)
class Shown:
    """`whole`: the person reads every school by name; otherwise `rows` are the own schools (or the announced ranks)."""

    edition: Edition
    rows: QuerySet[SchoolResult]
    whole: bool

    @property
    def is_draft(self) -> bool:
        return self.edition.state == Edition.State.DRAFT

    @property
    def announced(self) -> bool:
        """Every place was told to every school."""
        return self.edition.evaluation.shown == Evaluation.Shown.ALL


def visible_to(user: Any) -> Visible:
    """The rows a person may see, as `Reader.visible` gives them to a document."""
    return lambda rows: rows.all().visible_to(user)


def shown(visible: Visible, programme: Programme, *, user: Any, number: int | None = None) -> Shown | None:
    """The edition of a programme to show, or the one of this number; None where there is none for this person. `user`
    None is the machine's administrator. One query, the rows unread."""
    found = list(
        visible(Edition.objects)
        .filter(evaluation__programme=programme)
        .select_related("evaluation__programme__model", "evaluation__programme__district__settings")
        .order_by("-number")
    )
    if number is not None:
        found = [row for row in found if row.number == number]
    if not found:
        return None
    edition = next((row for row in found if row.state == Edition.State.PUBLISHED), found[0])
    rows = visible(SchoolResult.objects).filter(edition=edition).select_related("participation__school__cluster")
    return Shown(edition, rows, user is None or can_read_edition(user, edition))


def editions_over_years(visible: Visible, programme: Programme) -> list[Edition]:
    """The edition to show of every year of the programme's model, oldest first: published, else what the person may
    read. One query."""
    held: dict[int, Edition] = {}
    rows = (
        visible(Edition.objects)
        .filter(evaluation__programme__model=programme.model_id)
        .select_related("evaluation__programme")
        .order_by("evaluation__programme__year", "number")
    )
    for row in rows:
        kept = held.get(row.evaluation.programme_id)
        if kept is None or kept.state != Edition.State.PUBLISHED or row.state == Edition.State.PUBLISHED:
            held[row.evaluation.programme_id] = row
    return list(held.values())
