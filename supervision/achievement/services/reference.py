"""Shipped kinds of tests and their papers; what an office has is left as the office made it."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from schools.models import District, SubjectGroup
from schools.services.locks import lock_district
from supervision.achievement.models import Exam, Paper

FILE = Path(__file__).resolve().parent.parent / "reference" / "exams.yaml"


@cache
def shipped() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["exams"]
    return found


@transaction.atomic
def load_exams(district: District) -> int:
    """Add the exams and papers the office does not have; gives how many rows it gained. Safe to run twice."""
    lock_district(district.pk)
    groups = {row.reference_key: row for row in SubjectGroup.objects.of_district(district) if row.reference_key}
    held = {row.reference_key: row for row in Exam.objects.of_district(district) if row.reference_key}
    codes = set(Exam.objects.of_district(district).values_list("code", flat=True))
    added = 0
    for position, entry in enumerate(shipped(), start=1):
        exam = held.get(entry["code"])
        if exam is None:
            if entry["code"] in codes:
                continue
            exam = Exam.objects.create(
                district=district, code=entry["code"], name=entry["name"], short_name=entry["short"],
                level=entry["level"], position=position, reference_key=entry["code"], note=entry.get("note", ""),
            )  # fmt: skip
            added += 1
        added += _papers(exam, entry["papers"], groups)
    return added


def _papers(exam: Exam, entries: list[dict[str, Any]], groups: dict[str, SubjectGroup]) -> int:
    keys = set(exam.papers.values_list("reference_key", flat=True))
    names = set(exam.papers.values_list("grade", "subject"))
    rows, position = [], 0
    for entry in entries:
        for subject in entry["subjects"]:
            position += 1
            key = f"{entry['grade']}:{subject['name']}"
            if key in keys or (entry["grade"], subject["name"]) in names:
                continue
            rows.append(
                Paper(
                    exam=exam, grade=entry["grade"], subject=subject["name"], position=position, reference_key=key,
                    subject_group=groups.get(f"subject-{subject['group']}") if "group" in subject else None,
                    year_from=subject.get("from"), year_to=subject.get("to"), years_off=subject.get("off", []),
                )
            )  # fmt: skip
    return len(Paper.objects.bulk_create(rows))
