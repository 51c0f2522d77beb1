"""Everything one supervisor takes along: their schools and the people there, what is planned, the forms, what is open.

Small enough for a poor signal the evening before (250 schools and 5,000 people: under 2 MB gzipped), and never more
than they need: of schools that are not theirs only the name, and nobody's scores.
"""

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from core.thai.dates import thai_date
from instruments.logic import LogicError, parse, to_json
from instruments.models import Band, Item, ItemLevel, Section
from instruments.queries import usable_versions
from processes.models import Action
from schools.models import District, Person, Project, School, SubjectGroup, WorkTask
from schools.queries import person_of, schools_of
from supervision.areas import Area, Way
from supervision.field.models import Advice, Finding, Visit
from supervision.field.services.visits import MAX_PHOTOS
from supervision.field.years import terms_of
from supervision.planning.models import PlannedVisit, PolicyItem

FORMAT = 1
# Planned visits that are late still go along for a term; further ahead nobody goes without a signal in between.
_BEHIND, _AHEAD = timedelta(days=150), timedelta(days=180)
_MOST_PLANNED = 500
DUTIES = ("ผู้ร่วมนิเทศ", "ประธานคณะนิเทศ", "กรรมการ", "เลขานุการ")
PHOTO_PIXELS = 1600
# So long a phone goes by the hash of the last package; then it asks for a new one, which may turn out the same.
_KEPT_SECONDS = 15 * 60


@dataclass(frozen=True)
class Package:
    """The package as JSON text, and the hash of all of it but the moment it was made."""

    hash: str
    body: str


def package(user: Any, district: District, *, today: date | None = None) -> Package:
    """A fixed number of queries, whatever the office holds."""
    today = today or timezone.localdate()
    person = person_of(user, district)
    content = _content(user, person, district, today)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    cache.set(_key(user, district), digest, _KEPT_SECONDS)
    head = {"outcome": "package", "format": FORMAT, "hash": digest, "made_at": timezone.now().isoformat()}
    return Package(digest, f"{json.dumps(head)[:-1]},{text[1:]}")


def kept_hash(user: Any, district: District) -> str:
    """The hash of the package made last for this person, "" when that is too long ago to go by."""
    return str(cache.get(_key(user, district)) or "")


def _key(user: Any, district: District) -> str:
    return f"capture-package:{user.pk}:{district.pk}"


def _content(user: Any, person: Person | None, district: District, today: date) -> dict[str, Any]:
    planned = _planned(person, district, today)
    mine = set(schools_of(person, today).values_list("pk", flat=True)) if person else set()
    own = mine | {row["school"] for row in planned}
    settings = district.settings
    return {
        "user": {"id": user.pk, "name": str(user), "person": person.pk if person else None},
        "district": {
            "code": district.code, "name": district.name, "labels": {"cluster": settings.cluster_label},
        },
        "schools": _schools(district, today, mine=mine, planned={row["school"] for row in planned}),
        "people": _people(district, own),
        "planned": planned,
        "forms": _forms(district),
        "advice": _advice(district),
        "findings": _findings(own),
        "last_visits": _last_visits(own),
        "choices": _choices(district, today),
        "terms": [
            {"year": term.year, "term": term.term, "from": term.start.isoformat(), "to": term.end.isoformat()}
            for term in sorted(terms_of(district), key=lambda term: term.start)[-8:]
        ],
        "limits": {"photos": MAX_PHOTOS, "photo_pixels": PHOTO_PIXELS, "part": 262_144},
    }  # fmt: skip


def _schools(district: District, today: date, *, mine: set[int], planned: set[int]) -> list[dict[str, Any]]:
    """Assigned and planned ones first and whole; of the others name and key."""
    found: list[dict[str, Any]] = []
    others: list[dict[str, Any]] = []
    for row in (
        School.objects.open_on(today)
        .filter(district=district)
        .order_by("name_sort", "pk")
        .values_list("pk", "code10", "name", "cluster__name", "kind", "latitude", "longitude")
    ):
        key, code, name, cluster, kind, lat, lon = row
        if key in mine or key in planned:
            found.append(
                {
                    "id": key, "code": code or "", "name": name, "cluster": cluster or "", "kind": kind,
                    "lat": float(lat) if lat is not None else None, "lon": float(lon) if lon is not None else None,
                    "mine": key in mine, "planned": key in planned,
                }
            )  # fmt: skip
        else:
            others.append({"id": key, "name": name, "mine": False, "planned": False})
    return found + others


def _people(district: District, schools: Collection[int]) -> list[dict[str, Any]]:
    """Staff of the own schools, and the office's people, who may come along."""
    rows = (
        Person.objects.working()
        .filter(Q(school__isnull=True) | Q(school__in=schools), district=district)
        .order_by("name_sort", "pk")
        .values_list("pk", "prefix", "first_name", "last_name", "school_id", "position", "standing")
    )
    return [
        {
            "id": key, "name": f"{prefix}{first} {last}".strip(), "school": school, "position": position,
            "standing": standing,
        }
        for key, prefix, first, last, school, position, standing in rows
    ]  # fmt: skip


def _planned(person: Person | None, district: District, today: date) -> list[dict[str, Any]]:
    """Visits of the person's plans that are agreed or their own, not made yet."""
    if person is None:
        return []
    rows = (
        PlannedVisit.objects.of_district(district)
        .in_force()
        .of_supervisor(person)
        .from_day(today - _BEHIND)
        .filter(month__lte=today + _AHEAD)
        .with_done()
        .filter(done=False)
        .select_related("activity")
        .by_day()[:_MOST_PLANNED]
    )
    return [
        {
            "id": row.pk,
            "school": row.school_id,
            "topic": row.activity.topic,
            "way": row.activity.way,
            "areas": row.activity.areas,
            "policy": row.activity.policy_id,
            "task": row.activity.task_id,
            "project": row.activity.project_id,
            "from": (row.planned_on or row.month).isoformat(),
            "to": (row.planned_on or _end_of_month(row.month)).isoformat(),
            "activity": row.activity_id,
        }
        for row in rows
    ]


