"""Planning a school's own supervision: the principal, once, with people of the school."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.errors import DomainError, NotAllowed
from core.models import AuditEntry, Notice
from supervision.rounds import services
from supervision.rounds.models import InternalVisit
from tests.factories import base, field, internal
from tests.factories.field import DAY, at

pytestmark = pytest.mark.django_db


def plan(inside, **more):
    given = {
        "actor": inside.principal, "observer": inside.observer, "teachers": [inside.teacher],
        "version": internal.form(inside.school), "planned_on": DAY, "subject": "คณิตศาสตร์", "classroom": "ป.2/1",
        "now": at(DAY), **more,
    }  # fmt: skip
    return services.plan_internal(inside.school, **given)


@pytest.mark.parametrize("name", ["observing", "taught", "other_principal"])
def test_only_the_principal_of_the_school_plans(inside, client, name) -> None:
    user = getattr(inside, name)
    with pytest.raises(NotAllowed):
        plan(inside, actor=user)
    client.force_login(user)
    address = reverse("rounds:internal-plan", args=[inside.school.pk])
    expected = 404 if name == "other_principal" else 403
    assert client.get(address).status_code == expected
    assert client.post(address, {}).status_code == expected
    assert not InternalVisit.objects.exists()


@pytest.mark.parametrize("role", ["group_director", "office_director", "admin", "far"])
def test_nobody_of_the_office_plans_for_a_school(inside, client, role) -> None:
    client.force_login(inside.office[role])
    assert client.get(reverse("rounds:internal-plan", args=[inside.school.pk])).status_code == 403


def test_who_cannot_take_part(inside) -> None:
    stranger = base.person(inside.district, school=inside.neighbour)
    for change, place in (
        ({"teachers": []}, "teachers"),
        ({"teachers": [inside.observer]}, "observer"),
        ({"teachers": [stranger]}, "teachers"),
        ({"observer": stranger}, "observer"),
        ({"planned_on": DAY + timedelta(days=900)}, "planned_on"),
        ({"version": field.version(inside.district, "internal-supervision")}, "version"),
        ({"version": field.version(base.district())}, "version"),
    ):
        with pytest.raises(DomainError) as refusal:
            plan(inside, **change)
        assert refusal.value.field == place, change
    assert not InternalVisit.objects.exists()


def test_a_plan_tells_both_and_stands_in_its_term(inside) -> None:
    visit = plan(inside)[0]
    assert (visit.academic_year, visit.term, visit.state) == (2567, 1, "planned")
    told = Notice.objects.filter(code="internal.planned")
    assert {row.recipient for row in told} == {inside.observing, inside.taught}
    assert not any(str(inside.teacher) in f"{row.title}{row.body}" for row in told)
    entry = AuditEntry.objects.get(action="internal.planned")
    assert str(inside.teacher) not in f"{entry.target_label}{entry.data}"


def test_the_same_plan_twice_is_one(inside) -> None:
    again = [plan(inside)[0].pk, plan(inside)[0].pk]
    assert len(set(again)) == 1
    assert Notice.objects.filter(code="internal.planned").count() == 2
    other = base.person(inside.district, school=inside.school)
    with pytest.raises(DomainError, match="มีนัดวันเดียวกัน"):
        plan(inside, observer=other)
    assert InternalVisit.objects.get().observer == inside.observer


def test_the_lesson_of_last_time_is_remembered(inside) -> None:
    plan(inside)
    later = plan(inside, planned_on=date(2024, 8, 1), subject="", classroom="")[0]
    assert (later.subject, later.classroom) == ("คณิตศาสตร์", "ป.2/1")


def test_the_page_keeps_what_was_typed(inside, client) -> None:
    client.force_login(inside.principal)
    address = reverse("rounds:internal-plan", args=[inside.school.pk])
    form = internal.form(inside.school)
    data = {"teachers": [inside.teacher.pk], "observer": inside.observer.pk, "planned_on": "วันไหนก็ได้",
            "version": form.pk, "subject": "ศิลปะ <b>", "classroom": "ป.3/2"}  # fmt: skip
    refused = client.post(address, data)
    assert refused.status_code == 422
    words = refused.content.decode()
    assert "ศิลปะ &lt;b&gt;" in words
    assert 'value="วันไหนก็ได้"' in words
    stranger, soon = base.person(inside.district, school=inside.neighbour), timezone.localdate().isoformat()
    assert client.post(address, {**data, "planned_on": soon, "teachers": [stranger.pk]}).status_code == 422
    same = client.post(address, {**data, "planned_on": soon, "teachers": [inside.observer.pk]})
    assert "สังเกตการสอนของตนเองไม่ได้" in same.content.decode()


def test_several_teachers_at_once(inside, client) -> None:
    client.force_login(inside.principal)
    more = [base.person(inside.district, school=inside.school) for _ in range(3)]
    today = timezone.localdate()
    data = {"teachers": [inside.teacher.pk, *(person.pk for person in more)], "observer": inside.observer.pk,
            "planned_on": today.isoformat(), "version": internal.form(inside.school).pk}  # fmt: skip
    for _ in range(2):
        made = client.post(reverse("rounds:internal-plan", args=[inside.school.pk]), data)
        assert made.status_code == 302
    assert InternalVisit.objects.count() == 4
    assert "4 ครั้ง" in client.get(made["Location"]).content.decode()


def test_moving_tells_who_is_replaced(inside) -> None:
    visit = plan(inside)[0]
    other_user = base.user("school_staff", inside.school)
    other = base.person_of(other_user, inside.district)
    with pytest.raises(NotAllowed):
        services.move_internal(visit, actor=inside.observing, planned_on=DAY, observer=other, now=at(DAY))
    with pytest.raises(DomainError):
        services.move_internal(visit, actor=inside.principal, planned_on=DAY, observer=inside.teacher, now=at(DAY))
    moved = services.move_internal(visit, actor=inside.principal, planned_on=DAY, observer=other, now=at(DAY))
    assert moved.observer == other
    replaced = Notice.objects.get(code="internal.replaced")
    assert (replaced.recipient, replaced.url) == (inside.observing, reverse("rounds:internal"))
    assert not InternalVisit.objects.visible_to(inside.observing).exists()
    before = Notice.objects.count()
    services.move_internal(visit, actor=inside.principal, planned_on=DAY, observer=other, now=at(DAY))
    assert Notice.objects.count() == before, "nothing changed, nobody is told"


def test_moving_a_begun_one_is_refused(inside, client) -> None:
    visit = internal.drafted(
        inside.observing, inside.principal, inside.school, observer=inside.observer, teacher=inside.teacher
    )
    with pytest.raises(DomainError, match="เริ่มบันทึก"):
        services.move_internal(
            visit, actor=inside.principal, planned_on=DAY + timedelta(days=1), observer=inside.observer, now=at(DAY)
        )


def test_cancelling_needs_a_reason_and_the_principal(inside, client) -> None:
    visit = plan(inside)[0]
    address = reverse("rounds:internal-cancel", args=[visit.pk])
    client.force_login(inside.observing)
    assert client.post(address, {"reason": "ติดธุระ"}).status_code == 403
    client.force_login(inside.principal)
    assert client.post(address, {"reason": "  "}).status_code == 422
    for _ in range(2):
        assert client.post(address, {"reason": "ครูลาป่วย"}).status_code == 302
    assert InternalVisit.objects.get().state == "cancelled"
    assert Notice.objects.filter(code="internal.cancelled").count() == 2
    # The lesson is free again.
    assert plan(inside)[0].pk != visit.pk


def test_the_list_costs_the_same_however_long(inside, client) -> None:
    client.force_login(inside.principal)
    address = reverse("rounds:internal") + "?term=1-2567"

    def queries() -> int:
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(address).status_code == 200
        return len(found)

    plan(inside)
    few = queries()
    for _ in range(12):
        internal.planned(inside.principal, inside.school, observer=inside.observer)
    assert queries() == few
