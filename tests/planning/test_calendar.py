"""The calendar, the feed behind a secret address, and who is told of which visit."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from core.errors import NotAllowed
from schools.models import Appointment
from supervision.planning import services
from supervision.planning.models import PlannedVisit
from supervision.planning.queries import agenda_of, month_weeks
from tests.factories import base
from tests.factories import planning as make


@pytest.fixture
def plan(office):
    return make.approved(office.author, office.district, office.schools, [office.head, office.director])


def _events(feed) -> list:
    answer = Client().get(reverse("planning:feed", args=[feed.token]))
    assert answer.status_code == 200, answer.status_code
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_only_people_of_the_office_may_open_a_feed(office):
    for stranger in (base.user("principal", office.schools[0]), base.user("supervisor", office.other)):
        with pytest.raises(NotAllowed):
            services.open_feed(actor=stranger, district=office.district, now=make.NOW)


def test_a_feed_holds_school_and_topic_and_nobodys_name(office, plan):
    feed = services.open_feed(actor=office.author, district=office.district, now=make.NOW)
    events = _events(feed)
    assert {str(event["summary"]) for event in events} == {f"นิเทศ {school.name}" for school in office.schools}
    assert {event["dtstart"].dt for event in events} == {date(2024, 1, 15)}
    text = Client().get(reverse("planning:feed", args=[feed.token])).content.decode().replace("\r\n ", "")
    assert "ห้องเรียนคุณภาพ" in text
    assert office.author.first_name not in text


def test_a_cluster_feed_leaves_drafts_and_other_clusters_out(office, plan):
    feed = services.open_feed(actor=office.head, district=office.district, cluster=office.cluster, now=make.NOW)
    other = services.open_feed(
        actor=office.head, district=office.district, cluster=base.cluster(office.district), now=make.NOW
    )
    colleague = base.user("supervisor", office.district)
    make.ready(colleague, office.district, office.schools)
    assert (len(_events(feed)), len(_events(other))) == (3, 0)


def test_renewing_ends_the_old_address_and_a_wrong_token_is_not_found(office, plan):
    feed = services.open_feed(actor=office.author, district=office.district, now=make.NOW)
    old = feed.token
    with pytest.raises(NotAllowed):
        services.renew_feed(feed, actor=office.head, now=make.NOW)
    fresh = services.renew_feed(feed, actor=office.author, now=make.NOW)
    assert Client().get(reverse("planning:feed", args=[old])).status_code == 404
    assert Client().get(reverse("planning:feed", args=["wrong"])).status_code == 404
    assert len(_events(fresh)) == 3


def test_a_feed_ends_with_the_rights_of_its_person(office, plan):
    feed = services.open_feed(actor=office.author, district=office.district, now=make.NOW)
    Appointment.objects.filter(person__user=office.author).update(ends_on=date(2024, 1, 1))
    assert Client().get(reverse("planning:feed", args=[feed.token])).status_code == 404


def test_a_school_is_told_of_approved_plans_only(office, plan):
    colleague = base.user("supervisor", office.district)
    make.ready(colleague, office.district, office.schools)
    principal = base.user("principal", office.schools[0])
    rows = PlannedVisit.objects.visible_to(principal)
    assert [row.activity.plan for row in rows] == [plan]
    assert {row.school for row in rows} == {office.schools[0]}


def test_a_month_shows_three_a_day_and_counts_the_rest(office, plan):
    more = [base.school(office.district) for _ in range(2)]
    make.visits(plan.activities.get(), office.author, more)
    rows = PlannedVisit.objects.of_district(office.district).with_done().select_related("school")
    weeks = month_weeks(rows, date(2024, 1, 1), today=date(2024, 1, 20), query={})
    day = next(day for week in weeks for day in week if day.date == date(2024, 1, 15))
    assert (len(day.items), day.more) == (2, 3)
    assert day.items[0].state == "late"
    assert weeks[0][0].date.weekday() == 0


def test_the_agenda_knows_today_the_week_and_what_is_late(office, plan):
    activity = plan.activities.get()
    make.visits(activity, office.author, office.schools[:1], on=date(2024, 1, 18))
    make.visits(activity, office.author, office.schools[:1], on=None, month=date(2023, 12, 1))
    person = plan.owner
    monday = agenda_of(person, office.district, date(2024, 1, 15))
    assert (len(monday.today), len(monday.week), monday.late_count) == (3, 1, 1)
    tuesday = agenda_of(person, office.district, date(2024, 1, 16))
    assert (len(tuesday.today), len(tuesday.week), tuesday.late_count) == (0, 1, 4)
    # The first of October opens a new year: what the last one left undone is told by its coverage, not here.
    assert agenda_of(person, office.district, date(2024, 10, 1)).late_count == 0
