"""An act whose state has passed, from an old tab or after a colleague: whoever has the right to it is led back to the
thing and told what stands there now, since when and by whom; nobody else learns anything, nothing happens twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core.models import AuditEntry
from office.errands import services as errands
from office.letters import services as letter_services
from office.stores import services as stores
from office.travel import services as trips
from office.welfare import services as welfare
from supervision.achievement import services as achievement
from supervision.agreements import services as agreements
from supervision.groups import services as groups
from supervision.improvement import services as improvement
from supervision.improvement.models import Programme
from supervision.indicators import services as indicators
from supervision.indicators.models import IndicatorSet
from supervision.networks import services as networks
from supervision.quality_schools import services as quality_schools
from supervision.recognition import services as recognition
from tests.factories import achievement as made_achievement
from tests.factories import agreements as made_agreements
from tests.factories import base, instruments, letters
from tests.factories import desk as desks
from tests.factories import groups as made_groups
from tests.factories import improvement as made_improvement
from tests.factories import networks as made_networks
from tests.factories import projects as made_projects
from tests.factories import quality_schools as made_quality
from tests.factories import recognition as honours
from tests.factories import stores as made_stores
from tests.factories import travel as made_trips
from tests.factories.improvement import a_programme

pytestmark = pytest.mark.django_db


@dataclass
class Case:
    """An act somebody did just now, which `late` opens or presses again: `gets` are pages of a form, `posts` what is
    sent. `state` is in words, `who` did it, `back` is the thing's page; `stranger` may not do it at all."""

    late: Any
    who: Any
    state: str
    back: str
    stranger: Any
    gets: tuple[str, ...] = ()
    posts: tuple[tuple[str, dict[str, str]], ...] = ()
    """Refused with 403 or not shown at all, before as after."""


def _letter() -> Case:
    place = desks.desk()
    deputy = base.user("deputy_director", place.district, name="รองคนหนึ่ง")
    row = letters.proposed(place.clerk, place.district)
    person = place.person(place.supervisor)
    letter_services.give_opinion(row, actor=deputy, text="มอบ", outcome="route", people=[person])
    at = [row.pk]
    return Case(
        place.head, deputy, row.State.ROUTED.label, reverse("letters:letter", args=at),
        gets=(reverse("letters:opinion", args=at),),
        posts=((reverse("letters:opinion", args=at), {"text": "ทราบ ยังพิมพ์อยู่", "outcome": "note"}),),
        stranger=place.supervisor,
    )  # fmt: skip


def _circular() -> Case:
    place = desks.desk()
    row = letters.sent(place.clerk, place.district)
    at = [row.pk]
    return Case(
        place.head, place.clerk, row.State.SENT.label, reverse("circulars:circular", args=at),
        gets=(reverse("circulars:edit", args=at),),
        posts=((reverse("circulars:edit", args=at), {"title": "ชื่อใหม่"}), (reverse("circulars:delete", args=at), {})),
        stranger=place.supervisor,
    )  # fmt: skip


def _errand() -> Case:
    place = desks.desk()
    row = desks.errand(place)
    errands.answer(row, actor=place.supervisor, text="ครบแล้ว")
    errands.accept(row, actor=place.head)
    at = [row.pk]
    return Case(
        place.supervisor, place.head, row.State.DONE.label, reverse("errands:errand", args=at),
        gets=(reverse("errands:answer", args=at),),
        posts=((reverse("errands:answer", args=at), {"text": "เพิ่มอีกหนึ่งโรง"}),),
        stranger=place.stranger,
    )  # fmt: skip


def _requisition() -> Case:
    place = desks.desk()
    item = made_stores.an_item(place.clerk, place.district)
    row = made_stores.a_requisition(place.supervisor, place.district, [(item, 2)])
    stores.approve_requisition(row, actor=place.head, quantities={})
    at = [row.pk]
    return Case(
        place.director, place.head, row.State.APPROVED.label, reverse("stores:requisition", args=at),
        gets=(reverse("stores:requisition-approve", args=at), reverse("stores:requisition-return", args=at)),
        posts=((reverse("stores:requisition-return", args=at), {"reason": "ของหมด"}),), stranger=place.supervisor,
    )  # fmt: skip


