"""An office with its director, head and supervisor, three schools with their principals, and a year under way."""

from dataclasses import dataclass, field

import pytest

from accounts.models import User
from schools.models import District, School
from supervision.improvement.models import Participation, Programme
from tests.factories import agreements, base
from tests.factories.improvement import a_programme


@dataclass
class Year:
    district: District
    head: User
    supervisor: User
    director: User
    schools: list[School]
    principals: list[User]
    programme: Programme
    parts: list[Participation]
    stranger: User
    neighbours: list[Participation] = field(default_factory=list)


@pytest.fixture
def year(db: None) -> Year:
    """Every school has a target on every indicator but the second, which lacks 1.2 and 3.1."""
    district, other = base.district(name="สำนักงานเขตพื้นที่การศึกษาประถมศึกษาทดสอบ เขต 1"), base.district()
    head = base.user("group_director", district, name="นายหัวหน้า ตัวอย่าง")
    cluster = base.cluster(district, name="กลุ่มโรงเรียนที่ 1")
    schools = [base.school(district, name=f"โรงเรียนบ้านทดสอบที่ {n}", cluster=cluster) for n in (1, 2, 3)]
    principals = [base.user("principal", school, name=f"นางผู้บริหาร คนที่{n}") for n, school in enumerate(schools, 1)]
    programme = a_programme(head, district, schools=schools)
    parts = list(programme.participations.select_related("school").order_by("school__name_sort"))
    agreements.targets(programme, [parts[0], parts[2]])
    agreements.targets(programme, [parts[1]], but=("1.2", "3.1"))
    stranger = base.user("group_director", other)
    there = a_programme(stranger, other, schools=[base.school(other)])
    return Year(
        district, head, base.user("supervisor", district), base.user("office_director", district, name="นายนำ ตัวอย่าง"),
        schools, principals, programme, parts, stranger, list(there.participations.all()),
    )  # fmt: skip
