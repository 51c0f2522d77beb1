"""The office scores itself: indicator 4 of the last fiscal year comes out of the work without a number being typed,
each number opens its list and agrees with it, and an issue without its evidence costs a level, with the reason."""

import re
import subprocess
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pikepdf
import pytest
from django.utils import timezone
from django.utils.html import strip_tags
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from core.thai.numerals import to_arabic
from core.thai.years import fiscal_year
from kotpn.assessment.models import Assessment, LineProof
from kotpn.assessment.narrative import written
from kotpn.assessment.standing import Standing, standing_of
from reports.models import ReportRun
from schools.queries import holders
from tests.documents.reading import plain, text
from tests.e2e.test_story import follow
from tests.factories.standard_year import assessed
from tests.fixtures.browser import answered, fits, sign_in, turns
from tests.fixtures.waiting import until

pytestmark = [pytest.mark.e2e, pytest.mark.engines, pytest.mark.django_db(transaction=True)]
# A figure that is a number: "4 ครั้ง", "107", "1,204 คน"; days, names and percentages are no count of a list.
NUMBER = re.compile(r"([\d,]+)(?: [^\d\s]+)?")
HEADED = re.compile(r"([\d,]+)\s+\S+(?:\s+จาก\s+[\d,]+)?$")


def words_of(page: Page, address: str) -> str:
    """The words of a page of the product, by the reader's own session, without leaving the page that is open."""
    answer = page.request.get(address)
    assert answer.ok, f"{address}: {answer.status}"
    return answer.text()


def check_list(page: Page, address: str) -> tuple[str, int]:
    """The list behind a number holds as many rows as its heading says; gives its words and that number."""
    markup = words_of(page, address)
    heading = unescape(strip_tags(re.search(r"<h1[^>]*>(.*?)</h1>", markup, re.DOTALL)[1]))
    told = int(re.search(HEADED, heading.strip())[1].replace(",", ""))
    rows = re.search(r'<ol class="nt-card nt-rows".*?</ol>', markup, re.DOTALL)
    listed = rows[0].count("<li ") if rows else 0
    assert listed == min(told, 50), f"{address}: {told} said, {listed} listed"
    return " ".join(unescape(strip_tags(markup)).split()), told


def figures_agree(page: Page, address: str, standing: Standing) -> int:
    """Every figure of every issue's narrative, and every count of its proofs, opens a list that says the same."""
    seen = 0
    lists: dict[str, tuple[str, int]] = {}
    for issue in standing.issues:
        page.goto(f"{address}?issue={issue.issue.number}")
        found = page.locator("a.nt-figlink").evaluate_all(
            "links => links.map(link => [link.textContent.trim(), link.getAttribute('href')])"
        )
        assert found, f"issue {issue.issue.number} tells no figure"
        for shown, href in found:
            number = NUMBER.fullmatch(shown.replace("\u00a0", " "))
            if number and "/lines/" in href:
                words, _ = lists.setdefault(href, check_list(page, href))
                assert re.search(rf"(?<![\d,.]){number[1]}(?![\d,.])", words), f"{shown} is not on {href}"
                seen += 1
        for row in issue.lines:
            if row.counts:
                line = f"{address}lines/{row.line.pk}/"
                assert lists.setdefault(line, check_list(page, line))[1] == row.offer.count
    return seen


def fetched(page: Page, address: str, button: str, folder: Path, key: str) -> Path:
    """A document asked for in the browser, made by the worker, downloaded."""
    page.goto(address)
    follow(page, button)
    run = until(lambda: ReportRun.objects.filter(key=key).order_by("-pk").first())
    page.goto(f"/documents/runs/{run.pk}/")
    ready = page.get_by_role("link", name="ดาวน์โหลด")
    expect(ready).to_be_visible(timeout=120_000)
    with page.expect_download() as download:
        ready.click()
    assert len(download.value.suggested_filename.encode()) < 255  # what a file system takes
    target = folder / download.value.suggested_filename
    download.value.save_as(target)
    return target


def links_of(path: Path) -> set[str]:
    with pikepdf.open(path) as pdf:
        return {
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", [])
            if "/A" in note and "/URI" in note.A
        }


def stands_in(words: str, said: str) -> bool:
    """Whole, or cut once by the end of a page, whose foot then stands between."""
    pieces = [words[at : at + 12] for at in range(0, len(words), 12)]
    return words in said or sum(piece not in said for piece in pieces) <= 1 < len(pieces)


def form_is_whole(path: Path, standing: Standing) -> None:
    """Point by point as the manual's: head, columns, the five levels in the rule's words, issues with their narrative
    and their numbered proofs."""
    said = plain(to_arabic(text(path)))
    indicator = standing.assessment.indicator
    expected = [
        indicator.standard.title, indicator.title, "คำอธิบาย", "วิธีการดำเนินงาน", "ผลการดำเนินงาน",
        "ความเห็นและข้อเสนอแนะ", "เอกสาร/หลักฐานอ้างอิง", f"ระดับ {standing.verdict.level} {standing.verdict.word}",
        *(rule.description for rule in indicator.rules.all()),
    ]  # fmt: skip
    for issue in standing.issues:
        expected += [issue.issue.title, f"ประเด็นที่ {issue.issue.number} ประกอบด้วย"]
        expected += [row.line.title for row in issue.lines if row.counts]
        expected += [row.text for rows in written(issue.answer, issue.offers).values() for row in rows]
    missing = [words for words in expected if not stands_in(plain(to_arabic(words)), said)]
    assert not missing, missing
    assert "{" not in said


