"""Runs: many at once and once only, planned days, steps with reasons, late ones, the board, who may what."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.errors import DomainError, NotAllowed, StaleRevision
from core.thai.years import academic_year_range
from processes import services
from processes.models import Run, RunStep, Step
from processes.queries import board_of, only_late, standing_at, with_progress
from tests.core.tabs import second_tab
from tests.factories import base, field, procedures

pytestmark = pytest.mark.django_db
S = RunStep.State
TODAY = date(2024, 8, 5)


@pytest.fixture
def office(cast):
    """The cast and a school's procedure in force, opened for both schools in ปีการศึกษา 2567."""
    cast.procedure = procedures.published(cast.director, cast.district)
    services.open_runs(cast.procedure, actor=cast.director, year=2567, now=field.at(field.DAY))
    cast.run = Run.objects.get(school=cast.school)
    return cast


def step(run: Run, position: int) -> RunStep:
    return run.steps.get(position=position)


def save(office, position: int, state: str, *, actor=None, **values):
    row = step(office.run, position)
    return services.save_run_step(row, actor=actor or office.principal, state=state, now=field.at(TODAY), **values)


def test_runs_open_once_for_every_school_open_in_that_year(cast) -> None:
    procedure = procedures.published(cast.director, cast.district)
    base.school(cast.district, closed_on=date(2020, 5, 1))
    base.school(cast.other_district)
    with pytest.raises(NotAllowed):
        services.open_runs(procedure, actor=cast.supervisor, year=2567)
    with pytest.raises(DomainError, match=r"พ\.ศ\."):
        services.open_runs(procedure, actor=cast.director, year=2024)
    first = services.open_runs(procedure, actor=cast.director, year=2567, clusters=[cast.cluster])
    again = services.open_runs(procedure, actor=cast.director, year=2567)
    assert (first.opened, first.there, again.opened, again.there) == (2, 0, 0, 2)
    assert services.open_runs(procedure, actor=cast.director, year=2568).opened == 2
    assert RunStep.objects.count() == 12


def test_an_office_and_a_cluster_have_runs_of_their_own(cast) -> None:
    of_office = procedures.published(cast.director, cast.district, name="งานเขต", level="office")
    of_cluster = procedures.published(cast.director, cast.district, name="งานกลุ่ม", level="cluster")
    for procedure in (of_office, of_cluster):
        assert services.open_runs(procedure, actor=cast.director, year=2567).opened == 1
    assert {run.place for run in Run.objects.all()} == {str(cast.district), str(cast.cluster)}


def test_planned_days_follow_the_months_of_that_year(office) -> None:
    assert list(office.run.steps.values_list("planned_on", flat=True)) == [
        date(2024, 6, 30), date(2024, 7, 31), date(2025, 2, 28),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last", "kind", "day"),
    [
        (5, 5, "academic", date(2024, 5, 31)),
        (6, 3, "academic", date(2025, 3, 31)),
        (4, 5, "academic", None),
        (10, 11, "fiscal", date(2023, 11, 30)),
        (8, 9, "fiscal", date(2024, 9, 30)),
        (12, 12, "fiscal", date(2023, 12, 31)),
    ],
)
def test_months_are_read_in_the_order_of_the_year(first, last, kind, day) -> None:
    found = services.planned_day(Step(month_from=first, month_to=last), kind, 2567)
    assert found == (day or academic_year_range(2567)[1])


@pytest.mark.parametrize("who", ["other_principal", "stranger", "member"])
def test_others_note_nothing(office, who) -> None:
    with pytest.raises(NotAllowed):
        save(office, 0, S.DOING, actor=getattr(office, who))


def test_what_a_step_of_a_run_refuses(office) -> None:
    stranger = base.person(office.other_district)
    for values, name in (
        ({"state": "nearly"}, "state"),
        ({"state": S.DONE, "done_on": date(2024, 9, 1)}, "done_on"),
        ({"state": S.DOING, "done_on": TODAY}, "done_on"),
        ({"state": S.SKIPPED}, "note"),
        ({"state": S.DOING, "owner": stranger}, "owner"),
    ):
        with pytest.raises(DomainError) as caught:
            save(office, 0, **values)
        assert caught.value.field == name
    save(office, 0, S.DOING, actor=office.teacher, stamp=0)
    with pytest.raises(StaleRevision):
        save(office, 0, S.DONE, stamp=0)


def test_another_tab_of_a_step_is_not_overwritten(office, client) -> None:
    client.force_login(office.principal)
    address = reverse("processes:run-step", args=[office.run.pk, step(office.run, 0).pk])
    planned = step(office.run, 0).planned_on
    typed = {"state": S.DOING, "planned_on": f"{planned.day}/{planned.month}/{planned.year + 543}"}
    second_tab(client, address, typed, "note")
    assert step(office.run, 0).saved_by == office.principal