def _trip() -> Case:
    place = desks.desk()
    row = made_trips.a_trip(place.supervisor, place.district)
    trips.approve_trip(row, actor=place.head)
    at = [row.pk]
    return Case(
        place.director, place.head, row.State.APPROVED.label, reverse("travel:trip", args=at),
        gets=(reverse("travel:return", args=at),),
        posts=((reverse("travel:return", args=at), {"reason": "ซ้ำ"}), (reverse("travel:approve", args=at), {})),
        stranger=place.supervisor,
    )  # fmt: skip


def _project() -> Case:
    place = desks.desk()
    row = made_projects.done(place.head, place.district)
    at = [row.pk]
    colleague = base.user("group_director", place.district, name="ผู้อำนวยการอีกคน")
    return Case(
        colleague, place.head, row.State.DONE.label, reverse("projects:project", args=at),
        gets=(reverse("projects:edit", args=at), reverse("projects:cancel", args=at)),
        posts=((reverse("projects:cancel", args=at), {"reason": "ซ้ำ"}), (reverse("projects:start", args=at), {})),
        stranger=place.supervisor,
    )  # fmt: skip


def _network() -> Case:
    place = desks.desk()
    school = base.school(place.district)
    member = base.person(place.district, school=school)
    network = made_networks.a_network(place.supervisor, place.district, who=[member])
    row = made_networks.a_whole_year(place.supervisor, network)
    networks.report_year(row, actor=place.supervisor)
    row.refresh_from_db()
    at = [row.pk]
    return Case(
        place.head, place.supervisor, row.State.REPORTED.label, reverse("networks:year", args=at),
        gets=(reverse("networks:words", args=at), reverse("networks:plan-add", args=at)),
        posts=((reverse("networks:plan-add", args=at), {"title": "ประชุม"}),),
        stranger=base.user("supervisor", place.district),
    )  # fmt: skip


def _programme() -> tuple[Any, Any, Any, Programme]:
    district = base.district()
    head = base.user("group_director", district)
    school = base.school(district)
    principal = base.user("principal", school)
    return head, principal, base.user("group_director", district), a_programme(head, district, schools=[school])


def _improvement() -> Case:
    head, principal, other, row = _programme()
    improvement.close_programme(row, actor=head)
    at = [row.pk]
    return Case(
        other, head, Programme.State.CLOSED.label, reverse("improvement:programme", args=at),
        gets=(reverse("improvement:edit", args=at), reverse("improvement:team-new", args=at)),
        posts=((reverse("improvement:follow", args=at), {}),), stranger=principal,
    )  # fmt: skip


def _agreement() -> Case:
    head, _, other, programme = _programme()
    made_agreements.targets(programme)
    part = programme.participations.get()
    row = agreements.issue(part, actor=head, dated=made_agreements.DAY)
    agreements.cancel(row, actor=head, reason="ออกผิด")
    at = [row.pk]
    return Case(
        other, head, row.State.CANCELLED.label, reverse("agreements:agreement", args=at),
        gets=(reverse("agreements:signers", args=at), reverse("agreements:cancel", args=at)),
        posts=((reverse("agreements:cancel", args=at), {"reason": "ออกผิดอีก"}),),
        stranger=base.user("group_director", base.district()),
    )  # fmt: skip


def _practice() -> Case:
    district = base.district()
    head, other = base.user("group_director", district), base.user("group_director", district)
    school = base.school(district)
    principal = base.user("principal", school)
    row = honours.a_shown_practice(school, principal, head)
    at = [row.pk]
    return Case(
        other, head, row.State.SHOWN.label, reverse("recognition:practice", args=at),
        gets=(reverse("recognition:practice-return", args=at),),
        posts=((reverse("recognition:practice-return", args=at), {"reason": "เพิ่มภาพ"}),), stranger=principal,
    )  # fmt: skip


