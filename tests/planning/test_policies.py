"""The yearly list of นโยบาย กลยุทธ์ จุดเน้น."""

from datetime import date

import pytest

from core.errors import DomainError, NotAllowed
from supervision.planning import services
from supervision.planning.models import PolicyItem
from tests.factories import base

TODAY = date(2024, 1, 15)


def _save(actor, district, **options):
    given = {"fiscal_year": 2567, "kind": "focus", "text": "ห้องเรียนคุณภาพ", "today": TODAY, **options}
    return services.save_policy(actor=actor, district=district, **given)


def test_refuses_who_keeps_no_lists_here(office):
    for stranger in (office.author, office.director, base.user("group_director", office.other)):
        with pytest.raises(NotAllowed):
            _save(stranger, office.district)
    mine = _save(office.head, office.district)
    with pytest.raises(NotAllowed):
        _save(base.user("group_director", office.other), office.other, policy=mine)


def test_refuses_the_same_text_twice_an_empty_one_and_a_western_year(office):
    _save(office.head, office.district)
    for options, message in (({}, "อยู่แล้ว|แล้ว"), ({"text": " "}, "พิมพ์ข้อความ"), ({"fiscal_year": 2024}, "2567")):
        with pytest.raises(DomainError, match=message):
            _save(office.head, office.district, **options)
    assert PolicyItem.objects.count() == 1


def test_a_new_year_begins_with_the_lines_in_use(office):
    _save(office.head, office.district)
    _save(office.head, office.district, text="เลิกใช้แล้ว", is_active=False)
    copied = services.copy_policies(
        actor=office.head, district=office.district, source_year=2567, fiscal_year=2568, today=TODAY
    )
    again = services.copy_policies(
        actor=office.head, district=office.district, source_year=2567, fiscal_year=2568, today=TODAY
    )
    assert (copied, again) == (1, 0)
    assert list(PolicyItem.objects.for_fiscal_year(2568).values_list("text", flat=True)) == ["ห้องเรียนคุณภาพ"]
