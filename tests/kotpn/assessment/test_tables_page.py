"""The page of result tables: every number opens its list and agrees with it; the paper says the same."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from kotpn.assessment.result_tables import result_tables
from schools.models import SchoolYearCount, SizeBand, SizeScheme
from tests.factories import base, levels
from tests.qa.levels.test_summary import fill

pytestmark = pytest.mark.django_db
HERE = "assessment:tables"


@pytest.fixture
def office() -> object:
    """Twelve schools, every third an expansion school, in two sizes; one of the last year was never told."""
    made = levels.office()
    scheme = SizeScheme.objects.create(district=made, name="สองขนาด")
    for at_least, label in ((0, "เล็ก"), (121, "กลาง")):
        SizeBand.objects.create(scheme=scheme, at_least=at_least, label=label)
    made.settings.size_scheme = scheme
    made.settings.save()
    schools = fill(made, "basic", {"ดีเยี่ยม": 5, "ดีมาก": 4, "ดี": 2}, teaches="basic")
    schools.append(levels.school(made, teaches="basic", name="โรงเรียนที่ยังไม่ส่ง"))
    for number, school in enumerate(schools):
        school.kind = "expanded" if number % 3 == 0 else "primary"
        school.save(update_fields=["kind"])
        SchoolYearCount.objects.create(school=school, academic_year=2556, primary=90 if number % 2 else 300)
    return made


def shown(client: Client, url: str) -> str:
    return " ".join(strip_tags(client.get(url).content.decode()).split())


def test_a_school_and_another_office_get_nothing(office: object, client: Client) -> None:
    client.force_login(base.user("principal", base.school(office)))
    assert client.get(reverse(HERE)).status_code == 403
    other = base.district()
    client.force_login(base.user("group_director", other))
    assert (
        client.get(f"{reverse('assessment:table-schools', args=['quality-basic-self'])}?year=2557").status_code == 404
    )


def test_every_number_of_the_page_opens_a_list_of_as_many_schools(office: object, client: Client) -> None:
    client.force_login(base.user("group_director", office))
    page = client.get(f"{reverse(HERE)}?year=2557").content.decode()
    links = re.findall(r'href="(/kotpn/assessment/tables/quality-basic-self/[^"]*)">(\d+)</a>', page)
    assert len(links) > 12
    for url, number in links:
        assert f"{number} โรงเรียน" in shown(client, url.replace("&amp;", "&")), url
    assert "5 + 4 + 2 = 11 ไม่ครบ 12 ขาด 1 โรงเรียน (ยังไม่มีผล 1)" in page
    listed = shown(client, f"{reverse('assessment:table-schools', args=['quality-basic-self'])}?year=2557&word=missing")
    assert "โรงเรียนที่ยังไม่ส่ง" in listed


def test_the_paper_prints_what_the_page_shows(office: object) -> None:
    words = strip_tags(render_to_string("documents/kotpn/_result_tables.html", {"tables": result_tables(office, 2557)}))
    words = " ".join(words.split())
    assert "ระดับดีเยี่ยม จำนวน 5 โรงเรียน คิดเป็นร้อยละ 41.67" in words
    assert "ขยายโอกาส" in words
    assert "5 + 4 + 2 = 11 ไม่ครบ 12" in words


def test_a_year_without_work_says_so_and_a_wrong_year_is_the_last_one(office: object, client: Client) -> None:
    client.force_login(base.user("supervisor", office))
    assert "ยังไม่มีผลให้สรุป" in shown(client, f"{reverse(HERE)}?year=2540")
    assert client.get(f"{reverse(HERE)}?year=x").status_code == 200


def test_the_page_asks_as_often_for_20_schools_as_for_2(client: Client, django_assert_max_num_queries: object) -> None:
    made = levels.office()
    fill(made, "basic", {"ดีเยี่ยม": 2}, teaches="basic")
    client.force_login(base.user("group_director", made))
    client.get(f"{reverse(HERE)}?year=2557")
    with django_assert_max_num_queries(60) as few:
        client.get(f"{reverse(HERE)}?year=2557")
    fill(made, "basic", {"ดีมาก": 18}, teaches="basic")
    with django_assert_max_num_queries(len(few)):
        client.get(f"{reverse(HERE)}?year=2557")
