"""`supervision-report` on paper: its figures are those of the coverage page, its marks those of its state."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from core.errors import DomainError
from supervision.field.queries import coverage, term_period
from supervision.field.queries.periods import fiscal_period
from tests.documents.reading import plain, text
from tests.factories import field as visits
from tests.factories import reporting as make
from tests.reporting.conftest import Cast

pytestmark = pytest.mark.django_db


def printed(cast: Cast, tmp_path: Path, *chosen: str) -> str:
    target = tmp_path / "report.pdf"
    given = [word for value in (*chosen, "digits=arabic") for word in ("--param", value)]
    call_command("report", "supervision-report", "--district", cast.district.code, *given, "--output", str(target))
    return text(target)


def test_it_prints_the_numbers_of_the_coverage_page(cast: Cast, tmp_path: Path) -> None:
    visit = visits.draft(cast.supervisor, cast.school)
    visits.sheet(visit, cast.supervisor, values=[5] * 6 + [4] * 6)
    visits.finding(visit, cast.supervisor)
    visits.services.submit_visit(visit, actor=cast.supervisor, now=visits.at(visits.DAY))
    found = coverage(cast.district, term_period(cast.district, 2567, 1), today=make.DAY)
    words = printed(cast, tmp_path, "period=1-2567")
    flat = plain(words)
    assert (found.total.done, found.total.schools) == (1, 2)
    assert plain("โรงเรียนในความรับผิดชอบ 2 โรงเรียน") in flat
    assert plain("จำนวน 1 โรงเรียน คิดเป็นร้อยละ 50.00") in flat
    assert plain("ข้อค้นพบ 1 เรื่อง") in flat
    assert "90.00" in words  # 54 of 60 points
    assert plain("ดีเยี่ยม") in flat


def test_it_prints_without_any_data(cast: Cast, tmp_path: Path) -> None:
    assert plain("ไม่มีแบบที่ตอบในช่วงนี้") in plain(printed(cast, tmp_path))


def test_an_approved_report_prints_what_was_approved(cast: Cast, tmp_path: Path) -> None:
    visits.submitted(cast.supervisor, cast.school)
    paper = make.decide(
        make.decide(make.submitted(cast.supervisor, cast.district), cast.director), cast.office_director
    )
    visits.submitted(cast.colleague, cast.neighbour)
    words = printed(cast, tmp_path)
    assert plain("จำนวน 1 โรงเรียน คิดเป็นร้อยละ 50.00") in plain(words)
    assert paper.content_hash[:4] in words


def test_the_page_shows_state_figures_and_decision(cast: Cast, client: Client) -> None:
    paper = make.submitted(cast.supervisor, cast.district)
    client.force_login(cast.director)
    answer = client.get(reverse("reporting:report", args=[paper.pk]))
    assert answer.status_code == 200
    assert "อนุมัติรายงาน" in answer.content.decode()
    client.force_login(cast.colleague)
    assert "อนุมัติรายงาน" not in client.get(reverse("reporting:report", args=[paper.pk])).content.decode()


def test_nothing_typed_is_lost_when_somebody_else_saved(cast: Cast, client: Client) -> None:
    paper = make.draft(cast.supervisor, cast.district)
    client.force_login(cast.supervisor)
    address = reverse("reporting:report-edit", args=[paper.pk])
    stale = paper.lock_version
    make.services.save_texts(
        paper, actor=cast.director, texts={"summary": "ของผู้อื่น"}, lock_version=stale, now=visits.at(make.DAY)
    )
    answer = client.post(
        address,
        {"lock_version": stale, "title": paper.title, "summary": "ที่พิมพ์ไว้", "objectives": "ก", "suggestions": "ข"},
    )
    assert answer.status_code == 422
    body = answer.content.decode()
    assert "ที่พิมพ์ไว้" in body
    assert "มีผู้อื่นแก้ไข" in body


def test_the_yearly_form_is_of_a_fiscal_year_and_says_more(cast: Cast, tmp_path: Path) -> None:
    visits.submitted(cast.supervisor, cast.school)
    with pytest.raises(DomainError, match="ปีงบประมาณ"):
        make.services.create_report(
            cast.district, actor=cast.supervisor, period=term_period(cast.district, 2567, 1), form="yearly",
            now=visits.at(make.DAY),
        )  # fmt: skip
    year = fiscal_period(2567)
    short = make.services.create_report(cast.district, actor=cast.supervisor, period=year, now=visits.at(make.DAY))
    paper = make.services.create_report(
        cast.district, actor=cast.supervisor, period=year, form="yearly", now=visits.at(make.DAY)
    )
    assert paper.pk != short.pk
    again = make.services.create_report(
        cast.district, actor=cast.director, period=year, form="yearly", now=visits.at(make.DAY)
    )
    assert again.pk == paper.pk
    with pytest.raises(DomainError):
        make.services.submit_report(paper, actor=cast.supervisor, now=visits.at(make.DAY), today=make.DAY)
    written = {name: f"ข้อความของ {name}" for name in paper.labels}
    paper = make.services.save_texts(
        paper, actor=cast.supervisor, texts=written, lock_version=paper.lock_version, now=visits.at(make.DAY)
    )
    make.services.submit_report(paper, actor=cast.supervisor, now=visits.at(make.DAY), today=make.DAY)
    words = plain(printed(cast, tmp_path, "period=fy2567", "form=yearly"))
    for name in paper.labels:
        assert plain(f"ข้อความของ {name}") in words, name
    assert plain("นโยบาย จุดเน้น และแผนของปี") in words
    assert plain("ภาคเรียนที่ 1/2567") in words


def test_the_yearly_paper_of_a_term_is_refused_and_an_empty_summary_leaves_no_dash(cast: Cast, tmp_path: Path) -> None:
    visits.submitted(cast.supervisor, cast.school)
    with pytest.raises(CommandError, match="เลือกปีงบประมาณ"):
        printed(cast, tmp_path, "period=1-2567", "form=yearly")
    words = printed(cast, tmp_path, "period=fy2567", "form=yearly")
    assert "บทสรุปผู้บริหาร โรงเรียนในความรับผิดชอบ" in " ".join(words.split())


def test_five_chapters_stand_in_order(cast: Cast, tmp_path: Path) -> None:
    visits.submitted(cast.supervisor, cast.school)
    paper = make.services.create_report(
        cast.district, actor=cast.supervisor, period=term_period(cast.district, 2567, 1), form="chapters",
        now=visits.at(make.DAY),
    )  # fmt: skip
    written = {name: f"เขียนไว้ใน {name}" for name in paper.labels}
    make.services.save_texts(
        paper, actor=cast.supervisor, texts=written, lock_version=paper.lock_version, now=visits.at(make.DAY)
    )
    words = plain(printed(cast, tmp_path, "period=1-2567", "form=chapters"))
    places = [words.index(plain(f"บทที่ {number}")) for number in range(1, 6)]
    assert places == sorted(places)
    for name in paper.labels:
        assert plain(f"เขียนไว้ใน {name}") in words, name


def test_the_form_is_chosen_on_the_page_and_its_texts_are_asked_for(cast: Cast, client: Client) -> None:
    visits.submitted(cast.supervisor, cast.school)
    client.force_login(cast.supervisor)
    answer = client.post(reverse("reporting:report-create"), {"period": "1-2567", "cluster": "", "form": "chapters"})
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "เอกสารและงานวิจัยที่เกี่ยวข้อง" in page
    refused = client.post(reverse("reporting:report-create"), {"period": "1-2567", "cluster": "", "form": "yearly"})
    assert refused.status_code == 422
    assert "เลือกปีงบประมาณ" in refused.content.decode()
