"""The list, a school's page, its facts and yearly counts."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import audit
from core.errors import DomainError, NotAllowed
from schools.models import School, SizeBand, SizeScheme
from schools.queries.schools import band_of, bands_of
from schools.services.counts import set_year_count
from schools.services.schools import create_school, edit_school
from tests.factories import base

pytestmark = pytest.mark.django_db
TODAY = date(2024, 7, 17)


@pytest.fixture
def office() -> Any:
    made = base.district()
    scheme = SizeScheme.objects.create(district=made, name="สี่ขนาด")
    for low, label in ((0, "ไม่มีนักเรียน"), (1, "เล็ก"), (121, "กลาง"), (601, "ใหญ่")):
        SizeBand.objects.create(scheme=scheme, at_least=low, label=label)
    made.settings.size_scheme = scheme
    made.settings.save()
    return made


def names(client: Client, user: Any, **query: str) -> list[str]:
    client.force_login(user)
    answer = client.get(reverse("schools:schools"), query)
    assert answer.status_code == 200
    return [school.name for school in answer.context["table"].rows]


def count(school: School, pupils: int, year: int = 2567) -> None:
    set_year_count(
        school, actor=audit.SYSTEM, academic_year=year, values={"primary": pupils, "teachers": 3}, today=TODAY
    )


def test_the_list_shows_ones_own_office_and_a_school_only_itself(client: Client, office: Any) -> None:
    mine, other = base.school(office, name="ก"), base.school(base.district(), name="ข")
    base.school(office, name="ค")
    assert names(client, base.user("supervisor", office)) == ["ก", "ค"]
    assert names(client, base.user("principal", mine)) == ["ก"]
    assert names(client, base.user("supervisor", other.district)) == ["ข"]


def test_the_filters(client: Client, office: Any) -> None:
    cluster, amphoe = base.cluster(office), base.amphoe(office)
    small = base.school(office, name="โรงเรียนบ้านเล็ก", cluster=cluster, code10="1042500007")
    middle = base.school(office, name="โรงเรียนบ้านกลาง", amphoe=amphoe, kind="expanded")
    base.school(office, name="โรงเรียนไม่มีจำนวน", status="closed")
    count(small, 120)
    count(middle, 121)
    user = base.user("clerk", office)
    bands = {band.label: str(band.pk) for band in bands_of(office)}
    assert names(client, user, cluster=str(cluster.pk)) == ["โรงเรียนบ้านเล็ก"]
    assert names(client, user, amphoe=str(amphoe.pk)) == ["โรงเรียนบ้านกลาง"]
    assert names(client, user, kind="expanded") == ["โรงเรียนบ้านกลาง"]
    assert names(client, user, status="closed") == ["โรงเรียนไม่มีจำนวน"]
    assert names(client, user, size=bands["เล็ก"]) == ["โรงเรียนบ้านเล็ก"]
    assert names(client, user, size=bands["กลาง"]) == ["โรงเรียนบ้านกลาง"]
    assert names(client, user, size="none") == ["โรงเรียนไม่มีจำนวน"]
    assert names(client, user, q="104250") == ["โรงเรียนบ้านเล็ก"]
    assert names(client, user, q="บ้านกล") == ["โรงเรียนบ้านกลาง"]
    assert len(names(client, user, q="บ")) == 3  # too short to search; the page says so


def test_bands_are_half_open_and_no_count_is_no_band(office: Any) -> None:
    bands = bands_of(office)
    found = [band_of(pupils, bands) for pupils in (0, 1, 120, 121, 600, 601, 9999)]
    assert [band.label for band in found if band] == ["ไม่มีนักเรียน", "เล็ก", "เล็ก", "กลาง", "กลาง", "ใหญ่", "ใหญ่"]
    assert band_of(None, bands) is None
    assert [band.span for band in bands] == ["0 คน", "1–120 คน", "121–600 คน", "601 คนขึ้นไป"]


def test_the_number_of_queries_does_not_depend_on_rows(client: Client, office: Any) -> None:
    user = base.user("supervisor", office)
    cluster = base.cluster(office)
    first = base.school(office, name="ก", cluster=cluster)
    count(first, 50)
    base.assign(user.people.get(), cluster)
    client.force_login(user)
    addresses = (reverse("schools:schools"), reverse("schools:school", args=[first.pk]))
    for address in addresses:
        client.get(address)
    before = []
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        before.append(len(asked))
    for number in range(12):
        count(base.school(office, name=f"ข {number}", cluster=cluster), 60)
        base.person(office, school=first)
        count(first, 40 + number, year=2556 + number)
    for address, queries in zip(addresses, before, strict=True):
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        assert len(asked) == queries, address


def test_counts_are_the_offices_and_the_schools_own(office: Any) -> None:
    school = base.school(office)
    neighbour = base.user("principal", base.school(office))
    for user in (neighbour, base.user("school_staff", school), base.user("supervisor", office)):
        with pytest.raises(NotAllowed):
            set_year_count(school, actor=user, academic_year=2567, values={"primary": 1}, today=TODAY)
    principal = base.user("principal", school)
    for year, field in ((2024, "academic_year"), (2570, "academic_year")):
        with pytest.raises(DomainError) as refusal:
            set_year_count(school, actor=principal, academic_year=year, values={"primary": 1}, today=TODAY)
        assert refusal.value.field == field
    set_year_count(school, actor=principal, academic_year=2567, values={"primary": 12}, today=TODAY)
    set_year_count(school, actor=principal, academic_year=2567, values={"primary": 12}, today=TODAY)
    assert school.year_counts.get().pupils == 12


def test_the_principal_types_counts_in_the_browser(client: Client, office: Any) -> None:
    school = base.school(office)
    client.force_login(base.user("principal", school))
    address = reverse("schools:school-counts", args=[school.pk])
    wrong = client.post(address, {"academic_year": "2567", "primary": "-3"})
    assert {"primary", "teachers"} <= set(wrong.context["form"].errors)
    whole = {"pre_primary": 1, "primary": 2, "lower_secondary": 3, "upper_secondary": 0, "teachers": 4}
    assert client.post(address, {"academic_year": "2567", **whole}).status_code == 302
    page = client.get(reverse("schools:school", args=[school.pk])).content.decode()
    assert "6 คน" in page
    assert "ปีการศึกษา 2567" in page


def test_facts_are_checked_with_the_words_of_the_import(office: Any) -> None:
    head, school = base.user("group_director", office), base.school(office, name="โรงเรียนบ้านใหม่สามัคคี")
    with pytest.raises(NotAllowed):
        edit_school(school, actor=base.user("principal", school), values={"tambon": "x"})
    for values, field in (
        ({"code10": "12"}, "code10"),
        ({"level_from": "ป.6", "level_to": "อ.1"}, "level_from"),
        ({"latitude": 101}, "latitude"),
        ({"name_breaks": "โรงเรียนบ้านใหม่·สามัคคี!"}, "name_breaks"),
        ({"amphoe": base.amphoe(base.district())}, "amphoe"),
        ({"code10": base.school(office).code10}, "code10"),
    ):
        with pytest.raises(DomainError) as refusal:
            edit_school(school, actor=head, values=values)
        assert refusal.value.field == field
    edit_school(school, actor=head, values={"name_breaks": "โรงเรียนบ้านใหม่·สามัคคี", "code10": "๑๐๔๒๕๐๐๐๙๙"})
    school.refresh_from_db()
    assert school.code10 == "1042500099"


def test_a_school_is_entered_by_the_office_only(office: Any) -> None:
    with pytest.raises(NotAllowed):
        create_school(office, actor=base.user("admin", office), name="ก", cluster=None)
    head = base.user("group_director", office)
    with pytest.raises(DomainError):
        create_school(office, actor=head, name="ก", cluster=base.cluster(base.district()))
    made = create_school(office, actor=head, name="<b>ก</b>", cluster=base.cluster(office))
    assert made.changes.get().kind == "opened"


def test_a_script_in_a_name_is_shown_as_text(client: Client, office: Any) -> None:
    school = base.school(office, name="<script>x</script>")
    client.force_login(base.user("supervisor", office))
    for address in (reverse("schools:schools"), reverse("schools:school", args=[school.pk])):
        assert "<script>x" not in client.get(address).content.decode()
