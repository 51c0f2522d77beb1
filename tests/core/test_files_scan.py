"""Malware: a file is shown to clamd once; infected it is locked away and who attached it is told."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from core import files
from core.errors import DomainError
from core.files import scan
from core.models import AuditEntry, Notice, StoredFile
from core.templatetags.files import scan_words
from tests.core import clamd, pictures
from tests.core.test_files_views import Things, kept, signed_in, things

__all__ = ["things"]

pytestmark = pytest.mark.django_db
S = StoredFile.Scan
BAD = pictures.packed("[Content_Types].xml", "word/document.xml") + clamd.MALWARE


@pytest.mark.parametrize("unix", [False, True])
def test_it_speaks_the_protocol(tmp_path: Path, unix: bool) -> None:
    with clamd.running(tmp_path / "clamd" if unix else None) as (address, seen):
        assert scan.ask(io.BytesIO(b"x" * 700_000), address=address) == ""
        assert scan.ask(io.BytesIO(clamd.MALWARE), address=address) == "Test.Malware"
        assert scan.ask(io.BytesIO(b""), address=address) == ""
        assert seen == [700_000, len(clamd.MALWARE), 0]
        with pytest.raises(scan.ScanError, match="size limit"):
            scan.ask(io.BytesIO(bytes(clamd.MOST + 1)), address=address)
    with pytest.raises(scan.ScanError):
        scan.ask(io.BytesIO(b"x"), address=address)


def test_without_clamd_files_are_open_and_say_that_nobody_looked(things: Things, settings: Any) -> None:
    settings.CLAMAV = ""
    client, _ = signed_in(things)
    file = kept()
    assert file.file.scan == S.NONE
    assert scan_words(file) == "ยังไม่ได้ตั้งค่าการตรวจไวรัส"
    assert client.get(f"/files/{file.pk}/").status_code == 200
    assert scan.sweep() == 0
    assert scan.scan(file.file_id) is False


def test_a_new_file_waits_for_its_look_and_is_open_after(things: Things, settings: Any) -> None:
    client, _ = signed_in(things)
    with clamd.running() as (settings.CLAMAV, _):
        file = kept(pictures.pdf(), "แผน.pdf")
        assert file.file.scan == S.WAITING
        locked = client.get(f"/files/{file.pk}/")
        assert locked.status_code == 403
        assert "กำลังตรวจไวรัส" in locked.content.decode()
        assert client.get(f"/files/{file.pk}/preview/").status_code == 403
        assert scan.scan(file.file_id) is True
        assert scan.scan(file.file_id) is False, "once"
    assert client.get(f"/files/{file.pk}/").status_code == 200
    file.file.refresh_from_db()
    assert (file.file.scan, scan_words(file)) == (S.CLEAN, "ตรวจแล้ว ไม่พบไวรัส")


def test_what_is_infected_is_locked_told_and_not_taken_again(things: Things, settings: Any) -> None:
    client, person = signed_in(things)
    with clamd.running() as (settings.CLAMAV, _):
        file = kept(BAD, "แผน.docx")
        scan.scan(file.file_id)
        for address in (f"/files/{file.pk}/", f"/files/{file.pk}/preview/"):
            answer = client.get(address)
            assert answer.status_code == 403
            assert "Test.Malware" in answer.content.decode()
        assert not AuditEntry.objects.filter(action="file.downloaded").exists()
        entry = AuditEntry.objects.get(action="file.infected")
        assert (entry.target_key, entry.data["found"], entry.actor) == ("7", "Test.Malware", None)
        notice = Notice.objects.get(code="file.infected")
        assert notice.recipient == file.added_by
        assert "กักไฟล์ไว้" in notice.body
        with pytest.raises(DomainError, match="เคยตรวจพบไวรัส"):
            kept(BAD, "อีกครั้ง.docx")
    assert person.pk != file.added_by_id


def test_files_from_before_are_looked_at_and_stay_open_meanwhile(things: Things, settings: Any) -> None:
    settings.CLAMAV = ""
    client, _ = signed_in(things)
    file = kept(BAD, "แผน.docx")
    settings.CLAMAV = "tcp://127.0.0.1:9"
    assert scan.sweep() == 1
    scan.scan(file.file_id)
    assert client.get(f"/files/{file.pk}/").status_code == 200
    with clamd.running() as (settings.CLAMAV, _):
        later = timezone.now() + timezone.timedelta(hours=2)
        assert scan.scan(file.file_id, now=later) is True
    assert client.get(f"/files/{file.pk}/").status_code == 403


def test_a_clamd_that_is_down_is_asked_three_times_and_again_in_an_hour(things: Things, settings: Any) -> None:
    settings.CLAMAV = "tcp://127.0.0.1:9"
    client, _ = signed_in(things)
    file = kept(pictures.pdf(), "แผน.pdf")
    now = timezone.now()
    for minutes in (0, 3, 6):
        file.file.refresh_from_db()
        assert file.file.scan == S.WAITING
        assert scan.scan(file.file_id, now=now + timezone.timedelta(minutes=minutes)) is False
    file.file.refresh_from_db()
    assert (file.file.scan, scan_words(file)) == (S.FAILED, "ตรวจไวรัสไม่สำเร็จ")
    assert client.get(f"/files/{file.pk}/").status_code == 200
    assert scan.sweep(now=now + timezone.timedelta(minutes=20)) == 0
    assert scan.sweep(now=now + timezone.timedelta(minutes=90)) == 1
    with clamd.running() as (settings.CLAMAV, _):
        assert scan.scan(file.file_id, now=now + timezone.timedelta(minutes=90)) is True


def test_the_bell_rings_after_commit(things: Things, settings: Any, monkeypatch: pytest.MonkeyPatch,
                                     django_capture_on_commit_callbacks: Any) -> None:  # fmt: skip
    settings.CLAMAV = "tcp://127.0.0.1:9"
    rung: list[str] = []
    monkeypatch.setattr("core.queue.publish", lambda task, *args: rung.append(task))
    with django_capture_on_commit_callbacks(execute=True):
        kept(pictures.pdf(), "แผน.pdf")
    assert scan.TASK in rung


def test_the_client_of_nobody_learns_nothing(things: Things) -> None:
    file = kept()
    StoredFile.objects.update(scan=S.INFECTED)
    assert Client().get(f"/files/{file.pk}/").status_code == 302
    stranger, _ = signed_in(things, sees=False)
    assert stranger.get(f"/files/{file.pk}/").status_code == 404
    assert files.attachments_of_key("thing", "7") == [file]
