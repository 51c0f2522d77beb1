"""Sixty visit records on two warm worker processes against one WeasyPrint call on the same HTML; and their memory."""

import itertools
import re
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest
import weasyprint
from django.template.loader import render_to_string

from core.thai.breaks import wrap_terms
from core.thai.markup import VERBATIM, map_text
from reports import services
from reports.models import ReportRun
from reports.pdf.fonts import engine
from tests.bench.rounds import interleaved, wall
from tests.factories import base
from tests.reports.documents import record

pytestmark = [pytest.mark.engines, pytest.mark.django_db(transaction=True)]
_turn = itertools.count(1)


def one_call(pages: int) -> None:
    """All records in one document by one call; style sheet and fonts are parsed already, as in the workers."""
    configuration, css, fetcher = engine()
    turn = next(_turn)
    blocks = [{"html": record(n, f"เทียบ {turn}"), "foot": f"ฉบับที่ {n}"} for n in range(1, pages + 1)]
    html = map_text(render_to_string("base_print.html", {"blocks": blocks}), wrap_terms, verbatim=VERBATIM | {"svg"})
    source = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url="static:")
    source.render(stylesheets=[css], font_config=configuration).write_pdf()


def through_workers(user: Any, pages: int) -> ReportRun:
    """The same records asked for as a person does, until the finished file is there."""
    run = services.request_run(
        actor=user, key="records", fmt="pdf", params={"pages": pages, "text": f"รอบ {next(_turn)}"}, district="D1"
    )
    end = time.monotonic() + 300
    while run.state in ReportRun.OPEN and time.monotonic() < end:
        time.sleep(0.02)
        run.refresh_from_db()
    assert run.state == ReportRun.State.DONE, run.reason
    assert run.output is not None
    assert run.output.pages == pages
    return run


def worker_peaks(worker: subprocess.Popen[bytes]) -> list[float]:
    """Peak resident megabytes of the worker and its processes."""
    peaks = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        parent = re.search(r"^PPid:\s+(\d+)", text, re.MULTILINE)
        peak = re.search(r"^VmHWM:\s+(\d+)", text, re.MULTILINE)
        if parent and peak and (int(parent.group(1)) == worker.pid or int(status.parent.name) == worker.pid):
            peaks.append(int(peak.group(1)) / 1024)
    return peaks


def test_sixty_pages_on_two_warm_processes(celery_worker: subprocess.Popen[bytes]) -> None:
    user = base.account()
    one_call(2)
    through_workers(user, 40)
    through_workers(user, 60)
    interleaved(
        "PDF 60 pages",
        lambda: wall(lambda: one_call(60)),
        lambda: wall(lambda: through_workers(user, 60)),
        most=0.6,
    )


def test_three_hundred_pages_stay_below_400_megabytes(celery_worker: subprocess.Popen[bytes]) -> None:
    took = wall(lambda: through_workers(base.account(), 300))
    peaks = worker_peaks(celery_worker)
    print(f"\nPDF 300 pages: {took:.1f} s, peaks {', '.join(f'{peak:.0f}' for peak in peaks)} MB")
    assert len(peaks) >= 3
    assert max(peaks) < 400
