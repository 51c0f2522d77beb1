"""A school's baseline: who writes it, what is refused at which field, sending, taking, returning."""

from decimal import Decimal

import pytest
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import Notice
from supervision.improvement.models import Participation, Programme
from supervision.progress.missing import missing_of_sheet
from supervision.progress.models import Analysis, BaselineSheet, SchoolIndicator
from supervision.progress.services import (
    Figures,
    accept_sheet,
    remind_baselines,
    return_sheet,
    save_area,
    submit_sheet,
)
from tests.factories import base, progress


def first_area(office):
    return office.programme.set.areas.order_by("position").first()


def save(office, actor, *, stamp=None, figures=None, **texts):
    return save_area(office.part, actor=actor, area=first_area(office), figures=figures or {}, texts=texts, stamp=stamp)


def test_strangers_and_readers_are_refused(office):
    for stranger in (office.supervisor, base.user("principal", office.schools[1])):
        with pytest.raises(NotAllowed):
            save(office, stranger, problem="x")


@pytest.mark.parametrize("change", ["closed", "out"])
def test_nothing_is_written_once_the_year_is_over_or_the_school_is_out(office, change):
    if change == "closed":
        Programme.objects.filter(pk=office.programme.pk).update(state="closed")
    else:
        Participation.objects.filter(pk=office.part.pk).update(is_in=False, reason="เปิดหลังวันนับ")
    with pytest.raises(DomainError):
        save(office, office.principal, problem="x")


def test_a_target_below_the_baseline_is_asked_at_its_field(office):
    row = progress.indicators_of(office.programme)[0]
    with pytest.raises(DomainError) as refused:
        save(office, office.principal, figures={row.pk: Figures(Decimal(4), Decimal(3))})
    assert refused.value.field == f"reason_{row.pk}"
    save(office, office.principal, figures={row.pk: Figures(Decimal(4), Decimal(3), target_reason="นักเรียนลดลง")})
    assert SchoolIndicator.objects.get(indicator=row).target_reason == "นักเรียนลดลง"


def test_less_is_better_turns_the_question_round(office):
    row = progress.indicators_of(office.programme)[0]
    type(row).objects.filter(pk=row.pk).update(lower_is_better=True)
    save(office, office.principal, figures={row.pk: Figures(Decimal(4), Decimal(3))})
    with pytest.raises(DomainError):
        save(office, office.principal, figures={row.pk: Figures(Decimal(3), Decimal(4))})


def test_two_at_once_are_told_of_each_other(office):
    first = save(office, office.principal, stamp=0, problem="อ่านไม่คล่อง")
    with pytest.raises(StaleRevision):
        save(office, office.teacher, stamp=0, problem="ขาดสื่อ")
    assert Analysis.objects.get().problem == "อ่านไม่คล่อง"
    save(office, office.teacher, stamp=first.stamp, problem="ขาดสื่อ")
    assert Analysis.objects.get().problem == "ขาดสื่อ"


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong_where(office, client):
    row = progress.indicators_of(office.programme)[0]
    client.force_login(office.principal)
    url = reverse("progress:area", args=[office.part.pk, first_area(office).pk])
    typed = {f"baseline_{row.pk}": "๔", f"target_{row.pk}": "3", "problem": "อ่านไม่คล่อง", "stamp": "0"}
    answer = client.post(url, typed)
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == [f"reason_{row.pk}"]
    page = answer.content.decode()
    assert "อ่านไม่คล่อง" in page and 'value="๔"' in page
    answer = client.post(url, {**typed, f"target_{row.pk}": "9"})
    assert answer.context["form"].errors[f"target_{row.pk}"] == ["ต้องอยู่ระหว่าง 1 ถึง 5"]
    assert not SchoolIndicator.objects.exists()
    assert client.post(url, {**typed, f"target_{row.pk}": "5"}).status_code == 302
    held = SchoolIndicator.objects.get(indicator=row)
    assert (held.baseline, held.target, held.baseline_origin) == (4, 5, "self")


