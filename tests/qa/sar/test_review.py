"""Reviewing: the assigned supervisor alone, words on items, evidence, return, accept, levels of the tables."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from core.models import Notice
from evidence import services as evidence
from qa.levels.models import SchoolLevel
from qa.sar import services
from qa.sar.models import Sar, SarComment, SarEvidence
from tests.factories import sar as make
from tests.factories.sar import DAY, at

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(office):
    return make.opened(office.director, office.district, early=True)


@pytest.fixture
def sent(office, call) -> Sar:
    return make.sent(call, office.school, office.principal)


@pytest.mark.parametrize("name", ["other", "principal", "teacher", "far", "far_supervisor"])
def test_only_the_assigned_supervisor_reviews(office, sent, client, name) -> None:
    user = getattr(office, name)
    for act in (
        lambda: services.accept_sar(sent, actor=user, now=at()),
        lambda: services.return_sar(sent, actor=user, reason="x", now=at()),
        lambda: services.comment_on(sent, actor=user, item=make.items(sent)[0], text="x", now=at()),
    ):
        with pytest.raises(NotAllowed):
            act()
    use = SarEvidence.objects.filter(target__part__sar=sent).first()
    with pytest.raises(NotAllowed):
        evidence.accept(use, actor=user)
    client.force_login(user)
    expected = 404 if name in ("far", "far_supervisor") else 403
    assert client.get(reverse("sar:review", args=[sent.pk])).status_code == expected
    assert client.post(reverse("sar:accept", args=[sent.pk])).status_code == expected
    assert client.post(reverse("sar:return", args=[sent.pk]), {"reason": "x"}).status_code == expected
    assert client.get(reverse("sar:accept", args=[sent.pk])).status_code in (403, 404, 405)
    sent.refresh_from_db()
    assert sent.state == Sar.State.SUBMITTED


def test_a_draft_is_not_reviewed(office, call) -> None:
    held = make.written(call, office.school, office.principal)
    with pytest.raises(DomainError, match="ยังไม่ได้ส่ง"):
        services.accept_sar(held, actor=office.supervisor, now=at())


def test_the_office_does_not_read_a_draft(office, call, client) -> None:
    held = make.written(call, office.school, office.principal)
    client.force_login(office.director)
    shown = client.get(reverse("sar:sar", args=[held.pk])).content.decode()
    assert make.WORDS["how"] not in shown and "เห็นได้เฉพาะโรงเรียน" in shown
    assert client.get(reverse("sar:standing", args=[held.pk])).status_code == 403
    assert client.get(reverse("sar:working", args=[held.pk])).status_code == 403
    services.submit_sar(held, actor=office.principal, now=at(), today=DAY)
    assert make.WORDS["how"] in client.get(reverse("sar:standing", args=[held.pk])).content.decode()


def test_a_return_reaches_the_school_with_the_words_on_items(office, sent, client) -> None:
    first = make.items(sent)[0]
    with pytest.raises(DomainError, match="เหตุ"):
        services.return_sar(sent, actor=office.supervisor, reason=" ", now=at())
    client.force_login(office.supervisor)
    client.post(reverse("sar:comment", args=[sent.pk, first.pk]), {"text": "ขอผลการอ่านรายชั้น"})
    client.force_login(office.principal)
    page = reverse("sar:standard", args=[sent.pk, first.parent_id])
    services.return_sar(sent, actor=office.supervisor, reason="ปรับข้อ 1", now=at())
    assert "ขอผลการอ่านรายชั้น" in client.get(page).content.decode()
    told = Notice.objects.get(code="sar.returned")
    assert (told.recipient, told.body) == (office.principal, "ปรับข้อ 1")
    assert "ปรับข้อ 1" in client.get(reverse("sar:sar", args=[sent.pk])).content.decode()


def test_words_are_kept_once_and_taken_away(office, sent) -> None:
    first = make.items(sent)[0]
    for text in ("หนึ่ง", "สอง"):
        services.comment_on(sent, actor=office.supervisor, item=first, text=text, now=at())
    assert SarComment.objects.get().text == "สอง"
    services.comment_on(sent, actor=office.supervisor, item=first, text=" ", now=at())
    assert not SarComment.objects.exists()


def test_returned_evidence_asks_for_another_revision(office, sent) -> None:
    use = SarEvidence.objects.filter(target__part__sar=sent).first()
    evidence.return_use(use, actor=office.supervisor, reason="ภาพไม่ระบุวันที่")
    with pytest.raises(DomainError, match="ส่งกลับ 1 รายการ"):
        services.accept_sar(sent, actor=office.supervisor, now=at())
    services.return_sar(sent, actor=office.supervisor, reason="แก้หลักฐาน", now=at())
    with pytest.raises(DomainError, match="ภาพไม่ระบุวันที่"):
        services.submit_sar(sent, actor=office.principal, now=at(), today=DAY)
    evidence.detach(SarEvidence.objects.get(pk=use.pk), actor=office.principal)
    make.prove(use.target, make.link(sent, office.principal, 9), office.principal)
    again = services.submit_sar(sent, actor=office.principal, now=at(), today=DAY)
    assert again.revision == 2
    assert services.accept_sar(again, actor=office.supervisor, now=at()).state == Sar.State.ACCEPTED


def test_acceptance_writes_the_schools_own_levels(office, call) -> None:
    values = {"2.1": 5, "2.2": 5, "2.3": 5, "3.1": 3, "3.2": 3, "3.3": 3, "3.4": 4, "3.5": 4}
    held = make.accepted(call, office.school, office.principal, office.supervisor, values=values)
    assert (held.state, held.decided_by) == (Sar.State.ACCEPTED, office.supervisor)
    rows = SchoolLevel.objects.filter(school=office.school, academic_year=2567, level="basic", source="self")
    whole = rows.filter(standard__parent=None)
    told = {row.standard.number if row.standard else "": (row.scale_level.word, row.mean) for row in whole}
    assert told == {
        "1": ("ดีเลิศ", Decimal("4.000000")),
        "2": ("ยอดเยี่ยม", Decimal("4.500000")),
        "3": ("ดี", Decimal("3.400000")),
        # (4 + 4.5 + 3.4) / 3 = 3.9666…
        "": ("ดีเลิศ", Decimal("3.966666")),
    }
    assert {use.state for use in SarEvidence.objects.all()} == {"accepted"}
    assert {row.origin for row in rows} == {f"sar:{held.pk}"}
    assert Notice.objects.filter(code="sar.accepted", recipient=office.principal).count() == 1
    services.accept_sar(held, actor=office.supervisor, now=at())
    items = rows.exclude(standard__parent=None)
    assert (whole.count(), items.count()) == (4, 21)
    assert items.get(standard__number="2.1").scale_level.word == "ยอดเยี่ยม"
    with pytest.raises(DomainError, match="รับ SAR นี้แล้ว"):
        services.return_sar(held, actor=office.supervisor, reason="สายไป", now=at())


def test_a_school_of_both_levels_gets_both(office, call) -> None:
    make.accepted(call, office.neighbour, office.neighbour_principal, office.other)
    rows = SchoolLevel.objects.filter(school=office.neighbour, standard=None)
    assert sorted(rows.values_list("level", flat=True)) == ["basic", "early"]


def test_what_is_not_assessed_is_written_as_such(office, call) -> None:
    held = make.written(call, office.school, office.principal)
    third = [item for item in make.items(held) if item.parent.standard.number == "3"]
    services.save_items(
        held, actor=office.principal, levels=dict.fromkeys((item.pk for item in third), "none"),
        reasons=dict.fromkeys((item.pk for item in third), "ปิดเพราะน้ำท่วม"), now=at(),
    )  # fmt: skip
    services.submit_sar(held, actor=office.principal, now=at(), today=DAY)
    services.accept_sar(held, actor=office.supervisor, now=at())
    row = SchoolLevel.objects.get(school=office.school, standard__number="3")
    assert (row.scale_level, row.mean) == (None, None)
    item = SchoolLevel.objects.get(school=office.school, standard__number="3.1")
    assert (item.scale_level, item.reason) == (None, "ปิดเพราะน้ำท่วม")
    assert SchoolLevel.objects.get(school=office.school, standard=None).mean == Decimal("4")


def test_judgement_needs_a_stated_level_and_a_reason(office) -> None:
    early = make.sets(office.district)["early"]
    national = type(early).objects.get(district=office.district, code="early-national-2562")
    call = make.opened(office.director, office.district, basic_set=None, early_set=national)
    held = make.sent(call, office.neighbour, office.neighbour_principal, value=0)
    services.accept_sar(held, actor=office.other, now=at())
    row = SchoolLevel.objects.get(school=office.neighbour, standard=None)
    assert (row.scale_level.value, row.mean, row.reason) == (0, None, "เห็นพ้องกัน")


def test_the_short_form_asks_three_questions(office, client) -> None:
    call = make.opened(office.director, office.district, form="short")
    held = make.written(call, office.school, office.principal)
    client.force_login(office.principal)
    text = client.get(reverse("sar:level", args=[held.pk, held.levels.get().pk])).content.decode()
    assert "1. คุณภาพของโรงเรียนอยู่ระดับใด" in text and "3. มีแผนพัฒนา" in text
    services.submit_sar(held, actor=office.principal, now=at(), today=DAY)
    services.accept_sar(held, actor=office.supervisor, now=at())
    assert SchoolLevel.objects.filter(school=office.school).count() == 4


def test_versions_and_what_differs(office, sent, client) -> None:
    services.return_sar(sent, actor=office.supervisor, reason="ปรับ", now=at())
    first = make.items(sent)[0]
    root = first.parent
    services.save_items(sent, actor=office.principal, levels={first.pk: make.level_key(first, 1)}, now=at())
    services.save_standard(sent, actor=office.principal, row=root, texts={"how": "จัดกิจกรรมอ่านทุกเช้า"}, now=at())
    services.submit_sar(sent, actor=office.principal, now=at(), today=DAY)
    for user in (office.supervisor, office.principal):
        client.force_login(user)
        text = client.get(reverse("sar:changes", args=[sent.pk])).content.decode()
        assert "<ins>" in text and "เปลี่ยน 2 แห่ง" in text and "กำลังพัฒนา" in text and "ผลต่อระดับ" in text
        for number in (1, 2):
            assert client.get(reverse("sar:revision", args=[sent.pk, number])).status_code == 200
        assert client.get(reverse("sar:revision", args=[sent.pk, 3])).status_code == 404
        assert client.get(reverse("sar:changes", args=[sent.pk]), {"from": "7"}).status_code == 404
    client.force_login(office.neighbour_principal)
    assert client.get(reverse("sar:revision", args=[sent.pk, 1])).status_code == 404


def test_the_review_page_costs_the_same_with_more_evidence(office, call, client) -> None:
    held = make.written(call, office.school, office.principal)
    services.submit_sar(held, actor=office.principal, now=at(), today=DAY)
    client.force_login(office.supervisor)
    page = reverse("sar:review", args=[held.pk])
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        assert client.get(page).status_code == 200
    services.return_sar(held, actor=office.supervisor, reason="เพิ่ม", now=at())
    for number in range(4):
        proof = make.link(held, office.principal, 20 + number)
        for item in make.items(held):
            make.prove(item, proof, office.principal)
    services.submit_sar(held, actor=office.principal, now=at(), today=DAY)
    with CaptureQueriesContext(connection) as many:
        assert client.get(page).status_code == 200
    assert len(many) <= len(few) + 1
    assert len(many) < 40
