"""Demo curricula of the first office: in force, returned, waiting to be reviewed, a draft; most schools have none."""

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from core import files
from core.bulk import many_acts
from core.thai.years import law_academic_year
from instruments.models import Item
from instruments.queries import form_of
from instruments.services import AnswerValue
from schools.demo import DemoContext
from schools.models import Appointment
from schools.queries import holders, holders_kept
from supervision.achievement.forms import school_forms
from supervision.curricula import services
from supervision.curricula.models import Curriculum, CurriculumKind
from supervision.curricula.services.common import pointer_of

# Kind, how far it is, by school in the order of names.
_ROWS = (
    ("basic", "accepted"), ("basic", "accepted"), ("basic", "returned"), ("basic", "submitted"), ("early", "accepted"),
    ("early", "submitted"), ("anti-corruption", "accepted"), ("local", "submitted"), ("special", "draft"),
)  # fmt: skip


def seed(context: DemoContext) -> None:
    """An office that has curricula is left as it is."""
    district = context.first
    kinds = {row.reference_key: row for row in CurriculumKind.objects.of_district(district)}
    if Curriculum.objects.of_district(district).exists() or not kinds:
        return
    version = school_forms(district).filter(instrument__code="curriculum-review").first()
    if version is None:
        return
    with many_acts(), holders_kept():
        _fill(context, kinds, version)
    context.say(f"{district.code}: {Curriculum.objects.of_district(district).count()} curricula")


def _fill(context: DemoContext, kinds: dict[str, CurriculumKind], version: Any) -> None:
    district, day = context.first, context.today - timedelta(days=60)
    head = holders("group_director", district, context.today)[0]
    principals = (
        Appointment.objects.in_force(context.today)
        .filter(district=district, role="principal", person__user__isnull=False)
        .select_related("person__user", "school__district")
        .order_by("school__name_sort", "pk")
    )
    year, form = law_academic_year(context.today)[0], form_of(version.pk)
    for number, ((kind, end), post) in enumerate(zip(_ROWS, principals[: len(_ROWS)], strict=False)):
        actor, school = post.person.user, post.school
        row = services.write_curriculum(
            school, actor=actor, kind=kinds[kind], title=f"{kinds[kind].name}{school.name}", version=f"พุทธศักราช {year}",
            year_from=year, grades="อ.2–อ.3" if kind == "early" else "ป.1–ป.6", approved_on=day - timedelta(days=30),
            changes="ปรับโครงสร้างเวลาเรียนและเพิ่มหน่วยการเรียนรู้ท้องถิ่น", now=_at(day, 9),
        )  # fmt: skip
        if end == "draft":
            continue
        files.store(_cover(), owner=pointer_of(row), actor=actor, district_code=district.code, caption="ปกและคำนำ")
        row = services.submit_curriculum(row, actor=actor, now=_at(day, 10))
        if end == "submitted":
            continue
        answers = {
            key: AnswerValue(number=Decimal(3 + (key + number) % 3))
            for key, item in form.items.items()
            if item.kind == Item.Kind.RATING
        }
        answers |= _facts(form, year)
        review = services.begin_review(row, actor=head, version=version, checked_on=day, now=_at(day, 11))
        review = services.save_review(
            review, actor=head, answers=answers, form=form, now=_at(day, 12),
            values={"strengths": "โครงสร้างเวลาเรียนครบทุกชั้น", "advice": "เพิ่มหน่วยการเรียนรู้ที่ใช้แหล่งเรียนรู้ในชุมชน"},
        )  # fmt: skip
        services.finish_review(review, actor=head, now=_at(day, 13))
        if end == "accepted":
            services.accept_curriculum(row, actor=head, opinion="ใช้ได้ ให้ประเมินการใช้ปลายปี", now=_at(day, 14))
        else:
            services.return_curriculum(row, actor=head, reason="คำอธิบายรายวิชาเพิ่มเติมยังไม่ครบ", now=_at(day, 14))


def _facts(form: Any, year: int) -> dict[int, AnswerValue]:
    """Answers of the questions that ask for facts, by code."""
    by_code = {item.code: key for key, item in form.items.items()}
    grades = next((value for value, level in form.levels[by_code["grades"]].items() if level.code == "primary"), 1)
    return {
        by_code["grades"]: AnswerValue(values=[grades]),
        by_code["revised_year"]: AnswerValue(number=Decimal(year)),
        by_code["approved"]: AnswerValue(number=Decimal(0)),
    }


def _cover() -> SimpleUploadedFile:
    page = io.BytesIO()
    Image.new("RGB", (420, 594), "#f4f1fa").save(page, "JPEG")
    return SimpleUploadedFile("ปกเล่มหลักสูตร.jpg", page.getvalue(), content_type="image/jpeg")


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
