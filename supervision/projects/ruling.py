"""Who is chosen in a selection round: points by weight, what is needed to pass, the places there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from supervision.projects.models import Application, Criterion, SelectionRound

Points = Mapping[int, Mapping[int, Decimal]]


@dataclass(frozen=True)
class Outcome:
    """How one application comes out. `percent` of all points by weight, None while a criterion has no points; `rank`
    among those that pass."""

    application: Application
    percent: Decimal | None
    rank: int | None
    chosen: bool
    why: str


def points_of(round_: SelectionRound) -> dict[int, dict[int, Decimal]]:
    """Points by application and criterion; one query."""
    found: dict[int, dict[int, Decimal]] = {}
    rows = round_.applications.standing().filter(scores__isnull=False)
    for application, criterion, points in rows.values_list("pk", "scores__criterion", "scores__points"):
        found.setdefault(application, {})[criterion] = points
    return found


def percent_of(criteria: Sequence[Criterion], given: Mapping[int, Decimal]) -> Decimal | None:
    """Σ weight × points ÷ highest over Σ weight, as a percentage with two decimals, half up."""
    if not criteria or any(row.pk not in given for row in criteria):
        return None
    total = sum((row.weight * given[row.pk] / row.highest for row in criteria), Decimal(0))
    share = total * 100 / sum((row.weight for row in criteria), Decimal(0))
    return share.quantize(Decimal("0.01"), ROUND_HALF_UP)


def outcomes(
    round_: SelectionRound, criteria: Sequence[Criterion], applications: Sequence[Application], points: Points
) -> list[Outcome]:
    """Best first. Equals at the last place are all chosen: the rule may not decide between them by chance."""
    judged = []
    for row in applications:
        given = points.get(row.pk, {})
        judged.append((row, percent_of(criteria, given), _lacks(round_, criteria, given)))
    passed = sorted((one for _, one, lacks in judged if one is not None and not lacks), reverse=True)
    found = []
    for row, percent, lacks in judged:
        if percent is None:
            found.append(Outcome(row, None, None, chosen=False, why="ยังให้คะแนนไม่ครบ"))
        elif lacks:
            found.append(Outcome(row, percent, None, chosen=False, why=lacks))
        else:
            rank = passed.index(percent) + 1
            chosen = round_.seats is None or rank <= round_.seats
            words = f"คะแนนรวมร้อยละ {percent} อันดับที่ {rank}"
            found.append(Outcome(row, percent, rank, chosen, words if chosen else f"{words} รับ {round_.seats} โรงเรียน"))
    return sorted(found, key=lambda one: (one.percent is None, -(one.percent or 0), one.application.pk))


def _lacks(round_: SelectionRound, criteria: Sequence[Criterion], given: Mapping[int, Decimal]) -> str:
    for row in criteria:
        if row.at_least is not None and row.pk in given and given[row.pk] < row.at_least:
            return f"“{row.text}” ได้ {given[row.pk].normalize():f} ต้องได้อย่างน้อย {row.at_least.normalize():f}"
    percent = percent_of(criteria, given)
    if percent is not None and percent < round_.pass_mark:
        return f"คะแนนรวมร้อยละ {percent} เกณฑ์ผ่านร้อยละ {round_.pass_mark}"
    return ""
