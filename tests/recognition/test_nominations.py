"""Putting names forward: who may, when, once; deciding; taking back."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed
from supervision.recognition import services
from supervision.recognition.models import Nomination
from tests.factories import base, recognition


def test_strangers_and_closed_awards_are_refused(office: SimpleNamespace) -> None:
    award = recognition.an_award(office.head, office.district)
    with pytest.raises(DomainError, match="ไม่ได้เปิดรับ"):
        services.nominate(award, actor=office.supervisor, school=office.schools[0], reason="ดี")
    services.open_nominations(award, actor=office.head)
    staff = base.user("school_staff", office.schools[0])
    for actor in (office.stranger, staff, office.director):
        with pytest.raises(NotAllowed):
            services.nominate(award, actor=actor, school=office.schools[0], reason="ดี")


def test_not_after_the_day(office: SimpleNamespace) -> None:
    today = timezone.localdate()
    award = recognition.an_open_award(office.head, office.district, nominations_until=today)
    late = timezone.now() + timedelta(days=1)
    with pytest.raises(DomainError):
        services.nominate(award, actor=office.supervisor, school=office.schools[0], reason="ดี", now=late)
    services.nominate(award, actor=office.supervisor, school=office.schools[0], reason="ดี")


def test_a_principal_only_for_the_own_school(office: SimpleNamespace) -> None:
    award = recognition.an_open_award(office.head, office.district)
    with pytest.raises(DomainError) as refused:
        services.nominate(award, actor=office.principals[0], school=office.schools[1], reason="ดี")
    assert refused.value.field == "school"
    services.nominate(award, actor=office.principals[0], school=office.schools[0], reason="ดี")


def test_two_clicks_one_nomination_and_nobody_twice(office: SimpleNamespace) -> None:
    award = recognition.an_open_award(office.head, office.district)
    for _ in range(2):
        services.nominate(award, actor=office.supervisor, school=office.schools[0], reason="ดี")
    assert award.nominations.count() == 1
    with pytest.raises(DomainError, match="มีผู้เสนอชื่อนี้แล้ว"):
        services.nominate(award, actor=office.principals[0], school=office.schools[0], reason="ดีมาก")


def test_nobody_nominates_themselves(office: SimpleNamespace) -> None:
    award = recognition.an_open_award(office.head, office.district, recipient="person")
    me = recognition.a_person_with_account(office.principals[0], office.district)
    with pytest.raises(DomainError) as refused:
        services.nominate(award, actor=office.principals[0], person=me, reason="ดี")
    assert refused.value.field == "person"
    teacher = base.person(office.district, school=office.schools[0])
    made = services.nominate(award, actor=office.principals[0], person=teacher, reason="ดี")
    assert (made.school, made.who) == (office.schools[0], teacher)


def test_nobody_decides_on_their_own(office: SimpleNamespace) -> None:
    award = recognition.an_open_award(office.head, office.district)
    own = services.nominate(award, actor=office.head, school=office.schools[0], reason="ดี")
    for actor in (office.head, office.supervisor, office.stranger):
        with pytest.raises(NotAllowed):
            services.decide_nomination(own, actor=actor, accept=True)


def test_who_nominates_and_would_decide_is_told_the_way_out(office: SimpleNamespace) -> None:
    award = recognition.an_open_award(office.head, office.district)
    own = services.nominate(award, actor=office.head, school=office.schools[0], reason="ดี")
    theirs = services.nominate(award, actor=office.principals[1], school=office.schools[1], reason="ดี")
    client = Client()
    client.force_login(office.head)
    assert "ใช้ “เพิ่มผู้ได้รับ”" in client.get(reverse("recognition:nominate", args=[award.pk])).text
    page = client.get(reverse("recognition:nomination", args=[own.pk])).text
    assert "ให้ถอนการเสนอชื่อ" in page
    assert reverse("recognition:award", args=[award.pk]) in page
    client.force_login(office.principals[1])
    assert "พิจารณาเองไม่ได้" not in client.get(reverse("recognition:nomination", args=[theirs.pk])).text


def test_declining_says_why_and_accepting_may_honour_at_once(office: SimpleNamespace) -> None:
    award = recognition.an_open_award(office.head, office.district)
    one, two = (
        services.nominate(award, actor=office.supervisor, school=school, reason="ผลงานดี")
        for school in office.schools[:2]
    )
    with pytest.raises(DomainError):
        services.decide_nomination(one, actor=office.head, accept=False)
    services.decide_nomination(one, actor=office.head, accept=False, reason="ยังไม่ครบเกณฑ์")
    for _ in range(2):
        services.decide_nomination(two, actor=office.head, accept=True, honour=True)
    row = award.recipients.get()
    assert (row.school, row.origin, row.why) == (office.schools[1], "nomination", "ผลงานดี")


def test_only_who_put_it_forward_takes_it_back_and_not_out_of_a_poll(office: SimpleNamespace) -> None:
    award = recognition.an_open_award(office.head, office.district)
    rows = [
        recognition.an_accepted_nomination(award, by=office.supervisor, head=office.head, school=school)
        for school in office.schools
    ]
    with pytest.raises(NotAllowed):
        services.withdraw_nomination(rows[0], actor=office.head)
    services.withdraw_nomination(rows[0], actor=office.supervisor)
    recognition.a_poll(award, office.head, groups=["principals"])
    with pytest.raises(DomainError, match="ประชามติ"):
        services.withdraw_nomination(rows[1], actor=office.supervisor)
    assert Nomination.objects.get(pk=rows[0].pk).state == "withdrawn"
