"""Shipped exams of an office, results written through the service, workbooks of results, and a curriculum's steps."""

import io
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook
from PIL import Image

from accounts.models import User
from core import files
from instruments.models import InstrumentVersion
from instruments.queries import form_of
from instruments.services import AnswerValue
from schools.models import District, School, SubjectGroup, WorkGroup
from supervision.achievement import services
from supervision.achievement.importing.sheet import SHEET
from supervision.achievement.models import AssessmentCheck, BankItem, ExamResult, Paper
from supervision.curricula import services as curricula
from supervision.curricula.models import Curriculum, CurriculumKind, CurriculumReview
from supervision.curricula.reference import load_kinds
from supervision.curricula.services.common import pointer_of
from tests.factories import base

DAY = date(2025, 6, 2)


def exams_of(of: District) -> None:
    services.load_exams(of)


def paper(of: District, code: str = "onet", grade: str = "ป.6", subject: str = "ภาษาไทย") -> Paper:
    exams_of(of)
    return Paper.objects.select_related("exam__district").get(
        exam__district=of, exam__code=code, grade=grade, subject=subject
    )


def give(
    of: Paper, mean: Any, *, school: School | None = None, year: int = 2567, scope: str = "", sat: int | None = 10,
    **more: Any,
) -> ExamResult:  # fmt: skip
    """A result by the office's director; without a school it is the country's unless told."""
    where = scope or ("school" if school else "national")
    return services.record_result(
        of, actor=_head(of.exam.district), academic_year=year,
        figures=services.Figures(sat, Decimal(str(mean)), **more), scope=where, school=school,
    )  # fmt: skip


def _head(of: District) -> Any:
    email = f"keeper-{of.pk}@example.org"
    return User.objects.filter(email=email).first() or base.user("group_director", of, email=email)


def workbook(rows: list[tuple[Any, ...]], head: tuple[str, ...] = ()) -> bytes:
    """Rows of school, exam, year, grade, subject, sat, mean and then sd, strong, middle, weak."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = SHEET.title
    page.append(list(head) or [column.title for column in SHEET.columns if column.key != "name"])
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def an_item(actor: Any, of: District, **values: Any) -> BankItem:
    group, _ = SubjectGroup.objects.get_or_create(district=of, name="กลุ่มสาระของคลังข้อสอบ", defaults={"position": 1})
    given = {"title": "การอ่านจับใจความ", "subject_group": group, "grade": "ป.6", "indicator": "ท 1.1 ป.6/3", **values}
    return services.add_item(of, actor=actor, **given)


def answers_of(version: InstrumentVersion, value: int = 3) -> dict[int, AnswerValue]:
    return {key: AnswerValue(number=Decimal(value)) for key in form_of(version.pk).items}


def a_check(actor: Any, school: School, version: InstrumentVersion, *, done: bool = False) -> AssessmentCheck:
    row = services.begin_check(school, actor=actor, version=version, checked_on=DAY)
    if not done:
        return row
    row = services.save_check(row, actor=actor, values={"advice": "ทำต่อ"}, answers=answers_of(version))
    return services.finish_check(row, actor=actor)


def kind(of: District, key: str = "basic") -> CurriculumKind:
    load_kinds(of)
    return CurriculumKind.objects.get(district=of, reference_key=key)


def a_curriculum(school: School, actor: Any, **values: Any) -> Curriculum:
    given = {
        "kind": kind(school.district), "title": "หลักสูตรสถานศึกษา", "version": "พุทธศักราช 2568", "year_from": 2568,
        "grades": "ป.1–ป.6", "approved_on": DAY, **values,
    }  # fmt: skip
    return curricula.write_curriculum(school, actor=actor, **given)


def with_book(row: Curriculum, actor: Any) -> Curriculum:
    page = io.BytesIO()
    Image.new("RGB", (40, 60), "#eeeeee").save(page, "JPEG")
    upload = SimpleUploadedFile("a.jpg", page.getvalue(), content_type="image/jpeg")
    files.store(upload, owner=pointer_of(row), actor=actor, district_code=row.school.district.code)
    return row


def a_sent_curriculum(school: School, actor: Any, **values: Any) -> Curriculum:
    return curricula.submit_curriculum(with_book(a_curriculum(school, actor, **values), actor), actor=actor)


def a_review(
    actor: Any, row: Curriculum, version: InstrumentVersion, *, done: bool = True, on: date = DAY
) -> CurriculumReview:
    made = curricula.begin_review(row, actor=actor, version=version, checked_on=on)
    if not done:
        return made
    made = curricula.save_review(made, actor=actor, values={"advice": "ปรับหน่วยท้องถิ่น"}, answers=answers_of(version))
    return curricula.finish_review(made, actor=actor)


def of_group(actor: Any, of: District, key: str) -> None:
    """Appoint the account's person to the work group of this reference key."""
    group, _ = WorkGroup.objects.get_or_create(
        district=of, reference_key=key, defaults={"number": int(key[-1]), "name": f"กลุ่มงาน {key}"}
    )
    base.assign(base.person_of(actor, of), group)
