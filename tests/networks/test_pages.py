"""Pages keep what was typed, ask the database as often for many rows as for few, and show the steps of the run."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.thai.dates import thai_date
from processes.models import Procedure, Run
from processes.services import load_procedures, open_runs
from supervision.networks import services
from supervision.networks.models import Network
from tests.core.tabs import second_tab
from tests.factories import base, networks


def _client(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_refused_form_keeps_what_was_typed(office: SimpleNamespace, network: Network) -> None:
    client = _client(office.supervisor)
    answer = client.post(reverse("networks:new"), {"name": "เครือข่ายใหม่", "aims": "เป้าหมายที่พิมพ์ไว้"})
    assert answer.status_code == 422
    assert "เป้าหมายที่พิมพ์ไว้" in answer.content.decode()
    year = networks.a_year(office.supervisor, network)
    form = {"title": "ประชุม", "starts_on": "1 ม.ค. 2500", "target": "พิมพ์ไว้แล้ว"}
    answer = client.post(reverse("networks:plan-add", args=[year.pk]), form)
    assert answer.status_code == 422
    assert "พิมพ์ไว้แล้ว" in answer.content.decode()
    version = networks.the_form(office.district, "network-follow-up")
    answer = client.post(reverse("networks:follow-up", args=[year.pk]), {"version": version.pk, "done_on": ""})
    assert answer.status_code == 422


def test_leaving_is_asked_for_its_day_first(office: SimpleNamespace, network: Network) -> None:
    client, member = _client(office.supervisor), network.members.get(school=office.schools[0])
    address, today = reverse("networks:leave", args=[member.pk]), timezone.localdate()
    page = client.get(address)
    assert f"บันทึกว่า {member.name} ออกจากเครือข่าย" in page.content.decode()
    late = client.post(address, {"left_on": thai_date(today + timedelta(days=1), "short")})
    assert late.status_code == 422
    assert "อยู่ในอนาคต" in late.content.decode()
    member.refresh_from_db()
    assert member.left_on is None
    for _ in range(2):
        assert client.post(address, {"left_on": thai_date(today, "short")}).status_code == 302
    member.refresh_from_db()
    assert member.left_on == today


def test_a_second_press_does_not_write_over_what_was_not_seen(office: SimpleNamespace, network: Network) -> None:
    year = networks.a_year(office.supervisor, network)
    client, words = _client(office.supervisor), reverse("networks:words", args=[year.pk])
    for address, field in ((reverse("networks:edit", args=[network.pk]), "aims"), (words, "goal")):
        page = client.get(address)
        typed = {one.name: one.value() for one in page.context["form"] if one.value()} | {field: "ของข้าพเจ้า"}
        typed |= {"stamp": page.context["stamp"]} | ({"started_on": "1 ต.ค. 2567"} if field == "aims" else {})
        if field == "aims":
            services.edit_network(network, actor=office.head, aims="ของหัวหน้า")
        else:
            services.write_year(year, actor=office.head, goal="ของหัวหน้า")
        late = client.post(address, typed)
        assert late.status_code == 422
        assert ("ของหัวหน้า", "ของข้าพเจ้า") in [row[1:] for row in late.context["conflict"]]
        assert client.post(address, typed).status_code == 422, "still the stamp of the page before"
        assert client.post(address, typed | {"stamp": late.context["stamp"]}).status_code == 302


def test_members_are_added_from_the_page(office: SimpleNamespace, network: Network) -> None:
    teacher = base.person(office.district, school=office.schools[2], name="สมมุติ ครูดี")
    client, page = _client(office.supervisor), reverse("networks:members", args=[network.pk])
    assert "สมมุติ ครูดี" in client.get(page, {"q": "สมมุติ"}).content.decode()
    answer = client.post(
        page, {"role": "member", "joined_on": "1 ต.ค. 2568", "people": [teacher.pk], "schools": [office.schools[2].pk]}
    )
    assert answer.status_code == 302
    assert network.members.now().count() == 4


def _fill(office: SimpleNamespace, start: int, stop: int) -> None:
    for number in range(start, stop):
        made = networks.a_network(office.supervisor, office.district, name=f"เครือข่ายที่ {number}", who=office.schools)
        networks.a_survey(office.supervisor, networks.a_year(office.supervisor, made))


@pytest.mark.parametrize("name", ["index", "overview", "matrix"])
def test_as_many_queries_for_twelve_as_for_two(office: SimpleNamespace, name: str) -> None:
    client, counts = _client(office.head), []
    for start, stop in ((0, 2), (2, 12)):
        _fill(office, start, stop)
        client.get(reverse(f"networks:{name}"))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse(f"networks:{name}")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    assert counts[1] <= 25


@pytest.mark.parametrize("name", ["network", "year", "survey"])
def test_a_page_does_not_ask_more_for_more_members(office: SimpleNamespace, network: Network, name: str) -> None:
    client, counts = _client(office.head), []
    year = networks.a_year(office.supervisor, network)
    address = reverse(f"networks:{name}", args=[network.pk if name == "network" else year.pk])
    for _ in range(2):
        people = [base.person(office.district, school=office.schools[0]) for _ in range(4)]
        networks.services.add_members(network, actor=office.supervisor, who=people)
        networks.a_survey(office.supervisor, year)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_each_step_of_the_run_shows_the_networks(office: SimpleNamespace, network: Network) -> None:
    networks.a_whole_year(office.supervisor, network)
    load_procedures(office.district)
    procedure = Procedure.objects.get(district=office.district, code="supervision-network")
    open_runs(procedure, actor=office.head, year=networks.this_year())
    run = Run.objects.get(procedure=procedure)
    client = _client(office.head)
    steps = list(run.steps.filter(step__parent=None).order_by("position"))
    assert len(steps) == 7
    for row in steps:
        shown = client.get(reverse("processes:run-step", args=[run.pk, row.pk])).content.decode()
        assert network.name in shown
        assert "ทำแล้ว" in shown


def test_another_tab_of_plan_and_activities_is_not_overwritten(office: SimpleNamespace, network: Network) -> None:
    year = networks.a_year(office.supervisor, network)
    line = services.save_line(year, actor=office.supervisor, title="ประชุม", starts_on=networks.begin())
    done = services.record_activity(year, actor=office.supervisor, title="ทำ", held_on=networks.begin(), result="ดี")
    day = f"{networks.begin().day}/{networks.begin().month}/{networks.begin().year + 543}"
    client = _client(office.supervisor)
    planned = {"title": "ประชุม", "starts_on": day, "budget": "1500.00", "owner": ""}
    second_tab(client, reverse("networks:plan-edit", args=[line.pk]), planned, "target")
    told = {"title": "ทำ", "held_on": day, "result": "ดี", "people": "12"}
    second_tab(client, reverse("networks:activity-edit", args=[done.pk]), told, "place")


def test_what_was_written_goes_only_after_the_page_said_so(
    office: SimpleNamespace, network: Network, client: Client
) -> None:
    """One press beside แก้ไข took an activity with its result, or a whole follow-up, away for good."""
    year = networks.a_whole_year(office.supervisor, network)
    client.force_login(office.supervisor)
    shown = client.get(reverse("networks:year", args=[year.pk])).text
    shown += client.get(reverse("networks:follow-ups", args=[year.pk])).text
    for name, row in (
        ("activity-drop", year.activities.get()), ("plan-drop", year.plan.first()),
        ("follow-up-drop", year.follow_ups.get()),
    ):  # fmt: skip
        address = reverse(f"networks:{name}", args=[row.pk])
        assert f'action="{address}"' not in shown
        assert "เรียกคืนไม่ได้" in client.get(address).text
        assert type(row).objects.filter(pk=row.pk).exists()
        assert client.post(address).status_code == 302
        assert not type(row).objects.filter(pk=row.pk).exists()
