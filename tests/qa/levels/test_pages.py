"""The summary and the lists behind its numbers: who may, what they show, and a fixed number of queries."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.thai.breaks import plain
from qa.levels.models import SchoolLevel
from qa.levels.texts import STRENGTH, Text, _providers, register_texts
from schools.models import SizeScheme
from tests.factories import base, levels

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("name", ["summary", "schools", "beside", "synthesis"])
def test_only_who_reads_the_office_sees_the_figures(name: str) -> None:
    office = levels.office()
    school = levels.school(office)
    levels.give(school, "ดี")
    address = reverse(f"levels:{name}")
    assert signed_in(base.user("principal", school)).get(address).status_code == 403
    assert signed_in(base.user("clerk", office)).get(address).status_code == 403
    assert signed_in(base.user("supervisor", office)).get(address).status_code == 200
    assert signed_in(base.user("supervisor", office)).post(address).status_code == 405
    other = signed_in(base.user("group_director", levels.office())).get(address)
    assert school.name not in other.content.decode()


def test_a_school_sees_its_own_levels_and_no_others() -> None:
    office = levels.office()
    mine, theirs = levels.school(office), levels.school(office)
    levels.give(mine, "ดีเลิศ")
    levels.give(theirs, "ดี")
    client = signed_in(base.user("principal", mine))
    page = client.get(reverse("levels:school", args=[mine.pk])).content.decode()
    assert "ดีเลิศ" in page
    assert client.get(reverse("levels:school", args=[theirs.pk])).status_code == 404
    assert "ดีเลิศ" in client.get(reverse("schools:school", args=[mine.pk])).content.decode()


def test_the_page_names_the_missing_school_and_every_number_opens_its_list() -> None:
    office = levels.office()
    schools = [levels.school(office, name=f"โรงเรียนที่ {n}", cluster=base.cluster(office)) for n in range(5)]
    for school, word in zip(schools, ["ดี", "ดี", "ดีเลิศ", None], strict=False):
        levels.give(school, word, standards={"1": word})
    client = signed_in(base.user("supervisor", office))
    page = client.get(reverse("levels:summary")).content.decode()
    assert "มีผล 3 จาก 5 โรงเรียน" in plain(page)
    assert f"โรงเรียนที่ 4 ({schools[4].code10})" in page
    links = re.findall(r'<a href="(/qa/levels/schools/\?[^"]+)">(\d+)</a>', page)
    assert len(links) > 20
    for url, count in links:
        found = client.get(unescape(url))
        assert found.context["count"] == int(count), url


def test_an_address_somebody_edited_shows_the_default() -> None:
    office = levels.office()
    levels.give(levels.school(office), "ดี")
    client = signed_in(base.user("supervisor", office))
    for query in (
        "year=x&level=y&source=z&set=-1",
        "year=99999999999999999999",
        "set=999999",
        "word='&standard=x&size=x",
    ):
        for name in ("summary", "schools", "beside", "synthesis"):
            assert client.get(f"{reverse(f'levels:{name}')}?{query}").status_code == 200


def test_empty_office_says_what_to_do() -> None:
    office = levels.office()
    page = signed_in(base.user("group_director", office)).get(reverse("levels:summary"))
    assert "ยังไม่มีระดับคุณภาพ" in plain(page.content.decode())


def test_queries_do_not_grow_with_rows() -> None:
    office = levels.office()
    scheme = SizeScheme.objects.create(district=office, name="สองขนาด")
    for at_least, label in ((0, "เล็ก"), (121, "ใหญ่")):
        scheme.bands.create(at_least=at_least, label=label)
    office.settings.size_scheme = scheme
    office.settings.save()
    client = signed_in(base.user("group_director", office))

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("levels:summary")).status_code == 200
        return len(queries)

    def add(number: int) -> None:
        for _ in range(number):
            school = levels.school(office, cluster=base.cluster(office), amphoe=base.amphoe(office))
            for year in (2564, 2565, 2566):
                levels.give(school, "ดี", year=year, standards={"1": "ดี", "1.1": "ดีเลิศ", "2": None})
            levels.give(school, "ดีมาก", year=2560, code="basic-before-2561")

    add(1)
    count()
    first = count()
    add(4)
    assert count() == first
    assert first <= 12, first


def test_words_of_reports_open_their_sources() -> None:
    office = levels.office()
    school = levels.school(office)
    levels.give(school, "ดี")
    text = Text(STRENGTH, school.pk, school.name, "อ่านออกเขียนได้ <b>ทุกคน</b>", "/sar/1/")

    def provider(district: Any, year: int, level: str, source: str) -> list[Text]:
        return [text] if (district, year, level) == (office, 2566, "basic") else []

    register_texts(provider)
    try:
        page = signed_in(base.user("supervisor", office)).get(reverse("levels:synthesis")).content.decode()
    finally:
        _providers.remove(provider)
    assert 'href="/sar/1/"' in page
    assert "&lt;b&gt;" in page
    assert SchoolLevel.objects.count() == 1


def test_sources_stand_side_by_side_and_only_alike_sets_are_compared() -> None:
    office = levels.office()
    one, two = levels.school(office), levels.school(office)
    levels.give(one, "ยอดเยี่ยม")
    levels.give(one, "ดี", source="office")
    levels.give(two, "ดี")
    levels.give(two, "ดี", source="office")
    levels.give(two, "พอใช้", year=2557, source="external", code="basic-before-2561")
    page = signed_in(base.user("supervisor", office)).get(reverse("levels:beside"))
    assert [row.school for row in page.context["rows"] if row.differs] == [one]
    assert "พอใช้" in page.content.decode()
