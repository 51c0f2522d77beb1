"""Next year opened from this one: baselines from published finals, the plan from what stayed behind."""

from decimal import Decimal

import pytest
from django.urls import reverse

from core.errors import DomainError, NotAllowed
from supervision.improvement.models import Programme
from supervision.progress import starting
from supervision.progress.missing import missing_of_sheet
from supervision.progress.models import PlanLine, SchoolIndicator
from supervision.progress.queries.gaps import gaps_of
from supervision.progress.services import begin_next, carry_over, submit_sheet, tick_line
from supervision.progress.services.next_year import Carried
from tests.factories import base, improvement, procedures, progress


@pytest.fixture
def finals(monkeypatch):
    """What the app of results would give; filled by the test."""
    held: dict[tuple[int, int], Decimal] = {}
    monkeypatch.setattr(
        starting,
        "_sources",
        [lambda programme, school: {key: value for key, value in held.items() if school in (None, key[0])}],
    )
    return held


@pytest.fixture
def ended(office):
    """The year reported 3 everywhere, against a target of 4; next year's procedure may be run."""
    model = office.programme.model
    model.procedure = procedures.published(office.director, office.district, name="การขับเคลื่อน", level="office")
    model.save(update_fields=["procedure"])
    progress.values_for_all(
        office.programme, office.director, current=3, current_on=office.programme.starts_on.replace(day=28)
    )
    office.rows = progress.indicators_of(office.programme)
    return office


def test_only_who_drives_the_model_opens_next_year(ended):
    for stranger in (ended.principal, ended.supervisor, base.user("group_director", base.district())):
        with pytest.raises(NotAllowed):
            begin_next(ended.programme, actor=stranger)
    Programme.objects.filter(pk=ended.programme.pk).update(state="cancelled")
    with pytest.raises(DomainError):
        begin_next(ended.programme, actor=ended.director)


def test_an_earlier_year_is_refused_at_its_field(ended):
    with pytest.raises(DomainError) as refused:
        begin_next(ended.programme, actor=ended.director, year=ended.programme.year)
    assert refused.value.field == "year"


def test_next_year_begins_with_what_this_one_ended_with(ended, finals):
    school, row, fine = ended.schools[0], ended.rows[0], ended.rows[1]
    finals |= {(school.pk, row.pk): Decimal("2.666667"), (school.pk, fine.pk): Decimal(5)}
    made = begin_next(ended.programme, actor=ended.director)
    assert (made.year, made.carried_from, made.set) == (ended.programme.year + 1, ended.programme, ended.programme.set)
    assert begin_next(ended.programme, actor=ended.director) == made
    part = progress.part_of(made, school)
    held = SchoolIndicator.objects.get(participation=part, indicator=row)
    assert (held.baseline, held.baseline_origin) == (3, "last_year")
    assert "ผลประเมินปี" in held.baseline_note
    other = SchoolIndicator.objects.get(
        participation__programme=made, participation__school=ended.schools[1], indicator=row
    )
    assert other.baseline == 3 and "รายงาน" in other.baseline_note
    lines = PlanLine.objects.filter(participation=part)
    assert fine.pk not in set(lines.values_list("indicator", flat=True)), "what was reached is not carried"
    line = lines.get(indicator=row)
    assert line.carried.startswith(f"ปี {ended.programme.year}") and "2.67" in line.need


def test_unfinished_activities_come_along_and_finished_ones_do_not(ended, finals):
    row = ended.rows[0]
    kept = progress.a_line(ended.part, ended.principal, activity="ค่ายการอ่าน", indicator=row, owner="ครู ป.1")
    done = progress.a_line(ended.part, ended.principal, activity="ซื้อสื่อ")
    tick_line(done, actor=ended.principal, done_on=ended.programme.starts_on)
    loose = progress.a_line(ended.part, ended.principal, activity="ห้องสมุดมีชีวิต")
    made = begin_next(ended.programme, actor=ended.director)
    lines = PlanLine.objects.filter(participation=progress.part_of(made, ended.schools[0]))
    assert lines.get(indicator=row).activity == kept.activity
    assert lines.filter(activity=loose.activity).exists()
    assert not lines.filter(activity=done.activity).exists()


def test_late_results_fill_only_what_is_empty(ended, finals):
    made = begin_next(ended.programme, actor=ended.director)
    lines = PlanLine.objects.filter(participation__programme=made).count()
    assert carry_over(made, actor=ended.director) == Carried(0, 0)
    SchoolIndicator.objects.filter(participation__programme=made).delete()
    assert carry_over(made, actor=ended.director).lines == 0
    assert PlanLine.objects.filter(participation__programme=made).count() == lines
    assert SchoolIndicator.objects.filter(participation__programme=made).count() == 3 * len(ended.rows)


