"""Orders: issued ones in force in the year, with the day they were made."""

from datetime import date
from types import SimpleNamespace

import pytest

from office.orders import services
from tests.factories import office
from tests.proofs.asking import asked, keys

pytestmark = pytest.mark.django_db


def test_orders_in_force_in_the_year(quality: SimpleNamespace) -> None:
    by, district = quality.director, quality.district
    old = office.issued(by, district, dated=date(2022, 1, 10), about="team", title="ทีมนิเทศ")
    new = office.issued(by, district, dated=date(2024, 3, 1), about="assignment", title="มอบหมายงาน")
    over = office.issued(by, district, dated=date(2023, 1, 1), title="พ้นแล้ว", ends_on=date(2023, 9, 30))
    office.draft(by, district, title="ยังไม่ออก")
    gone = office.issued(by, district, dated=date(2024, 3, 2), title="ยกเลิก")
    services.cancel_order(gone, actor=by, reason="ออกผิด")
    later = office.issued(by, district, dated=date(2024, 10, 1), title="ปีถัดไป")
    found = asked(district, "orders", reader=by)
    assert keys(found) == [str(new.pk), str(old.pk)]
    assert keys(found, about="team", kind="order") == [str(old.pk)]
    assert found[1].date == date(2022, 1, 10)
    assert str(over.pk) in keys(asked(district, "orders", 2566))
    assert str(later.pk) in keys(asked(district, "orders", 2568))


def test_one_that_was_replaced_counts_for_the_years_it_was_in_force(quality: SimpleNamespace) -> None:
    by, district = quality.director, quality.district
    old = office.issued(by, district, dated=date(2023, 1, 10), title="เดิม")
    new = services.draft_replacement(old, actor=by)
    services.issue_order(new, actor=by, dated=date(2024, 2, 1))
    assert keys(asked(district, "orders", 2567)) == [str(new.pk), str(old.pk)]
    assert keys(asked(district, "orders", 2568)) == [str(new.pk)]


def test_orders_on_internal_supervision_are_of_that_source_too(quality: SimpleNamespace) -> None:
    order = office.issued(
        quality.director, quality.district, dated=date(2024, 3, 1), about="internal", title="การนิเทศภายใน"
    )
    assert keys(asked(quality.district, "internal"), part="order") == [str(order.pk)]
