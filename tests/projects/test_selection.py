"""A selection round: from criteria to the announcement; who may apply; points by weight."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed
from core.models import Notice
from core.pointers import may_change
from supervision.projects import services
from supervision.projects.models import SelectionRound
from tests.factories import projects as factory


@pytest.fixture
def row(office: SimpleNamespace) -> object:
    return factory.running(office.head, office.district)


def _applied(office: SimpleNamespace, round_: object) -> list:
    return [
        services.apply(round_, school, actor=principal, text="พร้อม")
        for school, principal in zip(office.schools, office.principals, strict=True)
    ]


def test_best_are_chosen_by_weight_and_take_part(office: SimpleNamespace, row: object) -> None:
    round_ = factory.an_open_round(office.head, row, seats=1)
    one, two, three = _applied(office, round_)
    factory.scored(office.head, round_, {one: (8, 5), two: (9, 1), three: (4, 5)})
    services.announce(round_, actor=office.head)
    for made in (one, two, three):
        made.refresh_from_db()
    # 3 × 8/10 + 1 × 5/5 = 3.4 of 4; 3 × 9/10 + 1/5 = 2.9 of 4; the third lacks its 5 points.
    assert [(made.percent, made.rank, made.state) for made in (one, two, three)] == [
        (Decimal("85.00"), 1, "selected"), (Decimal("72.50"), 2, "refused"), (Decimal("55.00"), None, "refused"),
    ]  # fmt: skip
    assert "ต้องได้อย่างน้อย 5" in three.why
    assert [place.school for place in row.schools.all()] == [office.schools[0]]
    assert Notice.objects.filter(code="selection_round.announced").count() == 3
    with pytest.raises(DomainError):
        services.announce(round_, actor=office.head)


def test_equals_at_the_last_place_are_all_in_and_a_mark_must_be_passed(office: SimpleNamespace, row: object) -> None:
    round_ = factory.an_open_round(office.head, row, seats=1, pass_mark=Decimal(60))
    one, two, three = _applied(office, round_)
    factory.scored(office.head, round_, {one: (8, 4), two: (8, 4), three: (5, 5)})
    services.announce(round_, actor=office.head)
    states = list(round_.applications.order_by("pk").values_list("state", flat=True))
    assert states == ["selected", "selected", "refused"]


def test_nothing_is_announced_before_all_are_scored(office: SimpleNamespace, row: object) -> None:
    round_ = factory.an_open_round(office.head, row)
    one, two, _ = _applied(office, round_)
    factory.scored(office.head, round_, {one: (8, 4)})
    with pytest.raises(DomainError, match="ยังให้คะแนนไม่ครบ 2 โรงเรียน"):
        services.announce(round_, actor=office.head)
    key = round_.criteria.first().pk
    for bad in ({key: Decimal(11)}, {key: Decimal(-1)}, {key + 999: Decimal(1)}):
        with pytest.raises(DomainError):
            services.score(two, actor=office.head, points=bad)


def test_a_school_applies_for_itself_once_and_while_it_is_open(office: SimpleNamespace, row: object) -> None:
    draft = factory.a_round(office.head, row, title="ร่าง")
    with pytest.raises(DomainError, match="ไม่ได้เปิดรับสมัคร"):
        services.apply(draft, office.schools[0], actor=office.principals[0], text="พร้อม")
    round_ = factory.an_open_round(office.head, row, closes_on=timezone.localdate())
    made = services.apply(round_, office.schools[0], actor=office.principals[0], text="พร้อม")
    assert services.apply(round_, office.schools[0], actor=office.principals[0], text="ซ้ำ") == made
    for actor in (office.principals[1], office.supervisor, office.head):
        with pytest.raises(NotAllowed):
            services.apply(round_, office.schools[2], actor=actor, text="พร้อม")
    with pytest.raises(DomainError):
        services.apply(round_, office.schools[1], actor=office.principals[1], text=" ")
    tomorrow = timezone.now() + timedelta(days=1)
    with pytest.raises(DomainError, match="เลยวันปิดรับสมัคร"):
        services.apply(round_, office.schools[1], actor=office.principals[1], text="พร้อม", now=tomorrow)
    services.withdraw(made, actor=office.principals[0])
    again = services.apply(round_, office.schools[0], actor=office.principals[0], text="ใหม่")
    assert again != made
    services.apply(round_, office.schools[1], actor=office.head, text="เสนอ", by_office=True)
    with pytest.raises(NotAllowed):
        services.apply(round_, office.schools[2], actor=office.supervisor, text="เสนอ", by_office=True)
    with pytest.raises(DomainError):
        services.apply(round_, office.other_school, actor=office.head, text="เสนอ", by_office=True)


def test_files_stand_after_the_last_day_and_a_school_may_still_withdraw(office: SimpleNamespace, row: object) -> None:
    """Whether or not the office has closed the round: what is scored is what was there on the last day."""
    today = timezone.localdate()
    round_ = factory.an_open_round(office.head, row, closes_on=today)
    one, two, three = _applied(office, round_)
    put_forward = services.apply(
        factory.an_open_round(office.head, row, title="เสนอชื่อ", closes_on=today), office.schools[0], actor=office.head,
        text="เสนอ", by_office=True,
    )  # fmt: skip

    def mine(row: object, user: object) -> bool:
        return may_change(user, "project_application", str(row.pk))

    assert mine(one, office.principals[0]) and mine(put_forward, office.head)
    SelectionRound.objects.update(closes_on=today - timedelta(days=1))
    assert not mine(one, office.principals[0]) and not mine(put_forward, office.head)
    services.withdraw(one, actor=office.principals[0])
    with pytest.raises(DomainError, match="เลยวันปิดรับสมัคร"):
        services.apply(round_, office.schools[0], actor=office.principals[0], text="ใหม่")
    factory.scored(office.head, round_, {two: (8, 4), three: (8, 5)})
    client = Client()
    client.force_login(office.principals[1])
    assert "ถอนการสมัคร" in client.get(reverse("projects:application", args=[two.pk])).content.decode()
    with pytest.raises(NotAllowed):
        services.withdraw(two, actor=office.principals[2])
    assert services.withdraw(two, actor=office.principals[1]).state == "withdrawn"
    services.announce(round_, actor=office.head)
    assert [place.school for place in row.schools.all()] == [office.schools[2]]
    with pytest.raises(NotAllowed, match="ก่อนประกาศผล"):
        services.withdraw(three, actor=office.principals[2])


def test_criteria_stand_once_schools_may_apply(office: SimpleNamespace, row: object) -> None:
    empty = services.create_round(row, actor=office.head, title="ว่าง")
    with pytest.raises(DomainError, match="เกณฑ์"):
        services.open_round(empty, actor=office.head)
    round_ = factory.an_open_round(office.head, row)
    assert services.open_round(round_, actor=office.head).state == "open"
    assert Notice.objects.filter(code="selection_round.open").count() == 3
    with pytest.raises(DomainError):
        services.add_criterion(round_, actor=office.head, text="ใหม่")
    with pytest.raises(DomainError):
        services.remove_criterion(round_, round_.criteria.first().pk, actor=office.head)
    with pytest.raises(DomainError, match="ยังไม่มีโรงเรียนสมัคร"):
        services.close_round(round_, actor=office.head)
    with pytest.raises(DomainError) as refused:
        services.create_round(row, actor=office.head, title=round_.title)
    assert refused.value.field == "title"
    services.cancel_round(round_, actor=office.head, reason="เลื่อน")
    services.create_round(row, actor=office.head, title=round_.title)


def test_points_are_hidden_from_the_school_until_the_announcement(office: SimpleNamespace, row: object) -> None:
    round_ = factory.an_open_round(office.head, row)
    made = _applied(office, round_)
    factory.scored(office.head, round_, dict.fromkeys(made, (8, 4)))
    client = Client()
    client.force_login(office.principals[0])
    page = client.get(reverse("projects:application", args=[made[0].pk])).content.decode()
    assert "เกณฑ์และคะแนน" not in page
    assert client.get(reverse("projects:application", args=[made[1].pk])).status_code == 404
    services.announce(round_, actor=office.head)
    page = client.get(reverse("projects:application", args=[made[0].pk])).content.decode()
    assert "เกณฑ์และคะแนน" in page and "ร้อยละ 80.00" in page
    assert "ผู้ได้รับคัดเลือก 3 โรงเรียน" in client.get(reverse("projects:round", args=[round_.pk])).content.decode()


def test_refused_points_stay_on_the_page(office: SimpleNamespace, row: object) -> None:
    round_ = factory.an_open_round(office.head, row)
    made = _applied(office, round_)
    services.close_round(round_, actor=office.head)
    key = round_.criteria.first().pk
    client = Client()
    client.force_login(office.head)
    answer = client.post(reverse("projects:score", args=[made[0].pk]), {f"c{key}": "77"})
    assert answer.status_code == 422 and 'value="77"' in answer.content.decode()


def test_a_second_tap_is_told_on_the_round(office: SimpleNamespace, row: object, client: Client) -> None:
    round_ = factory.an_open_round(office.head, row)
    client.force_login(office.principals[0])
    address, typed = reverse("projects:apply", args=[round_.pk]), {"school": office.schools[0].pk, "text": "พร้อม"}
    made = client.post(address, typed, follow=True).context["row"]
    for again in (client.post(address, typed, follow=True), client.get(address, follow=True)):
        assert again.redirect_chain[-1][0] == reverse("projects:round", args=[round_.pk])
        assert "อยู่ในการคัดเลือกรอบนี้แล้ว" in again.content.decode()
    assert [made] == list(round_.applications.all())
