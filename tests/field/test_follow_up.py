"""Earlier findings on the next form, and findings proposed by low levels."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from instruments.models import Instrument
from processes.models import Action
from processes.queries import for_agenda
from supervision.field import services
from supervision.field.models import Advice, Finding
from supervision.field.queries.advice import proposals
from supervision.field.queries.visits import previous_findings
from supervision.field.services.advice_reference import load_advice
from tests.factories import base, field
from tests.factories.field import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def earlier(cast) -> Action:
    """The action of a finding of last month's visit."""
    visit = field.draft(cast.supervisor, cast.school, on=DAY - timedelta(days=30))
    field.finding(visit, cast.supervisor)
    services.submit_visit(visit, actor=cast.supervisor, now=field.at(DAY - timedelta(days=30), 16))
    return Action.objects.get(finding__visit=visit)


def posted(client: Any, visit: Any, action: Action, **data: str) -> Any:
    return client.post(reverse("field:check", args=[visit.pk]), {"action": action.pk, **data})


def test_who_may_not_check(cast, client, earlier) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    client.force_login(cast.stranger)
    assert posted(client, visit, earlier, verdict="fixed").status_code == 404
    client.force_login(cast.colleague)
    assert posted(client, visit, earlier, verdict="fixed").status_code == 403
    client.force_login(cast.supervisor)
    assert client.get(reverse("field:check", args=[visit.pk])).status_code == 405
    elsewhere = field.draft(cast.supervisor, cast.neighbour)
    assert posted(client, elsewhere, earlier, verdict="fixed").status_code == 404
    assert not visit.checks.exists()


def test_a_sent_visit_is_not_checked_any_more(cast, earlier) -> None:
    visit = field.acknowledged(cast.supervisor, cast.school, cast.principal)
    with pytest.raises(DomainError):
        services.check_finding(visit, actor=cast.supervisor, action=earlier, verdict="fixed")


def test_a_word_is_kept_changed_and_taken_back(cast, client, earlier) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    client.force_login(cast.supervisor)
    page = client.get(reverse("field:edit", args=[visit.pk]))
    assert "แก้บางส่วน" in page.content.decode()
    assert posted(client, visit, earlier, verdict="partly", note="เหลือชั้น ป.2").status_code == 302
    (row,) = previous_findings(visit)
    assert (row.verdict, row.check_note) == ("partly", "เหลือชั้น ป.2")
    fragment = client.post(
        reverse("field:check", args=[visit.pk]),
        {"action": earlier.pk, "verdict": "fixed"},
        headers={"HX-Request": "true"},
    )
    assert fragment.status_code == 200
    assert 'aria-pressed="true">แก้แล้ว' in fragment.content.decode()
    earlier.refresh_from_db()
    assert earlier.state == Action.State.OPEN, "said to be fixed is not closed"
    posted(client, visit, earlier, verdict="")
    assert not visit.checks.exists()


def test_a_verdict_that_is_none_is_refused(cast, earlier) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    with pytest.raises(DomainError, match="แก้บางส่วน"):
        services.check_finding(visit, actor=cast.supervisor, action=earlier, verdict="maybe")


def test_what_a_later_visit_saw_stands_on_the_action_once_it_is_sent(cast, client, earlier) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    services.check_finding(visit, actor=cast.supervisor, action=earlier, verdict="partly", note="เหลือชั้น ป.2")
    client.force_login(cast.principal)
    address = reverse("processes:action", args=[earlier.pk])
    assert "เหลือชั้น ป.2" not in client.get(address).content.decode()
    services.submit_visit(visit, actor=cast.supervisor, now=field.at(DAY, 16))
    assert "เหลือชั้น ป.2" in client.get(address).content.decode()


def test_the_committee_is_offered_what_is_open(cast, earlier) -> None:
    later = earlier.due_on + timedelta(days=3)
    (item,) = for_agenda(cast.district, later)
    assert (item.school, item.late_days, item.reported) == (cast.school.name, 3, False)
    assert for_agenda(cast.district, earlier.due_on, late_only=True) == []
    assert for_agenda(cast.other_district, later) == []


def test_distance_is_shown_when_both_places_are_known(cast, client) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    client.force_login(cast.supervisor)
    address = reverse("field:edit", args=[visit.pk])
    given = {
        "visited_on": "17/07/2567", "round_no": "1", "way": "field", "topic": "เรื่อง", "areas": ["academic"],
        "latitude": "17.486000", "longitude": "",
    }  # fmt: skip
    half = client.post(address, given)
    assert half.status_code == 422
    assert "เว้นว่างทั้งคู่" in half.content.decode()
    assert client.post(address, {**given, "longitude": "101.722000"}).status_code == 302
    page = reverse("field:visit", args=[visit.pk])
    assert "ห่างจากพิกัด" not in client.get(page).content.decode()
    cast.school.latitude, cast.school.longitude = Decimal("17.486"), Decimal("101.723")
    cast.school.save()
    assert "106 เมตร" in client.get(page).content.decode()


