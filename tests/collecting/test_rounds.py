"""A round of the office: who may open one, which schools it takes, its life, and nothing twice."""

from datetime import timedelta

import pytest

from core.errors import DomainError, NotAllowed
from core.models import Notice
from instruments.services.publishing import retire
from schools.models import School
from supervision.rounds import services
from supervision.rounds.models import CollectionRound
from tests.factories import base, field, rounds
from tests.factories.rounds import DUE, OPENS

pytestmark = pytest.mark.django_db
LATER = DUE + timedelta(days=7)


@pytest.mark.parametrize("who", ["supervisor", "office_director", "principal", "stranger"])
def test_only_the_director_opens_rounds(cast, who) -> None:
    with pytest.raises(NotAllowed):
        rounds.draft(getattr(cast, who), cast.district)
    made = rounds.draft(cast.director, cast.district)
    with pytest.raises(NotAllowed):
        services.open_round(made, actor=getattr(cast, who), today=OPENS)


def test_what_a_draft_refuses(cast) -> None:
    foreign = field.version(cast.other_district, "term-start")
    for values, name in (
        ({"version": foreign}, "version"),
        ({"due_on": OPENS - timedelta(days=1)}, "due_on"),
        ({"audience": "cluster", "chosen": []}, "chosen"),
        ({"title": "  "}, "title"),
    ):
        with pytest.raises(DomainError) as caught:
            rounds.draft(cast.director, cast.district, **values)
        assert caught.value.field == name


def test_a_retired_form_cannot_be_sent_out(cast) -> None:
    made = rounds.draft(cast.director, cast.district)
    retire(made.version, actor=cast.director)
    with pytest.raises(DomainError, match="เลิกใช้"):
        services.open_round(made, actor=cast.director, today=OPENS)


def test_it_takes_the_open_schools_it_was_meant_for(cast) -> None:
    elsewhere = base.school(cast.district, cluster=base.cluster(cast.district))
    base.school(cast.other_district)
    School.objects.filter(pk=base.school(cast.district, cluster=cast.cluster).pk).update(closed_on=OPENS)
    every = rounds.opened(cast.director, cast.district)
    some = rounds.opened(cast.director, cast.district, audience="cluster", chosen=[str(cast.cluster.pk)])
    apply = rounds.opened(cast.director, cast.district, audience="apply")
    taken = [set(row.schools.values_list("school", flat=True)) for row in (every, some, apply)]
    assert taken == [{cast.school.pk, cast.neighbour.pk, elsewhere.pk}, {cast.school.pk, cast.neighbour.pk}, set()]


def test_an_empty_audience_is_not_opened(cast) -> None:
    alone = base.cluster(cast.district)
    made = rounds.draft(cast.director, cast.district, audience="cluster", chosen=[str(alone.pk)])
    with pytest.raises(DomainError, match="ไม่มีโรงเรียน"):
        services.open_round(made, actor=cast.director, today=OPENS)


def test_opening_tells_every_principal_once(cast) -> None:
    made = rounds.opened(cast.director, cast.district)
    services.open_round(made, actor=cast.director, today=OPENS)
    told = Notice.objects.filter(code="round.opened")
    assert sorted(told.values_list("recipient", flat=True)) == sorted([cast.principal.pk, cast.other_principal.pk])


def test_an_open_round_changes_only_by_extension(cast) -> None:
    made = rounds.opened(cast.director, cast.district)
    with pytest.raises(DomainError, match="กำหนดส่ง"):
        services.edit_round(made, actor=cast.director, title="อื่น")
    with pytest.raises(DomainError, match="ลบไม่ได้"):
        services.delete_draft(made, actor=cast.director)
    with pytest.raises(DomainError) as caught:
        services.extend_round(made, actor=cast.director, due_on=DUE, reason="ติดสอบ")
    assert caught.value.field == "due_on"
    with pytest.raises(DomainError):
        services.extend_round(made, actor=cast.director, due_on=LATER, reason=" ")
    made = services.extend_round(made, actor=cast.director, due_on=LATER, reason="ติดสอบ")
    assert made.due_on == LATER


def test_a_closed_round_opens_again_by_extension(cast) -> None:
    made = services.close_round(rounds.opened(cast.director, cast.district), actor=cast.director)
    assert services.close_round(made, actor=cast.director).state == CollectionRound.State.CLOSED
    with pytest.raises(DomainError, match="ปิดรับ"):
        rounds.sheet(rounds.entry_of(made, cast.school), cast.principal)
    made = services.extend_round(made, actor=cast.director, due_on=LATER, reason="มีโรงเรียนขอ")
    assert made.state == CollectionRound.State.OPEN
    assert rounds.sheet(rounds.entry_of(made, cast.school), cast.principal).pk


def test_a_cancelled_round_counts_nowhere_and_takes_nothing(cast) -> None:
    made = rounds.opened(cast.director, cast.district)
    entry = rounds.sent(made, cast.school, cast.principal)
    with pytest.raises(DomainError):
        services.cancel_round(made, actor=cast.director, reason="")
    services.cancel_round(made, actor=cast.director, reason="ใช้แบบผิด")
    with pytest.raises(DomainError, match="ยกเลิก"):
        rounds.sheet(rounds.entry_of(made, cast.neighbour), cast.other_principal)
    with pytest.raises(DomainError, match="ยกเลิก"):
        services.accept_entries(made, actor=cast.director)
    entry.refresh_from_db()
    assert entry.sheets.count() == 1


def test_a_draft_is_deleted_with_nothing_left(cast) -> None:
    made = rounds.draft(cast.director, cast.district)
    services.delete_draft(made, actor=cast.director)
    assert not CollectionRound.objects.exists()
