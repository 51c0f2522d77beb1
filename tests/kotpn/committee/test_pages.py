"""Pages of committees answer, show what they are about, and stay inside the office."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kotpn.committee import services
from kotpn.committee.models import Committee, Power
from tests.core.chain import today_is
from tests.factories import base, kotpn

NAMES = ("committee", "edit", "appoint")


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.core.chain import NOW

    today_is(NOW.replace(year=2025), monkeypatch)


def test_another_office_sees_nothing(committee: Any, stranger: Any) -> None:
    client = signed_in(stranger)
    for name in NAMES:
        assert client.get(reverse(f"committee:{name}", args=[committee.pk])).status_code == 404
    tenure = committee.tenures.get()
    for name in ("tenure", "tenure-edit", "tenure-end", "member-add"):
        assert client.get(reverse(f"committee:{name}", args=[tenure.pk])).status_code == 404
    member = tenure.members.first()
    for name in ("member", "member-leave", "member-replace"):
        assert client.get(reverse(f"committee:{name}", args=[member.pk])).status_code == 404
    assert committee.name not in client.get(reverse("committee:committees")).content.decode()


def test_who_reads_the_office_but_does_not_keep_it(committee: Any, district: Any) -> None:
    client = signed_in(base.user("supervisor", district))
    assert client.get(reverse("committee:committee", args=[committee.pk])).status_code == 200
    assert client.get(reverse("committee:edit", args=[committee.pk])).status_code == 403
    assert client.get(reverse("committee:appoint", args=[committee.pk])).status_code == 403


def test_a_member_reads_their_own_committee_only(committee: Any, secretary: Any, district: Any, today: None) -> None:
    principal = base.user("principal", base.school(district))
    other = kotpn.a_committee(
        secretary, district, kind=Committee.Kind.SUB, name="อ.ก.ต.ป.น. กลุ่มที่ 1", members=5,
        people=[base.person_of(principal, district)],
    )  # fmt: skip
    client = signed_in(principal)
    page = client.get(reverse("committee:committee", args=[other.pk]))
    assert page.status_code == 200
    assert "แต่งตั้งตามคำสั่ง" not in page.content.decode()
    assert client.get(reverse("committee:committee", args=[committee.pk])).status_code == 404
    listed = client.get(reverse("committee:committees")).content.decode()
    assert reverse("committee:committee", args=[other.pk]) in listed
    assert reverse("committee:committee", args=[committee.pk]) not in listed


def test_the_page_says_who_sits_and_how_often_they_met(committee: Any, secretary: Any, today: None) -> None:
    words = signed_in(secretary).get(reverse("committee:committee", args=[committee.pk])).content.decode()
    assert "กรรมการ 9 คน" in words
    assert "จากอย่างน้อย 2 ครั้ง" in words
    assert "คำสั่งที่ 125/2567" in words


@pytest.mark.parametrize("size", [2, 20])
def test_the_list_asks_the_same_of_two_and_of_twenty(
    size: int, district: Any, secretary: Any, committee: Any, today: None, django_assert_max_num_queries: Any
) -> None:
    for number in range(size):
        services.found_committee(
            district, actor=secretary, kind="sub", name=f"อนุกรรมการ {number}", short_name=f"อนุ {number}"
        )
    client = signed_in(secretary)
    client.get(reverse("committee:committees"))
    with django_assert_max_num_queries(22):
        client.get(reverse("committee:committees"))


def test_powers_are_shipped_and_written_by_the_group_director(district: Any, secretary: Any, director: Any) -> None:
    assert services.load_powers(district) == 8
    assert services.load_powers(district) == 0
    power = Power.objects.get(district=district, position=3)
    address = reverse("committee:power-edit", args=[power.pk])
    assert signed_in(secretary).get(address).status_code == 403
    client = signed_in(director)
    form = client.get(address).context["form"]
    typed = {**{name: form[name].value() or "" for name in form.fields}, "text": "พิจารณาแผน", "starts_on": "9/9/2560"}
    assert client.post(address, {**typed, "text": ""}).status_code == 422
    assert client.post(address, {**typed, "ends_on": "1/1/2560"}).status_code == 422
    assert client.post(address, typed).status_code == 302
    power.refresh_from_db()
    assert (power.text, power.starts_on) == ("พิจารณาแผน", date(2017, 9, 9))
    assert services.load_powers(district) == 0


def test_founding_and_changing_by_hand(district: Any, secretary: Any) -> None:
    client = signed_in(secretary)
    typed = {"kind": "main", "name": "คณะกรรมการติดตามฯ", "short_name": "ก.ต.ป.น."}
    assert client.post(reverse("committee:new"), {**typed, "kind": "sub"}).status_code == 422
    client.post(reverse("committee:new"), typed)
    client.post(reverse("committee:new"), typed)
    made = Committee.objects.get(district=district)
    address = reverse("committee:edit", args=[made.pk])
    form = client.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    values = {name: "" if value is None else value for name, value in values.items()}
    for field, wrong in (("size", 4), ("size", 16), ("quorum_rule", "number"), ("tenure_years", 0)):
        page = client.post(address, {**values, field: wrong})
        assert page.status_code == 422, field
    assert client.post(address, {**values, "size": 11, "is_active": "on"}).status_code == 302
    made.refresh_from_db()
    assert made.size == 11
