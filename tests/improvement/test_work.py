"""The rollout plan and the cooperation log: who writes, what is refused, two clicks make one, cancelled stays read."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed, StaleRevision
from schools.models import OutsideBody
from supervision.improvement import services
from supervision.improvement.models import Cooperation, RolloutActivity
from supervision.improvement.queries import work
from tests.improvement.conftest import INSIDE

pytestmark = pytest.mark.django_db
PLAN = {"title": "ชี้แจงแนวทาง", "starts_on": date(2025, 1, 6), "ends_on": date(2025, 1, 10)}
TOGETHER = {"activity": "ค่ายอ่านออกเขียนได้", "side": "outside", "partner": "วัดป่า", "held_on": INSIDE}


def test_only_the_office_writes_the_rollout_plan_and_only_while_the_year_runs(year) -> None:
    with pytest.raises(NotAllowed):
        services.save_rollout(year.programme, actor=year.principal, **PLAN)
    services.close_programme(year.programme, actor=year.director)
    with pytest.raises(DomainError):
        services.save_rollout(year.programme, actor=year.supervisor, **PLAN)
    assert not RolloutActivity.objects.exists()


@pytest.mark.parametrize(
    ("words", "field"),
    [({"title": " "}, "title"), ({"ends_on": date(2025, 1, 1)}, "ends_on"), ({"budget": Decimal(-1)}, "budget")],
)
def test_a_line_that_makes_no_sense_is_refused_beside_its_field(year, words: dict, field: str) -> None:
    with pytest.raises(DomainError) as caught:
        services.save_rollout(year.programme, actor=year.supervisor, **{**PLAN, **words})
    assert caught.value.field == field


def test_a_line_is_written_once_done_counted_and_cancelled_with_its_reason(year) -> None:
    row = services.save_rollout(year.programme, actor=year.supervisor, **PLAN, budget=Decimal(500))
    assert services.save_rollout(year.programme, actor=year.supervisor, **PLAN).pk == row.pk
    assert work.rollout_standing(year.programme).late == 1
    with pytest.raises(DomainError):
        services.finish_rollout(row, actor=year.supervisor, done_on=timezone.localdate() + timedelta(days=1))
    services.finish_rollout(row, actor=year.supervisor, done_on=date(2025, 1, 10), spent=Decimal("450.50"))
    told = work.rollout_standing(year.programme)
    assert (told.done, told.late, told.words) == (1, 0, "ทำแล้ว 1 จาก 1 กิจกรรม")
    with pytest.raises(StaleRevision):
        services.save_rollout(year.programme, actor=year.director, activity=row, stamp=1, title="อื่น")
    services.cancel_rollout(row, actor=year.supervisor, reason="ซ้ำ")
    assert work.rollout_standing(year.programme).total == 0
    with pytest.raises(DomainError):
        services.finish_rollout(row, actor=year.supervisor, done_on=None)


def test_a_school_keeps_its_own_log_and_not_anothers_nor_the_offices(year) -> None:
    for school in (year.other, None):
        with pytest.raises(NotAllowed):
            services.save_cooperation(year.programme, actor=year.principal, school=school, **TOGETHER)
    made = services.save_cooperation(year.programme, actor=year.principal, school=year.school, **TOGETHER)
    again = services.save_cooperation(year.programme, actor=year.principal, school=year.school, **TOGETHER)
    assert made.pk == again.pk
    assert not Cooperation.objects.visible_to(year.stranger).exists()


def test_a_record_names_its_partner_and_is_of_a_day_that_came(year) -> None:
    body = OutsideBody.objects.create(district=year.district, name="อบต.", name_sort="อบต.")
    for words, field in (
        ({"partner": " "}, "partner"),
        ({"held_on": timezone.localdate() + timedelta(days=1)}, "held_on"),
        ({"side": "inside", "body": body}, "side"),
        ({"activity": ""}, "activity"),
    ):
        with pytest.raises(DomainError) as caught:
            services.save_cooperation(year.programme, actor=year.supervisor, **{**TOGETHER, **words})
        assert caught.value.field == field
    made = services.save_cooperation(year.programme, actor=year.supervisor, **{**TOGETHER, "body": body})
    assert (made.partner, made.partner_label) == ("", "อบต.")


def test_a_refused_form_keeps_what_was_typed_and_a_cancelled_record_counts_no_longer(year, client) -> None:
    client.force_login(year.principal)
    address = reverse("improvement:school-cooperation-new", args=[year.row.pk])
    reply = client.post(address, {"activity": "ค่าย<b>", "side": "outside", "held_on": "32 ม.ค. 2568", "partner": "วัด"})
    assert reply.status_code == 422
    assert "ค่าย&lt;b&gt;" in reply.content.decode()
    reply = client.post(address, {"activity": "ค่าย<b>", "side": "outside", "held_on": "3 ก.พ. 2568", "partner": "วัด"})
    row = Cooperation.objects.get()
    assert reply.url == reverse("improvement:cooperation-record", args=[row.pk])
    page = client.get(reply.url).content.decode()
    assert "ค่าย&lt;b&gt;" in page
    client.post(reverse("improvement:cooperation-cancel", args=[row.pk]), {"reason": "บันทึกซ้ำ"})
    assert work.together(year.programme.cooperations.all()).records == 0
    assert "บันทึกซ้ำ" in client.get(reply.url).content.decode()
