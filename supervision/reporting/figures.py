"""The figures of a period, as plain values to freeze: the numbers of the coverage page, from the same query."""

from datetime import date
from typing import Any

from django.db.models import Count, Q

from core.thai.years import academic_label
from instruments.models import Band, Response
from instruments.queries import level_counts
from instruments.results import FEWEST_PEOPLE
from instruments.scoring import decimal, together
from processes.models import Action
from supervision.areas import Area, Way
from supervision.field.models import Finding, Visit, VisitResponse
from supervision.field.queries import Period, coverage

OPEN_FINDINGS_SHOWN = 30


def figures(district: Any, period: Period, *, today: date, cluster: Any = None) -> dict[str, Any]:
    """Everything the short form prints, JSON-ready. Scores appear as counts of sheets per level, never a person's."""
    found = coverage(district, period, today=today, cluster=cluster)
    total = found.total
    visits = period.visits(Visit.objects.of_district(district).made()).filter(visited_on__lte=found.as_of)
    if cluster is not None:
        visits = visits.filter(school__cluster=cluster)
    return {
        "as_of": found.as_of.isoformat(),
        "needed": found.needed,
        "coverage": {
            "schools": total.schools,
            "done": total.done,
            "plan": total.plan,
            "late": total.late,
            "none": total.none,
            "never": total.never,
            "visits": total.visits,
            "distance": total.distance,
            "planned": total.planned,
            "percent": str(total.percent),
            "shares": {name: str(share) for name, share in total.shares.items()},
            "rounding": str(total.rounding),
        },
        "clusters": [
            {
                "name": row.name,
                "schools": row.tally.schools,
                "done": row.tally.done,
                "plan": row.tally.plan,
                "late": row.tally.late,
                "none": row.tally.none,
                "visits": row.tally.visits,
                "percent": str(row.tally.percent),
            }
            for row in sorted(found.clusters, key=lambda row: row.cluster.position if row.cluster else 999)
        ],
        "schools": [{"name": state.school.name, "status": state.status} for state in found.states],
        "months": [
            {"month": month.isoformat(), "visits": done, "planned": ahead} for month, done, ahead in found.month_totals
        ],
        "closed_schools": found.closed_schools,
        "closed_visits": found.closed_visits,
        "areas": _areas(visits),
        "ways": _ways(visits),
        "instruments": _instruments(visits),
        "findings": _findings(visits, today=today),
    }


def by_term(district: Any, period: Period, *, cluster: Any = None) -> list[dict[str, Any]]:
    """Visits of the period by ภาคเรียน, oldest first, with how many schools they reached; one query."""
    visits = period.visits(Visit.objects.of_district(district).made())
    if cluster is not None:
        visits = visits.filter(school__cluster=cluster)
    rows = visits.order_by("academic_year", "term").values("academic_year", "term")
    return [
        {"label": academic_label(row["academic_year"], row["term"]), "visits": row["n"], "schools": row["reached"]}
        for row in rows.annotate(n=Count("pk"), reached=Count("school", distinct=True))
    ]


def _areas(visits: Any) -> list[dict[str, Any]]:
    """A visit may name several areas, so these counts may add up to more than the visits."""
    row = visits.aggregate(**{area.value: Count("pk", filter=Q(areas__contains=[area.value])) for area in Area})
    return [{"name": str(area.label), "visits": row[area.value]} for area in Area]


def _ways(visits: Any) -> list[dict[str, Any]]:
    row = visits.aggregate(**{way.value: Count("pk", filter=Q(way=way.value)) for way in Way})
    return [{"name": str(way.label), "visits": row[way.value]} for way in Way]


def _instruments(visits: Any) -> list[dict[str, Any]]:
    links = VisitResponse.objects.filter(visit__in=visits.order_by().values("pk"))
    sheets = Response.objects.filter(pk__in=links.values("response"))
    rows = []
    names = (
        sheets.order_by()
        .values("version", "version__instrument__name", "version__number", "version__band_set")
        .annotate(n=Count("pk"))
        .order_by("version__instrument__name", "version__number")
    )
    for row in names:
        own = sheets.filter(version=row["version"])
        few = 0 < own.filter(person__isnull=False).order_by().values("person").distinct().count() < FEWEST_PEOPLE
        # Of two or three named people the mean tells the score: such an instrument is counted, not summed up.
        share = None if few else decimal(together(own.values_list("total", "highest")), 2)
        rows.append(
            {
                "name": f"{row['version__instrument__name']} (รุ่นที่ {row['version__number']})",
                "sheets": row["n"],
                "percent": str(share) if share is not None else "",
                "levels": [] if few else _levels(row["version__band_set"], level_counts(own)),
            }
        )
    return rows


def _levels(band_set: int | None, counted: list[tuple[str, int, int]]) -> list[dict[str, Any]]:
    """Every band of the set, highest first, those nobody reached with 0; empty where nothing was scored."""
    if not counted:
        return []
    found = {(label, level): n for label, level, n in counted}
    bands = Band.objects.filter(band_set=band_set).order_by("-level").values_list("label", "level")
    return [{"label": label, "level": level, "n": found.get((label, level), 0)} for label, level in bands]


def _findings(visits: Any, *, today: date) -> dict[str, Any]:
    rows = Finding.objects.filter(visit__in=visits.order_by().values("pk"))
    unfinished = Q(action__state__in=[Action.State.OPEN, Action.State.DONE])
    counts = rows.aggregate(
        total=Count("pk"),
        closed=Count("pk", filter=Q(action__state=Action.State.CLOSED)),
        unfinished=Count("pk", filter=unfinished),
        late=Count("pk", filter=unfinished & Q(action__due_on__lt=today)),
    )
    waiting = rows.filter(unfinished).select_related("visit__school", "action").order_by("action__due_on", "pk")
    counts["list"] = [
        {
            "school": row.visit.school.name,
            "text": row.text,
            "recommendation": row.recommendation,
            "owner": row.action.owner_label if row.action else "",
            "due_on": row.action.due_on.isoformat() if row.action and row.action.due_on else "",
        }
        for row in waiting[:OPEN_FINDINGS_SHOWN]
    ]
    return counts
