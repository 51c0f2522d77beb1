"""A sheet: who writes it, off the scale, two screens at once, what is missing, sending once, giving it back."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from supervision.progress.models import IndicatorEvidence, SchoolIndicator
from supervision.results import services
from supervision.results.models import Moderation, Sheet
from supervision.results.services.sheets import Given
from tests.factories import base, evidence
from tests.results.conftest import DAY, fill


def opened(year: SimpleNamespace, user: Any = None, **more: Any) -> Sheet:
    return services.open_sheet(year.evaluation, year.part, actor=user or year.judge, today=DAY, **more)


def full(year: SimpleNamespace, value: int = 4) -> dict[int, Given]:
    return {row.pk: Given(Decimal(value)) for row in year.asked}


def test_who_is_not_named_does_not_judge(year: SimpleNamespace) -> None:
    for stranger in (year.supervisor, year.director, year.principal, year.stranger):
        with pytest.raises(NotAllowed):
            opened(year, stranger)
    with pytest.raises(NotAllowed):
        opened(year, year.other_principal, own=True)


def test_nobody_judges_the_school_they_work_at(year: SimpleNamespace) -> None:
    teacher = base.person_of(year.staff, year.district)
    with pytest.raises(DomainError, match="ปฏิบัติงานที่"):
        services.add_assessor(year.evaluation, teacher, actor=year.director, school=year.school)
    services.add_assessor(year.evaluation, teacher, actor=year.director)
    with pytest.raises(NotAllowed):
        opened(year, year.staff)
    assert services.open_sheet(year.evaluation, year.other, actor=year.staff, today=DAY).person == teacher


def test_it_is_not_begun_outside_the_days(year: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="ไม่อยู่ในช่วงเปิดประเมิน"):
        services.open_sheet(year.evaluation, year.part, actor=year.judge, today=DAY.replace(month=1))


def test_off_the_scale_is_refused_beside_its_field(year: SimpleNamespace) -> None:
    sheet, key = opened(year), year.asked[0].pk
    for value, words in ((0, "ระหว่าง 1 ถึง 5"), (6, "ระหว่าง 1 ถึง 5"), ("4.5", "จำนวนเต็มเท่านั้น")):
        with pytest.raises(DomainError, match=words) as refused:
            services.save_scores(sheet, actor=year.judge, given={key: Given(Decimal(value))}, today=DAY)
        assert refused.value.field == f"v{key}"
    assert not sheet.scores.exists()


def test_an_indicator_it_does_not_ask_is_refused(year: SimpleNamespace) -> None:
    with pytest.raises(DomainError, match="ไม่ได้ถาม"):
        services.save_scores(opened(year), actor=year.judge, given={year.own_asked[0].pk: Given(Decimal(4))}, today=DAY)


def test_two_screens_at_once(year: SimpleNamespace) -> None:
    sheet = opened(year)
    services.save_scores(sheet, actor=year.judge, given=full(year), stamp=1, today=DAY)
    with pytest.raises(StaleRevision):
        services.save_scores(sheet, actor=year.judge, given=full(year, 2), stamp=1, today=DAY)
    assert set(sheet.scores.values_list("value", flat=True)) == {Decimal(4)}


def test_what_is_missing_is_named_and_a_reason_is_asked(year: SimpleNamespace) -> None:
    sheet = opened(year)
    with pytest.raises(DomainError, match="ยังขาด 4 รายการ"):
        services.submit_sheet(sheet, actor=year.judge, today=DAY)
    given = full(year) | {year.asked[0].pk: Given(None, True)}
    services.save_scores(sheet, actor=year.judge, given=given, today=DAY)
    with pytest.raises(DomainError, match="ยังไม่บอกเหตุ"):
        services.submit_sheet(sheet, actor=year.judge, today=DAY)


def test_sent_once_and_given_back_with_a_reason(year: SimpleNamespace) -> None:
    sheet = opened(year)
    services.save_scores(sheet, actor=year.judge, given=full(year), today=DAY)
    first = services.submit_sheet(sheet, actor=year.judge, today=DAY)
    assert services.submit_sheet(sheet, actor=year.judge, today=DAY).submitted_at == first.submitted_at
    with pytest.raises(DomainError, match="ส่งแล้ว"):
        services.save_scores(sheet, actor=year.judge, given=full(year), today=DAY)
    with pytest.raises(NotAllowed):
        services.reopen_sheet(sheet, actor=year.judge, reason="แก้")
    with pytest.raises(DomainError):
        services.reopen_sheet(sheet, actor=year.director, reason=" ")
    again = services.reopen_sheet(sheet, actor=year.director, reason="หลักฐานเพิ่ม")
    assert (again.state, again.submitted_at) == ("draft", None)


def test_the_principal_sends_the_schools_own(year: SimpleNamespace) -> None:
    sheet = opened(year, year.staff, own=True)
    given = {row.pk: Given(Decimal(3)) for row in year.own_asked}
    services.save_scores(sheet, actor=year.staff, given=given, today=DAY)
    with pytest.raises(NotAllowed):
        services.submit_sheet(sheet, actor=year.staff, today=DAY)
    assert services.submit_sheet(sheet, actor=year.principal, today=DAY).state == "submitted"


def test_paper_sheets_are_refused_whole(year: SimpleNamespace) -> None:
    fill(year)
    before = Sheet.objects.count()
    with pytest.raises(DomainError, match="อยู่แล้ว"):
        fill(year)
    values = dict.fromkeys([row.pk for row in year.asked], 4)
    outsider = base.person(year.district)
    for person, given, words in (
        (outsider, values, "ไม่ได้เป็นผู้ประเมิน"),
        (year.people[0], {year.asked[0].pk: 4}, "ยังไม่ให้คะแนน"),
        (year.people[0], values | {year.asked[0].pk: 9}, "ระหว่าง 1 ถึง 5"),
    ):
        with pytest.raises(DomainError, match=words):
            services.bulk_scores(year.evaluation, actor=year.director, rows=[(year.other, person, given)])
    assert Sheet.objects.count() == before


def test_two_final_scores_at_once(year: SimpleNamespace) -> None:
    fill(year)
    where = (year.evaluation, year.part, year.asked[0])
    for wrong, words in ((9, "ระหว่าง 1 ถึง 5"), (4, "เหตุผล")):
        with pytest.raises(DomainError, match=words):
            services.moderate(*where, actor=year.director, value=wrong, reason="" if wrong == 4 else "ตกลง")
    services.moderate(*where, actor=year.director, value=4, reason="ตกลงในที่ประชุม")
    with pytest.raises(StaleRevision, match="ตกลงคะแนนนี้เป็น 4 ไปแล้ว"):
        services.moderate(*where, actor=year.director, value=5, reason="อีกหน้าจอหนึ่ง")
    assert services.moderate(*where, actor=year.director, value=5, reason="ทบทวนแล้ว", stamp=1).value == 5
    with pytest.raises(DomainError, match="ยังไม่มีผู้ประเมิน"):
        services.moderate(year.evaluation, year.other, year.asked[0], actor=year.director, value=4, reason="ก่อนประเมิน")


def test_two_agree_on_a_score_at_once_and_see_both(year: SimpleNamespace, client: Any) -> None:
    fill(year)
    client.force_login(year.director)
    address = reverse("quality-results:moderate", args=[year.evaluation.pk, year.part.pk, year.asked[0].pk])
    services.moderate(year.evaluation, year.part, year.asked[0], actor=year.director, value=4, reason="ตกลงในที่ประชุม")
    late = client.post(address, {"value": "5", "reason": "อีกหน้าจอหนึ่ง", "stamp": "0"})
    assert late.context["conflict"] == [("คะแนนที่ตกลงกัน", "4", "5"), ("เหตุผล", "ตกลงในที่ประชุม", "อีกหน้าจอหนึ่ง")]
    again = {"value": "5", "reason": "อีกหน้าจอหนึ่ง", "stamp": late.context["stamp"]}
    assert client.post(address, again).status_code == 302
    assert Moderation.objects.get().value == 5
    other = reverse("quality-results:moderate", args=[year.evaluation.pk, year.part.pk, year.asked[1].pk])
    assert client.post(other, again | {"stamp": "3"}).status_code == 302, "a stamp of nothing that stands is no fault"


def test_two_change_the_rules_at_once_and_see_both(year: SimpleNamespace, client: Any) -> None:
    client.force_login(year.director)
    address = reverse("quality-results:settings", args=[year.programme.pk])
    page = client.get(address)
    typed = {
        name: field.value() for name, field in ((one.name, one) for one in page.context["form"]) if field.value()
    } | {"opens_on": "1 ส.ค. 2568", "closes_on": "30 ก.ย. 2568", "spread_limit": "30", "stamp": page.context["stamp"]}
    services.edit_evaluation(year.evaluation, actor=year.director, assessors_wanted=3)
    wrong = client.post(address, typed | {"spread_limit": "-1"})
    assert wrong.context["stamp"] == typed["stamp"], "a mistyped figure is no sight of what somebody else wrote"
    late = client.post(address, typed)
    assert ("ผู้ประเมินต่อโรงเรียนอย่างน้อย (คน)", "3", "2") in late.context["conflict"]
    assert 'value="30"' in late.text
    assert client.post(address, typed | {"stamp": late.context["stamp"]}).status_code == 302


def test_a_committee_member_judges_on_a_phone(year: SimpleNamespace, client: Any) -> None:
    """From the first page to the list, every tap kept, then checked and sent; a member holds nothing but paper.read."""
    client.force_login(year.member)
    assert "ต้องประเมินอีก 2 โรงเรียน" in client.get("/").text
    assert year.school.name in client.get(reverse("quality-results:mine")).text
    begun = client.post(reverse("quality-results:begin", args=[year.evaluation.pk, year.part.pk]))
    sheet = Sheet.objects.get(person=year.people[0])
    address = reverse("quality-results:sheet", args=[sheet.public_id])
    assert begun.url == address
    page = client.get(address)
    assert "ตอบแล้ว 0 จาก 4 ข้อ" in page.text
    wrong = client.post(address, {"stamp": 1, f"v{year.asked[0].pk}": "7", f"n{year.asked[0].pk}": "เห็นเอง"})
    assert wrong.status_code == 422
    assert "ระหว่าง 1 ถึง 5" in wrong.text
    assert "เห็นเอง" in wrong.text
    tapped = {f"v{row.pk}": "4" for row in year.asked} | {f"v{year.asked[1].pk}": "none"}
    kept = client.post(address, tapped | {"stamp": 2}, headers={"HX-Request": "true"})
    assert "บันทึกแล้ว" in kept.text
    late = client.post(address, tapped | {"stamp": 2})
    assert "จากอีกหน้าจอหนึ่ง" in late.text
    check = client.get(reverse("quality-results:sheet-check", args=[sheet.public_id]))
    assert "ยังไม่บอกเหตุที่ไม่เกี่ยวข้อง" in check.text
    client.post(address, tapped | {"stamp": 3, f"n{year.asked[1].pk}": "ไม่เปิดสอนระดับนี้"})
    client.post(reverse("quality-results:sheet-submit", args=[sheet.public_id]), {"stamp": 4})
    sheet.refresh_from_db()
    assert sheet.state == "submitted"
    assert "ไม่เปิดสอนระดับนี้" in client.get(address).text


def test_what_another_screen_kept_is_told_beside_what_is_typed(year: SimpleNamespace, client: Any) -> None:
    client.force_login(year.judge)
    sheet = opened(year)
    same, other, aside, noted = year.asked
    lines = "ครูถามปลายเปิด\r\nผู้เรียนตอบได้"  # as a browser sends them
    given = full(year) | {aside.pk: Given(None, True, "ไม่เปิดสอน"), noted.pk: Given(Decimal(4), False, "เห็นในชั้น")}
    given |= {same.pk: Given(Decimal(4), False, lines)}
    services.save_scores(sheet, actor=year.judge, given=given, comment="ดีแล้ว", stamp=1, today=DAY)
    typed = {f"v{row.pk}": "4" for row in year.asked} | {f"n{row.pk}": "" for row in year.asked}
    typed |= {f"v{other.pk}": "2", f"n{same.pk}": lines, "comment": "ยังขาดแผน"}
    late = client.post(reverse("quality-results:sheet", args=[sheet.public_id]), typed | {"stamp": 1})
    kept = {row.indicator: row.kept for _, rows in late.context["page"].parts for row in rows}
    assert kept == {same: "", other: "ให้ 4", aside: "ไม่เกี่ยวข้อง · ไม่เปิดสอน", noted: "ให้ 4 · เห็นในชั้น"}
    assert late.text.count("อีกจอหนึ่งบันทึกไว้ว่า") == 4
    assert "บันทึกไว้ว่า: ดีแล้ว" in late.text
    assert "ยังขาดแผน" in late.text
    again = client.post(late.request["PATH_INFO"], typed | {"overwrite": late.context["stamp"]})
    assert again.status_code == 302
    assert sheet.scores.get(indicator=other).value == 2


def test_a_page_that_never_heard_of_its_own_save_is_no_second_screen(year: SimpleNamespace, client: Any) -> None:
    client.force_login(year.judge)
    sheet = opened(year)
    address = reverse("quality-results:sheet", args=[sheet.public_id])
    first, second, *_ = (row.pk for row in year.asked)

    def saves(page: str, key: int, stamp: int) -> bool:
        """Whether this opened page's tap was kept, sent with the newest save it knows of."""
        typed = {f"v{key}": "4", f"n{key}": "", "stamp": stamp, "nt_page": page}
        return "data-nt-unsaved" not in client.post(address, typed, headers={"HX-Request": "true"}).text

    assert saves("a", first, 1)
    assert saves("a", second, 1), "the answer that told of save 2 was lost"
    assert saves("b", first, 3)
    assert not saves("a", second, 1), "another page has saved since"
    assert not saves("", second, 1)
    sheet.refresh_from_db()
    assert sheet.stamp == 4


def test_the_evidence_of_a_school_opens_to_who_judges_it(year: SimpleNamespace, client: Any) -> None:
    told = SchoolIndicator.objects.create(
        participation=year.part, indicator=year.asked[0], baseline=3, updated_at=year.programme.updated_at
    )
    item = evidence.link(year.principal, year.district, year.school, title="แฟ้มผลงานการอ่าน")
    IndicatorEvidence.objects.create(
        target=told, item=item, added_by=year.principal, added_at=year.programme.updated_at
    )
    client.force_login(year.member)
    shown = reverse("evidence:item", args=[item.pk])
    assert client.get(shown).status_code in {403, 404}
    sheet = opened(year, year.member)
    page = client.get(reverse("quality-results:sheet", args=[sheet.public_id]))
    assert "แฟ้มผลงานการอ่าน" in page.text
    assert "ข้อมูลฐาน 3" in page.text
    assert client.get(shown).status_code == 200
