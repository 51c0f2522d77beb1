"""Minutes count once members have them; resolutions when they are numbered, by what their item was drafted from."""

from datetime import date, time, timedelta
from types import SimpleNamespace

import pytest

from core.pointers import Pointer
from kotpn.meetings.models import Meeting
from kotpn.minutes.models import Minutes, Resolution
from kotpn.minutes.services.resolutions import record_resolution
from kotpn.minutes.yearly_proofs import about
from tests.factories import base, field, kotpn
from tests.proofs.asking import asked, keys

pytestmark = pytest.mark.django_db
HELD = date(2024, 1, 22)


@pytest.fixture
def scene(db: None) -> SimpleNamespace:
    """A committee with an open meeting and an item drafted from a result."""
    district = base.district()
    secretary = base.user("committee_secretary", district)
    committee = kotpn.a_committee(secretary, district, starts_on=date(2023, 10, 1))
    meeting = kotpn.a_meeting(secretary, committee, held_on=HELD)
    source = Pointer("monitoring_result", "1", "ผลการติดตาม")
    told = kotpn.an_item(secretary, meeting, title="ผลการติดตาม", source=source)
    plain = kotpn.an_item(secretary, meeting, title="เรื่องอื่น")
    kotpn.opened(secretary, meeting)
    return SimpleNamespace(
        district=district, secretary=secretary, committee=committee, meeting=meeting, told=told, plain=plain
    )


def _minutes(scene: SimpleNamespace, on: date, state: str, after: int | None) -> Minutes:
    meeting = kotpn.a_meeting(scene.secretary, scene.committee, held_on=on)
    return Minutes.objects.create(
        meeting=meeting, state=state, due_on=on + timedelta(days=3),
        circulated_at=field.at(on + timedelta(days=after), 23) if after is not None else None,
        adopted_in=scene.meeting if state == "adopted" else None,
    )  # fmt: skip


def test_minutes_that_members_have(scene: SimpleNamespace) -> None:
    prompt, late = _minutes(scene, date(2024, 2, 5), "circulated", 3), _minutes(scene, date(2024, 3, 5), "adopted", 4)
    _minutes(scene, date(2024, 4, 5), "checking", None)
    off = _minutes(scene, date(2024, 5, 5), "circulated", 1)
    Meeting.objects.filter(pk=off.meeting_id).update(state="cancelled")
    _minutes(scene, date(2024, 10, 5), "circulated", 1)
    found = asked(scene.district, "minutes", reader=scene.secretary)
    assert keys(found) == [str(late.meeting_id), str(prompt.meeting_id)]
    assert keys(found, on_time="yes", committee="main") == [str(prompt.meeting_id)]
    assert keys(found, on_time="no", state="adopted") == [str(late.meeting_id)]
    assert "ก.ต.ป.น. ครั้งที่" in found[0].label


def test_resolutions_that_stand(scene: SimpleNamespace) -> None:
    given = {"actor": scene.secretary, "at": time(10, 0), "now": field.at(HELD, 10)}
    from_result = record_resolution(scene.told, kind="agree", text="ให้โรงเรียนขนาดเล็กได้รับการนิเทศเพิ่ม", **given)
    plain = record_resolution(scene.plain, kind="note", text="รับทราบ", **given)
    gone = record_resolution(scene.plain, kind="agree", text="ถอน", **given)
    Resolution.objects.filter(pk=gone.pk).update(state="cancelled")
    found = asked(scene.district, "resolutions", reader=scene.secretary)
    assert set(keys(found)) == {str(from_result.pk), str(plain.pk)}
    assert keys(found, from_results="yes", about="results", kind="agree") == [str(from_result.pk)]
    assert keys(found, about="other") == [str(plain.pk)]
    assert asked(scene.district, "resolutions", 2568) == []


def test_what_waits_for_the_committee_is_told_by_its_key() -> None:
    assert about("approval_round", "plan.12") == "plan"
    assert about("approval_round", "period_report.3") == "results"
    assert about("", "") == "other"


def test_committees_in_office_on_any_day_of_the_year(scene: SimpleNamespace) -> None:
    tenure = scene.committee.tenures.get()
    [found] = asked(scene.district, "committees", reader=scene.secretary)
    assert (found.key, found.amount, found.tags["kind"]) == (str(tenure.pk), 9, ("main",))
    assert found.date == tenure.ordered_on
    assert asked(scene.district, "committees", 2566) == []
