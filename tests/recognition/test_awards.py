"""Making an honour, choosing by rule and by hand, announcing, cancelling, revoking."""

from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import Notice
from supervision.recognition import ruling, services
from supervision.recognition.models import Award, Certificate
from tests.factories import recognition
from tests.factories.improvement import a_programme

RULE = {"measure": "total", "top": 2}


@pytest.fixture
def judged(office: SimpleNamespace) -> SimpleNamespace:
    programme = a_programme(office.head, office.district, schools=office.schools)
    one, two, three = office.schools
    recognition.a_published_result(
        programme, office.head,
        [(one, "91.5", "4", "blue", "ขนาดเล็ก"), (two, "88", "12.25", "blue", "ขนาดเล็ก"),
         (three, "88", "1", "green", "ขนาดใหญ่")],
    )  # fmt: skip
    office.programme = programme
    return office


def _ruled(office: SimpleNamespace, **rule: object) -> Award:
    award = recognition.an_award(
        office.head, office.district, programme=office.programme, way="rule", rule={**RULE, **rule}
    )
    services.apply_rule(award, actor=office.head)
    return award


def _names(award: Award) -> list[str]:
    return [row.name for row in award.recipients.all()]


def test_only_who_holds_it_there_may_honour(office: SimpleNamespace) -> None:
    for actor in (office.stranger, office.supervisor, office.principals[0], office.director):
        with pytest.raises(NotAllowed):
            recognition.an_award(actor, office.district)


def test_a_rule_needs_a_programme_and_schools(office: SimpleNamespace) -> None:
    with pytest.raises(DomainError) as refused:
        recognition.an_award(office.head, office.district, way="rule", rule=RULE)
    assert refused.value.field == "programme"
    programme = a_programme(office.head, office.district, schools=office.schools)
    with pytest.raises(DomainError) as refused:
        recognition.an_award(
            office.head, office.district, way="rule", rule=RULE, programme=programme, recipient="person"
        )
    assert refused.value.field == "recipient"


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ({}, "top"),
        ({"top": 0.5}, "top"),
        ({"top": 2, "measure": "area:Q9"}, "measure"),
        ({"colours": ["pink"]}, "colours"),
        ({"at_least": "120"}, "at_least"),
        ({"gain_at_least": "มาก"}, "gain_at_least"),
        ({"at_least": "NaN"}, "at_least"),
    ],
)
def test_a_rule_that_says_nothing_or_nonsense_is_refused_beside_its_field(
    judged: SimpleNamespace, rule: dict[str, object], field: str
) -> None:
    with pytest.raises(DomainError) as refused:
        recognition.an_award(judged.head, judged.district, way="rule", rule=rule, programme=judged.programme)
    assert refused.value.field == field


def test_a_rule_waits_for_the_published_result(office: SimpleNamespace) -> None:
    office.programme = a_programme(office.head, office.district, schools=office.schools)
    with pytest.raises(DomainError, match="ยังไม่เผยแพร่"):
        _ruled(office)


def test_equals_at_the_last_place_are_all_in(judged: SimpleNamespace) -> None:
    award = _ruled(judged)
    assert _names(award) == ["โรงเรียนบ้านที่ 1", "โรงเรียนบ้านที่ 2", "โรงเรียนบ้านที่ 3"]
    assert [row.why for row in award.recipients.all()] == [
        "คะแนนรวมร้อยละ 91.50 อันดับที่ 1", "คะแนนรวมร้อยละ 88.00 อันดับที่ 2", "คะแนนรวมร้อยละ 88.00 อันดับที่ 2",
    ]  # fmt: skip


def test_places_are_counted_in_each_group(judged: SimpleNamespace) -> None:
    assert _names(_ruled(judged, top=1, per_group=True)) == ["โรงเรียนบ้านที่ 1", "โรงเรียนบ้านที่ 3"]


def test_everything_asked_for_must_hold(judged: SimpleNamespace) -> None:
    assert _names(_ruled(judged, top=None, colours=["blue"], gain_at_least="10")) == ["โรงเรียนบ้านที่ 2"]


def test_a_bound_includes_the_school_that_reaches_it(judged: SimpleNamespace) -> None:
    assert _names(_ruled(judged, measure="gain", top=None, at_least="12.25")) == ["โรงเรียนบ้านที่ 2"]


def test_a_school_taken_out_of_the_programme_is_not_found(judged: SimpleNamespace) -> None:
    judged.programme.participations.filter(school=judged.schools[0]).update(is_in=False)
    assert "โรงเรียนบ้านที่ 1" not in _names(_ruled(judged))


def test_the_rule_twice_gives_the_same_and_keeps_what_was_added_by_hand(judged: SimpleNamespace) -> None:
    award = _ruled(judged, top=1)
    services.add_recipient(award, actor=judged.head, school=judged.schools[2], why="พัฒนาต่อเนื่องสามปี")
    services.apply_rule(award, actor=judged.head)
    assert sorted(_names(award)) == ["โรงเรียนบ้านที่ 1", "โรงเรียนบ้านที่ 3"]


