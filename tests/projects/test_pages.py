"""Lists and pages ask as often for many rows as for few; the timeline by month; the report read back."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError
from core.pointers import may_trace, may_view
from reports import registry
from reports.base import BuildContext, Reader
from supervision.projects import services
from supervision.projects.models import ProjectActivity
from supervision.projects.queries import search, timeline_of
from tests.documents.reading import plain
from tests.factories import base
from tests.factories import projects as factory


def _count(user: object, address: str) -> int:
    client = Client()
    client.force_login(user)
    client.get(address)  # what is asked once for a fresh session
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def _projects(office: SimpleNamespace, start: int, stop: int) -> None:
    for number in range(start, stop):
        project = factory.a_project(office.district, name=f"โครงการที่ {number}", number=number)
        factory.running(office.head, office.district, project=project)
        factory.a_project(office.district, name=f"รอเริ่ม {number}", number=number + 100)


@pytest.mark.parametrize("name", ["index", "timeline"])
def test_as_many_queries_for_twelve_as_for_two(office: SimpleNamespace, name: str) -> None:
    counts = []
    for start, stop in ((0, 2), (2, 12)):
        _projects(office, start, stop)
        counts.append(_count(office.head, reverse(f"projects:{name}")))
    assert counts[0] == counts[1] <= 25


def test_a_project_and_its_round_do_not_ask_row_by_row(office: SimpleNamespace) -> None:
    row = factory.running(office.head, office.district)
    round_ = factory.an_open_round(office.head, row)
    counts = []
    for _ in range(2):
        for _ in range(3):
            school = base.school(office.district)
            services.add_school(row, school, actor=office.head)
            services.apply(round_, school, actor=office.head, text="พร้อม", by_office=True)
        counts.append(
            [
                _count(office.head, reverse("projects:project", args=[row.pk])),
                _count(office.head, reverse("projects:round", args=[round_.pk])),
            ]
        )
    assert counts[0] == counts[1]
    assert max(counts[1]) <= 50


def test_months_tell_what_is_done_and_what_is_late(office: SimpleNamespace) -> None:
    row = factory.running(office.head, office.district, year=2567)
    services.add_part(
        row, "activity", actor=office.head,
        values={"title": "นิเทศ", "starts_on": date(2023, 12, 1), "ends_on": date(2024, 2, 10)},
    )  # fmt: skip
    ProjectActivity.objects.filter(title="อบรมครู").update(state="done")
    row.ends_on = date(2024, 6, 30)
    (line,) = timeline_of([row], 2567, date(2024, 3, 1))
    states = [state for _, state, _, _ in line.months]
    assert states == ["done", "plan", "plan", "plan", "late", "plan", "plan", "plan", "plan", "none", "none", "none"]
    assert (line.done, len(line.activities)) == (1, 2)


def words(user: object, office: SimpleNamespace, **given: str) -> str:
    document = registry.get("project-report")
    reader = Reader(user)
    _, params = document.clean(reader, office.district.code, {"digits": "arabic", **given})
    book = document.pdf(BuildContext(office.district.code, params, "pdf", reader))
    return plain(" ".join(block.html for block in book.parts))


def test_the_report_tells_figures_and_texts(office: SimpleNamespace) -> None:
    row = factory.done(office.head, office.district)
    text = words(office.head, office, project=str(row.pk))
    for piece in (row.project.name, "บรรลุเป้าหมาย 1 จาก 1", "1,000.00", "เสร็จ 1 จาก 1 กิจกรรม", "สำเร็จตามแผน"):
        assert plain(piece) in text


def test_schools_print_only_what_was_opened_to_them(office: SimpleNamespace) -> None:
    row = factory.done(office.head, office.district)
    with pytest.raises(DomainError):
        words(office.principals[0], office, project=str(row.pk))
    services.publish_report(row, actor=office.head, schools=True, public=False)
    principal = type(office.head).objects.get(pk=office.principals[0].pk)
    assert plain("สำเร็จตามแผน") in words(principal, office, project=str(row.pk))


def test_a_school_in_a_project_reads_neither_its_files_nor_its_trail(office: SimpleNamespace) -> None:
    row = factory.running(office.head, office.district)
    services.add_school(row, office.schools[0], actor=office.head)
    round_ = factory.an_open_round(office.head, row)
    principal, key = office.principals[0], str(row.pk)
    assert [may_view(user, "project_year", key) for user in (principal, office.director, office.stranger)] == [
        False, True, False,
    ]  # fmt: skip
    assert search(principal, office.district, row.project.name, 5) == []
    assert len(search(office.director, office.district, row.project.name, 5)) == 1
    assert may_view(principal, "selection_round", str(round_.pk))
    assert not may_trace(principal, "selection_round", str(round_.pk))
