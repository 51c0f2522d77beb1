"""The report of results: frozen when sent, noted by the committee, published to chosen schools and to everyone."""

from datetime import date, time
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from core.models import Notice
from kotpn.minutes.services.resolutions import record_resolution
from kotpn.monitoring import services
from kotpn.monitoring.models import ResultReport
from supervision.field.queries import term_period
from tests.core.tabs import second_tab
from tests.documents.reading import plain, text_of
from tests.factories import field, kotpn

TODAY = date(2025, 1, 20)
WORDS = {"summary": "นิเทศครบทุกกลุ่ม", "suggestions": "เพิ่มการนิเทศโรงเรียนขนาดเล็ก"}
AREAS = {area: {"found": f"ผลด้าน {area}"} for area in ("academic", "budget", "personnel", "general")}


@pytest.fixture
def cast(quality: SimpleNamespace) -> SimpleNamespace:
    quality.committee = kotpn.a_committee(quality.director, quality.district)
    quality.visit = field.submitted(
        quality.supervisor, quality.school, on=date(2024, 12, 3), areas=("academic", "budget")
    )
    period = term_period(quality.district, 2567, 2)
    quality.report = services.begin_report(quality.committee, actor=quality.director, period=period)
    return quality


def noted(cast: SimpleNamespace) -> ResultReport:
    """Written, sent, and taken note of at a meeting."""
    services.save_report(cast.report, actor=cast.director, texts=WORDS, areas=AREAS)
    services.send_report(cast.report, actor=cast.director, today=TODAY)
    meeting = kotpn.a_meeting(cast.director, cast.committee)
    source = services.report_pointer(cast.report)
    item = kotpn.an_item(cast.director, meeting, kind="inform", title=cast.report.title, source=source)
    kotpn.opened(cast.director, meeting)
    record_resolution(item, actor=cast.director, kind="note", text="รับทราบ", at=time(10, 0))
    cast.report.refresh_from_db()
    return cast.report


def test_others_neither_write_nor_publish(cast: SimpleNamespace) -> None:
    for stranger in (cast.supervisor, cast.stranger, cast.principal):
        with pytest.raises(NotAllowed):
            services.save_report(cast.report, actor=stranger, texts=WORDS)
        with pytest.raises(NotAllowed):
            services.publish(cast.report, actor=stranger, schools=[cast.school])


def test_it_is_not_published_before_the_committee_took_note(cast: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="เผยแพร่ไม่ได้"):
        services.publish(cast.report, actor=cast.director, schools=[cast.school])


def test_what_is_missing_is_told(cast: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="ยังขาด 5 รายการ"):
        services.send_report(cast.report, actor=cast.director)


def test_figures_are_those_of_the_day_it_was_sent(cast: SimpleNamespace) -> None:
    report = noted(cast)
    figures = {row["area"]: row for row in report.frozen["figures"]["areas"]}
    assert (figures["academic"]["visits"], figures["budget"]["visits"], figures["general"]["visits"]) == (1, 1, 0)
    field.submitted(cast.supervisor, cast.neighbour, on=date(2024, 12, 4), areas=("academic",))
    report.refresh_from_db()
    assert {row["area"]: row["visits"] for row in report.frozen["figures"]["areas"]}["academic"] == 1
    with pytest.raises(DomainError, match="แก้ไขรายงานไม่ได้"):
        services.save_report(report, actor=cast.director, texts=WORDS)


def test_a_chosen_school_sees_its_own_and_another_nothing(cast: SimpleNamespace, client: Any) -> None:
    report = noted(cast)
    address = reverse("monitoring:result", args=[report.pk])
    client.force_login(cast.principal)
    assert client.get(address).status_code == 404
    services.publish(report, actor=cast.director, schools=[cast.school], today=TODAY)
    services.publish(report, actor=cast.director, schools=[cast.school], today=TODAY)
    assert Notice.objects.filter(recipient=cast.principal, code="monitoring_result.published").count() == 1
    page = client.get(address).content.decode()
    assert f"ผลของ{cast.school}" in page and "นิเทศครบทุกกลุ่ม" in page
    assert str(cast.neighbour) not in page
    assert report.schools.get().read_by == cast.principal
    client.force_login(cast.other_principal)
    assert client.get(address).status_code == 404


def test_schools_of_another_office_are_refused(cast: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="เขตนี้"):
        services.publish(noted(cast), actor=cast.director, schools=[cast.far_school])


def test_the_public_page_has_totals_only_and_closes_again(cast: SimpleNamespace, client: Any) -> None:
    report = services.publish(noted(cast), actor=cast.director, schools=[], public=True)
    address = reverse("monitoring:public", args=[report.public_key])
    page = client.get(address)
    assert page.status_code == 200
    words = page.content.decode()
    assert "นิเทศครบทุกกลุ่ม" in words
    assert cast.school.name not in words
    assert client.get(reverse("monitoring:public", args=[report.public_key + "x"])).status_code == 404
    services.withhold(report, actor=cast.director)
    assert client.get(address).status_code == 404


def test_the_group_director_publishes_on_the_page(cast: SimpleNamespace, client: Any) -> None:
    report = noted(cast)
    client.force_login(cast.director)
    address = reverse("monitoring:result-publish", args=[report.pk])
    refused = client.post(address, {})
    assert refused.status_code == 422 and "อย่างน้อยหนึ่งแห่ง" in refused.content.decode()
    assert client.post(address, {"schools": [cast.school.pk], "public": "on"}).status_code == 302
    report.refresh_from_db()
    assert report.is_public and [row.school for row in report.schools.all()] == [cast.school]


def test_the_printed_report_carries_the_resolution(cast: SimpleNamespace) -> None:
    words = text_of("monitoring-report", cast.district, report=noted(cast).pk)
    assert plain("มติของคณะกรรมการ") in words and plain("ผลด้าน general") in words


def test_texts_of_an_area_from_another_tab_are_not_overwritten(cast: SimpleNamespace, client: Any) -> None:
    client.force_login(cast.director)
    address = reverse("monitoring:result-edit", args=[cast.report.pk])
    second_tab(client, address, {"title": cast.report.title, "academic-found": "พบ"}, "budget-problems")
