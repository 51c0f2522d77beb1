"""Two offices for the page benches, with one year of work and with ten. Filled by bulk statements: this is load, not
behaviour, and the pages read it like rows that came through the services."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils import timezone

from core.thai.years import fiscal_year, law_academic_year
from instruments.models import Item, Response
from schools.models import District, Person, School
from supervision.field.models import Visit, VisitResponse
from tests.factories import base
from tests.factories.field import version

SCHOOLS, CLUSTERS, SUPERVISORS, VISITS_A_YEAR, ANSWERS = 107, 9, 12, 2_400, 25


@dataclass
class Office:
    district: District
    director: Any
    school: School
    years: int


def office(years: int) -> Office:
    """107 schools, 12 supervisors, `years` × 2,400 visits with 25 answers each, the last of them yesterday."""
    district = base.district()
    clusters = [base.cluster(district) for _ in range(CLUSTERS)]
    schools = [base.school(district, cluster=clusters[n % CLUSTERS]) for n in range(SCHOOLS)]
    people: list[Person] = []
    for n in range(SUPERVISORS):
        person = base.person_of(base.user("supervisor", district), district)
        base.assign(person, clusters[n % CLUSTERS])
        people.append(person)
    director = base.user("group_director", district)
    _visits(district, schools, people, director, years)
    return Office(district, director, schools[0], years)


def _visits(district: District, schools: list[School], people: list[Person], director: Any, years: int) -> None:
    form = version(district)
    yesterday, now = timezone.localdate() - timedelta(days=1), timezone.now()
    days = 365 * years
    total = VISITS_A_YEAR * years
    rows = []
    for n in range(total):
        day: date = yesterday - timedelta(days=n * days // total)
        academic_year, term = law_academic_year(day)
        rows.append(
            Visit(
                district=district,
                school=schools[n % SCHOOLS],
                fiscal_year=fiscal_year(day),
                academic_year=academic_year,
                term=term,
                visited_on=day,
                lead=people[n % SUPERVISORS],
                topic=f"นิเทศห้องเรียนคุณภาพ เรื่องที่ {n % 40}",
                areas=["academic"],
                state="closed",
                number=n + 1,
                content_hash="0" * 64,
                closed_hash="0" * 64,
                created_by=director,
                created_at=now,
                updated_at=now,
            )
        )
    visits = Visit.objects.bulk_create(rows, batch_size=2_000)
    band = form.band_set.bands.order_by("-level").first() if form.band_set else None
    sheets = Response.objects.bulk_create(
        [
            Response(
                version=form, school_id=visit.school_id, classroom="ป.1/1", answered=ANSWERS, total=Decimal(100),
                highest=Decimal(125), mean=Decimal(4), percent=Decimal(80), band=band,
            )
            for visit in visits
        ],
        batch_size=2_000,
    )  # fmt: skip
    VisitResponse.objects.bulk_create(
        [VisitResponse(visit=visit, response=sheet) for visit, sheet in zip(visits, sheets, strict=True)],
        batch_size=2_000,
    )
    _answers(form, sheets)


def _answers(form: Any, sheets: list[Response]) -> None:
    """25 answers a sheet; the shipped form has 12 items, the load wants 25, so the bench adds the rest."""
    section = form.sections.first()
    last = section.items.order_by("-position").values_list("position", flat=True).first() or 0
    have = Item.objects.filter(section__version=form).count()
    Item.objects.bulk_create(
        [
            Item(section=section, position=last + n, code=f"more-{n}", text=f"ข้อเพิ่ม {n}")
            for n in range(1, ANSWERS - have + 1)
        ]
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO instruments_answer (response_id, item_id, number, text, not_observed, note) "
            "SELECT r.id, i.id, 4, '', false, '' FROM instruments_response r CROSS JOIN instruments_item i "
            "JOIN instruments_section s ON s.id = i.section_id WHERE r.version_id = %s AND s.version_id = %s",
            [form.pk, form.pk],
        )