def _end_of_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _forms(district: District) -> list[dict[str, Any]]:
    """Published versions with their parts; conditions as trees, since a phone never parses text. Four queries."""
    versions = list(usable_versions(district).select_related("instrument", "band_set"))
    keys = [version.pk for version in versions]
    levels: dict[int, list[dict[str, Any]]] = {}
    for item, value, code, label, description in (
        ItemLevel.objects.filter(item__section__version__in=keys)
        .order_by("item", "-value")
        .values_list("item_id", "value", "code", "label", "description")
    ):
        levels.setdefault(item, []).append({"value": value, "code": code, "label": label, "description": description})
    items: dict[int, list[dict[str, Any]]] = {}
    for item in Item.objects.filter(section__version__in=keys).order_by("section", "position"):
        items.setdefault(item.section_id, []).append(_item(item, levels.get(item.pk, [])))
    sections: dict[int, list[dict[str, Any]]] = {}
    for part in Section.objects.filter(version__in=keys).order_by("version", "position"):
        sections.setdefault(part.version_id, []).append(
            {
                "code": part.code, "title": part.title, "note": part.note, "relevant": _tree(part.relevant),
                "items": items.get(part.pk, []),
            }
        )  # fmt: skip
    bands: dict[int, list[dict[str, Any]]] = {}
    for band in Band.objects.filter(band_set__in=[row.band_set_id for row in versions if row.band_set_id]).order_by(
        "lower"
    ):
        bands.setdefault(band.band_set_id, []).append(
            {"lower": float(band.lower), "label": band.label, "level": band.level}
        )
    return [
        _with_hash(
            {
                "version": version.pk,
                "code": version.instrument.code,
                "name": version.instrument.name,
                "subject": version.instrument.subject,
                "number": version.number,
                "instructions": version.instructions,
                "basis": version.band_set.basis if version.band_set else "percent",
                "bands": bands.get(version.band_set_id or 0, []),
                "sections": sections.get(version.pk, []),
            }
        )
        for version in versions
    ]


def _with_hash(form: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(form, ensure_ascii=False, sort_keys=True)
    return {**form, "hash": hashlib.sha256(text.encode()).hexdigest()[:16]}


def _item(item: Item, levels: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "code": item.code,
        "kind": item.kind,
        "text": item.text,
        "help": item.help_text,
        "required": item.required,
        "weight": float(item.weight),
        "whole": item.whole,
        "relevant": _tree(item.relevant),
        "constraint": _tree(item.constraint),
        "constraint_message": item.constraint_message,
        "levels": levels,
    }


def _tree(expression: str) -> Any:
    """None where there is no condition, or one that was stored before it could be checked: then it is always asked."""
    if not expression.strip():
        return None
    try:
        return to_json(parse(expression))
    except LogicError:
        return None


def _advice(district: District) -> list[dict[str, Any]]:
    rows = Advice.objects.of_district(district).filter(is_active=True).select_related("instrument")
    return [
        {
            "form": row.instrument.code,
            "item": row.item_code,
            "at_most": row.at_most,
            "finding": row.finding,
            "recommendation": row.recommendation,
            "owner_label": row.owner_label,
            "due_days": row.due_days,
        }
        for row in rows
    ]


def _findings(schools: Collection[int]) -> dict[str, list[dict[str, Any]]]:
    """What is still open at the own schools, the most overdue first."""
    found: dict[str, list[dict[str, Any]]] = {}
    rows = (
        Finding.objects.unfinished()
        .filter(visit__school__in=schools)
        .select_related("visit", "action", "owner")
        .order_by("action__due_on", "pk")
    )
    for row in rows:
        action: Any = row.action
        found.setdefault(str(row.visit.school_id), []).append(
            {
                "action": action.pk,
                "text": row.text,
                "recommendation": row.recommendation,
                "owner": row.owner_label,
                "due_on": action.due_on.isoformat() if action.due_on else None,
                "state": action.state,
                "state_label": str(Action.State(action.state).label),
                "from": f"จากการนิเทศเมื่อ {thai_date(row.visit.visited_on, 'short')}",
                "verdict": None,
            }
        )
    return found


def _last_visits(schools: Collection[int]) -> dict[str, dict[str, str]]:
    rows = (
        Visit.objects.made()
        .filter(school__in=schools)
        .order_by("school_id", "-visited_on", "-pk")
        .distinct("school_id")
        .values_list("school_id", "visited_on", "topic", "pk")
    )
    return {
        str(school): {"date": day.isoformat(), "topic": topic, "url": reverse("field:visit", args=[key])}
        for school, day, topic, key in rows
    }


def _choices(district: District, today: date) -> dict[str, Any]:
    """Lists to choose from, as [code or key, words]."""

    def listed(rows: Any) -> list[list[Any]]:
        return [[row.pk, str(row)] for row in rows]

    return {
        "ways": [[str(code), str(label)] for code, label in Way.choices],
        "areas": [[str(code), str(label)] for code, label in Area.choices],
        "policies": listed(PolicyItem.objects.of_district(district).in_use().filter(fiscal_year__gte=today.year + 542)),
        "tasks": listed(WorkTask.objects.filter(work_group__district=district, is_active=True)),
        "projects": listed(Project.objects.of_district(district).filter(is_active=True)),
        "subject_groups": listed(SubjectGroup.objects.of_district(district).filter(is_active=True)),
        "duties": [[duty, duty] for duty in DUTIES],
    }
