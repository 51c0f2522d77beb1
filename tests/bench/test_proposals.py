"""What a year of work offers for every line of the office standard's form: its time and its queries."""

import statistics
import time
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.thai.years import fiscal_range, fiscal_year
from evidence.proofs import sources
from kotpn.assessment.proposing import Offer, offers
from kotpn.minutes.models import Minutes, Resolution
from kotpn.standards.models import Indicator, ProofLine
from kotpn.standards.services.reference import load_office_sets
from meetings.models import Gathering, GatheringKind, HeadCount
from meetings.services import load_lists
from office.orders.models import Order
from office.structure.services import described, load_structure, save_channel
from processes.models import Action
from qa.levels.models import SchoolLevel
from qa.sar.models import Sar, SarCall
from schools.models import District, School
from supervision.field.models import Finding, Visit
from tests.bench.years import VISITS_A_YEAR, office
from tests.factories import kotpn, sar

pytestmark = pytest.mark.django_db
ROUNDS, MOST, MOST_QUERIES, FINDINGS, MEETINGS = 9, 0.5, 25, 1_200, 6


@dataclass
class Held:
    district: District
    year: int
    indicator: Indicator


def _visits(district: District, year: int) -> list[Visit]:
    """The bench's visits, moved so that the last of them is of the last day of the year."""
    rows = list(Visit.objects.filter(district=district).order_by("-visited_on", "-pk"))
    back = rows[0].visited_on - fiscal_range(year)[1]
    for number, row in enumerate(rows):
        row.visited_on -= back
        row.fiscal_year = fiscal_year(row.visited_on)
        row.areas = [["academic"], ["academic", "budget"], ["personnel"], ["general"]][number % 4]
    Visit.objects.bulk_update(rows, ["visited_on", "fiscal_year", "areas"], batch_size=800)
    return rows


def _findings(director: Any, visits: list[Visit]) -> None:
    now = timezone.now()
    actions = Action.objects.bulk_create(
        Action(
            district_id=visit.district_id, school_id=visit.school_id, text="จัดมุมอ่านให้ครบ", owner_label="ผอ.โรงเรียน",
            state="closed" if number % 3 else "open", source_kind="visit", source_key=str(visit.pk),
            source_label="บันทึกการนิเทศ", created_by=director, created_at=now,
        )
        for number, visit in enumerate(visits)
    )  # fmt: skip
    Finding.objects.bulk_create(
        Finding(visit=visit, text="หนังสือมุมการอ่านไม่พอ", action=action)
        for visit, action in zip(visits, actions, strict=True)
    )


def _quality(district: District, director: Any, schools: list[School], year: int) -> None:
    """A SAR and a level of every school, of the academic year that ends in the fiscal year."""
    chosen, now = sar.sets(district)["basic"], timezone.now()
    call = SarCall.objects.create(
        district=district, academic_year=year - 1, title="SAR", basic_set=chosen, due_on=fiscal_range(year)[1],
        state="open", opened_at=now, created_by=director, created_at=now, updated_at=now,
    )  # fmt: skip
    Sar.objects.bulk_create(
        Sar(call=call, school=school, state="accepted", submitted_at=now, updated_at=now) for school in schools
    )
    levels = list(chosen.scale.all())
    SchoolLevel.objects.bulk_create(
        SchoolLevel(
            school=school, academic_year=year - 1, level="basic", set=chosen, scale_level=levels[number % len(levels)],
            updated_at=now,
        )
        for number, school in enumerate(schools)
    )  # fmt: skip


