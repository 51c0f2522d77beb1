"""The agenda drafted from the work: what is proposed, marked when it is there, added once with its papers."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import NotAllowed
from kotpn.meetings import services
from kotpn.meetings.models import AgendaItem
from kotpn.meetings.queries.draft import draft
from tests.bench.years import office as working_office
from tests.factories import kotpn

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    monkeypatch.setattr("tests.bench.years.VISITS_A_YEAR", 12)
    held = working_office(1)
    committee = kotpn.a_committee(held.director, held.district)
    from django.utils import timezone

    meeting = kotpn.a_meeting(held.director, committee, held_on=timezone.localdate())
    return SimpleNamespace(district=held.district, director=held.director, meeting=meeting, committee=committee)


def test_only_the_secretariat_drafts(office: SimpleNamespace, client: Client) -> None:
    from tests.factories import base

    with pytest.raises(NotAllowed):
        services.draft_agenda(office.meeting, actor=base.user("supervisor", office.district))


def test_what_is_ticked_is_added_once_with_its_paper(office: SimpleNamespace, client: Client) -> None:
    client.force_login(office.director)
    address = reverse("committee-meetings:draft", args=[office.meeting.pk])
    text = client.get(address).content.decode()
    assert "ผลการนิเทศ ติดตาม และประเมินผล" in text
    assert "นิเทศ 12 ครั้ง ใน 12 จาก 107 โรงเรียน" in text
    (line,) = [
        line for part in draft(office.director, office.meeting) for line in part.lines if line.source == "ผลการนิเทศ"
    ]
    for _ in range(2):
        client.post(address, {"chosen": [line.token]})
    item = AgendaItem.objects.get(section__meeting=office.meeting)
    assert (item.section.kind, item.source_kind) == ("inform", "visit_results")
    assert item.papers.get().document_key == "supervision-report"
    assert "อยู่ในระเบียบวาระแล้ว" in client.get(address).content.decode()
    assert services.draft_agenda(office.meeting, actor=office.director) == []


def test_nothing_of_before_the_last_meeting_and_nothing_of_another_office(office: SimpleNamespace) -> None:
    other = working_office(1)
    committee = kotpn.a_committee(other.director, other.district)
    empty = kotpn.a_meeting(other.director, committee, held_on=date(2000, 1, 1))
    assert not [line for part in draft(other.director, empty) for line in part.lines if line.source == "ผลการนิเทศ"]