def test_the_words_of_the_rule(judged: SimpleNamespace) -> None:
    award = _ruled(judged, per_group=True, colours=["blue", "green"], at_least="80", gain_at_least="0.5")
    assert ruling.words(award) == [
        "คะแนนรวมสูงสุด 2 อันดับแรก ของแต่ละกลุ่มจัดลำดับ คะแนนเท่ากันได้รับด้วยกัน", "คะแนนรวมตั้งแต่ร้อยละ 80",
        "พัฒนาการจากข้อมูลฐานตั้งแต่ร้อยละ 0.5", "อยู่ในกลุ่มสีน้ำเงิน เขียว",
    ]  # fmt: skip


def test_only_schools_of_the_office(office: SimpleNamespace) -> None:
    award = recognition.an_award(office.head, office.district)
    with pytest.raises(DomainError) as refused:
        services.add_recipient(award, actor=office.head, school=office.other_school, why="ดี")
    assert refused.value.field == "school"
    with pytest.raises(DomainError) as refused:
        services.add_recipient(award, actor=office.head, school=office.schools[0], why="  ")
    assert refused.value.field == "why"


def test_the_same_school_twice_is_one(office: SimpleNamespace) -> None:
    award = recognition.an_award(office.head, office.district)
    for _ in range(2):
        services.add_recipient(award, actor=office.head, school=office.schools[0], why="ดี")
    assert award.recipients.count() == 1


def test_a_name_once_a_year(office: SimpleNamespace) -> None:
    recognition.an_award(office.head, office.district)
    with pytest.raises(DomainError) as refused:
        recognition.an_award(office.head, office.district, name=" โรงเรียนคุณภาพดีเด่น ")
    assert refused.value.field == "name"
    recognition.an_award(office.head, office.district, year=2569)


def test_two_people_do_not_overwrite_each_other(office: SimpleNamespace) -> None:
    award = recognition.an_award(office.head, office.district)
    services.edit_award(award, actor=office.head, stamp=1, name="ดีเด่นกว่า")
    with pytest.raises(StaleRevision):
        services.edit_award(award, actor=office.head, stamp=1, name="ดีเด่นที่สุด")


def test_the_form_shows_both_where_two_wrote(office: SimpleNamespace, client: Client) -> None:
    award = recognition.an_award(office.head, office.district)
    client.force_login(office.head)
    address = reverse("recognition:edit", args=[award.pk])
    page = client.get(address)
    typed = {one.name: one.value() for one in page.context["form"] if one.value()} | {"name": "ของข้าพเจ้า"}
    services.edit_award(award, actor=office.head, name="ของอีกคน")
    late = client.post(address, typed | {"stamp": page.context["stamp"]})
    assert (late.status_code, late.context["conflict"]) == (422, [("ชื่อรางวัล", "ของอีกคน", "ของข้าพเจ้า")])
    assert client.post(address, typed | {"stamp": late.context["stamp"]}).status_code == 302
    award.refresh_from_db()
    assert award.name == "ของข้าพเจ้า"


def test_nobody_is_announced_without_recipients_or_over_waiting_nominations(office: SimpleNamespace) -> None:
    award = recognition.an_open_award(office.head, office.district)
    with pytest.raises(DomainError, match="ยังไม่มีผู้ได้รับ"):
        services.announce(award, actor=office.head)
    services.nominate(award, actor=office.supervisor, school=office.schools[0], reason="ดี")
    services.add_recipient(award, actor=office.head, school=office.schools[1], why="ดี")
    with pytest.raises(DomainError, match="รอพิจารณา 1"):
        services.announce(award, actor=office.head)


def test_announcing_twice_tells_once_and_fixes_the_names(office: SimpleNamespace) -> None:
    award = recognition.an_announced_award(office.head, office.district, office.schools[:1])
    services.announce(award, actor=office.head)
    assert Notice.objects.filter(code="award.announced", recipient=office.principals[0]).count() == 1
    with pytest.raises(DomainError):
        services.add_recipient(award, actor=office.head, school=office.schools[1], why="ดี")
    with pytest.raises(DomainError):
        services.remove_recipient(award.recipients.get(), actor=office.head)


def test_revoking_keeps_the_row_and_cancels_the_certificate(office: SimpleNamespace) -> None:
    award = recognition.an_announced_award(office.head, office.district, office.schools[:2])
    services.issue_certificates(award, actor=office.head)
    row = award.recipients.first()
    with pytest.raises(DomainError):
        services.revoke_recipient(row, actor=office.head, reason=" ")
    services.revoke_recipient(row, actor=office.head, reason="ข้อมูลคลาดเคลื่อน")
    assert award.recipients.standing().count() == 1
    assert list(Certificate.objects.order_by("number").values_list("state", flat=True)) == ["cancelled", "issued"]


def test_cancelling_takes_everything_with_it(office: SimpleNamespace) -> None:
    award = recognition.an_announced_award(office.head, office.district, office.schools)
    services.issue_certificates(award, actor=office.head)
    for _ in range(2):
        award = services.cancel_award(award, actor=office.head, reason="ประกาศผิดปี")
    assert award.state == "cancelled"
    assert not Certificate.objects.filter(state="issued").exists()
    recognition.an_award(office.head, office.district)  # its name is free again
