"""A teacher's sheet of นิเทศภายใน stays in the school, with the teacher, the observer and the principal: on pages, in
figures, documents, search, notices and at guessed addresses."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.search import find
from core.models import AuditEntry, Notice
from core.pointers import provider
from instruments.comparing import compare
from instruments.models import Response
from instruments.permissions import can_read_response, readable
from instruments.queries import form_of, item_figures, level_counts
from reports import registry
from reports.base import BuildContext, Reader
from schools.models import Appointment, Person
from schools.scope import forget
from supervision.field.models import Visit
from supervision.field.services import submit_visit
from supervision.rounds import services
from supervision.rounds.models import InternalVisit
from tests.factories import base, field, internal
from tests.factories.field import DAY, at
from tests.rounds.conftest import OFFICE, Inside

pytestmark = pytest.mark.django_db
SECRETS = ("จุดเด่นลับเฉพาะ", "วิชาลับเฉพาะ", "ห้องลับ", "ครูตอบลับเฉพาะ", "ตกลงลับเฉพาะ")
ADDRESSES = ("visit", "record", "done", "reopen", "acknowledge", "move", "cancel", "working")


@pytest.fixture
def visit(inside: Inside) -> InternalVisit:
    """Recorded and acknowledged, of a form about a person; the office keeps visits with the same form."""
    made = internal.planned(
        inside.principal, inside.school, observer=inside.observer, teacher=inside.teacher,
        version=internal.form(inside.school, "active-learning"), subject="วิชาลับเฉพาะ", classroom="ห้องลับ",
    )  # fmt: skip
    made = services.save_record(
        made, actor=inside.observing, values={"strengths": "จุดเด่นลับเฉพาะ", "next_step": "ตกลงลับเฉพาะ"},
        answers=internal.answers(made.version, 3), now=at(DAY),
    )  # fmt: skip
    services.record_internal(made, actor=inside.observing, now=at(DAY, 15))
    services.acknowledge_internal(made, actor=inside.taught, comment="ครูตอบลับเฉพาะ", now=at(DAY, 16))
    supervisor = inside.office["supervisor"]
    official = field.draft(supervisor, inside.school)
    field.sheet(official, supervisor, code="active-learning", person=inside.teacher, values=[2] * 10)
    field.sheet(official, supervisor)
    submit_visit(official, actor=supervisor, now=at(DAY, 16))
    internal.summary(inside.principal, inside.school)
    return InternalVisit.objects.select_related("response").get(pk=made.pk)


def own(visit: InternalVisit) -> Response:
    assert visit.response is not None
    return visit.response


def may_read(user: Any, response: Response) -> set[bool]:
    """What the three ways of asking say."""
    rows = Response.objects.filter(pk=response.pk)
    return {
        can_read_response(user, response),
        rows.filter(readable(user)).exists(),
        rows.visible_to(user).filter(readable(user)).exists(),
    }


@pytest.mark.parametrize("role", [*OFFICE, "far"])
def test_nobody_of_the_office_reads_the_sheet(inside, visit, client, role) -> None:
    user = inside.office[role]
    assert may_read(user, own(visit)) == {False}
    assert not Response.objects.visible_to(user).filter(pk=own(visit).pk).exists()
    assert not InternalVisit.objects.visible_to(user).exists()
    assert not provider("internal_visit").may_view(user, str(visit.pk))
    client.force_login(user)
    for name in ADDRESSES:
        address = reverse(f"rounds:internal-{name}", args=[visit.pk])
        assert client.get(address).status_code in (403, 404, 405), name
        assert client.post(address, {"reason": "อยากดู", "comment": "อยากดู"}).status_code in (403, 404, 405), name
    for address in (
        reverse("rounds:internal-plan", args=[inside.school.pk]),
        reverse("rounds:internal-summary", args=[inside.school.pk, 2567, 1]),
    ):
        assert client.get(address).status_code in (403, 404)
    for secret in SECRETS:
        assert find(user, inside.district, secret) == []


@pytest.mark.parametrize("name", ["colleague", "other_principal"])
def test_neither_colleagues_nor_other_schools(inside, visit, client, name) -> None:
    user = getattr(inside, name)
    assert may_read(user, own(visit)) == {False}
    client.force_login(user)
    for page in ("visit", "working", "record"):
        assert client.get(reverse(f"rounds:internal-{page}", args=[visit.pk])).status_code == 404
    assert not any(secret in client.get(reverse("rounds:internal")).content.decode() for secret in SECRETS)


def test_the_three_it_is_for(inside, visit, client) -> None:
    for name in ("principal", "observing", "taught"):
        user = getattr(inside, name)
        assert may_read(user, own(visit)) == {True}, name
        client.force_login(user)
        shown = client.get(reverse("rounds:internal-visit", args=[visit.pk])).content.decode()
        assert all(secret in shown for secret in SECRETS), name
        assert client.get(reverse("rounds:internal-working", args=[visit.pk])).status_code == 200
    reads = AuditEntry.objects.filter(action="internal.read")
    assert {entry.actor for entry in reads} == {inside.principal}


def test_the_teacher_reads_it_only_once_it_is_handed_over(inside) -> None:
    visit = internal.drafted(
        inside.observing, inside.principal, inside.school, observer=inside.observer, teacher=inside.teacher,
        version=internal.form(inside.school, "active-learning"),
    )  # fmt: skip
    assert may_read(inside.taught, own(visit)) == {False}
    services.record_internal(visit, actor=inside.observing, now=at(DAY, 15))
    assert may_read(inside.taught, own(visit)) == {True}
    services.reopen_internal(visit, actor=inside.observing, now=at(DAY, 15))
    assert may_read(inside.taught, own(visit)) == {False}
    services.cancel_internal(visit, actor=inside.principal, reason="ซ้ำ", now=at(DAY, 15))
    assert may_read(inside.taught, own(visit)) == {False}
    assert may_read(inside.principal, own(visit)) == {True}


def test_who_left_the_school_or_lost_their_post_reads_no_more(inside, visit) -> None:
    Appointment.objects.filter(person=inside.teacher).update(ends_on=DAY)
    for user in (inside.taught, inside.observing):
        forget(user)
    assert may_read(inside.taught, own(visit)) == {False}
    Person.objects.filter(pk=inside.observer.pk).update(school=inside.neighbour)
    assert may_read(inside.observing, own(visit)) == {False}
    Appointment.objects.filter(person__user=inside.principal).update(ends_on=DAY)
    forget(inside.principal)
    assert may_read(inside.principal, own(visit)) == {False}


def test_a_post_at_the_office_opens_nothing_and_closes_nothing(inside, visit, client) -> None:
    """The neighbour's principal who directs the group, and a teacher of the school lent to the office."""
    both = base.user("group_director", inside.district, of=inside.other_principal)
    assert may_read(both, own(visit)) == {False}
    lent = base.user("supervisor", inside.district, of=inside.colleague)
    assert may_read(lent, own(visit)) == {False}
    taught = base.user("supervisor", inside.district, of=inside.taught)
    assert may_read(taught, own(visit)) == {True}
    client.force_login(both)
    assert client.get(reverse("rounds:internal")).status_code == 200
    assert client.get(reverse("rounds:internal-office")).status_code == 200
    assert client.get(reverse("rounds:internal-visit", args=[visit.pk])).status_code == 404


