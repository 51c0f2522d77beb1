"""`school-profile-4q` หนึ่งหน้าต่อหนึ่งโรงเรียน: net, gain, indicators, what was found and what comes next."""

from collections import defaultdict
from typing import Any

from django import forms

from core.errors import DomainError
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from schools.models import School
from schools.printing import DistrictDocument
from supervision.field.models import Finding
from supervision.improvement.models import Participation
from supervision.progress.models import PlanLine
from supervision.results.documents.forms import PrintedEditionForm, edition_line, shown_of
from supervision.results.models import Sheet
from supervision.results.queries.pictures import Profile, ProfileArea, profiles_of
from supervision.results.queries.shown import Shown

# What one page has room for.
FINDINGS, NEXT, LONG = 3, 3, 170
DENSE, DENSEST = 16, 28


class ProfileForm(PrintedEditionForm):
    """`school` empty prints every school the reader sees, one page each."""

    school = forms.ModelChoiceField(
        School.objects.none(), label="โรงเรียน", required=False, empty_label="ทุกโรงเรียน หน้าละโรงเรียน"
    )
    digits = DigitsField()
    field_order = ("programme", "school", "edition", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["school"]
        field.queryset = self.reader.visible(School.objects).filter(district=self.district)


class SchoolProfile(DistrictDocument):
    key = "school-profile-4q"
    title = "สรุปผลการพัฒนาคุณภาพรายโรงเรียน"
    description = "หน้าละโรงเรียน: แผนภาพเรดาร์ ข้อมูลฐานกับผลปลายปี ตัวชี้วัดทุกตัว ข้อค้นพบ และก้าวต่อไป"
    form_class = ProfileForm
    capability = "report.run"
    school_capability = "report.school.run"

    def file_name(self, context: BuildContext) -> str:
        school = context.params["school"]
        return f"{self.title} {school.name if school else 'ทุกโรงเรียน'} {context.params['programme'].year}"

    def pdf(self, context: BuildContext) -> Book:
        found = shown_of(context)
        profiles = profiles_of(found.edition, self.rows(context, found))
        if not profiles:
            raise DomainError("ไม่มีผลของโรงเรียนนี้ในปีที่เลือก", field="school")
        told = _Told(found, profiles)
        blocks = [
            context.block(
                "documents/results/profile.html", self.page(found, profile, told), title=profile.school.name,
                key=f"school-{profile.school.pk}", mark="draft" if found.is_draft else "",
                foot=f"{found.edition.evaluation.programme} {edition_line(found)}",
            )
            for profile in profiles
        ]  # fmt: skip
        return Book(self.title, blocks, digits=self.digits(context))

    def rows(self, context: BuildContext, found: Shown) -> list[Any]:
        """A school reads its own page even where every rank was announced."""
        rows = found.rows.order_by("participation__school__name_sort", "pk")
        if not found.whole:
            rows = rows.filter(participation__in=context.visible(Participation.objects).values("pk"))
        school = context.params["school"]
        return list(rows.filter(participation__school=school) if school else rows)

    def page(self, found: Shown, profile: Profile, told: "_Told") -> dict[str, Any]:
        part = profile.result.participation
        count = len(profile.lines)
        return {
            "school": profile.school, "programme": found.edition.evaluation.programme, "result": profile.result,
            "profile": profile, "radar": profile.radar(), "changes": profile.changes(),
            "columns": _columns(profile.areas),
            "density": "normal" if count <= DENSE else "dense" if count <= DENSEST else "densest",
            "strongest": profile.strongest[:FINDINGS], "short": profile.short_of_target[:FINDINGS],
            "comments": told.comments[part.pk][:2], "findings": told.findings[part.school_id][:FINDINGS],
            "open": len(told.findings[part.school_id]), "steps": told.steps[part.pk][:NEXT],
        }  # fmt: skip


class _Told:
    """What was said of the schools of the paper, in three queries: assessors' comments, findings of visits still open,
    activities of the plan not done."""

    def __init__(self, found: Shown, profiles: list[Profile]) -> None:
        programme = found.edition.evaluation.programme
        parts = [profile.result.participation_id for profile in profiles]
        schools = [profile.school.pk for profile in profiles]
        self.comments: dict[int, list[str]] = defaultdict(list)
        sheets = Sheet.objects.filter(participation__in=parts, person__isnull=False).submitted().exclude(comment="")
        for part, text in sheets.order_by("pk").values_list("participation", "comment"):
            self.comments[part].append(_short(text))
        self.findings: dict[int, list[str]] = defaultdict(list)
        rows = Finding.objects.sent().filter(
            visit__school__in=schools, visit__visited_on__range=(programme.starts_on, programme.ends_on),
            action__state__in=("open", "done"),
        )  # fmt: skip
        for school, text in rows.order_by("-visit__visited_on", "pk").values_list("visit__school", "text"):
            self.findings[school].append(_short(text))
        self.steps: dict[int, list[str]] = defaultdict(list)
        lines = PlanLine.objects.filter(participation__in=parts, done_on__isnull=True)
        for part, text in lines.order_by("area__position", "position", "pk").values_list("participation", "activity"):
            self.steps[part].append(_short(text))


def _short(text: str) -> str:
    """One page has room for a beginning; the whole stands where it was written."""
    text = " ".join(text.split())
    return text if len(text) <= LONG else f"{text[:LONG].rstrip()} (มีต่อในระบบ)"


def _columns(areas: tuple[ProfileArea, ...]) -> tuple[list[ProfileArea], list[ProfileArea]]:
    """The areas over two columns, as even as whole areas allow."""
    whole = sum(len(area.lines) + 1 for area in areas)
    left: list[ProfileArea] = []
    taken = 0
    for area in areas:
        size = len(area.lines) + 1
        if taken and taken + size / 2 > whole / 2:
            break
        left.append(area)
        taken += size
    return left, list(areas[len(left) :])
