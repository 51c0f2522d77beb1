"""The import in the browser: who may, the rehearsal as it is shown, and the run that does what it said."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from qa.levels.models import LevelImport, SchoolLevel
from tests.factories import base, levels

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def posted(data: bytes, name: str = "ระดับ.xlsx", **more: str) -> dict[str, Any]:
    return {"year": "2566", "level": "basic", "source": "self", "set": "", **more,
            "file": SimpleUploadedFile(name, data)}  # fmt: skip


def test_only_who_imports_may() -> None:
    office = levels.office()
    school = levels.school(office)
    data = levels.workbook([(school.code10, "ดี")])
    for role, place in (("supervisor", office), ("principal", school), ("office_director", office)):
        client = signed_in(base.user(role, place))
        assert client.post(reverse("levels:imports"), posted(data)).status_code == 403
    director = signed_in(base.user("group_director", office))
    director.post(reverse("levels:imports"), posted(data))
    run = LevelImport.objects.get()
    stranger = signed_in(base.user("group_director", levels.office()))
    assert stranger.get(reverse("levels:import", args=[run.pk])).status_code == 404
    assert stranger.post(reverse("levels:import-confirm", args=[run.pk])).status_code == 404
    assert director.get(reverse("levels:import-confirm", args=[run.pk])).status_code == 405
    assert not SchoolLevel.objects.exists()


def test_what_is_wrong_with_the_form_stands_beside_its_field() -> None:
    office = levels.office()
    school = levels.school(office)
    client = signed_in(base.user("group_director", office))
    data = levels.workbook([(school.code10, "ดี")])
    early = str(levels.the_set(office, "early-2561").pk)
    for given, said in (
        (posted(b"text"), "ไม่ใช่ไฟล์ Excel"),
        (posted(data, year="2023"), "ค.ศ."),
        (posted(data, year="2500"), "ไม่มีชุดมาตรฐาน"),
        (posted(data, set=early), "ชุดนี้ไม่ใช่ของระดับ"),
        (posted(data, name="ระดับ.xlsm"), "แมโคร"),
    ):
        page = client.post(reverse("levels:imports"), given)
        assert page.status_code == 422
        assert said in page.content.decode(), said
    assert not LevelImport.objects.exists()


def test_the_rehearsal_names_rows_and_the_missing_school_and_the_run_does_what_it_said() -> None:
    office = levels.office()
    one, two, absent = (levels.school(office, name=f"โรงเรียนบ้าน {n}") for n in range(3))
    client = signed_in(base.user("group_director", office))
    data = levels.workbook([(one.code10, "ดี"), (two.code10, "ดีเยี่ยม")])
    address = client.post(reverse("levels:imports"), posted(data))["Location"]
    page = client.get(address).content.decode()
    assert "มี 1 แถวที่ยังนำเข้าไม่ได้" in page
    assert "เป็นคำของสเกลอื่น" in page
    assert f"{absent.name} ({absent.code10})" in page
    run = LevelImport.objects.get()
    confirm = reverse("levels:import-confirm", args=[run.pk])
    refused = client.post(confirm)
    assert refused.status_code == 422
    assert "มีแถวที่ถูกปฏิเสธ" in refused.content.decode()
    done = client.post(confirm, {"skip_refused": "on"}, follow=True).content.decode()
    assert "ยังขาด 2 โรงเรียน" in done
    assert SchoolLevel.objects.get().school == one
    again = client.post(confirm, {"skip_refused": "on"}, follow=True).content.decode()
    assert "นำเข้าไปแล้ว" in again


def test_a_rehearsal_can_be_put_away() -> None:
    office = levels.office()
    client = signed_in(base.user("group_director", office))
    client.post(reverse("levels:imports"), posted(levels.workbook([(levels.school(office).code10, "ดี")])))
    run = LevelImport.objects.get()
    client.post(reverse("levels:import-drop", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == "dropped"
    page = client.post(reverse("levels:import-confirm", args=[run.pk]), follow=True)
    assert "ใช้ไม่ได้แล้ว" in page.content.decode()


def test_the_empty_form_holds_the_schools_in_scope_and_imports_again(tmp_path: Any) -> None:
    office = levels.office()
    school = levels.school(office, name="=1+1", code10="0012345678")
    levels.school(office, teaches="early")
    client = signed_in(base.user("group_director", office))
    answer = client.get(reverse("levels:import-template"), {"year": "2566", "level": "basic", "source": "self"})
    path = tmp_path / "t.xlsx"
    path.write_bytes(answer.content)
    page = load_workbook(path)["ระดับคุณภาพ"]
    assert [cell.value for cell in page[2]][:2] == ["0012345678", "=1+1"]
    assert page["B2"].data_type == "s"
    assert page.max_row == 2
    page["C2"] = "ไม่ประเมิน"
    page.parent.save(path)
    client.post(reverse("levels:imports"), posted(path.read_bytes()))
    client.post(reverse("levels:import-confirm", args=[LevelImport.objects.get().pk]))
    row = SchoolLevel.objects.get()
    assert (row.school, row.scale_level) == (school, None)
