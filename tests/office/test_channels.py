"""The office's channels: who keeps them, what is refused, what they prove of a year."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core import pointers
from core.errors import DomainError, NotAllowed
from evidence.proofs import Scope, source
from office.structure.models import Channel
from office.structure.services import described, save_channel
from tests.factories import base
from tests.office.conftest import Office

pytestmark = pytest.mark.django_db
LINE = {"kind": "line", "name": "กลุ่ม LINE ผู้บริหารโรงเรียน", "use": "แจ้งข่าวและนัดหมายการนิเทศ"}


def test_a_stranger_and_a_supervisor_keep_none(office: Office) -> None:
    for user in (office.stranger, office.supervisor, office.director):
        with pytest.raises(NotAllowed):
            save_channel(office.district, actor=user, **LINE)


def test_what_is_wrong_is_said_next_to_its_field(office: Office) -> None:
    save_channel(office.district, actor=office.clerk, **LINE)
    for wrong, field in (
        ({}, "name"), ({"name": " ", "position": 2}, "name"), ({"name": "ก", "use": ""}, "use"),
        ({"name": "ก", "kind": "fax"}, "kind"), ({"name": "ก", "link": "javascript:alert(1)"}, "link"),
        ({"name": "ก", "since": date(2025, 5, 2), "until": date(2025, 5, 1)}, "until"),
    ):  # fmt: skip
        with pytest.raises(DomainError) as told:
            save_channel(office.district, actor=office.clerk, **{**LINE, **wrong})
        assert told.value.field == field


def test_channels_prove_the_years_they_were_used_in(office: Office) -> None:
    given = {"actor": office.head}
    line = save_channel(office.district, **LINE, **given)
    save_channel(
        office.district,
        kind="facebook",
        name="เพจเดิม",
        use="เผยแพร่",
        since=date(2020, 1, 1),
        until=date(2024, 9, 30),
        **given,
    )
    save_channel(office.district, kind="email", name="อีเมลใหม่", use="ส่งรายงาน", since=date(2025, 10, 1), **given)
    save_channel(office.other, actor=office.stranger, **LINE)

    def of(year: int) -> list[tuple[str, ...]]:
        return [record.tags["channel"] for record in source("channels").gather(Scope(office.district, year))]

    assert of(2567) == [("line",), ("facebook",)]
    assert of(2568) == [("line",)]
    assert of(2569) == [("line",), ("email",)]
    [record, *_] = source("channels").gather(Scope(office.district, 2568))
    assert (record.kind, record.key, record.date) == ("channel", str(line.pk), None)
    owner = pointers.provider("channel")
    assert owner.url(record.key) == reverse("structure:channel", args=[line.pk])
    assert pointers.may_view(office.supervisor, "channel", record.key)
    assert not pointers.may_view(office.stranger, "channel", record.key)


def test_a_form_begins_with_the_words_of_the_manual_and_leads_to_the_channel(office: Office) -> None:
    client = Client()
    client.force_login(office.clerk)
    page = client.get(reverse("structure:new", args=["channels"]), {"kind": "my-office"})
    assert described()["my-office"]["use"] in page.content.decode()
    assert Channel.objects.count() == 0
    posted = client.post(reverse("structure:new", args=["channels"]), {**LINE, "position": 1, "since": "1 ต.ค. 2567"})
    row = Channel.objects.get()
    assert posted["Location"] == reverse("structure:channel", args=[row.pk])
    assert row.since == date(2024, 10, 1)
    assert "แจ้งข่าวและนัดหมายการนิเทศ" in client.get(posted["Location"]).content.decode()


def test_the_list_asks_as_much_for_many_and_sets_apart_what_is_over(office: Office) -> None:
    client = Client()
    client.force_login(office.clerk)
    address = reverse("structure:channels")
    over = timezone.localdate() - timedelta(days=1)
    counts = []
    for more in (2, 18):
        for number in range(more):
            save_channel(
                office.district, actor=office.head, kind="other", name=f"ช่องทาง {more} {number}", use="แจ้งข่าว",
                until=over if number % 2 else None,
            )  # fmt: skip
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address)
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert (len(page.context["in_use"]), len(page.context["ended"])) == (10, 10)
    assert {"line", "my-office"} <= {kind for kind, _ in page.context["lacking"]}
    client.force_login(base.user("principal", base.school(office.district)))
    assert client.get(address).status_code == 403


def test_structure_and_teams_prove_what_stands(office: Office) -> None:
    from office.structure.services import load_structure
    from schools.models import Team

    load_structure(office.district)
    parts = {record.tags["part"][0]: record for record in source("structure").gather(Scope(office.district, 2568))}
    assert (parts["structure"].amount, parts["board"].amount) == (10, 11)
    for kind in ("office_structure", "office_board"):
        assert pointers.may_view(office.supervisor, kind, str(office.district.pk))
        assert not pointers.may_view(office.stranger, kind, str(office.district.pk))
    for name, first, last in (("ยังอยู่", date(2023, 1, 1), None), ("พ้นแล้ว", date(2023, 1, 1), date(2024, 9, 30)),
                              ("ยังไม่ตั้ง", date(2025, 10, 1), None)):  # fmt: skip
        team = Team.objects.create(district=office.district, name=name, kind="named", starts_on=first, ends_on=last)
        team.members.create(person=base.person(office.district))
    [found] = source("teams").gather(Scope(office.district, 2568))
    assert (found.label, found.amount, found.tags["kind"], found.date) == ("ยังอยู่", 1, ("named",), date(2023, 1, 1))
