"""The pages of documents: refusals first, then from the form to the file."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from reports import jobs
from reports.models import ReportRun
from tests.factories import base

pytestmark = pytest.mark.django_db(transaction=True)
State = ReportRun.State


@pytest.fixture(autouse=True)
def _quiet_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.queue.publish", lambda *args: True)


@pytest.fixture
def office() -> Any:
    return base.district(code="D1")


@pytest.fixture
def supervisor(office: Any) -> Any:
    return base.user("supervisor", office)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def start(client: Client, **data: Any) -> ReportRun:
    answer = client.post(
        reverse("reports:document", args=["sample"]), {"pages": 2, "text": "ก", "format": "pdf", **data}
    )
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return ReportRun.objects.get(pk=answer["Location"].rstrip("/").rsplit("/", 1)[1])


def test_a_stranger_signs_in_first(office: Any) -> None:
    for name, args in (("list", []), ("document", ["sample"])):
        assert Client().get(reverse(f"reports:{name}", args=args)).status_code == 302


def test_without_the_capability_it_is_forbidden(office: Any) -> None:
    keeper = base.user("admin", office)
    assert signed_in(keeper).get(reverse("reports:list")).status_code == 403
    assert signed_in(keeper).get(reverse("reports:document", args=["sample"])).status_code == 403


def test_a_document_not_mine_here_does_not_exist() -> None:
    other = base.user("supervisor", base.district(code="OTHER"))
    assert signed_in(other).get(reverse("reports:document", args=["sample"])).status_code == 404
    assert signed_in(other).get(reverse("reports:document", args=["no-such"])).status_code == 404


def test_anothers_run_does_not_exist(office: Any, supervisor: Any) -> None:
    run = start(signed_in(supervisor))
    client = signed_in(base.user("group_director", office))
    for name in ("run", "download"):
        assert client.get(reverse(f"reports:{name}", args=[run.pk])).status_code == 404
    for name in ("cancel", "retry"):
        assert client.post(reverse(f"reports:{name}", args=[run.pk])).status_code == 404


def test_acts_are_posts(supervisor: Any) -> None:
    client = signed_in(supervisor)
    run = start(client)
    for name in ("cancel", "retry"):
        assert client.get(reverse(f"reports:{name}", args=[run.pk])).status_code == 405


def test_a_bad_value_stands_at_its_field(supervisor: Any) -> None:
    answer = signed_in(supervisor).post(reverse("reports:document", args=["sample"]), {"pages": 0, "text": "พิมพ์ไว้"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_pages_error"' in page
    assert "พิมพ์ไว้" in page
    assert not ReportRun.objects.exists()


def test_from_the_form_to_the_file(supervisor: Any) -> None:
    client = signed_in(supervisor)
    assert "เอกสารทดสอบ" in client.get(reverse("reports:list")).content.decode()
    page = client.get(reverse("reports:document", args=["sample"]), {"text": "จากลิงก์"}).content.decode()
    assert 'value="จากลิงก์"' in page
    assert 'value="2"' in page
    run = start(client)
    address = reverse("reports:run", args=[run.pk])
    page = client.get(address).content.decode()
    assert "รอคิว" in page
    assert "hx-get" in page
    jobs.start_run(run.pk)
    part = client.get(address, headers={"HX-Request": "true", "HX-Target": "run"}).content.decode()
    assert "<html" not in part
    assert "hx-get" not in part
    assert "เปิดดู PDF" in part
    answer = client.get(reverse("reports:download", args=[run.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")
    assert client.get(reverse("reports:download", args=[run.pk]) + "?view=1")["Content-Disposition"].startswith(
        "inline"
    )
    assert AuditEntry.objects.filter(action="report.downloaded", target_key=str(run.pk)).count() == 2


def test_cancel_then_try_again(supervisor: Any) -> None:
    client = signed_in(supervisor)
    run = start(client)
    client.post(reverse("reports:cancel", args=[run.pk]))
    page = client.get(reverse("reports:run", args=[run.pk])).content.decode()
    assert "ยกเลิกแล้ว" in page
    assert "ลองใหม่" in page
    client.post(reverse("reports:cancel", args=[run.pk]))
    again = client.post(reverse("reports:retry", args=[run.pk]))
    assert str(run.pk) not in again["Location"]
    assert ReportRun.objects.unfinished().count() == 1


def test_the_reason_of_a_failure_is_shown(supervisor: Any) -> None:
    client = signed_in(supervisor)
    run = start(client, refuse="on")
    jobs.start_run(run.pk)
    assert "ไม่มีข้อมูลในช่วงที่เลือก" in client.get(reverse("reports:run", args=[run.pk])).content.decode()


def test_a_right_that_has_gone_closes_the_file(supervisor: Any) -> None:
    client = signed_in(supervisor)
    run = start(client)
    jobs.start_run(run.pk)
    supervisor.last_name = "ไม่มีสิทธิ์"
    supervisor.save()
    answer = client.get(reverse("reports:download", args=[run.pk]), follow=True)
    assert "เปิดไฟล์นี้ไม่ได้แล้ว" in answer.content.decode()


def test_the_page_itself_notices_a_dead_queue(supervisor: Any) -> None:
    client = signed_in(supervisor)
    run = start(client)
    for _ in range(4):
        ReportRun.objects.filter(pk=run.pk).update(queued_at=timezone.now() - timedelta(seconds=31))
        page = client.get(reverse("reports:run", args=[run.pk])).content.decode()
    assert "ไม่มีเครื่องประมวลผลเบื้องหลัง" in page
