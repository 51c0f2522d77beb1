"""Forms in use, answers, their summaries, and what schools told of their own supervision."""

from datetime import date
from types import SimpleNamespace

import pytest

from core import pointers
from instruments.models import InstrumentVersion
from supervision.field import services as visits
from supervision.rounds.models import CollectionRound, InternalSummary
from supervision.rounds.proofs import areas_of, moments_of
from tests.factories import field, internal, rounds
from tests.proofs.asking import asked, keys

pytestmark = pytest.mark.django_db
YEAR = 2567


def test_rounds_with_answers_and_the_summaries_of_those_that_are_over(quality: SimpleNamespace) -> None:
    by, district = quality.director, quality.district
    before = rounds.opened(by, district, title="ประเมินสิ่งแวดล้อม", label="ก่อนเปิดภาคเรียน", code="environment")
    rounds.sent(before, quality.school, quality.principal)
    rounds.opened(by, district, title="ยังไม่มีคำตอบ")
    rounds.draft(by, district, title="ร่าง")
    gone = rounds.opened(by, district, title="ยกเลิก", label="หลังเปิดภาคเรียน")
    rounds.sent(gone, quality.school, quality.principal)
    CollectionRound.objects.filter(pk=gone.pk).update(state="cancelled")
    [found] = asked(district, "answers", YEAR, reader=by)
    assert (found.key, found.amount) == (str(before.pk), 1)
    assert found.tags["moment"] == ("before",)
    assert (found.tags["purpose"], found.tags["term"]) == (("environment",), ("1",))
    assert asked(district, "summaries", YEAR) == []
    CollectionRound.objects.filter(pk=before.pk).update(state="closed")
    assert keys(asked(district, "summaries", YEAR, reader=by)) == [str(before.pk)]
    assert asked(district, "answers", YEAR + 1) == []
    assert moments_of("หลังเปิดภาคเรียน") == ("after",)


def test_forms_that_were_used_with_the_areas_they_ask_about(quality: SimpleNamespace) -> None:
    by = quality.supervisor
    field.version(quality.district, "four-areas")
    InstrumentVersion.objects.update(published_at=field.at(date(2022, 1, 1)))
    assert asked(quality.district, "instruments", YEAR) == [], "what only lies there proves nothing"
    visit = field.draft(by, quality.school)
    field.sheet(visit, by)
    assert asked(quality.district, "instruments", YEAR) == [], "a draft is no visit yet"
    visits.submit_visit(visit, actor=by, now=field.at(field.DAY, 16))
    [used] = asked(quality.district, "instruments", YEAR, reader=quality.director)
    assert (used.date, used.tags) == (field.DAY, {"area": ("academic",), "use": ("visit",)})
    sent = rounds.opened(quality.director, quality.district, code="four-areas", title="ติดตาม 4 ด้าน")
    found = asked(quality.district, "instruments", YEAR)
    assert [row.key for row in found if row.tags["area"] == ("academic", "budget", "personnel", "general")] == [
        str(sent.version.instrument_id)
    ]
    assert pointers.provider("instrument").printed(used.key) is not None
    assert areas_of(["ตอนที่ 1 ข้อมูลทั่วไป", "งานบริหารทั่วไป", None]) == {"general"}


def test_what_schools_sent_of_their_own_supervision_and_the_summary_of_it(quality: SimpleNamespace) -> None:
    internal.recorded(quality.principal, quality.principal, quality.school, observer=quality.principal.people.get())
    sent = internal.summary(quality.principal, quality.school, on=date(2024, 9, 20))
    InternalSummary.objects.create(school=quality.neighbour, academic_year=2567, term=1, updated_at=field.at(field.DAY))
    found = asked(quality.district, "internal", YEAR, reader=quality.director)
    assert keys(found, part="copy", term="1") == [str(sent.pk)]
    [whole] = [row for row in found if row.tags["part"] == ("summary",)]
    assert (whole.kind, whole.amount, whole.date) == ("internal_term", 1, date(2024, 9, 20))
    assert whole.key == f"{quality.district.pk}-1-2567"
    assert pointers.provider("internal_term").url(whole.key).endswith("?term=1-2567")
    assert not pointers.may_view(quality.stranger, whole.kind, whole.key)
    assert not pointers.may_view(quality.director, "internal_term", "no-such-key")
    assert {row.kind for row in found} == {"internal_term", "internal_summary"}, "no classroom is told"
    assert asked(quality.district, "internal", YEAR + 1) == []