def _meetings(district: District, director: Any, start: date) -> None:
    """Six meetings of the committee with minutes and three resolutions each, six gatherings, and an order for each."""
    committee, now = kotpn.a_committee(director, district, starts_on=start - timedelta(days=30)), timezone.now()
    load_lists(district)
    kinds = list(GatheringKind.objects.of_district(district))
    for number in range(MEETINGS):
        day = start + timedelta(days=50 * number + 10)
        meeting = kotpn.a_meeting(director, committee, held_on=day)
        item = kotpn.an_item(director, meeting)
        Minutes.objects.create(meeting=meeting, state="circulated", due_on=day + timedelta(days=3), circulated_at=now)
        for place in range(3):
            Resolution.objects.create(
                meeting=meeting, item=item, committee=committee, number=3 * number + place + 1, year=2568, kind="agree",
                text="เห็นชอบ", decided_at=meeting.time_from, in_force=9, needed=5, present=9, created_by=director,
                created_at=now, updated_at=now,
            )  # fmt: skip
        held = Gathering.objects.create(
            district=district, kind=kinds[number], title=f"กิจกรรมที่ {number}", academic_year=2568, held_on=day,
            held_to=day, state="held", created_by=director, created_at=now, updated_at=now,
        )  # fmt: skip
        batch = held.batches.create(number=1, starts_on=day, ends_on=day)
        HeadCount.objects.create(batch=batch, group="ครู", came=100)
        Order.objects.create(
            district=district, about="team", title="แต่งตั้งคณะทำงาน", year=2568, number=number + 1, dated=day,
            state="issued", created_by=director, created_at=now, updated_at=now,
        )  # fmt: skip


@pytest.fixture(scope="module")
def held(django_db_setup: None, django_db_blocker: Any) -> Held:
    """An office with the last fiscal year's 2,400 visits, their findings, 107 SARs and levels and six meetings."""
    with django_db_blocker.unblock():
        made = office(1)
        year = fiscal_year(timezone.localdate()) - 1
        visits = _visits(made.district, year)
        _findings(made.director, visits[:FINDINGS])
        _quality(made.district, made.director, list(School.objects.filter(district=made.district)), year)
        _meetings(made.district, made.director, fiscal_range(year)[0])
        load_structure(made.district)
        for kind, words in described().items():
            save_channel(made.district, actor=made.director, kind=kind, **words)
        load_office_sets(made.district)
        indicator = Indicator.objects.get(standard__set__district=made.district, standard__set__code="esa-2557")
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return Held(made.district, year, indicator)


def _offered(held: Held) -> dict[int, Offer]:
    lines = ProofLine.objects.filter(issue__indicator=held.indicator).select_related("issue")
    return offers(held.district, held.year, list(lines))


def test_a_year_of_proposals(held: Held) -> None:
    with CaptureQueriesContext(connection) as queries:
        found = _offered(held)
    counts: dict[str, int] = {}
    for offer in found.values():
        counts[offer.line.source] = max(counts.get(offer.line.source, 0), offer.count)
    assert (counts["visits"], counts["sars"], counts["minutes"]) == (VISITS_A_YEAR, 107, MEETINGS)
    closed = next(offer for offer in found.values() if offer.line.source == "findings")
    assert (closed.count, closed.of) == (FINDINGS * 2 // 3, FINDINGS)
    used = {offer.line.source for offer in found.values()} - {""}
    assert used <= {source.key for source in sources()}
    taken, begun = [], time.process_time()
    for _ in range(ROUNDS):
        start = time.monotonic()
        _offered(held)
        taken.append((time.monotonic() - start) * 1000)
    own = (time.process_time() - begun) * 1000 / ROUNDS
    taken.sort()
    spread = f"of {taken[0]:.0f}–{taken[-1]:.0f}, {ROUNDS} rounds; {own:.0f} ms of our own CPU"
    print(
        f"\n{len(found)} lines of {len(used)} sources over {VISITS_A_YEAR:,} visits, {FINDINGS:,} findings, 107 SARs "
        f"and {MEETINGS} meetings: {statistics.median(taken):.0f} ms ({spread}), limit {MOST * 1000:.0f} ms; "
        f"{len(queries)} queries, limit {MOST_QUERIES}"
    )
    assert len(queries) <= MOST_QUERIES
    assert statistics.median(taken) < MOST * 1000
