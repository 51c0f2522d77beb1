"""Import and export in the browser: refused for strangers, rehearsed, confirmed once, nothing lost."""

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from instruments.models import Instrument, InstrumentVersion
from instruments.services import load_instruments
from instruments.services.building import new_draft, replace_content
from instruments.services.reference import content
from tests.factories import base
from tests.factories.xlsforms import form

pytestmark = pytest.mark.django_db
GOOD = form(
    [["text", "a", "ก <b>ตัวหนา</b>"], ["select_one yn", "b", "ข", "", "${a} != ''"]],
    [["yn", "yes", "ใช่"], ["yn", "no", "ไม่"]],
)


@pytest.fixture
def office() -> Any:
    return base.district()


@pytest.fixture
def director(office: Any) -> Any:
    return base.user("group_director", office)


def upload(client: Client, data: bytes, name: str = "form.xlsx", **more: Any) -> Any:
    file = io.BytesIO(data)
    file.name = name
    return client.post(reverse("instruments:import"), {"file": file, "subject": "school", **more})


def token_of(response: Any) -> str:
    return str(response.context["token"])


def confirm(client: Client, token: str) -> Any:
    return client.post(reverse("instruments:import-confirm"), {"token": token})


def test_who_does_not_write_instruments_may_not_import(client: Client, office: Any) -> None:
    for role, place in (("supervisor", office), ("principal", base.school(office)), ("clerk", office)):
        client.force_login(base.user(role, place))
        assert client.get(reverse("instruments:import")).status_code == 403
        assert upload(client, GOOD).status_code == 403
        assert confirm(client, "x").status_code == 403
    client.force_login(base.user("group_director", office))
    assert client.get(reverse("instruments:import-confirm")).status_code == 405


def test_a_file_is_rehearsed_confirmed_once_and_shown(client: Client, office: Any, director: Any) -> None:
    client.force_login(director)
    shown = upload(client, GOOD, subject="classroom")
    assert shown.status_code == 200
    assert "พร้อมนำเข้าเป็นเครื่องมือใหม่" in shown.content.decode()
    assert "&lt;b&gt;" in shown.content.decode()
    assert not Instrument.objects.exists()
    first, again = confirm(client, token_of(shown)), confirm(client, token_of(shown))
    version = InstrumentVersion.objects.get()
    assert (version.instrument.code, version.instrument.subject, version.state) == ("test-form", "classroom", "draft")
    assert first.url == again.url == reverse("instruments:content", args=[version.pk])
    page = client.get(first.url).content.decode()
    assert "ยังไม่ใช้จนกว่าจะเผยแพร่" in page
    assert "test-form" in page


def test_refusals_are_listed_by_sheet_and_row(client: Client, director: Any) -> None:
    client.force_login(director)
    answer = upload(client, form([["text", "a", "ก"], ["barcode", "b", "ข"]]))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "มี 1 รายการที่นำเข้าไม่ได้" in page
    assert "barcode" in page
    assert "token" not in answer.context
    for data, name, words in ((b"x", "a.xlsx", "ไม่ใช่ไฟล์ Excel"), (b"", "a.xlsx", "ว่างเปล่า"), (GOOD, "a.xlsm", "แมโคร")):
        answer = upload(client, data, name)
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert client.post(reverse("instruments:import")).status_code == 422


def test_an_instrument_that_moved_on_is_shown_anew(client: Client, office: Any, director: Any) -> None:
    client.force_login(director)
    confirm(client, token_of(upload(client, GOOD)))
    late = token_of(upload(client, form([["text", "a", "ใหม่"]])))
    draft = new_draft(Instrument.objects.get(), actor=director)
    replace_content(draft, actor=director, content=content("visit-log"))
    answer = confirm(client, late)
    assert "เปลี่ยนไปหลังการซ้อม" in answer.content.decode()
    assert InstrumentVersion.objects.count() == 1
    done = confirm(client, token_of(answer))
    assert done.status_code == 302
    assert list(InstrumentVersion.objects.order_by("number").values_list("number", "state")) == [
        (1, "retired"), (2, "draft"),
    ]  # fmt: skip
    answer = confirm(client, "ไม่ใช่ผลซ้อม")
    assert answer.status_code == 422
    assert "หมดอายุ" in answer.content.decode()


def test_the_office_takes_a_version_away_and_a_stranger_does_not(client: Client, office: Any) -> None:
    load_instruments(office)
    version = InstrumentVersion.objects.get(instrument__code="term-start")
    client.force_login(base.user("supervisor", office))
    answer = client.get(reverse("instruments:export", args=[version.pk]))
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''term-start-1.xlsx"
    assert answer.content[:2] == b"PK"
    assert "อาหารกลางวัน" in client.get(reverse("instruments:content", args=[version.pk])).content.decode()
    client.force_login(base.user("supervisor", base.district()))
    for name in ("export", "content"):
        assert client.get(reverse(f"instruments:{name}", args=[version.pk])).status_code == 404
