"""Import of 107 schools × 3 tests × 5 subjects × 10 years: rehearsed, kept and confirmed."""

import random
import time
from typing import Any

import pytest

from supervision.achievement.importing.service import confirm, receive
from supervision.achievement.models import Exam, ExamResult, Paper
from supervision.achievement.queries.warning import rule_of, warned_schools
from tests.factories import base
from tests.factories.achievement import workbook

pytestmark = pytest.mark.django_db
SCHOOLS, EXAMS, SUBJECTS, FIRST, LAST, LIMIT = 107, 3, 5, 2559, 2568, 20.0


def rows(schools: list[Any]) -> list[tuple[Any, ...]]:
    chance = random.Random(7)
    made = []
    for year in range(FIRST, LAST + 1):
        for exam in range(EXAMS):
            for subject in range(SUBJECTS):
                for school in schools:
                    sat = chance.randint(5, 40)
                    weak, strong = sat // 3, sat // 4
                    mean = round(chance.uniform(20, 80), 2)
                    made.append(
                        (school.code10, f"T{exam}", year, "ป.6", f"วิชา {subject}", sat, mean, 11.5, strong,
                         sat - weak - strong, weak)
                    )  # fmt: skip
    return made


def test_ten_years_of_an_office_under_twenty_seconds() -> None:
    district = base.district()
    head = base.user("group_director", district)
    schools = [base.school(district) for _ in range(SCHOOLS)]
    for number in range(EXAMS):
        exam = Exam.objects.create(district=district, code=f"t{number}", name=f"T{number}", short_name=f"T{number}")
        Paper.objects.bulk_create(
            Paper(exam=exam, grade="ป.6", subject=f"วิชา {subject}", position=subject) for subject in range(SUBJECTS)
        )
    data = workbook(rows(schools))
    start = time.perf_counter()
    run, rehearsal = receive(data, district, actor=head, name="a.xlsx")
    middle = time.perf_counter()
    assert rehearsal.counts["created"] == SCHOOLS * EXAMS * SUBJECTS * (LAST - FIRST + 1)
    confirm(run, actor=head)
    end = time.perf_counter()
    assert ExamResult.objects.of_district(district).count() == rehearsal.counts["created"]
    warned_schools(district, rule_of(district))
    done = time.perf_counter()
    print(
        f"\nimport of {len(rehearsal.rows):,} rows: rehearsal {middle - start:.1f} s, "
        f"confirmation {end - middle:.1f} s, together {end - start:.1f} s, limit {LIMIT:.0f}; "
        f"early warning {1000 * (done - end):.0f} ms"
    )
    assert end - start < LIMIT
    _, again = receive(data, district, actor=head, name="a.xlsx")
    assert again.changes_nothing