def _nomination() -> Case:
    district = base.district()
    head, school = base.user("group_director", district), base.school(district)
    principal = base.user("principal", school)
    award = honours.an_open_award(head, district)
    row = recognition.nominate(award, actor=principal, school=school, reason="นักเรียนอ่านคล่อง")
    recognition.withdraw_nomination(row, actor=principal)
    at = [row.pk]
    return Case(
        head, principal, row.State.WITHDRAWN.label, reverse("recognition:nomination", args=at),
        posts=((reverse("recognition:decide", args=at), {"act": "accept"}),), stranger=principal,
    )  # fmt: skip


def _indicators() -> Case:
    district = base.district()
    head, other = base.user("group_director", district), base.user("group_director", district)
    row = made_improvement.an_indicator_set(made_improvement.a_quality_model(district), state=IndicatorSet.State.DRAFT)
    area = row.areas.all()[0]
    indicators.publish(row, actor=head)
    at = [row.pk]
    return Case(
        other, head, IndicatorSet.State.PUBLISHED.label, reverse("quality-models:set", args=at),
        gets=(
            reverse("quality-models:set-front", args=at), reverse("quality-models:set-weights", args=at),
            reverse("quality-models:set-import", args=at), reverse("quality-models:area-new", args=at),
            reverse("quality-models:area", args=[area.pk]),
        ),
        posts=(
            (reverse("quality-models:set-front", args=at), {"name": "ชื่อที่พิมพ์อยู่"}),
            (reverse("quality-models:set-even", args=at), {}), (reverse("quality-models:set-delete", args=at), {}),
        ),
        stranger=base.user("supervisor", district),
    )  # fmt: skip


def _question_set() -> Case:
    district = base.district()
    head, other = base.user("group_director", district), base.user("group_director", district)
    row = made_achievement.an_item(head, district)
    achievement.withdraw_item(row, actor=head, reason="ซ้ำ")
    at = [row.pk]
    use = {"used_on": "1/6/2567", "purpose": "สอบปลายภาค"}
    return Case(
        other, head, row.State.WITHDRAWN.label, reverse("achievement:item", args=at),
        gets=tuple(reverse(f"achievement:item-{act}", args=at) for act in ("edit", "use", "withdraw")),
        posts=((reverse("achievement:item-use", args=at), use),), stranger=base.user("clerk", district),
    )  # fmt: skip


def _check() -> Case:
    district = base.district()
    head, reviewer = base.user("group_director", district), base.user("group_director", district)
    row = made_achievement.a_check(reviewer, base.school(district), instruments.published(head, district))
    achievement.cancel_check(row, actor=head, reason="เลือกโรงเรียนผิด")
    at = [row.pk]
    return Case(
        reviewer, head, row.State.CANCELLED.label, reverse("achievement:check", args=at),
        gets=(reverse("achievement:check-record", args=at), reverse("achievement:check-cancel", args=at)),
        posts=((reverse("achievement:check-finish", args=at), {}),), stranger=base.user("supervisor", district),
    )  # fmt: skip


def _training() -> Case:
    """Only one's own: another tab."""
    district = base.district()
    person = base.user("supervisor", district)
    row = made_groups.a_training(base.person_of(person, district), person)
    groups.cancel_training(row, actor=person, reason="บันทึกซ้ำ")
    at = [row.pk]
    typed = {"kind": "course", "title": "อบรมที่พิมพ์อยู่", "starts_on": "1/6/2567", "hours": "6"}
    return Case(
        person, person, "ยกเลิกแล้ว", reverse("groups:training", args=at),
        gets=(reverse("groups:training-edit", args=at), reverse("groups:training-cancel", args=at)),
        posts=((reverse("groups:training-edit", args=at), typed),), stranger=base.user("supervisor", district),
    )  # fmt: skip


