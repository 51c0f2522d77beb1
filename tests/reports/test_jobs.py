"""Runs taken through jobs in this process, and what the sweep does; a real worker is in test_worker."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from core.errors import DomainError
from core.models import AuditEntry, Notice
from reports import jobs, services, sweep
from reports.models import ReportFile, ReportRun, ReportSection
from tests.factories import base

pytestmark = pytest.mark.django_db(transaction=True)
State, Stage = ReportRun.State, ReportRun.Stage


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """What was put on the queue, in order, instead of the broker."""
    found: list[tuple[str, Any]] = []

    def publish(task: str, *args: Any) -> bool:
        if task.startswith("reports."):
            found.append((task.rsplit(".", 1)[1], *args))
        return True

    monkeypatch.setattr("core.queue.publish", publish)
    return found


@pytest.fixture
def user() -> Any:
    return base.account()


def ask(user: Any, **params: Any) -> ReportRun:
    fmt = params.pop("fmt", "pdf")
    return services.request_run(actor=user, key="sample", fmt=fmt, params=params, district="D1")


def work(rung: list[tuple[str, Any]]) -> None:
    """Do what the queue says until it is empty."""
    while rung:
        task, key = rung.pop(0)
        {"start_run": jobs.start_run, "render_section": jobs.start_section, "finish_run": jobs.finish_run}[task](key)


@pytest.mark.parametrize(
    ("key", "fmt", "params", "sentence"),
    [
        ("no-such", "pdf", {}, "ไม่รู้จักเอกสาร no-such"),
        ("sample", "docx", {}, "ไม่มีรูปแบบ docx"),
        ("sample", "pdf", {"pagez": "1"}, "ไม่มีพารามิเตอร์ pagez"),
        ("sample", "pdf", {"pages": "0"}, "จำนวนหน้า"),
    ],
)
def test_bad_requests_are_refused(user: Any, key: str, fmt: str, params: dict[str, str], sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        services.request_run(actor=user, key=key, fmt=fmt, params=params, district="D1")
    assert not ReportRun.objects.exists()


def test_without_right_nothing_is_queued(user: Any, rung: list[Any]) -> None:
    with pytest.raises(DomainError, match="ไม่มีสิทธิ์"):
        services.request_run(actor=user, key="sample", fmt="pdf", params={}, district="OTHER")
    assert not rung


def test_two_clicks_are_one_run(user: Any, rung: list[Any]) -> None:
    assert ask(user).pk == ask(user).pk
    assert ask(user, pages=3).pk != ask(user).pk
    assert len(rung) == 2


@pytest.mark.parametrize("fmt", ["pdf", "xlsx"])
def test_runs_to_its_file_and_is_logged(user: Any, rung: list[Any], fmt: str) -> None:
    run = ask(user, fmt=fmt, pages=2)
    work(rung)
    run.refresh_from_db()
    assert (run.state, run.reason) == (State.DONE, "")
    assert run.output is not None
    assert run.output.name == f"เอกสารทดสอบ.{fmt}"
    assert run.output.pages == (2 if fmt == "pdf" else None)
    assert Notice.objects.get(recipient=user).code == "report.done"
    assert AuditEntry.objects.get(action="report.requested").target_key == str(run.pk)


def test_sections_are_jobs_and_the_last_merges(user: Any, rung: list[Any]) -> None:
    run = ask(user, pages=40)
    jobs.start_run(rung.pop(0)[1])
    run.refresh_from_db()
    assert (run.state, run.stage) == (State.RUNNING, Stage.RENDER)
    assert [task for task, _ in rung] == ["render_section"]
    work(rung)
    run.refresh_from_db()
    assert run.state == State.DONE
    assert run.output is not None
    assert run.output.pages == 40
    assert ReportSection.objects.rendered().count() == 2


def test_same_request_is_the_same_stored_file(user: Any, rung: list[Any]) -> None:
    for fmt in ("pdf", "xlsx"):
        outputs = []
        for _ in range(2):
            run = ask(user, fmt=fmt)
            work(rung)
            run.refresh_from_db()
            outputs.append(run.output_id)
        assert outputs[0] == outputs[1]
    assert ReportFile.objects.count() == 2


def test_another_text_is_another_file(user: Any, rung: list[Any]) -> None:
    ask(user)
    ask(user, text="ข้อความใหม่")
    work(rung)
    assert ReportFile.objects.count() == 2


def test_a_lost_file_is_made_again(user: Any, rung: list[Any]) -> None:
    run = ask(user)
    work(rung)
    run.refresh_from_db()
    assert run.output is not None
    run.output.file.storage.delete(run.output.file.name)
    for section in ReportSection.objects.all():
        section.file.storage.delete(section.file.name)
    again = ask(user)
    work(rung)
    again.refresh_from_db()
    assert again.output is not None
    assert again.output.file.storage.exists(again.output.file.name)


def test_a_domain_error_is_the_reason(user: Any, rung: list[Any]) -> None:
    run = ask(user, refuse="on")
    work(rung)
    run.refresh_from_db()
    assert (run.state, run.reason) == (State.FAILED, "ไม่มีข้อมูลในช่วงที่เลือก")
    assert Notice.objects.get(recipient=user).code == "report.failed"


def test_a_bug_is_a_reason_with_a_code(user: Any, rung: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    run = ask(user)
    monkeypatch.setattr("reports.jobs.render_section", lambda *args: 1 / 0)
    work(rung)
    run.refresh_from_db()
    assert run.state == State.FAILED
    assert "รหัส" in run.reason
    assert ReportSection.objects.get().claim is None


def test_rights_lost_between_click_and_run(user: Any, rung: list[Any]) -> None:
    run = ask(user)
    user.last_name = "ไม่มีสิทธิ์"
    user.save()
    work(rung)
    run.refresh_from_db()
    assert run.state == State.FAILED
    assert "สิทธิ์ของท่านเปลี่ยนไป" in run.reason
    assert run.output is None


def test_an_account_closed_meanwhile(user: Any, rung: list[Any]) -> None:
    run = ask(user)
    user.is_active = False
    user.save()
    work(rung)
    run.refresh_from_db()
    assert (run.state, run.output) == (State.FAILED, None)


def test_cancel_before_and_after_the_start(user: Any, rung: list[Any]) -> None:
    run = ask(user, pages=40)
    services.cancel_run(run, actor=user)
    work(rung)
    run.refresh_from_db()
    assert (run.state, run.attempts) == (State.CANCELLED, 0)
    again = services.repeat_run(run, actor=user)
    jobs.start_run(rung.pop(0)[1])
    services.cancel_run(again, actor=user)
    work(rung)
    again.refresh_from_db()
    assert (again.state, again.output) == (State.CANCELLED, None)
    with pytest.raises(DomainError, match="ยกเลิกไม่ได้"):
        services.cancel_run(again, actor=user)


def test_nobody_cancels_for_another(user: Any, rung: list[Any]) -> None:
    run = ask(user)
    with pytest.raises(DomainError):
        services.cancel_run(run, actor=base.account())
    run.refresh_from_db()
    assert run.is_open


def test_a_bell_that_rings_twice_works_once(user: Any, rung: list[Any]) -> None:
    run = ask(user, fmt="xlsx")
    jobs.start_run(run.pk)
    jobs.start_run(run.pk)
    run.refresh_from_db()
    assert (run.state, run.attempts) == (State.DONE, 1)


def test_an_unheard_bell_rings_again_and_at_last_fails(user: Any, rung: list[Any]) -> None:
    run = ask(user)
    now = run.queued_at
    for ring in range(1, 4):
        now += timedelta(seconds=31)
        assert sweep.sweep(now, in_worker=False).rung == 1
        assert len(rung) == 1 + ring
    now += timedelta(seconds=31)
    assert sweep.sweep(now, in_worker=False).failed == 1
    run.refresh_from_db()
    assert (run.state, run.reason) == (State.FAILED, sweep.NO_WORKER)


def test_a_busy_worker_is_no_failure(user: Any, rung: list[Any]) -> None:
    run = ask(user)
    now = run.queued_at
    for _ in range(6):
        now += timedelta(seconds=31)
        sweep.sweep(now, in_worker=True)
    run.refresh_from_db()
    assert run.state == State.WAITING


def test_a_silent_worker_is_replaced_three_times(user: Any, rung: list[Any]) -> None:
    run = ask(user)
    rung.clear()
    now = timezone.now()
    for attempt in range(1, 5):
        ReportRun.objects.filter(pk=run.pk).update(
            state=State.RUNNING, stage=Stage.PREPARE, attempts=attempt, claim=uuid.uuid4(), heartbeat_at=now
        )
        assert sweep.sweep(now + timedelta(seconds=44), in_worker=True).restarted == 0
        now += timedelta(seconds=46)
        found = sweep.sweep(now, in_worker=True)
        assert (found.restarted, found.failed) == ((1, 0) if attempt < 4 else (0, 1))
    run.refresh_from_db()
    assert (run.state, run.reason) == (State.FAILED, sweep.DIED)


def test_a_dead_section_is_rendered_by_another_worker(user: Any, rung: list[Any]) -> None:
    run = ask(user, pages=40)
    jobs.start_run(rung.pop(0)[1])
    rung.clear()
    ReportSection.objects.unrendered().update(claim=uuid.uuid4(), heartbeat_at=timezone.now() - timedelta(seconds=46))
    assert sweep.sweep(timezone.now(), in_worker=True).restarted == 1
    work(rung)
    run.refresh_from_db()
    assert run.state == State.DONE


def test_a_late_worker_changes_nothing(user: Any, rung: list[Any]) -> None:
    run = ask(user, fmt="xlsx")
    lost = uuid.uuid4()
    ReportRun.objects.filter(pk=run.pk).update(state=State.RUNNING, claim=uuid.uuid4(), heartbeat_at=timezone.now())
    assert jobs._claimed(run.pk, lost).update(state=State.DONE) == 0


def test_the_notice_stays_away_from_who_looks(user: Any, rung: list[Any]) -> None:
    run = ask(user)
    services.watch(run)
    work(rung)
    assert not Notice.objects.exists()


def test_files_past_their_day_are_cleared(user: Any, rung: list[Any]) -> None:
    from reports.files import clear_expired

    run = ask(user)
    work(rung)
    run.refresh_from_db()
    assert run.output is not None
    path, storage = run.output.file.name, run.output.file.storage
    assert clear_expired(timezone.now()) == 0
    assert clear_expired(timezone.now() + timedelta(days=31)) == 1
    run.refresh_from_db()
    assert run.has_expired
    assert not storage.exists(path)
    assert not ReportSection.objects.exists()
    with pytest.raises(DomainError, match="หมดอายุ"):
        services.take_file(run, actor=user)


def test_cache_is_not_needed(user: Any, rung: list[Any]) -> None:
    cache.clear()
    assert not sweep.worker_alive(timezone.now())
