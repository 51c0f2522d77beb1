"""What came of the year: evaluation, ranks and colours, honours and sharing. Whoever asks gives the edition they may
read; None leaves every result out."""

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Q

from meetings.models import HeadCount, Participant
from reports import charts
from supervision.improvement.models import Programme
from supervision.indicators.models.colours import ColourBand
from supervision.recognition.models import Certificate, SharingEvent
from supervision.recognition.queries import honours_of_programme, shown_practices
from supervision.results.models import AreaResult, Edition, Evaluation
from supervision.results.queries.board import board_of
from supervision.results.queries.needing import needing_help

Data = dict[str, Any]
BEST, HELPED = 3, 10


def evaluation(programme: Programme, today: date, edition: Edition | None) -> Data:
    """Who judged and how, and the means before and after of every area."""
    held = Evaluation.objects.filter(programme=programme).select_related("programme").first()
    if held is None:
        return {"held": None}
    people = held.assessors.serving().values("person").distinct().count()
    sheets = held.sheets.submitted().aggregate(
        own=Count("pk", filter=Q(person=None)), assessors=Count("pk", filter=Q(person__isnull=False))
    )
    data = {
        "held": held,
        "people": people,
        "sheets": sheets,
        "board": board_of(held),
        "agreed": held.moderations.count(),
    }
    return data if edition is None else {**data, **_means(edition)}


def _means(edition: Edition) -> Data:
    complete = edition.schools.complete().values("participation")
    rows = (
        AreaResult.objects.filter(edition=edition, participation__in=complete)
        .order_by("area__position", "area").values("area__code", "area__name")
        .annotate(n=Count("percent"), after=Avg("percent"), before=Avg("baseline_percent"), grown=Avg("gain"))
    )  # fmt: skip
    areas = [{**row, "name": "{area__code} {area__name}".format(**row), "size": abs(row["grown"] or 0)} for row in rows]
    whole = edition.schools.complete().aggregate(
        n=Count("pk"), after=Avg("percent"), before=Avg("baseline_percent"), grown=Avg("gain"),
        up=Count("pk", filter=Q(gain__gt=0)), down=Count("pk", filter=Q(gain__lt=0)),
    )  # fmt: skip
    return {
        "edition": edition,
        "areas": areas,
        "whole": whole,
        "chart": charts.changes(
            [charts.Change(row["name"], _float(row["before"]), _float(row["after"])) for row in areas],
            title="คะแนนเฉลี่ยของเขตรายด้าน (ร้อยละ) ข้อมูลฐานเทียบกับผลประเมิน", words=("ข้อมูลฐาน", "ผลประเมิน"),
        ) if areas else None,
    }  # fmt: skip


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def ranking(programme: Programme, today: date, edition: Edition | None, *, named: bool) -> Data:
    """Colours, spread and groups; names of schools only where they are asked for."""
    if edition is None:
        return {"edition": None}
    rows = list(edition.schools.select_related("participation__school"))
    complete = [row for row in rows if row.is_complete]
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in complete:
        groups[row.group].append(row)
    colours = Counter(row.colour for row in complete if row.colour)
    return {
        "edition": edition,
        "named": named,
        "rank_by": edition.evaluation.get_rank_by_display(),
        "colours": charts.colour_groups(
            [charts.GroupRow("ทุกโรงเรียน", colours, len(rows) - sum(colours.values()))], title="โรงเรียนตามกลุ่มสี"
        ) if colours else None,
        "cuts": [
            (ColourBand.Colour(band["colour"]).label, band["lower"], colours[band["colour"]])
            for band in edition.rules.get("colours", ())
        ],
        "lower_limit": edition.rules.get("lower_limit"),
        "below": sum(row.below_limit for row in complete),
        "groups": [(name, _group(held), _best(held) if named else []) for name, held in sorted(groups.items())],
        "complete": len(complete),
        "left": [row.participation.school.name for row in rows if not row.is_complete],
        "needing": needing_help(edition, HELPED) if named else [],
    }  # fmt: skip


def _group(rows: list[Any]) -> Data:
    percents = [row.percent for row in rows]
    mean = sum(percents, Decimal()) / len(percents)
    return {"n": len(rows), "mean": mean, "low": min(percents), "high": max(percents)}


def _best(rows: list[Any]) -> list[Any]:
    return sorted((row for row in rows if row.rank and row.rank <= BEST), key=lambda row: row.rank)


def honours(programme: Programme, today: date) -> Data:
    """Who was honoured, by award; only what was announced."""
    awards: dict[int, tuple[Any, list[Any]]] = {}
    for row in honours_of_programme(programme):
        awards.setdefault(row.award_id, (row.award, []))[1].append(row)
    issued = Certificate.objects.filter(recipient__award__programme=programme, state=Certificate.State.ISSUED)
    return {"awards": list(awards.values()), "certificates": issued.count()}


def sharing(programme: Programme, today: date) -> Data:
    events = list(
        SharingEvent.objects.filter(programme=programme).exclude(gathering__state="cancelled")
        .select_related("gathering").annotate(told=Count("practices")).order_by("gathering__held_on", "pk")
    )  # fmt: skip
    keys = [event.gathering_id for event in events]
    came: Counter[int] = Counter(
        Participant.objects.filter(batch__gathering__in=keys, came=True).values_list("batch__gathering", flat=True)
    )
    for key, n in HeadCount.objects.filter(batch__gathering__in=keys).values_list("batch__gathering", "came"):
        came[key] += n or 0
    return {
        "events": [(event, came[event.gathering_id]) for event in events],
        "practices": list(shown_practices(programme.district, programme=programme)),
    }
