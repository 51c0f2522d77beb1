"""The log is for who keeps the office's settings, only of that office; a thing's history for who may see the thing."""

from typing import Any

import pytest
from django.test import Client

from core import audit, pointers
from core.pointers import Pointer, Provider
from tests.factories import base

pytestmark = pytest.mark.django_db
THING = Pointer("thing", "7", "เรื่องลับของเขตนี้")


@pytest.fixture
def seers(monkeypatch: pytest.MonkeyPatch) -> set[int]:
    people: set[int] = set()
    provider = Provider(
        label=lambda key: "เรื่องลับของเขตนี้", url=lambda key: "/things/7/",
        may_view=lambda user, key: user.pk in people, may_change=lambda user, key: False,
    )  # fmt: skip
    monkeypatch.setitem(pointers._providers, "thing", provider)
    return people


def get(person: Any, address: str) -> Any:
    client = Client()
    client.force_login(person)
    return client.get(address)


def note(district: Any, action: str = "file.added", **data: Any) -> None:
    audit.record(actor=audit.SYSTEM, action=action, target=THING, district_code=district.code, data=data)


@pytest.mark.parametrize("role", ["supervisor", "office_director", "clerk", "committee_secretary"])
def test_colleagues_do_not_read_the_log(role: str) -> None:
    assert get(base.user(role, base.district()), "/audit/").status_code == 403


def test_a_principal_and_a_person_without_posts_do_not(client: Client) -> None:
    district = base.district()
    assert get(base.user("principal", base.school(district)), "/audit/").status_code == 403
    assert get(base.account(), "/audit/").status_code == 403
    assert client.get("/audit/").status_code == 302


def test_keeping_settings_elsewhere_does_not_open_the_log_here() -> None:
    here, there = base.district(code="T010"), base.district(code="T020")
    note(here)
    both = base.user("group_director", there, of=base.user("supervisor", here))
    client = Client()
    client.force_login(both)
    session = client.session
    session["district"] = here.pk
    session.save()
    assert client.get("/audit/").status_code == 403
    session = client.session
    session["district"] = there.pk
    session.save()
    assert THING.label not in client.get("/audit/").content.decode()


@pytest.mark.parametrize("role", ["group_director", "admin"])
def test_the_log_of_the_own_office_reads_as_sentences(role: str) -> None:
    here, there = base.district(), base.district()
    note(here, name="<b>ภาพ</b>.jpg")
    note(there, name="ของเขตอื่น.jpg")
    note(here, "file.downloaded", name="แผน.pdf")
    keeper = base.user(role, here)
    text = get(keeper, "/audit/").content.decode()
    assert "แนบไฟล์ &lt;b&gt;ภาพ&lt;/b&gt;.jpg" in text
    assert "ดาวน์โหลดไฟล์ แผน.pdf" in text
    assert "ของเขตอื่น" not in text
    reads = get(keeper, "/audit/?acts=reads&area=file").content.decode()
    assert "ดาวน์โหลดไฟล์ แผน.pdf" in reads
    assert "แนบไฟล์ &lt;b&gt;" not in reads
    assert "ไม่มีรายการ" in get(keeper, "/audit/?at-from=1 ม.ค. 2540&at-to=2 ม.ค. 2540").content.decode()


def test_the_history_of_a_thing_is_for_who_may_see_it(seers: set[int]) -> None:
    district = base.district()
    note(district, name="ภาพ.jpg")
    note(district, "file.downloaded", name="ภาพ.jpg")
    person = base.account()
    assert get(person, "/history/thing/7/").status_code == 404
    assert get(person, "/history/nothing/7/").status_code == 404
    seers.add(person.pk)
    text = get(person, "/history/thing/7/").content.decode()
    assert "แนบไฟล์ ภาพ.jpg" in text
    assert "ดาวน์โหลด" not in text, "who read it stays in the log"