def test_its_key_opens_no_other_page(inside, visit, client) -> None:
    """The sheet's key at addresses of visits, where the sheets of visits are read."""
    client.force_login(inside.office["group_director"])
    official = Visit.objects.get()
    for name in ("field:sheet", "field:working"):
        address = reverse(name, kwargs={"pk": official.pk, "response": own(visit).pk})
        assert client.get(address).status_code in (403, 404), name
    for words in (str(own(visit).pk), str(visit.pk)):
        groups = find(inside.taught, inside.district, words)
        assert not any("/internal/" in hit.url for _, hits in groups for hit in hits)


def test_no_figure_of_the_office_counts_it(inside, visit, client) -> None:
    instrument, director = visit.version.instrument, inside.office["group_director"]
    for user in (director, inside.principal, inside.taught):
        assert [cell.n for cell in compare(instrument, user, person=inside.teacher).totals] == [1]
    form = form_of(visit.version_id)
    everything = Response.objects.filter(version=visit.version_id)
    assert {row.n for row in item_figures(form, everything, sample=True)} == {1}, "the visit's sheet alone"
    assert sum(n for _, _, n in level_counts(everything)) == 1
    reader = Reader(director)
    for key in ("instrument-results", "visit-answers"):
        document = registry.get(key)
        given = {"instrument": str(visit.version_id)}
        _, params = document.clean(reader, inside.district.code, given)
        found = document.gather(BuildContext(inside.district.code, params, "pdf", reader))
        assert not found.heap.summed.filter(is_internal=True).exists(), key


def test_the_comparison_page_knows_no_teacher_of_internal_sheets_alone(inside, client) -> None:
    visit = internal.recorded(
        inside.observing, inside.principal, inside.school, observer=inside.observer, teacher=inside.teacher,
        version=internal.form(inside.school, "active-learning"),
    )  # fmt: skip
    given = {"instrument": visit.version.instrument_id, "person": inside.teacher.pk}
    for user in (inside.office["group_director"], inside.office["office_director"], inside.other_principal):
        client.force_login(user)
        assert client.get(reverse("instruments:compare"), given).status_code == 404


def links_in(words: str) -> list[str]:
    return [found.replace("&amp;", "&") for found in re.findall(r'href="(/[^"#]*|\?[^"#]*)"', words)]


@pytest.mark.parametrize("role", ["group_director", "office_director", "supervisor", "admin", "committee_secretary"])
def test_no_page_the_office_can_reach_tells_it(inside, visit, role) -> None:
    """A walk from the school's page and the pages of internal supervision, as far as links lead."""
    client = Client()
    client.force_login(inside.office[role])
    waiting = ["/", reverse("rounds:internal"), reverse("schools:school", args=[inside.school.pk]),
               reverse("core:notices"), f"/people/{inside.teacher.pk}/"]  # fmt: skip
    seen: set[str] = set()
    pages = 0
    while waiting and pages < 45:
        address = waiting.pop(0)
        path = address.split("?")[0]
        if address in seen or "/sign-out" in path or path.startswith(("/static", "/files", "/admin")):
            continue
        seen.add(address)
        answer = client.get(address, follow=True)
        if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
            continue
        pages += 1
        words = answer.content.decode()
        assert not [secret for secret in SECRETS if secret in words], address
        assert f"/internal/{visit.pk}/" not in words, address
        waiting += [link if link.startswith("/") else path + link for link in links_in(words)]
    assert pages > 5


def test_notices_and_traces_name_no_teacher(inside, visit) -> None:
    outside = Notice.objects.filter(recipient__in=list(inside.office.values()))
    assert {notice.code for notice in outside} == {"internal_summary.submitted"}
    named = [str(inside.teacher)]
    for notice in Notice.objects.filter(code__startswith="internal"):
        assert not any(name in f"{notice.title} {notice.body}" for name in named), notice.code
    for entry in AuditEntry.objects.filter(action__startswith="internal"):
        words = f"{entry.target_label} {entry.data}"
        assert not any(part in words for part in (*named, *SECRETS)), entry.action
