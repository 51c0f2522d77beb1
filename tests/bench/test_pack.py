"""A pack of sixty pages from twelve papers, six of them uploaded, on two warm workers against one process."""

import io
import itertools
import statistics
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string

from core.thai.breaks import wrap_terms
from core.thai.markup import VERBATIM, map_text
from kotpn.meetings.models import AgendaItem, Meeting
from reports import registry, services
from reports.base import BuildContext, Reader
from reports.files import load_paper
from reports.models import ReportRun
from reports.pdf.book import Block, PlannedSection
from reports.pdf.merge import Rendered, merge
from reports.pdf.section import render_section
from reports.produce import thai_worker
from tests.bench.rounds import ROUNDS, wall
from tests.bench.test_pdf import worker_peaks
from tests.factories import base, kotpn, papers

pytestmark = [pytest.mark.engines, pytest.mark.django_db(transaction=True)]
PAPERS, PAGES = 6, 5
# Cover, agenda, a tab before each paper.
WHOLE = 2 + 2 * PAPERS * (PAGES + 1)
_turn = itertools.count(1)


@pytest.fixture
def cast() -> SimpleNamespace:
    district = base.district()
    user = base.user("group_director", district)
    meeting = kotpn.a_meeting(user, kotpn.a_committee(user, district))
    item = kotpn.an_item(user, meeting)
    ours, theirs = [], []
    for number in range(PAPERS):
        ours.append(papers.printed(user, item, "records", title=f"งานที่ {number}", pages=PAGES, text="ก"))
        theirs.append(papers.uploaded(user, item, papers.a_pdf(pages=PAGES, words=f"W{number}"), title=f"แนบ {number}"))
    return SimpleNamespace(district=district, user=user, meeting=meeting, item=item, ours=ours, theirs=theirs)


def change_ours(cast: SimpleNamespace, paper: Any) -> None:
    paper.params = {**paper.params, "text": f"รอบ {next(_turn)}"}
    paper.save()


def change_theirs(cast: SimpleNamespace, paper: Any) -> None:
    papers.put(cast.user, paper, papers.a_pdf(pages=PAGES, words=f"T{next(_turn)}"))


def change_all(cast: SimpleNamespace) -> None:
    """Nothing of an earlier pack can be used again."""
    for paper in cast.ours:
        change_ours(cast, paper)
    for paper in cast.theirs:
        change_theirs(cast, paper)
    AgendaItem.objects.filter(pk=cast.item.pk).update(title=f"เรื่อง {next(_turn)}")
    Meeting.objects.filter(pk=cast.meeting.pk).update(place=f"ห้อง {next(_turn)}")


def pressed(cast: SimpleNamespace) -> None:
    """As a person does it, until the finished file is there."""
    given = {"meeting": cast.meeting.pk, "digits": "thai"}
    run = services.request_run(actor=cast.user, key="meeting-pack", fmt="pdf", params=given, district=cast.district)
    end = time.monotonic() + 120
    while run.state in ReportRun.OPEN and time.monotonic() < end:
        time.sleep(0.02)
        run.refresh_from_db()
    assert run.state == ReportRun.State.DONE, run.reason
    assert run.output is not None
    assert run.output.pages == WHOLE


def prepared(cast: SimpleNamespace, folder: Path) -> Callable[[], None]:
    """The same parts for one process: blocks to lay out, uploaded files brought to A4 already."""
    context = BuildContext(
        cast.district.code, {"meeting": cast.meeting, "digits": "thai", "member": None}, "pdf", Reader(cast.user)
    )
    with thai_worker():
        book = registry.get("meeting-pack").pdf(context)
    blocks = tuple(part for part in book.parts if isinstance(part, Block))
    taken = [load_paper(section, section.paper, folder) for section in book.sections if section.paper]

    def one_process() -> None:
        html = map_text(
            render_to_string("base_print.html", {"title": book.title, "blocks": blocks}),
            wrap_terms,
            verbatim=VERBATIM | {"svg"},
        )
        pdf, layout = render_section(html)
        whole = Rendered(PlannedSection("whole", blocks, None), pdf, layout)
        assert merge(book, [whole, *taken], io.BytesIO()) == WHOLE

    return one_process


def test_a_pack_of_twelve_papers(cast: SimpleNamespace, celery_worker: subprocess.Popen[bytes], tmp_path: Path) -> None:
    pressed(cast)
    change_all(cast)
    pressed(cast)
    prepared(cast, tmp_path)()
    ratios: dict[str, list[float]] = {"first": [], "uploaded": [], "rendered": []}
    times: dict[str, list[float]] = {"one process": [], "first": [], "uploaded": [], "rendered": []}
    for turn in range(ROUNDS):
        folder = tmp_path / str(turn)
        folder.mkdir()
        change_all(cast)
        first = wall(lambda: pressed(cast))
        one = wall(prepared(cast, folder))
        change_theirs(cast, cast.theirs[turn])
        uploaded = wall(lambda: pressed(cast))
        change_ours(cast, cast.ours[turn])
        rendered = wall(lambda: pressed(cast))
        for name, took in (("one process", one), ("first", first), ("uploaded", uploaded), ("rendered", rendered)):
            times[name].append(took)
        ratios["first"].append(first / one)
        ratios["uploaded"].append(uploaded / first)
        ratios["rendered"].append(rendered / first)
    for name, took in times.items():
        print(f"\npack, {name}: {statistics.median(took):.2f} s ({min(took):.2f}–{max(took):.2f})", end="")
    for name, found in ratios.items():
        print(f"\npack, ratio {name}: {statistics.median(found):.2f} ({min(found):.2f}–{max(found):.2f})", end="")
    peaks = worker_peaks(celery_worker)
    print(f"\npack, peaks {', '.join(f'{peak:.0f}' for peak in peaks)} MB")
    assert max(peaks) <= 400
    assert statistics.median(ratios["first"]) <= 0.6
    assert statistics.median(ratios["uploaded"]) <= 0.15
    assert statistics.median(ratios["rendered"]) <= 0.5
