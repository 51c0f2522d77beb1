"""ประชามติ: who votes, when, once, in secret, and what is told."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed
from core.models import AuditEntry
from supervision.recognition import services
from supervision.recognition.models import Elector, Poll
from supervision.recognition.queries import result_of
from tests.factories import base, recognition


@pytest.fixture
def polled(office: SimpleNamespace) -> SimpleNamespace:
    office.award = recognition.an_open_award(office.head, office.district)
    for school in office.schools[:2]:
        recognition.an_accepted_nomination(office.award, by=office.supervisor, head=office.head, school=school)
    office.poll = recognition.a_poll(office.award, office.head, groups=["principals"])
    office.options = list(office.poll.options.all())
    return office


def _vote(office: SimpleNamespace, who: object, place: int = 0, **more: object) -> None:
    services.vote(office.poll, actor=who, option=office.options[place].pk, **more)


def test_a_poll_needs_two_names_three_electors_and_a_later_end(office: SimpleNamespace) -> None:
    award = recognition.an_open_award(office.head, office.district)
    with pytest.raises(DomainError, match="สองรายการ"):
        recognition.a_poll(award, office.head, groups=["principals"])
    for school in office.schools[:2]:
        recognition.an_accepted_nomination(award, by=office.supervisor, head=office.head, school=school)
    with pytest.raises(DomainError) as refused:
        recognition.a_poll(award, office.head, groups=["role:supervisor"])
    assert refused.value.field == "groups" and "1 คน" in refused.value.message
    for groups in ([], ["team:999999"], ["role:clerk"], ["cluster:x"]):
        with pytest.raises(DomainError):
            recognition.a_poll(award, office.head, groups=groups)
    with pytest.raises(DomainError) as refused:
        recognition.a_poll(award, office.head, groups=["principals"], hours=0)
    assert refused.value.field == "closes_at"
    with pytest.raises(NotAllowed):
        recognition.a_poll(award, office.stranger, groups=["principals"])


def test_calling_twice_is_one_poll(polled: SimpleNamespace) -> None:
    again = recognition.a_poll(polled.award, polled.head, groups=["principals"])
    assert again == polled.poll
    assert Poll.objects.count() == 1


def test_somebody_in_two_groups_votes_once(office: SimpleNamespace) -> None:
    award = recognition.an_open_award(office.head, office.district)
    for school in office.schools[:2]:
        recognition.an_accepted_nomination(award, by=office.supervisor, head=office.head, school=school)
    poll = recognition.a_poll(award, office.head, groups=["principals", f"cluster:{office.cluster.pk}"])
    assert poll.electors.count() == 3


def test_who_is_not_in_the_group_may_not_vote(polled: SimpleNamespace) -> None:
    for who in (polled.head, polled.supervisor, polled.stranger):
        with pytest.raises(NotAllowed):
            _vote(polled, who)
    new = base.user("principal", base.school(polled.district))
    with pytest.raises(NotAllowed):
        _vote(polled, new)


def test_two_clicks_one_vote(polled: SimpleNamespace) -> None:
    _vote(polled, polled.principals[0])
    with pytest.raises(DomainError, match="แล้ว"):
        _vote(polled, polled.principals[0], 1)
    polled.options[0].refresh_from_db()
    polled.options[1].refresh_from_db()
    assert (polled.options[0].votes, polled.options[1].votes) == (1, 0)


def test_a_vote_for_nothing_of_this_poll_is_not_spent(polled: SimpleNamespace) -> None:
    for wrong in (None, 10**9):
        with pytest.raises(DomainError):
            services.vote(polled.poll, actor=polled.principals[0], option=wrong)
    assert not Elector.objects.filter(has_voted=True).exists()
    services.vote(polled.poll, actor=polled.principals[0], option=services.ABSTAIN)
    polled.poll.refresh_from_db()
    assert polled.poll.abstained == 1


def test_not_before_and_not_after(polled: SimpleNamespace) -> None:
    before = polled.poll.opens_at - timedelta(seconds=1)
    with pytest.raises(DomainError, match="ยังไม่เปิด"):
        _vote(polled, polled.principals[0], now=before)
    for moment in (polled.poll.closes_at, polled.poll.closes_at + timedelta(days=1)):
        with pytest.raises(DomainError, match="ปิดลงคะแนนแล้ว"):
            _vote(polled, polled.principals[0], now=moment)


def test_closing_early_only_when_everybody_voted(polled: SimpleNamespace) -> None:
    _vote(polled, polled.principals[0])
    with pytest.raises(DomainError):
        services.close_poll(polled.poll, actor=polled.head)
    for who in polled.principals[1:]:
        _vote(polled, who, 1)
    for _ in range(2):
        services.close_poll(polled.poll, actor=polled.head)
    with pytest.raises(DomainError):
        _vote(polled, polled.principals[0])


def test_nothing_joins_an_elector_and_a_vote(polled: SimpleNamespace) -> None:
    _vote(polled, polled.principals[0], 1)
    assert not AuditEntry.objects.filter(actor=polled.principals[0]).exists()
    with connection.cursor() as cursor:
        columns = {
            column.name
            for table in ("recognition_elector", "recognition_polloption")
            for column in connection.introspection.get_table_description(cursor, table)
        }
    assert columns == {
        "id", "poll_id", "person_id", "has_voted", "position", "nomination_id", "school_id", "label", "votes",
    }  # fmt: skip


def test_the_result_is_told_to_nobody_before_the_end(polled: SimpleNamespace) -> None:
    _vote(polled, polled.principals[0])
    now = timezone.now()
    assert result_of(polled.poll, now) is None
    found = result_of(polled.poll, polled.poll.closes_at)
    assert found is not None
    assert (found.voted, found.electors, [row.votes for row in found.options]) == (1, 3, [1, 0])
    for user in (polled.head, polled.principals[0]):
        client = Client()
        client.force_login(user)
        page = client.get(reverse("recognition:poll", args=[polled.poll.pk])).content.decode()
        assert "result-title" not in page
        assert "1 จาก 3 คน" in page


def test_equals_are_said_and_a_person_decides(polled: SimpleNamespace) -> None:
    _vote(polled, polled.principals[0], 0)
    _vote(polled, polled.principals[1], 1)
    services.vote(polled.poll, actor=polled.principals[2], option=services.ABSTAIN)
    with pytest.raises(DomainError, match="ปิดประชามติก่อน"):
        services.honour_option(polled.options[0], actor=polled.head)
    services.close_poll(polled.poll, actor=polled.head)
    found = result_of(Poll.objects.get(), timezone.now())
    assert found is not None and found.tied
    polled.options[0].refresh_from_db()
    row = services.honour_option(polled.options[0], actor=polled.head)
    assert row.why == "ประชามติ 1 คะแนน จากผู้ออกเสียง 3 คน ผู้มีสิทธิ 3 คน"


def test_a_cancelled_poll_takes_no_vote(polled: SimpleNamespace) -> None:
    services.cancel_poll(polled.poll, actor=polled.head, reason="ตัวเลือกไม่ครบ")
    with pytest.raises(DomainError):
        _vote(polled, polled.principals[0])
    assert result_of(Poll.objects.get(), polled.poll.closes_at + timedelta(days=1)) is None


def test_voting_on_the_page(polled: SimpleNamespace) -> None:
    client = Client()
    client.force_login(polled.principals[0])
    address = reverse("recognition:vote", args=[polled.poll.pk])
    assert client.get(address).status_code == 405
    assert client.post(address, {}).status_code == 422
    for _ in range(2):
        assert client.post(address, {"option": polled.options[0].pk}).status_code == 302
    polled.options[0].refresh_from_db()
    assert polled.options[0].votes == 1
    outside = Client()
    outside.force_login(polled.supervisor)
    assert outside.post(address, {"option": polled.options[0].pk}).status_code == 403
    stranger = Client()
    stranger.force_login(polled.stranger)
    assert stranger.post(address, {"option": polled.options[0].pk}).status_code == 404