def test_shipped_advice_is_loaded_once(cast) -> None:
    field.version(cast.district)
    assert load_advice(cast.district) == 22
    assert load_advice(cast.district) == 0


def test_a_low_level_proposes_and_one_tap_makes_one_finding(cast, client) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    field.sheet(visit, cast.supervisor, values=[5, 4, 2, 1, None, 3, 3, 3, 3, 3, 3, 3])
    load_advice(cast.district)
    assert [(row.advice.item_code, row.level, row.about) for row in proposals(visit)] == [
        ("q03", 2, "ป.1/1"),
        ("q04", 1, "ป.1/1"),
    ]
    first, second = proposals(visit)
    client.force_login(cast.supervisor)
    address = reverse("field:advice", args=[visit.pk])
    for _ in range(2):
        client.post(address, {"advice": first.advice.pk, "about": first.about})
    made = Finding.objects.get(visit=visit)
    assert made.text == f"{first.advice.finding} (ป.1/1)"
    assert made.due_on is not None
    assert made.owner_label == "ผู้อำนวยการโรงเรียน"
    client.post(address, {"advice": second.advice.pk, "about": second.about, "act": "aside"})
    visit.refresh_from_db()
    assert proposals(visit) == []


def test_the_lowest_line_that_holds_is_the_one_proposed(cast) -> None:
    visit = field.draft(cast.supervisor, cast.school)
    field.sheet(visit, cast.supervisor, values=[1])
    instrument = Instrument.objects.get(district=cast.district, code="quality-classroom")
    for level in (2, 1):
        services.save_advice(
            actor=cast.director, instrument=instrument, item_code="q01", at_most=level, finding=f"ไม่เกิน {level}"
        )
    assert [row.advice.at_most for row in proposals(visit)] == [1]


def test_who_may_not_write_the_library(cast, client) -> None:
    field.version(cast.district)
    instrument = Instrument.objects.get(district=cast.district, code="quality-classroom")
    given = {"instrument": instrument, "item_code": "q01", "at_most": 2, "finding": "ข้อความ"}
    for user in (cast.supervisor, cast.principal, cast.stranger, base.user("group_director", cast.other_district)):
        with pytest.raises(NotAllowed):
            services.save_advice(actor=user, **given)
    client.force_login(cast.supervisor)
    assert client.get(reverse("field:advice-library")).status_code == 200
    assert client.get(reverse("field:advice-write", args=[instrument.pk])).status_code == 403
    client.force_login(base.user("group_director", cast.other_district))
    assert client.get(reverse("field:advice-write", args=[instrument.pk])).status_code == 404


@pytest.mark.parametrize(
    ("change", "field_name"),
    [({"item_code": "q99"}, "item_code"), ({"at_most": 9}, "at_most"), ({"finding": "  "}, "finding"),
     ({"due_days": 0}, "due_days")],
)  # fmt: skip
def test_bad_lines_are_refused_at_their_field(cast, change, field_name) -> None:
    field.version(cast.district)
    instrument = Instrument.objects.get(district=cast.district, code="quality-classroom")
    given = {"item_code": "q01", "at_most": 2, "finding": "ข้อความ", **change}
    with pytest.raises(DomainError) as refusal:
        services.save_advice(actor=cast.director, instrument=instrument, **given)
    assert refusal.value.field == field_name


def test_write_and_switch_off_in_the_browser(cast, client) -> None:
    field.version(cast.district)
    instrument = Instrument.objects.get(district=cast.district, code="quality-classroom")
    client.force_login(cast.director)
    address = reverse("field:advice-write", args=[instrument.pk])
    data = {"item_code": "q06", "at_most": "2", "finding": "มุมผลงานน้อย", "due_days": "30"}
    assert client.post(address, data).status_code == 302
    again = client.post(address, data)
    assert again.status_code == 422
    assert "มีข้อเสนอแนะของข้อและระดับนี้แล้ว" in again.content.decode()
    line = Advice.objects.get(instrument=instrument)
    client.post(reverse("field:advice-switch", args=[line.pk]), {"active": "0"})
    line.refresh_from_db()
    assert not line.is_active
    assert "เลิกใช้แล้ว" in client.get(reverse("field:advice-library")).content.decode()
