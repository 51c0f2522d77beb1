"""The term's summary: the principal's words beside counts, sent to the office as they stood; the office's counts."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed, StaleRevision
from core.models import Notice
from core.thai.years import academic_term
from supervision.rounds import services
from supervision.rounds.models import InternalSummary, InternalVisit
from supervision.rounds.queries.internal import board, choose_term, counts_of
from tests.factories import base, internal
from tests.factories.field import DAY, at
from tests.fixtures.conflicts import overwriting

pytestmark = pytest.mark.django_db
TERM = {"year": 2567, "term": 1}
WORDS = {"results": "นิเทศครบตามแผน", "problems": "เวลาน้อย", "plans": "จับคู่ครู", "support": "ขอสื่อ"}


def address(inside: Any, name: str = "summary", *, year: int = 2567, term: int = 1) -> str:
    return reverse(f"rounds:internal-{name}", args=[inside.school.pk, year, term])


def save(inside: Any, **more: Any) -> InternalSummary:
    given = {"actor": inside.principal, "texts": WORDS, "now": at(DAY), **TERM, **more}
    return services.save_summary(inside.school, **given)


@pytest.fixture
def worked(inside) -> None:
    """Four planned in the term: one acknowledged, one recorded, one drafted, one cancelled; one of last term."""
    around = {"observer": inside.observer}
    seen = internal.recorded(inside.observing, inside.principal, inside.school, teacher=inside.teacher, **around)
    services.acknowledge_internal(seen, actor=inside.taught, now=at(DAY, 16))
    internal.recorded(
        inside.observing, inside.principal, inside.school, teacher=inside.teacher, on=DAY + timedelta(days=1), **around
    )
    internal.drafted(inside.observing, inside.principal, inside.school, **around)
    gone = internal.planned(inside.principal, inside.school, on=DAY + timedelta(days=2), **around)
    services.cancel_internal(gone, actor=inside.principal, reason="ครูย้าย", now=at(DAY))
    internal.planned(inside.principal, inside.school, on=DAY - timedelta(days=120), **around)


@pytest.mark.parametrize("name", ["observing", "taught", "other_principal"])
def test_only_the_principal_writes_and_sends(inside, client, name) -> None:
    user = getattr(inside, name)
    with pytest.raises(NotAllowed):
        save(inside, actor=user)
    held = save(inside)
    with pytest.raises(NotAllowed):
        services.submit_summary(held, actor=user, now=at(DAY))
    client.force_login(user)
    expected = 404 if name == "other_principal" else 403
    assert client.get(address(inside)).status_code == expected
    assert client.post(address(inside), WORDS).status_code == expected
    assert client.post(address(inside, "submit")).status_code == expected
    assert client.get(address(inside, "submit")).status_code in (403, 405)


def test_counts_of_a_term(inside, worked) -> None:
    found = counts_of(inside.school, 2567, 1, on=DAY)
    # Staff: observer, teacher, colleague and the two made for the drafted and the other plans, without the principal.
    assert (found.planned, found.done, found.seen, found.teachers) == (3, 2, 1, 1)
    assert found.staff == 6


def test_opening_the_page_writes_nothing_and_proposes_words(inside, worked, client) -> None:
    client.force_login(inside.principal)
    shown = client.get(address(inside)).content.decode()
    assert "วางแผนนิเทศภายใน 3 ครั้ง นิเทศแล้ว 2 ครั้ง" in shown
    assert not InternalSummary.objects.exists()
    assert client.get(address(inside, year=2599)).status_code == 404


def test_sending_fixes_words_and_counts(inside, worked, client) -> None:
    client.force_login(inside.principal)
    for _ in range(2):
        assert client.post(address(inside), {**WORDS, "then": "submit"}).status_code == 302
    held = InternalSummary.objects.get()
    assert (held.state, held.revision, held.counts["done"]) == ("submitted", 1, 2)
    assert Notice.objects.filter(code="internal_summary.submitted").count() == 1
    client.post(address(inside), {**WORDS, "results": "ร่างใหม่ยังไม่ส่ง"})
    office = inside.office["office_director"]
    client.force_login(office)
    read = client.get(reverse("rounds:internal-office-summary", args=[held.pk])).content.decode()
    assert "นิเทศครบตามแผน" in read
    assert "ร่างใหม่ยังไม่ส่ง" not in read
    client.force_login(inside.principal)
    assert "แก้ไขหลังส่ง" in client.get(address(inside)).content.decode()
    client.post(address(inside), {"results": "ฉบับสอง", "then": "submit"})
    client.force_login(office)
    assert "ฉบับสอง" in client.get(reverse("rounds:internal-office-summary", args=[held.pk])).content.decode()
    assert InternalSummary.objects.get().revisions.count() == 2


def test_without_words_it_is_not_sent(inside, client) -> None:
    held = save(inside, texts={"problems": "มี"})
    with pytest.raises(DomainError, match="ผลการนิเทศภายใน"):
        services.submit_summary(held, actor=inside.principal, now=at(DAY))
    client.force_login(inside.principal)
    answer = client.post(address(inside), {"results": " ", "problems": "เก็บไว้", "then": "submit"}, follow=True)
    words = answer.content.decode()
    assert "ยังไม่ได้เขียนผลการนิเทศภายใน" in words
    assert "เก็บไว้" in words
    assert InternalSummary.objects.get().revision == 0


def test_two_writers_choose(inside, client) -> None:
    deputy = base.user("principal", inside.school)
    save(inside, actor=deputy)
    with pytest.raises(StaleRevision):
        save(inside, stamp=0)
    client.force_login(inside.principal)
    refused = client.post(address(inside), {"results": "ของผม", "stamp": "0"})
    words = refused.content.decode()
    assert refused.status_code == 422
    assert "นิเทศครบตามแผน" in words
    assert "ของผม" in words
    assert ("นิเทศครบตามแผน" in refused.context["conflict"][0][1], refused.context["conflict"][0][2]) == (True, "ของผม")
    fragment = client.post(address(inside), {"results": "ของผม", "stamp": "0"}, headers={"HX-Request": "true"})
    assert "ยังไม่ได้บันทึก" in fragment.content.decode()
    save(inside, actor=deputy, texts={"results": "รองเขียนทีหลัง"}, stamp=1)
    again = client.post(address(inside), {"results": "ของผม", "stamp": "0", "overwrite": overwriting(refused)})
    assert again.status_code == 422 and "รองเขียนทีหลัง" in again.content.decode()
    last = {"results": "ของผม", "stamp": "0", "overwrite": overwriting(again)}
    assert client.post(address(inside), last).status_code == 302
    assert InternalSummary.objects.get().results == "ของผม"


def test_autosave_of_the_summary(inside, client) -> None:
    client.force_login(inside.principal)
    saved = client.post(address(inside), {"results": "ระหว่างพิมพ์"}, headers={"HX-Request": "true"}).content.decode()
    assert "บันทึกแล้ว" in saved
    assert 'name="stamp" value="1"' in saved


@pytest.mark.parametrize("role", ["supervisor", "group_director", "office_director", "committee_secretary"])
def test_the_office_sees_counts_and_sent_summaries_alone(inside, worked, client, role) -> None:
    client.force_login(inside.office[role])
    draft = save(inside)
    page = reverse("rounds:internal-office-summary", args=[draft.pk])
    assert client.get(page).status_code == 404
    services.submit_summary(draft, actor=inside.principal, now=at(DAY))
    assert client.get(page).status_code == 200
    assert client.get(reverse("rounds:internal")).status_code == 302
    listed = client.get(reverse("rounds:internal-office"), {"term": "1-2567"}).content.decode()
    assert "ส่งสรุปแล้ว 1 จาก 2 โรงเรียน" in listed
    assert str(inside.teacher) not in listed
    assert str(inside.observer) not in listed


def test_the_board_and_its_lists_agree(inside, worked, client) -> None:
    internal.summary(inside.principal, inside.school)
    found = board(inside.district, 2567, 1, on=DAY)
    assert (found.schools, found.planning, found.submitted, found.missing) == (2, 1, 1, 1)
    assert (found.total.planned, found.total.done) == (3, 2)
    client.force_login(inside.office["group_director"])
    office = reverse("rounds:internal-office")
    for filters, mine, theirs in (
        ({"planning": "yes"}, True, False),
        ({"planning": "no"}, False, True),
        ({"summary": "sent"}, True, False),
        ({"summary": "missing"}, False, True),
        ({"planning": "?"}, True, True),
    ):
        listed = client.get(office, {"term": "1-2567", **filters}).content.decode().split('id="schools"')[1]
        assert (inside.school.name in listed, inside.neighbour.name in listed) == (mine, theirs), filters


def test_the_term_of_a_page_is_the_running_one_unless_asked(inside) -> None:
    today = timezone.localdate()
    internal.planned(inside.principal, inside.school, observer=inside.observer)
    visit = InternalVisit.objects.get()
    InternalVisit.objects.filter(pk=visit.pk).update(academic_year=2599, term=1)
    chosen = choose_term(inside.district, today)
    assert (chosen.year, chosen.term) == academic_term(today)
    assert chosen.offered[0] == (2599, 1)
    assert choose_term(inside.district, today, "1-2599").year == 2599
    assert choose_term(inside.district, today, "x'--").year == chosen.year


def test_the_office_list_costs_the_same_however_many_schools(inside, worked, client) -> None:
    client.force_login(inside.office["group_director"])
    page = reverse("rounds:internal-office") + "?term=1-2567"

    def queries() -> int:
        client.get(page)
        with CaptureQueriesContext(connection) as found:
            assert client.get(page).status_code == 200
        return len(found)

    few = queries()
    for _ in range(8):
        school = base.school(inside.district)
        principal = base.user("principal", school)
        internal.planned(principal, school, observer=base.person(inside.district, school=school))
        internal.summary(principal, school)
    assert queries() == few
