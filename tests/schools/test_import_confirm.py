"""Confirming a rehearsal: who may, once, as it was said, or not at all."""

import uuid
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import audit
from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import AuditEntry, Notice
from schools.importing.service import confirm, receive
from schools.models import District, ImportRun, Person, School
from schools.services.districts import create_district
from tests.factories import base
from tests.factories.workbooks import workbook

pytestmark = pytest.mark.django_db
TODAY = date(2024, 7, 17)
MIXED = {"schools": [{}, {"code10": "1", "smis8": None}]}


@pytest.fixture
def office() -> District:
    return create_district("T1", "สพป.ทดสอบ เขต 1", actor=audit.SYSTEM, today=TODAY)


def kept(office: District, actor: Any = audit.SYSTEM, **sheets: Any) -> ImportRun:
    return receive(workbook(**sheets), office, actor=actor, name="x.xlsx", today=TODAY)[0]


def page(client: Client, user: User, name: str, *args: Any, data: dict[str, Any] | None = None) -> Any:
    client.force_login(user)
    address = reverse(f"schools:{name}", args=args)
    return client.get(address) if data is None else client.post(address, data)


def test_a_stranger_finds_no_run(client: Client, office: District) -> None:
    run = kept(office, schools=[{}])
    stranger = base.user("admin", base.district())
    for name, data in (("import", None), ("import-confirm", {}), ("import-drop", {})):
        assert page(client, stranger, name, run.pk, data=data).status_code == 404
    with pytest.raises(NotAllowed):
        confirm(run, actor=stranger, today=TODAY)
    assert not School.objects.exists()


def test_a_colleague_without_the_capability_is_refused(client: Client, office: District) -> None:
    run = kept(office, schools=[{}])
    supervisor = base.user("supervisor", office)
    assert page(client, supervisor, "imports").status_code == 403
    assert page(client, supervisor, "export").status_code == 403
    assert page(client, supervisor, "import-confirm", run.pk, data={}).status_code == 403
    with pytest.raises(NotAllowed):
        receive(workbook(schools=[{}]), office, actor=supervisor, name="x.xlsx")


def test_reading_changes_nothing(client: Client, office: District) -> None:
    run = kept(office, schools=[{}])
    admin = base.user("admin", office)
    assert page(client, admin, "import-confirm", run.pk).status_code == 405
    assert page(client, admin, "import", run.pk).status_code == 200
    assert page(client, admin, "import", uuid.uuid4()).status_code == 404
    assert not School.objects.exists()


def test_a_second_confirmation_and_a_dropped_run_are_refused(client: Client, office: District) -> None:
    run = kept(office, schools=[{}])
    confirm(run, actor=audit.SYSTEM, today=TODAY)
    with pytest.raises(DomainError, match="นำเข้าไปแล้ว"):
        confirm(run, actor=audit.SYSTEM, today=TODAY)
    dropped = kept(office, schools=[{}])
    assert page(client, base.user("admin", office), "import-drop", dropped.pk, data={}).status_code == 302
    with pytest.raises(DomainError, match="ใช้ไม่ได้แล้ว"):
        confirm(dropped, actor=audit.SYSTEM, today=TODAY)


def test_data_that_changed_since_asks_for_a_new_rehearsal(office: District) -> None:
    confirm(kept(office, schools=[{}]), actor=audit.SYSTEM, today=TODAY)
    run = kept(office, schools=[{"tambon": "ตำบลใหม่"}])
    School.objects.update(tambon="แก้โดยผู้อื่น")
    with pytest.raises(StaleRevision):
        confirm(run, actor=audit.SYSTEM, today=TODAY)
    run.refresh_from_db()
    assert run.state == ImportRun.State.STALE
    assert School.objects.get().tambon == "แก้โดยผู้อื่น"


