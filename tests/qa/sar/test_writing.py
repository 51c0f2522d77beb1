"""Writing: levels of the right scale and the right items, two people at once, last year's text, the pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from evidence import services as evidence
from qa.sar import services
from qa.sar.models import Sar, SarItem
from qa.sar.proofs import KIND, item_of
from qa.sar.queries.content import filled
from tests.factories import sar as make
from tests.factories.sar import at
from tests.fixtures.conflicts import overwriting

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(office):
    return make.opened(office.director, office.district, early=True)


@pytest.fixture
def held(office, call) -> Sar:
    return make.begun(call, office.school, office.principal)


def root_of(held: Sar) -> SarItem:
    return SarItem.objects.filter(part__sar=held, parent=None).select_related("standard").first()


@pytest.mark.parametrize("name", ["neighbour_principal", "director", "supervisor", "far"])
def test_only_the_school_writes(office, held, client, name) -> None:
    user, root = getattr(office, name), root_of(held)
    with pytest.raises(NotAllowed):
        services.save_standard(held, actor=user, row=root, texts={"how": "x"}, now=at())
    with pytest.raises(NotAllowed):
        services.confirm_call(held, actor=user, now=at())
    client.force_login(user)
    for page in (
        reverse("sar:basic", args=[held.pk]),
        reverse("sar:standard", args=[held.pk, root.pk]),
        reverse("sar:summary", args=[held.pk]),
    ):
        assert client.get(page).status_code == (404 if name == "neighbour_principal" else 403)


def test_nothing_is_written_before_the_call_is_confirmed(office, call) -> None:
    fresh = make.sar_of(call, office.school)
    with pytest.raises(DomainError, match="รับทราบ"):
        services.save_summary(fresh, actor=office.principal, plan="x", now=at())


def test_a_school_is_asked_for_the_levels_it_teaches(office, call) -> None:
    one = make.begun(call, office.school, office.principal)
    two = make.begun(call, office.neighbour, office.neighbour_principal)
    assert [part.row.level for part in filled(one).parts] == ["basic"]
    assert [(part.row.level, part.total) for part in filled(two).parts] == [("early", 14), ("basic", 21)]
    make.begun(call, office.neighbour, office.neighbour_principal)
    assert two.levels.count() == 2


def test_a_level_of_the_other_scale_is_refused(office, call, client) -> None:
    held = make.begun(call, office.school, office.principal)
    first = make.items(held)[0]
    other = make.sets(office.district)["early"].scale.get(value=4)
    for given in (str(other.pk), "999999999", "ดีเยี่ยม", "-1"):
        with pytest.raises(DomainError, match="ไม่อยู่ในระดับของชุดนี้"):
            services.save_items(held, actor=office.principal, levels={first.pk: given}, now=at())
    client.force_login(office.principal)
    shown = client.post(reverse("sar:item", args=[held.pk, first.pk]), {"level": str(other.pk)}, follow=True)
    assert "ไม่อยู่ในระดับของชุดนี้" in shown.content.decode()
    first.refresh_from_db()
    assert first.scale_level is None


def test_an_item_of_another_sar_or_set_is_refused(office, call, client) -> None:
    mine = make.begun(call, office.school, office.principal)
    theirs = make.begun(call, office.neighbour, office.neighbour_principal)
    foreign = make.items(theirs)[0]
    with pytest.raises(DomainError, match="ไม่อยู่ใน SAR"):
        services.save_items(mine, actor=office.principal, levels={foreign.pk: "none"}, now=at())
    client.force_login(office.principal)
    assert client.post(reverse("sar:item", args=[mine.pk, foreign.pk]), {"level": "none"}).status_code == 404
    assert client.get(reverse("sar:standard", args=[mine.pk, foreign.parent_id])).status_code == 404
    assert client.get(reverse("sar:standard", args=[mine.pk, 10**15])).status_code == 404


def test_a_mean_is_not_chosen(office, held) -> None:
    root = root_of(held)
    with pytest.raises(DomainError, match="คิดจากค่าเฉลี่ย"):
        services.save_items(held, actor=office.principal, levels={root.pk: "none"}, now=at())
    part = filled(held).parts[0].row
    with pytest.raises(DomainError, match="คิดจากค่าเฉลี่ย"):
        services.save_level(held, actor=office.principal, part=part, overall="none", now=at())


def test_evidence_of_another_school_is_unknown_here(office, call) -> None:
    mine = make.begun(call, office.school, office.principal)
    theirs = make.begun(call, office.neighbour, office.neighbour_principal)
    proof = make.link(theirs, office.neighbour_principal)
    first = make.items(mine)[0]
    with pytest.raises(DomainError, match="ไม่พบหลักฐานนี้"):
        evidence.attach(KIND, item_of(str(first.pk)), proof, actor=office.principal)
    with pytest.raises(NotAllowed):
        evidence.attach(KIND, item_of(str(first.pk)), proof, actor=office.neighbour_principal)


def test_evidence_is_shut_while_the_office_has_the_sar(office, call) -> None:
    sent = make.sent(call, office.school, office.principal)
    first, proof = make.items(sent)[0], make.link(sent, office.principal, 2)
    with pytest.raises(NotAllowed):
        evidence.attach(KIND, item_of(str(first.pk)), proof, actor=office.principal)


def test_two_people_at_once_lose_nothing(office, held, client) -> None:
    root = root_of(held)
    services.save_standard(held, actor=office.teacher, row=root, texts={"how": "ครูเขียน"}, stamp=0, now=at())
    with pytest.raises(StaleRevision):
        services.save_standard(held, actor=office.principal, row=root, texts={"how": "ผอ.เขียน"}, stamp=0, now=at())
    # The same words as stand there are no conflict.
    services.save_standard(held, actor=office.principal, row=root, texts={"how": "ครูเขียน"}, stamp=0, now=at())
    services.save_standard(held, actor=office.teacher, row=root, texts={"how": "ครูเขียนอีก"}, stamp=2, now=at())
    client.force_login(office.principal)
    page = reverse("sar:standard", args=[held.pk, root.pk])
    shown = client.post(page, {"how": "ผอ.เขียน", "stamp": "0"})
    assert shown.status_code == 422
    text = shown.content.decode()
    assert "ครูเขียนอีก" in text and "ผอ.เขียน" in text and 'name="overwrite"' in text
    part = client.post(page, {"how": "ผอ.เขียน", "stamp": "0"}, headers={"HX-Request": "true"}).content.decode()
    assert "ครูเขียนอีก" in part and "ยังไม่ได้บันทึก" in part and f'id="conflict-words-{root.pk}"' in part
    root.refresh_from_db()
    assert root.how == "ครูเขียนอีก"
    # A third save came between showing both and pressing: it is shown too, not written over.
    services.save_standard(held, actor=office.teacher, row=root, texts={"how": "ครูเขียนทีหลัง"}, stamp=3, now=at())
    seen = overwriting(shown)
    assert overwriting(part) == seen
    again = client.post(page, {"how": "ผอ.เขียน", "stamp": "0", "overwrite": seen})
    assert again.status_code == 422 and "ครูเขียนทีหลัง" in again.content.decode()
    root.refresh_from_db()
    assert root.how == "ครูเขียนทีหลัง"
    client.post(page, {"how": "ผอ.เขียน", "stamp": "0", "overwrite": overwriting(again)})
    root.refresh_from_db()
    assert root.how == "ผอ.เขียน"


def test_two_people_choose_one_level(office, held, client) -> None:
    first = make.items(held)[0]
    services.save_items(
        held, actor=office.teacher, levels={first.pk: make.level_key(first, 5)}, stamps={first.pk: 0}, now=at()
    )
    client.force_login(office.principal)
    url, mine = reverse("sar:item", args=[held.pk, first.pk]), make.level_key(first, 3)
    answer = client.post(url, {"level": mine, "stamp": "0"})
    assert answer.status_code == 422
    assert "ยอดเยี่ยม" in answer.content.decode()
    first.refresh_from_db()
    assert first.scale_level.value == 5
    services.save_items(
        held, actor=office.teacher, levels={first.pk: make.level_key(first, 4)}, stamps={first.pk: 1}, now=at()
    )
    again = client.post(url, {"level": mine, "stamp": "0", "overwrite": overwriting(answer)})
    assert again.status_code == 422
    first.refresh_from_db()
    assert first.scale_level.value == 4
    client.post(url, {"level": mine, "stamp": "0", "overwrite": overwriting(again)})
    first.refresh_from_db()
    assert first.scale_level.value == 3


def test_last_years_text_stands_beside_and_is_taken_over(office, held, client) -> None:
    before = make.opened(office.director, office.district, year=2566, due_on=make.DAY)
    make.teaches(office.school, year=2566)
    make.written(before, office.school, office.principal, value=3)
    root = root_of(held)
    client.force_login(office.principal)
    page = reverse("sar:standard", args=[held.pk, root.pk])
    text = client.get(page).content.decode()
    assert "ปีการศึกษา 2566" in text and make.WORDS["how"] in text
    client.post(page, {"how": "ปีนี้", "take": "how", "stamp": "0"})
    root.refresh_from_db()
    assert root.how == f"ปีนี้\n{make.WORDS['how']}"


def test_basic_data_are_confirmed_and_asked_for_again_when_they_change(office, held, client) -> None:
    services.confirm_basic(held, actor=office.teacher, note="ครูมี 7 คน", now=at())
    held.refresh_from_db()
    rows = {row["key"]: row["value"] for row in held.basic["rows"]}
    assert (rows["primary"], rows["teachers"], rows["cluster"]) == ("48", "6", str(office.school.cluster))
    from core.models import Notice
    from qa.sar.missing import missing_of_sar

    assert Notice.objects.filter(code="sar.basic_note", recipient=office.director).count() == 1
    assert not [gap for gap in missing_of_sar(held) if "ข้อมูลพื้นฐาน" in gap.text]
    make.SchoolYearCount.objects.filter(school=office.school).update(teachers=7)
    assert [gap for gap in missing_of_sar(make.sar_of(held.call, office.school)) if "เปลี่ยนไปหลังยืนยัน" in gap.text]


def test_a_standard_page_costs_the_same_with_more_evidence(office, held, client) -> None:
    client.force_login(office.principal)
    page = reverse("sar:standard", args=[held.pk, root_of(held).pk])
    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as few:
        assert client.get(page).status_code == 200
    for number in range(6):
        for item in make.items(held)[:10]:
            make.prove(item, make.link(held, office.principal, number), office.principal)
    with CaptureQueriesContext(connection) as many:
        assert client.get(page).status_code == 200
    assert len(many) == len(few)


def test_autosave_tells_the_mean_at_once(office, held, client) -> None:
    client.force_login(office.principal)
    rows = make.items(held)
    third = [item for item in rows if item.parent.standard.number == "3"]
    for item in third:
        answer = client.post(
            reverse("sar:item", args=[held.pk, item.pk]), {"level": make.level_key(item, 4), "stamp": "0"},
            headers={"HX-Request": "true"},
        )  # fmt: skip
        assert answer.status_code == 200
    text = answer.content.decode()
    assert "÷ 5 = 4" in text and "ดีเลิศ" in text and "เลือกระดับแล้ว 5 จาก 21" in text
