"""What was done to prepare and drive: teams, meetings, agreements, rollout, fast reports, cooperation, visits."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from core.thai.dates import thai_date
from reports import charts
from supervision.agreements.queries import cluster_counts, whole_of
from supervision.improvement.models import Programme, WorkingTeam
from supervision.improvement.models.programme import Use
from supervision.improvement.queries.meetings import attendance_of, gatherings_of
from supervision.improvement.queries.mentoring import NEVER, SQUARES, STATES, counts_every_visit, state_of, with_visits
from supervision.improvement.queries.work import rollout_of, teams_of, together
from supervision.progress.models import ProgressReport, ReportArea
from supervision.progress.queries.frame import frame_of

ROWS = 12
Data = dict[str, Any]


def teams(programme: Programme, today: date) -> Data:
    """Teams of the district and of clusters by name with their orders; those of schools counted."""
    rows = [team for team in teams_of(programme) if team.stands]
    own = [team for team in rows if team.level == WorkingTeam.Level.SCHOOL]
    office = [team for team in rows if team.level != WorkingTeam.Level.SCHOOL]
    return {
        "office": office,
        "people": sum(team.n_people for team in rows),
        "without_order": sum(not team.order_label for team in office),
        "own": len(own),
        "own_schools": len({team.school_id for team in own}),
    }


def meeting(programme: Programme, today: date) -> Data:
    return {"gatherings": list(gatherings_of(programme).order_by("held_on", "pk")), "came": attendance_of(programme)}


def agreements(programme: Programme, today: date) -> Data:
    clusters = cluster_counts(programme)
    return {"clusters": [(name, counts) for _, name, counts in clusters], "whole": whole_of(clusters)}


def rollout(programme: Programme, today: date) -> Data:
    return {"plan": rollout_of(programme, today)}


def reports(programme: Programme, today: date) -> Data:
    """Reports by who sent them and by month, and how each area went by the newest report of every school."""
    rows = ProgressReport.objects.standing().filter(participation__programme=programme)
    found = rows.aggregate(
        n=Count("pk"), team=Count("pk", filter=Q(reported_as=ProgressReport.As.TEAM)),
        schools=Count("participation", distinct=True),
    )  # fmt: skip
    months = rows.annotate(month=TruncMonth("reported_on")).order_by("month").values("month").annotate(n=Count("pk"))
    newest = rows.newest()
    asked = [row for row in newest.select_related("participation__school") if row.help_wanted.strip()]
    asked.sort(key=lambda row: (-row.reported_on.toordinal(), row.participation.school.name_sort))
    said = Counter(ReportArea.objects.filter(report__in=[row.pk for row in newest]).values_list("area", "status"))
    areas = [frame.area for frame in frame_of(programme, Use.PROGRESS)]
    worst_first = list(reversed(ReportArea.Status.values))
    schools = programme.participations.filter(is_in=True).count()
    return {
        **found,
        "of": schools,
        "months": charts.bars(
            [(thai_date(row["month"], "month"), row["n"]) for row in months],
            title="รายงานความก้าวหน้ารายเดือน", unit="ฉบับ",
        ) if found["n"] else None,
        "areas": charts.levels(
            [(f"{area}", [said[area.pk, status] for status in worst_first]) for area in areas],
            [str(ReportArea.Status(status).label) for status in worst_first],
            title="สภาพของแต่ละด้านตามรายงานล่าสุดของโรงเรียน", unit="โรงเรียน",
        ) if said else None,
        "asked": asked[:ROWS],
        "asked_all": len(asked),
    }  # fmt: skip


def cooperation(programme: Programme, today: date) -> Data:
    rows = programme.cooperations.filter(cancel_reason="").select_related("school", "body")
    by_side = rows.order_by().values("side").annotate(n=Count("pk"), reached=Sum("reached"))
    return {
        "sum": together(programme.cooperations.all()),
        "sides": {row["side"]: row for row in by_side},
        "rows": list(rows.order_by("-reached", "held_on", "pk")[:ROWS]),
    }


def mentoring(programme: Programme, today: date) -> Data:
    """Schools by how far their visits are, one square each, and the visits by cluster."""
    rows = with_visits(programme.participations.filter(is_in=True), programme).select_related("school__cluster")
    held = [(row, state_of(row.n_visits, row.n_planned, programme)) for row in rows.order_by("school__name_sort")]
    clusters: dict[str, list[int]] = {}
    for row, state in held:
        name = row.school.cluster.name if row.school.cluster else "ไม่อยู่ในกลุ่มโรงเรียน"
        line = clusters.setdefault(name, [0, 0, 0, 0])
        for place, n in enumerate((1, row.n_visits, int(state == "done"), int(row.n_visits == 0))):
            line[place] += n
    order = {row.school.cluster.name: row.school.cluster.position for row, _ in held if row.school.cluster}
    words: dict[charts.SquareState, str] = {"done": STATES["done"], "plan": "ยังไม่ครบหรือมีแผนแล้ว", "none": STATES[NEVER]}
    return {
        "needed": programme.mentoring_visits,
        "any_visit": counts_every_visit(programme),
        "visits": sum(row.n_visits for row, _ in held),
        "reflected": sum(row.n_reflected for row, _ in held),
        "done": sum(state == "done" for _, state in held),
        "schools": len(held),
        "never": [row.school.name for row, _ in held if not row.n_visits],
        "clusters": sorted(clusters.items(), key=lambda one: order.get(one[0], 999)),
        "squares": charts.squares(
            [(row.school.name, SQUARES[state]) for row, state in held],
            words, title="การลงพื้นที่ให้คำปรึกษา หนึ่งช่องคือหนึ่งโรงเรียน", unit="โรงเรียน", across=24,
        ) if held else None,
    }  # fmt: skip