def test_a_colleagues_step_stands_beside_what_was_typed(office, client) -> None:
    client.force_login(office.principal)
    address = reverse("processes:run-step", args=[office.run.pk, step(office.run, 0).pk])
    seen = client.get(address).context["stamp"]
    save(office, 0, S.DOING, actor=office.teacher, note="ของครู")
    late = client.post(address, {"stamp": seen, "state": S.DOING, "note": "ของ ผอ."})
    assert late.status_code == 422
    assert late.context["conflict"] == [("บันทึก", "ของครู", "ของ ผอ.")]
    assert str(office.teacher) in late.content.decode()
    assert step(office.run, 0).note == "ของครู"


def test_the_last_step_finishes_the_run_and_reopening_one_opens_it(office) -> None:
    save(office, 0, S.DONE)
    save(office, 1, S.SKIPPED, note="ไม่มีร่าง", actor=office.supervisor)
    save(office, 2, S.DONE)
    office.run.refresh_from_db()
    assert (office.run.state, step(office.run, 0).done_on) == (Run.State.DONE, TODAY)
    save(office, 2, S.DOING)
    office.run.refresh_from_db()
    assert office.run.state == Run.State.OPEN


def test_the_board_tells_where_schools_stand_and_who_is_late(office) -> None:
    save(office, 0, S.DONE)
    runs = Run.objects.standing()
    assert [(row.key, row.runs, row.late) for row in board_of(runs, TODAY)] == [("1", 1, 1), ("2", 1, 1)]
    found = with_progress(runs, TODAY).get(pk=office.run.pk)
    assert (found.n_steps, found.n_finished, found.n_late, found.now_at) == (3, 1, 1, "ตรวจร่าง")
    assert [row.pk for row in standing_at(with_progress(runs, TODAY), "2")] == [office.run.pk]
    assert not standing_at(with_progress(runs, TODAY), "done").exists()
    assert only_late(with_progress(runs, TODAY)).count() == 2


def test_a_cancelled_run_takes_nothing_and_another_may_be_opened(office) -> None:
    with pytest.raises(DomainError):
        services.cancel_run(office.run, actor=office.director, reason=" ")
    services.cancel_run(office.run, actor=office.director, reason="เปิดผิดปี")
    with pytest.raises(DomainError, match="ยกเลิก"):
        save(office, 0, S.DONE)
    assert services.open_runs(office.procedure, actor=office.director, year=2567).opened == 1


def test_runs_go_on_with_the_version_they_began_with(office) -> None:
    draft = services.new_draft(office.procedure, actor=office.director)
    services.remove_step(draft.steps.get(title="ประกาศ"), actor=office.director)
    services.publish(draft, actor=office.director)
    assert office.run.steps.count() == 3
    services.open_runs(office.procedure, actor=office.director, year=2568)
    assert Run.objects.filter(year=2568).first().steps.count() == 2


def test_pages_tell_bad_input_and_keep_what_was_typed(office, client) -> None:
    client.force_login(office.principal)
    row = step(office.run, 0)
    address = reverse("processes:run-step", args=[office.run.pk, row.pk])
    answer = client.post(address, {"state": "skipped", "note": "", "planned_on": "31 ก.พ. 2567", "stamp": "0"})
    assert answer.status_code == 422
    assert "31 ก.พ. 2567" in answer.content.decode()
    assert "ปฏิทิน" in answer.content.decode()
    assert client.post(address, {"state": "doing", "stamp": "0"}).status_code == 302
    page = client.get(reverse("processes:run", args=[office.run.pk])).content.decode()
    assert "กำลังทำ" in page


def test_queries_do_not_grow(office, client) -> None:
    client.force_login(office.director)
    pages = [
        reverse("processes:procedures"), reverse("processes:runs-board", args=[office.procedure.pk]),
        reverse("processes:runs"), reverse("processes:procedure", args=[office.procedure.pk]),
    ]  # fmt: skip

    def asked() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            found.append(len(queries))
        return found

    asked()
    before = asked()
    for number in range(4):
        base.school(office.district, cluster=office.cluster)
        procedures.published(office.director, office.district, name=f"งาน {number}", level="office")
    services.open_runs(office.procedure, actor=office.director, year=2567)
    assert asked() == before


def test_opening_six_hundred_takes_as_many_queries_as_two(cast) -> None:
    procedure = procedures.published(cast.director, cast.district)
    with CaptureQueriesContext(connection) as few:
        services.open_runs(procedure, actor=cast.director, year=2567)
    for _ in range(60):
        base.school(cast.district)
    with CaptureQueriesContext(connection) as many:
        services.open_runs(procedure, actor=cast.director, year=2568)
    assert len(many) == len(few)