def test_with_refused_rows_nothing_is_imported_unless_chosen(office: District) -> None:
    run = kept(office, **MIXED)
    with pytest.raises(DomainError, match="นำเข้าเฉพาะแถวที่ถูกต้อง"):
        confirm(run, actor=audit.SYSTEM, today=TODAY)
    assert not School.objects.exists()
    confirm(run, actor=audit.SYSTEM, skip_refused=True, today=TODAY)
    assert School.objects.count() == 1
    entry = AuditEntry.objects.get(action="import.applied")
    assert (entry.data["created"], entry.data["skipped"]) == (1, 1)


def test_invitations_go_out_only_when_asked_and_alike_for_every_account(office: District) -> None:
    base.user("supervisor", base.district(), email="known@example.org", name="ศึกษานิเทศก์ คนที่ 2")
    people = [{}, {"email": "known@example.org", "last_name": "คนที่ 2"}]
    confirm(kept(office, people=people[:1]), actor=audit.SYSTEM, today=TODAY)
    assert not Notice.objects.exists()
    confirm(kept(office, people=people), actor=audit.SYSTEM, invite=True, today=TODAY)
    assert {notice.recipient.email for notice in Notice.objects.all()} == {"known@example.org"}


def test_the_browser_rehearses_shows_and_confirms(client: Client, office: District) -> None:
    admin = base.user("admin", office)
    upload = SimpleUploadedFile("ข้อมูล.xlsx", workbook(**MIXED))
    answer = page(client, admin, "imports", data={"file": upload})
    run = ImportRun.objects.get()
    assert answer.headers["Location"] == reverse("schools:import", args=[run.pk])
    shown = page(client, admin, "import", run.pk).content.decode()
    assert "รหัสโรงเรียนไม่ครบ 10 หลัก" in shown
    refused = page(client, admin, "import-confirm", run.pk, data={})
    assert refused.status_code == 200
    assert "มีแถวที่ถูกปฏิเสธ" in refused.content.decode()
    assert page(client, admin, "import-confirm", run.pk, data={"skip_refused": "on"}).status_code == 302
    assert School.objects.get().name == "โรงเรียนบ้านนาดี"
    assert "นำเข้าแล้ว" in page(client, admin, "import", run.pk).content.decode()


def test_a_wrong_file_is_refused_beside_its_field(client: Client, office: District) -> None:
    admin = base.user("admin", office)
    answer = page(client, admin, "imports", data={"file": SimpleUploadedFile("x.xlsx", b"hello")})
    assert "ไม่ใช่ไฟล์ Excel" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_script_in_a_name_is_shown_as_text(client: Client, office: District) -> None:
    run = kept(office, schools=[{"name": "<script>alert(1)</script>"}])
    shown = page(client, base.user("admin", office), "import", run.pk).content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_the_command_prints_a_line_a_refused_row_and_exits_non_zero(
    office: District, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(workbook(**MIXED))
    with pytest.raises(CommandError) as stopped:
        call_command("import_district", str(file), district="T1")
    assert stopped.value.returncode == 1
    assert "โรงเรียน\tแถว 3\tรหัสโรงเรียน 10 หลัก\tรหัสโรงเรียนไม่ครบ 10 หลัก" in capsys.readouterr().out
    assert not School.objects.exists()
    with pytest.raises(CommandError) as partly:
        call_command("import_district", str(file), district="T1", skip_refused=True)
    assert partly.value.returncode == 2
    assert School.objects.count() == 1


def test_the_command_rehearses_without_writing(office: District, tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    file.write_bytes(workbook(schools=[{}], people=[{}]))
    call_command("import_district", str(file), district="T1", dry_run=True)
    assert not School.objects.exists()
    assert not ImportRun.objects.exists()
    call_command("import_district", str(file), district="T1")
    assert (School.objects.count(), Person.objects.count()) == (1, 1)


def test_the_command_explains_in_one_line(office: District, tmp_path: Path) -> None:
    file = tmp_path / "x.xlsx"
    for arguments in ((str(file), "T1"), (str(file), "NOPE")):
        with pytest.raises(CommandError):
            call_command("import_district", arguments[0], district=arguments[1])
    file.write_bytes(b"hello")
    with pytest.raises(CommandError, match="ไม่ใช่ไฟล์ Excel"):
        call_command("import_district", str(file), district="T1")