def workbook_agrees(path: Path, standing: Standing) -> None:
    """Counts of the evidence list are the system's, and its formulas' rule gives the same level."""
    book = load_workbook(path)
    level, proofs, rules = book["ระดับ"], book["หลักฐาน"], book["เกณฑ์"]
    assert str(level["F5"].value).startswith("=")
    assert level["H5"].value == standing.verdict.level
    rows = [row for row in proofs.iter_rows(min_row=5, values_only=True) if row[4]]
    counted = {(row[1], row[4].split('","')[-1].rstrip('")')): row[7] for row in rows if row[6] == "รับแล้ว"}
    lines = {
        (issue.issue.number, row.line.title): row.offer.count
        for issue in standing.issues
        for row in issue.lines
        if row.accepted
    }
    assert sorted(counted.values()) == sorted(lines.values())
    proved = len({row[1] for row in rows if row[6] == "รับแล้ว" and row[7] >= row[9]})
    given = [row[1] for row in rules.iter_rows(min_row=5, values_only=True) if row[2:4] == (4, proved)]
    assert given == [standing.verdict.level]


def take_evidence_away(page: Page, address: str, answer: Any, number: int) -> None:
    page.goto(f"{address}?issue={number}")
    accepted = LineProof.objects.filter(answer=answer, decision="accepted")
    while left := accepted.count():
        with answered(page, "/drop/"):
            page.locator(".nt-assess-proofs").get_by_role("button", name=re.compile("^เลิกใช้")).first.click()
        until(lambda left=left: accepted.count() < left)


def test_indicator_four_is_written_from_the_work_and_falls_with_its_evidence(
    new_page: Callable[..., Page], celery_worker: subprocess.Popen[bytes], tmp_path: Path
) -> None:
    context = assessed(timezone.localdate())
    district, last = context.first, fiscal_year(context.today) - 1
    made = Assessment.objects.get(district=district, fiscal_year=last)
    standing = standing_of(made)
    desk = sign_in(new_page(), holders("committee_secretary", district, context.today)[0])

    desk.goto("/kotpn/assessment/")
    with turns(desk):
        desk.locator(f"a[href='/kotpn/assessment/{made.pk}/']").first.click()
    here = urlsplit(desk.url).path
    expect(desk.get_by_role("heading", name="ขณะนี้ได้ระดับ 5 จาก 5")).to_be_visible()
    assert figures_agree(desk, here, standing) > 12

    paper = fetched(
        desk, f"/documents/office-standard/?assessment={made.pk}", "ออกเป็น PDF", tmp_path, "office-standard"
    )
    form_is_whole(paper, standing)
    leading = {urlsplit(link).path for link in links_of(paper)}
    assert {f"{here}lines/{row.line.pk}/" for issue in standing.issues for row in issue.lines if row.counts} <= leading
    for path in sorted(leading):
        words_of(desk, path)
    book = fetched(
        desk, f"/documents/office-standard-workbook/?assessment={made.pk}", "ออกเป็น Excel", tmp_path,
        "office-standard-workbook",
    )  # fmt: skip
    workbook_agrees(book, standing)

    # The issue with the fewest proofs loses them one by one: the level falls by one and says why.
    poorest = min(standing.issues, key=lambda issue: issue.evidence_count)
    take_evidence_away(desk, here, poorest.answer, poorest.issue.number)
    level = desk.locator("section[aria-labelledby=level]")
    expect(level.get_by_role("heading", name="ขณะนี้ได้ระดับ 4 จาก 5")).to_be_visible()
    expect(level).to_contain_text("หลักฐานชัดเจน 3 ประเด็น")
    expect(level).to_contain_text(f"ประเด็นที่ {poorest.issue.number}")
    with answered(desk, "/accept/"):
        desk.get_by_role("button", name=re.compile("^รับเป็นหลักฐาน")).first.click()
    expect(level.get_by_role("heading", name="ขณะนี้ได้ระดับ 5 จาก 5")).to_be_visible()

    # The tables behind it on a phone; the year before stays as it was sent.
    phone = sign_in(new_page(phone=True), holders("group_director", district, context.today)[0])
    phone.goto(f"/kotpn/assessment/tables/?year={last}")
    fits(phone)
    expect(phone.get_by_text(re.compile("แต่รายชื่อรวมตามตำแหน่งได้")).first).to_be_visible()
    before = Assessment.objects.get(district=district, fiscal_year=last - 1)
    phone.goto(f"/kotpn/assessment/{before.pk}/")
    expect(phone.get_by_role("heading", name=f"ได้ระดับ {standing_of(before).verdict.level} จาก 5")).to_be_visible()
    assert not phone.get_by_role("button", name=re.compile("^เลิกใช้")).count()
