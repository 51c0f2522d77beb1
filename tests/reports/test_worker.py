"""The machine with a real Celery worker: two prefork processes, the broker, and processes that get killed."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from core import queue
from core.models import Notice
from reports import services, sweep
from reports.models import ReportRun, ReportSection
from tests.factories import base
from tests.fixtures.waiting import until as met

pytestmark = [pytest.mark.engines, pytest.mark.django_db(transaction=True)]
State = ReportRun.State


@pytest.fixture
def user(celery_worker: subprocess.Popen[bytes]) -> Any:
    return base.account()


@pytest.fixture
def scheduler() -> Iterator[Callable[[], None]]:
    """What beat does every 15 s, by hand."""

    def tick() -> None:
        sweep.sweep(timezone.now(), in_worker=True)

    return tick


def until(run: ReportRun, *states: str, seconds: float = 120, tick: Callable[[], None] | None = None) -> ReportRun:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        run.refresh_from_db()
        if run.state in states:
            return run
        if tick:
            tick()
        time.sleep(0.2)
    raise AssertionError(f"{run.state} {run.stage} {run.done_units} {run.reason}, not {states}, after {seconds} s")


def ask(user: Any, key: str = "sample", fmt: str = "pdf", **params: Any) -> ReportRun:
    return services.request_run(actor=user, key=key, fmt=fmt, params=params, district="D1")


def signed(sign: Path, count: int, seconds: float = 60) -> list[int]:
    """Process ids that signed the file, once there are `count`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if sign.exists() and len(sign.read_text().split()) >= count:
            return [int(pid) for pid in sign.read_text().split()]
        time.sleep(0.1)
    raise AssertionError(f"nobody signed {sign}")


def test_runs_to_done_on_both_processes(user: Any) -> None:
    run = until(ask(user, pages=60), State.DONE)
    assert run.output is not None
    assert run.output.pages == 60
    assert ReportSection.objects.rendered().count() == 2
    assert Notice.objects.filter(recipient=user, code="report.done").count() == 1


def test_a_workbook_and_the_same_file_twice(user: Any) -> None:
    first = until(ask(user, fmt="xlsx", pages=300), State.DONE)
    second = until(ask(user, fmt="xlsx", pages=300), State.DONE)
    assert first.pk != second.pk
    assert first.output_id == second.output_id


def test_rights_lost_between_click_and_run(user: Any) -> None:
    now = timezone.now()
    user.last_name = "ไม่มีสิทธิ์"
    user.save()
    run = ReportRun.objects.create(
        key="sample", title="t", format="pdf", district_code="D1", requested_by=user, requested_at=now, queued_at=now
    )
    queue.publish("reports.tasks.start_run", str(run.pk))
    assert "สิทธิ์ของท่านเปลี่ยนไป" in until(run, State.FAILED).reason


def test_cancel_stops_a_working_process(user: Any, tmp_path: Path) -> None:
    sign = tmp_path / "sign"
    run = ask(user, key="slow", fmt="xlsx", pages=50, text=str(sign))
    signed(sign, 1)
    services.cancel_run(run, actor=user)
    assert until(run, State.CANCELLED).output is None
    after = ask(user, fmt="xlsx")
    until(after, State.DONE)
    run.refresh_from_db()
    assert run.state == State.CANCELLED


def test_progress_is_told_in_numbers(user: Any, tmp_path: Path) -> None:
    sign = tmp_path / "sign"
    run = ask(user, key="slow", fmt="xlsx", pages=50, text=str(sign))
    signed(sign, 1)
    begun = met(lambda: ReportRun.objects.filter(pk=run.pk, done_units__gt=0).first())
    met(lambda: ReportRun.objects.filter(pk=run.pk, heartbeat_at__gt=begun.heartbeat_at).exists())
    services.cancel_run(run, actor=user)


def test_a_killed_process_is_noticed_within_a_minute_and_the_run_repeated(
    user: Any, tmp_path: Path, scheduler: Callable[[], None]
) -> None:
    sign = tmp_path / "sign"
    run = ask(user, key="slow", fmt="xlsx", pages=2, text=str(sign))
    (victim,) = signed(sign, 1)
    os.kill(victim, signal.SIGKILL)
    killed = timezone.now()
    until(run, State.WAITING, State.DONE, seconds=60, tick=scheduler)
    assert timezone.now() - killed < timedelta(seconds=60)
    run = until(run, State.DONE, tick=scheduler)
    assert run.attempts == 2
    assert signed(sign, 2)[1] != victim
