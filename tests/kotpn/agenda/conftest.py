"""An office with a committee of nine: the first seat is a principal's, the second one's of the office; both have
accounts, the other seven have no e-mail."""

from datetime import date, datetime, time
from types import SimpleNamespace

import pytest
from django.utils import timezone

from kotpn.committee.models import Member
from tests.factories import base, kotpn

TODAY = date(2025, 1, 10)
DAY = date(2025, 1, 22)
NOW = timezone.make_aware(datetime.combine(TODAY, time(9, 0)))


@pytest.fixture
def office(db: None) -> SimpleNamespace:
    district = base.district()
    school = base.school(district)
    secretary = base.user("committee_secretary", district, email="secretary@example.org")
    principal = base.user("principal", school, email="principal@example.org")
    member = base.user("committee_member", district, email="member@example.org")
    people = [base.person_of(principal, district), base.person_of(member, district)]
    committee = kotpn.a_committee(secretary, district, people=people)
    other = kotpn.a_committee(secretary, district, kind="other", name="คณะอื่น", members=3)
    meeting = kotpn.a_meeting(secretary, committee, time_to=time(12, 0), now=NOW)
    return SimpleNamespace(
        district=district, school=school, secretary=secretary, principal=principal, member=member,
        committee=committee, other=other, meeting=meeting, supervisor=base.user("supervisor", district),
        stranger=base.user("committee_secretary", base.district()),
        seats=list(Member.objects.filter(tenure__committee=committee)),
    )  # fmt: skip