def test_the_page_shows_both_texts_where_two_wrote(office, client):
    save(office, office.teacher, stamp=0, problem="ขาดสื่อ")
    client.force_login(office.principal)
    url = reverse("progress:area", args=[office.part.pk, first_area(office).pk])
    answer = client.post(url, {"problem": "อ่านไม่คล่อง", "stamp": "0"})
    assert answer.status_code == 422
    assert ("ปัญหา", "ขาดสื่อ", "อ่านไม่คล่อง") in answer.context["conflict"]
    seen = answer.context["stamp"]
    assert client.post(url, {"problem": "อ่านไม่คล่อง", "stamp": seen, "overwrite": "1"}).status_code == 302
    assert Analysis.objects.get().problem == "อ่านไม่คล่อง"


def test_sending_is_refused_while_something_is_missing(office):
    assert missing_of_sheet(office.part)
    with pytest.raises(DomainError, match="ยังขาด"):
        submit_sheet(office.part, actor=office.principal)
    part = progress.filled(office.part, office.principal)
    assert missing_of_sheet(part) == []
    with pytest.raises(NotAllowed):
        submit_sheet(part, actor=office.teacher)
    assert submit_sheet(part, actor=office.principal).state == "submitted"
    again = submit_sheet(office.part, actor=office.principal)
    assert again.stamp == 2, "the second press changes nothing"


def test_a_need_without_an_activity_is_missing(office):
    part = progress.filled(office.part, office.principal, need="")
    assert missing_of_sheet(part) == []
    save(office, office.principal, strength="x", need="ห้องสมุด")
    office.part.plan_lines.all().delete()
    assert [row.text for row in missing_of_sheet(office.part)] == ["กิจกรรมที่ตอบความต้องการของด้านนักเรียนคุณภาพ"]


def test_the_office_takes_or_returns_what_it_read(office):
    sheet = progress.sent(office.part, office.principal)
    for stranger in (office.principal, base.user("supervisor", base.district())):
        with pytest.raises(NotAllowed):
            accept_sheet(office.part, actor=stranger, stamp=sheet.stamp)
    with pytest.raises(StaleRevision):
        accept_sheet(office.part, actor=office.supervisor, stamp=sheet.stamp - 1)
    with pytest.raises(DomainError):
        return_sheet(office.part, actor=office.supervisor, reason=" ", stamp=sheet.stamp)
    back = return_sheet(office.part, actor=office.supervisor, reason="เป้าหมายข้อ 1.1 สูงเกินจริง", stamp=sheet.stamp)
    assert Notice.objects.filter(recipient=office.principal, code="progress.baseline_returned").exists()
    with pytest.raises(DomainError):
        accept_sheet(office.part, actor=office.supervisor, stamp=back.stamp)
    again = submit_sheet(office.part, actor=office.principal)
    assert accept_sheet(office.part, actor=office.supervisor, stamp=again.stamp).state == "accepted"
    with pytest.raises(DomainError):
        save(office, office.principal, problem="แก้หลังรับ")


def test_a_reminder_goes_once_a_day_to_who_has_not_sent(office):
    progress.sent(office.part, office.principal)
    late = base.user("principal", office.schools[1])
    assert remind_baselines(office.programme, actor=office.director) == 1
    assert remind_baselines(office.programme, actor=office.director) == 0
    told = Notice.objects.filter(code="progress.baseline_reminded")
    assert list(told.values_list("recipient", flat=True)) == [late.pk]


def test_the_extra_area_stands_only_where_the_year_uses_it(office):
    areas = {row.area.code for row in progress.indicators_of(office.programme)}
    assert "Q5" not in areas
    office.programme.uses_extra = True
    office.programme.save(update_fields=["uses_extra"])
    assert "Q5" in {row.area.code for row in progress.indicators_of(office.programme)}
    assert "Q5" not in {row.area.code for row in progress.indicators_of(office.programme, "agreement")}


def test_the_board_counts_and_filters(office, client):
    progress.sent(office.part, office.principal)
    client.force_login(office.director)
    url = reverse("progress:baselines", args=[office.programme.pk])
    board = client.get(url).context["board"]
    assert (board.total, board.none, board.by_state["submitted"]) == (3, 2, 1)
    assert [row.pk for row in client.get(url, {"state": "submitted"}).context["table"].rows] == [office.part.pk]
    client.post(reverse("progress:accept-all", args=[office.programme.pk]))
    assert BaselineSheet.objects.get().state == "accepted"
