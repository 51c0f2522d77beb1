"""Results of a form over the office: levels of the whole and of its elements, who is missing, whom to learn from; the
three documents read back."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.core.management import CommandError
from django.test import Client
from django.urls import reverse

from instruments.models import Item
from instruments.services import AnswerValue
from qa.followup import services
from qa.followup.queries.results import Results
from tests.documents.reading import plain, text_of
from tests.factories import base
from tests.factories import quality as make

pytestmark = pytest.mark.django_db


def results(quality: SimpleNamespace, form: str = "7.1", *, user: object = None) -> Results:
    year = quality.found.academic_year
    return Results(quality.district, year=year, form=form, user=user)


@pytest.fixture
def told(quality: SimpleNamespace) -> SimpleNamespace:
    """Three schools: one ดีเยี่ยม and exemplary, one ดี but for its first element, one without a form."""
    quality.third = base.school(quality.district)
    first = make.filled(
        quality.supervisor, quality.school, level=5, values={"exemplary": True, "exemplary_in": "การใช้สารสนเทศ"}
    )
    quality.found = services.submit(first, actor=quality.supervisor)
    second = make.filled(quality.supervisor, quality.neighbour, level=3)
    element = Item.objects.get(section__version=second.version, code="level_1")
    second = services.save(
        second, actor=quality.supervisor, values={}, answers={element.pk: AnswerValue(number=Decimal(1))}
    )
    services.submit(second, actor=quality.supervisor)
    make.filled(quality.mate, quality.third, level=5)  # A draft does not count.
    return quality


def test_levels_of_the_whole_and_of_each_element(told: SimpleNamespace) -> None:
    found = results(told)
    assert {cell.label: cell.count for cell in found.total.cells} == {
        "ดีเยี่ยม": 1, "ดีมาก": 0, "ดี": 1, "พอใช้": 0, "ปรับปรุง": 0, "ยังไม่มีผล": 1,
    }  # fmt: skip
    lines = found.element_table.lines
    assert len(lines) == 8
    assert lines[0].counts == (1, 0, 0, 0, 1)
    assert lines[1].counts == (1, 0, 1, 0, 0)
    assert [school.pk for school in found.missing] == [told.third.pk]
    assert [row.exemplary_in for row in found.exemplary] == ["การใช้สารสนเทศ"]


def test_by_kind_and_cluster_every_school_stands_once(told: SimpleNamespace) -> None:
    for table in results(told).group_tables:
        assert sum(line.total for line in table.lines) == 3, table.key


def test_a_second_round_takes_the_place_of_the_first(told: SimpleNamespace) -> None:
    again = make.filled(told.supervisor, told.neighbour, level=5, round_no=2)
    services.submit(again, actor=told.supervisor)
    assert results(told).total.counts == (2, 0, 0, 0, 0)


def test_the_page_tells_it_in_a_fixed_number_of_questions(
    told: SimpleNamespace, client: Client, django_assert_max_num_queries
) -> None:
    client.force_login(told.director)
    address = f"{reverse('followup:results')}?form=7.1"
    page = client.get(address).content.decode()
    assert "ได้ผลแล้ว 2 จาก 3 โรงเรียน" in page
    assert told.third.name in page
    with django_assert_max_num_queries(40) as few:
        client.get(address)
    for _ in range(3):
        make.handed(told.supervisor, base.school(told.district), level=4)
    with django_assert_max_num_queries(40) as many:
        client.get(address)
    assert len(many) == len(few)


def test_a_school_does_not_open_the_offices_results(told: SimpleNamespace, client: Client) -> None:
    client.force_login(told.principal)
    assert client.get(reverse("followup:results")).status_code == 403


def test_the_documents_print_form_level_and_places_to_sign(told: SimpleNamespace) -> None:
    text = text_of("qa-follow-up", told.district, followup=told.found.pk)
    for words in ("แบบ 7.1", told.school.name, "ดีเยี่ยม", "การใช้สารสนเทศ", "องค์ประกอบที่ 8", "ลงชื่อ"):
        assert plain(words) in text, words
    with pytest.raises(CommandError, match=r"ไม่พบแบบ 7\.2"):
        text_of("qa-assessment", told.district, followup=told.found.pk)


def test_the_report_of_a_year_and_of_a_school(told: SimpleNamespace) -> None:
    text = text_of("qa-report", told.district)
    for words in ("2 จาก 3 โรงเรียน", "เป็นแบบอย่างได้", told.school.name, told.third.name, "33.33"):
        assert plain(words) in text, words
    report = make.handed(told.supervisor, told.school, form="7.3")
    text = text_of("qa-report", told.district, followup=report.pk)
    for words in ("แบบ 7.3", "จัดทำแล้ว", "แบบ 7.1", "องค์ประกอบที่ 1"):
        assert plain(words) in text, words


def test_another_offices_form_is_not_printed(told: SimpleNamespace) -> None:
    with pytest.raises(CommandError, match="ไม่พบแบบ"):
        text_of("qa-follow-up", told.far, followup=told.found.pk)
