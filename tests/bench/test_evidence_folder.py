"""A folder of evidence of 300 pages from 80 files: its memory, and what is left to do after its worker was killed."""

import io
import os
import random
import signal
import subprocess
import time
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest
from django.utils import timezone
from PIL import Image

from kotpn.assessment import services
from reports import services as reports
from reports import sweep
from reports.models import ReportRun, ReportSection
from tests.bench.rounds import wall
from tests.bench.test_pdf import worker_peaks
from tests.factories import assessment as factory
from tests.factories import base, evidence, papers
from tests.fixtures.waiting import until

pytestmark = [pytest.mark.engines, pytest.mark.django_db(transaction=True)]
TYPED, SCANNED, PICTURES, PAGES = 60, 10, 10, 3
FILES = TYPED + SCANNED + PICTURES
KEPT = 20
MOST_MB = 400
State, Stage = ReportRun.State, ReportRun.Stage


def a_scan(number: int) -> bytes:
    """Pages that are pictures of 150 dots an inch, as a scanner makes them: about a megabyte each."""
    dice = random.Random(number)
    pages = [Image.frombytes("L", (1240, 1754), dice.randbytes(1240 * 1754)) for _ in range(PAGES)]
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=150, quality=40)
    return out.getvalue()


@pytest.fixture
def office() -> SimpleNamespace:
    """An assessment with twenty files on each of its four issues."""
    district = base.district()
    user = base.user("group_director", district)
    made = factory.an_assessment(user, district, fiscal_year=2568)
    answers = list(made.answers.select_related("issue", "assessment__district"))
    contents = [(papers.a_pdf(pages=PAGES, words=f"W{n}"), f"รายงาน {n}.pdf") for n in range(TYPED)]
    contents += [(a_scan(n), f"สแกน {n}.pdf") for n in range(SCANNED)]
    contents += [(papers.a_picture(2400, 1800, colour=f"rgb({n},90,90)"), f"ภาพ {n}.jpg") for n in range(PICTURES)]
    for number, (content, name) in enumerate(contents):
        item = evidence.file(user, district, None, content=content, name=name)
        services.hang(answers[number % 4], item, actor=user, proof_on=date(2025, 2, 1))
    return SimpleNamespace(district=district, user=user, made=made)


def pressed(office: SimpleNamespace) -> ReportRun:
    return reports.request_run(
        actor=office.user, key="office-standard-evidence", fmt="pdf", params={"assessment": office.made.pk},
        district=office.district,
    )  # fmt: skip


def finished(run: ReportRun, *, seconds: float = 300) -> ReportRun:
    end = time.monotonic() + seconds
    while run.state in ReportRun.OPEN and time.monotonic() < end:
        time.sleep(0.1)
        run.refresh_from_db()
    assert run.state == State.DONE, (run.state, run.stage, run.reason)
    return run


def kept() -> dict[str, Any]:
    """Files brought to A4 already, by hash, with when they were."""
    return dict(ReportSection.objects.rendered().values_list("content_hash", "created_at"))


def kill_children(worker: subprocess.Popen[bytes]) -> None:
    """Every process of the pool, as when the machine has run out of memory."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text()
        except OSError:
            continue
        if f"\nPPid:\t{worker.pid}\n" in text:
            os.kill(int(status.parent.name), signal.SIGKILL)


def test_a_folder_of_80_files_goes_on_where_its_worker_was_killed(
    office: SimpleNamespace, celery_worker: subprocess.Popen[bytes]
) -> None:
    run = pressed(office)
    told = until(lambda: ReportRun.objects.filter(pk=run.pk, stage=Stage.PREPARE, done_units__gte=KEPT).first())
    assert told.total_units == FILES
    before = worker_peaks(celery_worker)
    kill_children(celery_worker)
    held = kept()
    assert KEPT <= len(held) < FILES, "the worker was killed too late: nothing is left to measure"
    began = time.monotonic()
    # What beat finds after 45 s of silence.
    sweep.sweep(timezone.now() + timedelta(minutes=1), in_worker=True)
    run = finished(run)
    rest = time.monotonic() - began
    assert run.attempts == 2
    after = kept()
    assert all(after[name] == at for name, at in held.items())
    assert run.output is not None
    with run.output.file.open("rb") as stream, pikepdf.open(stream) as pdf:
        pages = len(pdf.pages)
    peaks = [*before, *worker_peaks(celery_worker)]
    again = wall(lambda: finished(pressed(office)))
    print(
        f"\nfolder of {pages} pages from {FILES} files: killed after {len(held)} files, the rest in {rest:.1f} s; "
        f"again {again:.1f} s; {run.output.size / 1e6:.0f} MB; peaks {', '.join(f'{peak:.0f}' for peak in peaks)} MB"
    )
    assert pages >= 300
    assert max(peaks) <= MOST_MB
