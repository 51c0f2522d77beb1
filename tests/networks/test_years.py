"""The year in seven steps: plan, activities, follow-up, report, publishing; what is refused."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed, StaleRevision
from core.thai.years import fiscal_range
from instruments.queries import form_of
from meetings.queries import gatherings_tied_to
from schools.work_sources import work_sources
from supervision.networks import services
from supervision.networks.missing import missing
from supervision.networks.models import Network, NetworkYear
from supervision.networks.queries import follow_up_results, standings
from tests.factories import networks

begin = networks.begin


def test_a_year_opens_once_for_who_keeps_the_network(office: SimpleNamespace, network: Network) -> None:
    with pytest.raises(NotAllowed):
        networks.a_year(office.colleague, network)
    with pytest.raises(DomainError):
        networks.a_year(office.supervisor, network, 2026)
    assert networks.a_year(office.supervisor, network) == networks.a_year(office.head, network)


def test_plan_lines_stay_in_the_year(office: SimpleNamespace, network: Network) -> None:
    year = networks.a_year(office.supervisor, network)
    first, end = fiscal_range(year.fiscal_year)
    for starts, ends, budget, field in (
        (first, first - timedelta(days=1), None, "ends_on"), (first - timedelta(days=1), first, None, "starts_on"),
        (end, end + timedelta(days=1), None, "starts_on"), (first, first, Decimal(-1), "budget"),
    ):  # fmt: skip
        with pytest.raises(DomainError) as refused:
            services.save_line(year, actor=office.supervisor, title="ก", starts_on=starts, ends_on=ends, budget=budget)
        assert refused.value.field == field
    lines = [services.save_line(year, actor=office.supervisor, title="ก", starts_on=begin()) for _ in range(2)]
    assert lines[0] == lines[1]
    services.record_activity(year, actor=office.supervisor, title="ทำ", held_on=begin(), result="ดี", line=lines[0])
    with pytest.raises(DomainError):
        services.drop_line(lines[0], actor=office.supervisor)


def test_activities_are_told_when_they_are_done(office: SimpleNamespace, network: Network) -> None:
    year = networks.a_year(office.supervisor, network)
    for day, result, field in ((timezone.localdate() + timedelta(days=1), "ดี", "held_on"), (begin(), " ", "result")):
        with pytest.raises(DomainError) as refused:
            services.record_activity(year, actor=office.supervisor, title="ทำ", held_on=day, result=result)
        assert refused.value.field == field
    done = {"title": "ทำ", "held_on": begin(), "result": "ดี"}
    made = [services.record_activity(year, actor=office.supervisor, **done) for _ in range(2)]
    assert made[0] == made[1]
    source = next(one for one in work_sources() if one.key == "networks")
    assert [row.label for row in source.rows(office.district, begin(), begin())] == [f"ทำ · {network.name}"]
    services.drop_activity(made[0], actor=office.supervisor)
    assert not year.activities.exists()


def test_a_meeting_is_a_gathering_tied_to_the_network(office: SimpleNamespace, network: Network) -> None:
    for _ in range(2):
        met = services.call_network(network, actor=office.supervisor, title="ประชุม", held_on=begin())
    assert list(gatherings_tied_to(office.head, "network", network.pk)) == [met]
    assert {row.school for row in met.schools.all()} == set(office.schools[:2])


def test_a_follow_up_is_one_a_day_and_written_over(office: SimpleNamespace, network: Network) -> None:
    year = networks.a_year(office.supervisor, network)
    version = networks.the_form(office.district, "network-follow-up")
    form, today = form_of(version.pk), timezone.localdate()
    with pytest.raises(DomainError) as refused:
        services.follow_up(
            year,
            actor=office.supervisor,
            version=version,
            done_on=today + timedelta(days=1),
            answers=networks.answers(form),
        )
    assert refused.value.field == "done_on"
    for value in (2, 5):
        row = services.follow_up(
            year, actor=office.supervisor, version=version, done_on=today, answers=networks.answers(form, value)
        )
    assert [result.whole.mean_text for result in follow_up_results(year)] == ["5.00"]
    services.drop_follow_up(row, actor=office.supervisor)
    assert follow_up_results(year) == []


def test_texts_are_not_written_over_a_colleagues(office: SimpleNamespace, network: Network) -> None:
    year = networks.a_year(office.supervisor, network)
    services.write_year(year, actor=office.head, stamp=1, goal="หนึ่ง")
    with pytest.raises(StaleRevision):
        services.write_year(year, actor=office.supervisor, stamp=1, goal="สอง")
    with pytest.raises(DomainError):
        services.write_year(year, actor=office.head, use="ไม่มี")


def test_seven_steps_lead_to_the_report_and_it_is_held_fast(office: SimpleNamespace, network: Network) -> None:
    empty = networks.a_year(office.supervisor, network)
    assert len(missing(empty)) == 7
    with pytest.raises(DomainError, match="ยังขาด"):
        services.report_year(empty, actor=office.supervisor)
    year = networks.a_whole_year(office.supervisor, network)
    assert missing(year) == []
    with pytest.raises(NotAllowed):
        services.report_year(year, actor=office.colleague)
    for _ in range(2):
        year = services.report_year(year, actor=office.supervisor)
    assert standings([year], today=timezone.localdate())[0].done == 7
    with pytest.raises(DomainError):
        services.save_line(year, actor=office.supervisor, title="อีก", starts_on=begin())
    services.reopen_year(year, actor=office.supervisor, reason="แก้จำนวน")
    services.save_line(year, actor=office.supervisor, title="อีก", starts_on=begin())


def test_a_meeting_called_for_later_is_not_one_that_was_held(office: SimpleNamespace, network: Network) -> None:
    year = networks.a_whole_year(office.supervisor, network)
    day = begin() - timedelta(days=1)
    step = standings([year], today=day)[0].steps[2]
    assert (step.done, step.words) == (False, "ยังไม่ประชุม นัดไว้ 1 ครั้ง")
    step = standings([year], today=timezone.localdate())[0].steps[2]
    assert (step.done, step.words) == (True, "ประชุม 1 ครั้ง")


def test_the_survey_is_no_form_of_the_follow_up(office: SimpleNamespace, network: Network, client: Client) -> None:
    year = networks.a_year(office.supervisor, network)
    survey, form = (networks.the_form(office.district, code) for code in ("network-survey", "network-follow-up"))
    client.force_login(office.supervisor)
    answer = client.get(reverse("networks:follow-up", args=[year.pk]), {"version": survey.pk})
    assert answer.context["version"] == form
    assert answer.context["versions"] == []
    opened = client.get(reverse("networks:survey-open", args=[year.pk]))
    assert list(opened.context["form"].fields["version"].queryset) == [survey]
    words = client.get(reverse("networks:words", args=[year.pk])).text
    assert "ยังไม่สรุป" in words and "-----" not in words


def test_only_the_head_publishes_and_what_is_out_is_not_reopened(office: SimpleNamespace, network: Network) -> None:
    year = networks.a_whole_year(office.supervisor, network)
    with pytest.raises(DomainError):
        services.publish_year(year, actor=office.head, schools=True, public=False)
    year = services.report_year(year, actor=office.supervisor)
    for actor in (office.supervisor, office.stranger):
        with pytest.raises(NotAllowed):
            services.publish_year(year, actor=actor, schools=True, public=False)
    outside = office.principals[2]
    assert not NetworkYear.objects.visible_to(outside).exists()
    services.publish_year(year, actor=office.head, schools=True, public=True)
    assert NetworkYear.objects.visible_to(outside).get() == year
    assert not NetworkYear.objects.visible_to(office.stranger).exists()
    with pytest.raises(DomainError, match="เผยแพร่"):
        services.reopen_year(year, actor=office.head, reason="แก้")
    services.take_back_year(year, actor=office.head)
    assert not NetworkYear.objects.visible_to(outside).exists()