def _quality_plan() -> tuple[Any, Any, Any, Any]:
    district = base.district()
    school = base.school(district, amphoe=base.amphoe(district))
    head, secretary = base.user("group_director", district), base.user("committee_secretary", district)
    year = made_quality.with_school(head, district, school)
    return head, secretary, base.user("supervisor", district), made_quality.submitted(secretary, year)


def _quality_schools() -> Case:
    head, secretary, stranger, row = _quality_plan()
    at = [row.pk]
    return Case(
        head, secretary, row.get_state_display(), reverse("quality-schools:plan", args=at),
        gets=(reverse("quality-schools:plan-edit", args=at), reverse("quality-schools:dispatch", args=at)),
        posts=(
            (reverse("quality-schools:plan-submit", args=at), {}),
            (reverse("quality-schools:focus-add", args=[row.year_id]), {"name": "จุดเน้นที่พิมพ์อยู่"}),
        ),
        stranger=stranger,
    )  # fmt: skip


def _quality_decision() -> Case:
    head, _, stranger, row = _quality_plan()
    given = {"revision": str(row.revision), "content_hash": row.content_hash}
    quality_schools.decide_plan(
        row, actor=head, revision=row.revision, content_hash=row.content_hash, decision="returned", comment="เพิ่มเป้าหมาย"
    )
    at = [row.pk]
    return Case(
        base.user("group_director", row.district), head, row.State.RETURNED.label,
        reverse("quality-schools:plan", args=at), stranger=stranger,
        posts=((reverse("quality-schools:plan-decide", args=at), {**given, "decision": "approved"}),),
    )  # fmt: skip


def _fund() -> Case:
    """What a colleague put right already; the page to read is that of what they wrote."""
    place = desks.desk()
    wrong = desks.entry(place, desks.fund(place), "income", "100", date(2025, 1, 10))
    right = welfare.counter_entry(wrong, actor=place.clerk, reason="พิมพ์ผิด")
    return Case(
        base.user("clerk", place.district), place.clerk, "แก้ด้วยรายการกลับแล้ว", reverse("welfare:entry", args=[right.pk]),
        gets=(reverse("welfare:counter", args=[wrong.pk]),), stranger=place.head,
    )  # fmt: skip


CASES: tuple[Callable[[], Case], ...] = (
    _letter, _circular, _errand, _requisition, _trip, _project, _network, _improvement, _agreement, _practice,
    _nomination, _indicators, _question_set, _check, _training, _quality_schools, _quality_decision, _fund,
)  # fmt: skip
EACH = pytest.mark.parametrize("made", CASES, ids=lambda one: one.__name__.strip("_"))


def _client(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def _is_told(page: str, case: Case) -> bool:
    words = page.replace("\xa0", " ")
    return f"ขณะนี้สถานะคือ “{case.state}”" in words and str(case.who) in words


@EACH
def test_the_page_of_an_act_that_passed_leads_to_the_thing_and_tells(made: Callable[[], Case]) -> None:
    case = made()
    late = _client(case.late)
    for address in case.gets:
        response = late.get(address)
        assert (response.status_code, response.get("Location")) == (302, case.back), address
        assert _is_told(late.get(case.back).content.decode(), case), address


@EACH
def test_what_was_sent_too_late_does_nothing_and_is_told(made: Callable[[], Case]) -> None:
    """A button leads to the page it was on; a form stands again with all that was typed."""
    case = made()
    late = _client(case.late)
    for address, data in case.posts:
        before = AuditEntry.objects.count()
        response = late.post(address, data)
        assert response.status_code in (302, 422), address
        page = late.get(response["Location"]) if response.status_code == 302 else response
        assert _is_told(page.content.decode(), case), address
        assert AuditEntry.objects.count() == before, address
        if response.status_code == 422:
            assert all(value in page.content.decode() for value in data.values()), address


@EACH
def test_who_may_not_do_it_at_all_is_refused_as_before(made: Callable[[], Case]) -> None:
    case = made()
    stranger = _client(case.stranger)
    for address in case.gets:
        assert stranger.get(address).status_code in (403, 404), address
    for address, data in case.posts:
        assert stranger.post(address, data).status_code in (403, 404), address
