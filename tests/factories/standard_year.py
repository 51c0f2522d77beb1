"""A small office with a committee and visits of its last fiscal year, and on it the demo of self-assessments."""

from datetime import date, timedelta

from core import audit
from core.thai.years import fiscal_range, fiscal_year
from kotpn.assessment import demo
from kotpn.committee import demo as committee
from schools.demo import DemoContext
from schools.demo_rows import FIRST_OFFICE
from schools.services.districts import create_district
from tests.factories import base
from tests.factories import field as visits

ROLES = (
    "office_director", "deputy_director", "group_director", "committee_secretary", "subcommittee_member", "supervisor",
)  # fmt: skip
AREAS = ("academic", "budget", "personnel", "general")


def office(today: date) -> DemoContext:
    """Nine seats filled, seven schools of a cluster with principals, four visits of the last year and one of before."""
    district = create_district(
        FIRST_OFFICE.code, FIRST_OFFICE.name, actor=audit.SYSTEM, short_name=FIRST_OFFICE.short_name, today=today
    )
    people = {role: base.user(role, district) for role in (*ROLES, *["committee_member"] * 3)}
    cluster = base.cluster(district)
    schools = [base.school(district, cluster=cluster, level_from="อ.2", level_to="ป.6") for _ in range(7)]
    for school in schools:
        base.user("principal", school)
    context = DemoContext(today=today, districts={FIRST_OFFICE.code: district})
    committee.seed(context)
    first = fiscal_range(fiscal_year(today) - 1)[0]
    for number, area in enumerate(AREAS):
        visits.submitted(
            people["supervisor"], schools[number], on=first + timedelta(days=60 + 30 * number), areas=[area]
        )
    visits.submitted(people["supervisor"], schools[0], on=first - timedelta(days=90), areas=list(AREAS))
    return context


def assessed(today: date) -> DemoContext:
    context = office(today)
    demo.seed(context)
    return context