def test_late_finals_take_the_place_of_reported_values_but_not_of_what_a_school_wrote(ended, finals):
    made = begin_next(ended.programme, actor=ended.director)
    Programme.objects.filter(pk=made.pk).update(starts_on=ended.programme.starts_on)
    part, row, written = progress.part_of(made, ended.schools[0]), ended.rows[0], ended.rows[1]
    SchoolIndicator.objects.filter(participation=part, indicator=written).update(baseline=2, baseline_origin="self")
    lines = PlanLine.objects.filter(participation__programme=made).count()
    finals |= {(ended.schools[0].pk, key.pk): Decimal(5) for key in (row, written)}
    assert carry_over(made, actor=ended.director) == Carried(1, 0)
    stand = dict(SchoolIndicator.objects.filter(participation=part).values_list("indicator", "baseline"))
    assert (stand[row.pk], stand[written.pk]) == (5, 2)
    assert PlanLine.objects.filter(participation__programme=made).count() == lines


def test_a_better_final_overtakes_the_target_and_the_sheet_asks_for_another(ended, finals):
    """Targets may have been filled before last year's results were published: the carrying over goes on."""
    made = begin_next(ended.programme, actor=ended.director)
    Programme.objects.filter(pk=made.pk).update(starts_on=ended.programme.starts_on)
    row = ended.rows[0]
    part = progress.filled(progress.part_of(made, ended.schools[0]), ended.principal)
    note = SchoolIndicator.objects.get(
        participation__programme=made, participation__school=ended.schools[1], indicator=row
    ).baseline_note
    SchoolIndicator.objects.filter(participation=part, indicator=row).update(
        baseline_origin="last_year", baseline_note=note
    )
    finals |= {(ended.schools[0].pk, row.pk): Decimal(5)}
    assert carry_over(made, actor=ended.director) == Carried(1, 0)
    held = SchoolIndicator.objects.get(participation=part, indicator=row)
    assert (held.baseline, held.target, held.target_reason) == (5, 4, "")
    assert [one.text for one in missing_of_sheet(part)] == [f"เป้าหมาย {row.code} ที่ต่ำกว่าข้อมูลฐาน: ตั้งใหม่หรือบอกเหตุผล"]
    with pytest.raises(DomainError, match="ยังขาด"):
        submit_sheet(part, actor=ended.principal)


def test_a_sent_sheet_is_left_alone(ended, finals):
    made = begin_next(ended.programme, actor=ended.director)
    Programme.objects.filter(pk=made.pk).update(starts_on=ended.programme.starts_on)
    part = progress.filled(progress.part_of(made, ended.schools[0]), ended.principal)
    submit_sheet(part, actor=ended.principal)
    SchoolIndicator.objects.filter(participation=part).delete()
    carry_over(made, actor=ended.director)
    assert not SchoolIndicator.objects.filter(participation=part).exists()


def test_a_changed_scale_has_nothing_to_begin_from(ended, finals):
    twin = improvement.an_indicator_set(ended.programme.model)
    changed = twin.areas.get(code="Q1").indicators.get(code="1.1")
    type(changed).objects.filter(pk=changed.pk).update(highest=10)
    made = begin_next(ended.programme, actor=ended.director)
    assert made.set == twin
    codes = set(
        SchoolIndicator.objects.filter(participation__programme=made).values_list(
            "indicator__area__code", "indicator__code"
        )
    )
    assert ("Q1", "1.2") in codes and ("Q1", "1.1") not in codes


def test_the_page_shows_the_gaps_and_the_school_its_own(ended, finals, client):
    gaps = gaps_of(ended.programme)
    assert {len(rows) for rows in gaps.values()} == {len(ended.rows)}
    client.force_login(ended.director)
    page = client.get(reverse("progress:next-plan", args=[ended.programme.pk]))
    assert page.context["indicators"][0]["schools"] == 3
    answer = client.post(
        reverse("progress:open-next", args=[ended.programme.pk]), {"year": str(ended.programme.year + 1)}
    )
    made = Programme.objects.get(carried_from=ended.programme)
    assert answer["Location"] == reverse("progress:baselines", args=[made.pk])
    client.force_login(ended.principal)
    own = client.get(reverse("progress:school-next", args=[ended.part.pk]))
    assert len(own.context["gaps"]) == len(ended.rows)
    assert own.context["later"].programme == made
