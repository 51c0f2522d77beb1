"""ทำเนียบ of a committee on paper."""

from typing import Any

from kotpn.committee import services
from kotpn.committee.models import Member
from tests.documents.reading import plain, text_of
from tests.factories import base, kotpn


def test_the_roll_names_order_members_subs_and_powers(committee: Any, secretary: Any, district: Any) -> None:
    services.load_powers(district)
    kotpn.a_committee(secretary, district, kind="sub", name="อนุกรรมการกลุ่มที่ 1", members=5)
    person = Member.objects.filter(tenure__committee=committee)[0].person
    person.phone = "081-000-0000"
    person.save(update_fields=["phone"])
    words = text_of("committee-list", district, committee=committee.pk, on="2025-01-22")
    for expected in ("125/2567", "ประธานกรรมการ", "อนุกรรมการกลุ่มที่ 1", "ข้อ 25", "ผู้แทนผู้บริหารสถานศึกษา 9 คน"):
        assert plain(expected) in words
    assert "081-000-0000" not in words
    assert "081-000-0000" in text_of("committee-list", district, committee=committee.pk, on="2025-01-22", contacts="on")


def test_another_offices_committee_is_no_choice(committee: Any) -> None:
    from django.core.management.base import CommandError

    other = base.district()
    try:
        text_of("committee-list", other, committee=committee.pk)
    except (CommandError, SystemExit):
        return
    raise AssertionError("printed another office's committee")
