"""The year: one quality school an amphoe, feeders, focus points, follow-up by focus point, report."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from core.pointers import may_view
from processes.models import Procedure
from processes.services.reference import load_procedures
from processes.services.runs import open_runs
from reports import registry
from reports.base import BuildContext, Reader
from supervision.quality_schools import services
from supervision.quality_schools.focus import INSTRUMENT, PROCEDURE, SHIPPED
from supervision.quality_schools.models import QualityYear
from supervision.quality_schools.queries import follow_up, run_of, schools_of
from tests.documents.reading import plain
from tests.factories import base, field
from tests.factories import quality_schools as factory


def test_a_year_begins_once_with_the_eight_points_and_a_draft(office: SimpleNamespace) -> None:
    for actor in (office.supervisor, office.director, office.principal, office.stranger):
        with pytest.raises(NotAllowed):
            factory.a_year(actor, office.district)
    row = factory.a_year(office.secretary, office.district)
    assert factory.a_year(office.head, office.district) == row
    assert list(row.focus_points.values_list("code", "name")) == list(SHIPPED)
    assert row.plan.state == "draft"
    with pytest.raises(DomainError):
        factory.a_year(office.head, office.district, year=2024)


def test_one_quality_school_an_amphoe_and_a_feeder_has_one(office: SimpleNamespace) -> None:
    first, second, third, fourth, fifth, _ = office.schools
    row = factory.with_school(office.head, office.district, first, feeders=[second])

    def put(amphoe: int, school: Any, feeders: Any = ()) -> Any:
        return services.set_school(row, office.amphoes[amphoe], actor=office.head, school=school, feeders=feeders)

    with pytest.raises(DomainError) as refused:
        put(0, fourth)
    assert refused.value.field == "school"
    with pytest.raises(DomainError):
        put(0, first, [first])
    with pytest.raises(DomainError) as refused:
        put(1, fourth, [second])
    assert refused.value.field == "feeders" and second.name in refused.value.message
    with pytest.raises(DomainError):
        put(1, fourth, [first])
    with pytest.raises(DomainError):
        put(1, fourth, [office.other_school])
    put(1, fourth, [fifth])
    # Another school of the same amphoe takes the place.
    put(0, third, [first, second])
    assert [(one.school, [f.school for f in one.feeders.all()]) for one in schools_of(row)] == [
        (third, [first, second]), (fourth, [fifth]),
    ]  # fmt: skip


def test_an_owner_keeps_the_year_and_a_stranger_does_not(office: SimpleNamespace) -> None:
    row = factory.a_year(office.head, office.district)
    with pytest.raises(NotAllowed):
        services.save_focus(row, actor=office.supervisor, name="ใหม่")
    services.name_owners(row, actor=office.head, owners=[base.person_of(office.supervisor, office.district)])
    services.save_focus(row, actor=office.supervisor, name="ใหม่")
    with pytest.raises(DomainError) as refused:
        services.save_focus(row, actor=office.supervisor, name="ใหม่")
    assert refused.value.field == "name"
    with pytest.raises(NotAllowed):
        services.name_owners(row, actor=office.supervisor, owners=[])
    with pytest.raises(DomainError):
        services.name_owners(row, actor=office.head, owners=[base.person_of(office.stranger, office.other)])


def test_the_next_year_takes_schools_and_points_over(office: SimpleNamespace) -> None:
    row = factory.with_school(office.head, office.district, office.schools[0], feeders=[office.schools[1]])
    services.save_focus(row, actor=office.head, name="ไม่ใช้แล้ว", is_active=False)
    after = factory.a_year(office.head, office.district, year=2568)
    (one,) = schools_of(after)
    assert (one.school, [f.school for f in one.feeders.all()]) == (office.schools[0], [office.schools[1]])
    assert after.focus_points.count() == len(SHIPPED)


def _followed(office: SimpleNamespace) -> QualityYear:
    """First school 4 on every item, its feeder 2 and 4 by turns; the visit of another year is not counted."""
    row = factory.with_school(office.head, office.district, office.schools[0], feeders=[office.schools[1]])
    for school, values, day in (
        (office.schools[0], [4] * 16, date(2024, 7, 17)),
        (office.schools[1], [2, 4] * 8, date(2024, 7, 18)),
        (office.schools[0], [1] * 16, date(2023, 7, 17)),
    ):
        visit = field.draft(office.head, school, on=day)
        field.sheet(visit, office.head, values=values, code=INSTRUMENT)
        from supervision.field import services as visits

        visits.submit_visit(visit, actor=office.head, now=field.at(day, 16))
    return row


def test_percentages_are_by_focus_point_and_of_the_year(office: SimpleNamespace) -> None:
    row = _followed(office)
    points = list(row.focus_points.all())
    with CaptureQueriesContext(connection) as asked:
        lines, means = follow_up(row, schools_of(row), points)
    assert len(asked) <= 5
    assert [(one.school, one.sheets, set(one.percents)) for one in lines] == [
        (office.schools[0], 1, {Decimal("80.00")}), (office.schools[1], 1, {Decimal("60.00")}),
    ]  # fmt: skip
    assert means == [Decimal("70.00")] * 8


def words(user: object, office: SimpleNamespace, key: str, row: QualityYear) -> str:
    document, reader = registry.get(key), Reader(user)
    _, params = document.clean(reader, office.district.code, {"digits": "arabic", "year": str(row.pk)})
    book = document.pdf(BuildContext(office.district.code, params, "pdf", reader))
    return plain(" ".join(block.html for block in book.parts))


def test_the_report_is_written_published_and_read_back(office: SimpleNamespace) -> None:
    row = _followed(office)
    with pytest.raises(DomainError, match="ยังไม่ได้เขียน"):
        services.publish_report(row, actor=office.head, schools=True, public=False)
    services.write_report(row, actor=office.head, texts={"result": "ครบทุกจุดเน้น"}, stamp=0)
    with pytest.raises(StaleRevision):
        services.write_report(row, actor=office.head, texts={"result": "ทับ"}, stamp=0)
    text = words(office.head, office, "quality-school-report", row)
    for piece in ("ติดตามด้วยแบบติดตามแล้ว 2 จาก 2", "70.00", "ครบทุกจุดเน้น", office.schools[1].name):
        assert plain(piece) in text
    assert text.index(plain("เลขหัวตาราง")) < text.index(plain(office.schools[1].name)), (
        "read before the table, not after it"
    )
    with pytest.raises(DomainError):
        words(office.principal, office, "quality-school-report", row)
    for actor in (office.secretary, office.supervisor, office.stranger):
        with pytest.raises(NotAllowed):
            services.publish_report(row, actor=actor, schools=True, public=False)
    services.publish_report(row, actor=office.head, schools=True, public=False)
    principal = type(office.head).objects.get(pk=office.principal.pk)
    assert plain("ครบทุกจุดเน้น") in words(principal, office, "quality-school-report", row)
    with pytest.raises(DomainError):
        services.write_report(row, actor=office.head, texts={"result": "แก้"})
    services.take_back_report(row, actor=office.head, reason="แก้ตัวเลข")


def test_files_of_the_year_stay_the_offices_when_its_report_is_published(office: SimpleNamespace) -> None:
    row = factory.with_school(office.head, office.district, office.schools[0])
    services.write_report(row, actor=office.head, texts={"result": "ครบทุกจุดเน้น"})
    services.publish_report(row, actor=office.head, schools=True, public=False)
    users = (office.principal, office.director, office.stranger)
    assert [may_view(user, "quality_school_year", str(row.pk)) for user in users] == [False, True, False]


def test_pages_ask_as_often_for_many_schools_as_for_few(office: SimpleNamespace) -> None:
    row = factory.with_school(office.head, office.district, office.schools[0], feeders=[office.schools[1]])
    client = Client()
    client.force_login(office.head)
    pages = [f"{reverse('quality-schools:index')}?year=2567", reverse("quality-schools:follow-up", args=[row.pk])]

    def count() -> list[int]:
        found = []
        for page in pages:
            client.get(page)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(page).status_code == 200
            found.append(len(asked))
        return found

    before = count()
    services.set_school(row, office.amphoes[1], actor=office.head, school=office.schools[3], feeders=office.schools[4:])
    assert count() == before
    assert max(before) <= 30


def test_a_school_sees_what_it_is_in(office: SimpleNamespace) -> None:
    factory.with_school(office.head, office.district, office.schools[0], feeders=[office.schools[1]])
    client = Client()
    for user, piece in ((office.principal, "โรงเรียนคุณภาพ อำเภอด่านทดสอบ"), (office.feeder, "โรงเรียนเครือข่ายของ")):
        client.force_login(user)
        assert piece in client.get(reverse("quality-schools:index")).content.decode()


def test_the_six_steps_lead_to_the_real_pages(office: SimpleNamespace) -> None:
    row = factory.with_school(office.head, office.district, office.schools[0])
    load_procedures(office.district)
    open_runs(Procedure.objects.get(district=office.district, code=PROCEDURE), actor=office.head, year=2567)
    client = Client()
    client.force_login(office.head)
    assert "ดูทุกขั้น" in client.get(f"{reverse('quality-schools:index')}?year=2567").content.decode()
    run = run_of(row)
    assert run is not None
    home, plan = f"{reverse('quality-schools:index')}?year=2567", reverse("quality-schools:plan", args=[row.plan.pk])
    told = reverse("quality-schools:follow-up", args=[row.pk])
    for step, address in zip(run.steps.order_by("position"), (home, plan, plan, home, told, home), strict=True):
        page = client.get(reverse("processes:run-step", args=[run.pk, step.pk])).content.decode()
        assert f'href="{address}"' in page
