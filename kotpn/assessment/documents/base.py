"""What the documents of self-assessments share: which one, or a whole set of a year, and who may have them."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from core.errors import DomainError
from kotpn.assessment.models import Assessment
from kotpn.assessment.querysets import AssessmentQuerySet
from kotpn.standards.models import OfficeStandardSet
from reports.base import BuildContext
from reports.forms import DigitsField
from schools.models import District
from schools.printing import DistrictDocument, DistrictForm

NONE_YET = "สำนักงานยังไม่มีการประเมินตนเอง เริ่มได้ที่หน้ามาตรฐานสำนักงาน"


def _label(assessment: Assessment) -> str:
    return f"{assessment} · {assessment.get_state_display()}"


class AssessmentForm(DistrictForm):
    """`assessment`: the newest unless told. With `set` the whole set is taken instead, of `year` or else the newest."""

    assessment = forms.ModelChoiceField(Assessment.objects.none(), label="ตัวบ่งชี้และปี", required=False)
    set = forms.ModelChoiceField(
        OfficeStandardSet.objects.none(), label="ทั้งชุดมาตรฐาน", required=False, empty_label="เฉพาะตัวบ่งชี้ที่เลือก"
    )
    year = forms.TypedChoiceField(
        label="ปีงบประมาณของทั้งชุด", coerce=int, required=False, empty_value=None, choices=[("", "ปีล่าสุดที่มี")]
    )
    digits = DigitsField()
    field_order: ClassVar[Any] = ("assessment", "set", "year", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.standing()
        field: Any = self.fields["assessment"]
        field.queryset = rows
        field.label_from_instance = _label
        first = rows.first()
        field.initial = first.pk if first else None
        held = rows.order_by()
        sets: Any = self.fields["set"]
        sets.queryset = OfficeStandardSet.objects.filter(pk__in=held.values("indicator__standard__set"))
        years = sorted(held.values_list("fiscal_year", flat=True).distinct(), reverse=True)
        self.fields["year"].choices = [("", "ปีล่าสุดที่มี"), *((year, str(year)) for year in years)]

    def standing(self) -> AssessmentQuerySet:
        rows: Any = self.reader.visible(Assessment.objects)
        return rows.of_district(self.district).standing().select_related("indicator__standard__set")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("set") and not given.get("assessment") and not self.errors:
            self.add_error("assessment", NONE_YET)
        if given.get("set"):
            of_set = self.standing().filter(indicator__standard__set=given["set"])
            given["year"] = given.get("year") or of_set.values_list("fiscal_year", flat=True).first()
            if not of_set.filter(fiscal_year=given["year"]).exists():
                self.add_error("year", f"ปีงบประมาณ {given['year']} ยังไม่มีการประเมินตนเองตามชุดนี้")
        return given


@dataclass(frozen=True)
class Asked:
    """What is printed: one assessment, or all of a set and year (then `whole` is the set)."""

    assessments: tuple[Assessment, ...]
    whole: OfficeStandardSet | None
    year: int

    @property
    def name(self) -> str:
        return f"{self.whole} ปีงบประมาณ {self.year}" if self.whole else str(self.assessments[0])


class AssessmentDocument(DistrictDocument):
    """The office at any time, and whoever sees an assessment of it: people named on an issue."""

    form_class = AssessmentForm

    def may_run(self, user: Any, district_code: str) -> bool:
        if super().may_run(user, district_code):
            return True
        district = District.objects.filter(code=district_code).first()
        return district is not None and Assessment.objects.visible_to(user).of_district(district).exists()

    def file_name(self, context: BuildContext) -> str:
        """By numbers: a file system takes 255 bytes, and the titles of standards alone are longer."""
        asked = self.asked(context)
        if asked.whole is not None:
            return f"{self.title} {asked.whole.code} {asked.year}"
        indicator = asked.assessments[0].indicator
        return f"{self.title} {indicator.standard.number}.{indicator.number} ปี {asked.year}"

    def asked(self, context: BuildContext) -> Asked:
        """Read again, in the order of the set; DomainError once it is cancelled."""
        given = context.params
        rows = context.visible(Assessment.objects).standing().select_related(
            "indicator__standard__set", "district__settings", "author"
        )  # fmt: skip
        if given.get("set"):
            of_set = rows.filter(indicator__standard__set=given["set"], fiscal_year=given["year"])
            return Asked(tuple(of_set), given["set"], given["year"])
        found = rows.filter(pk=given["assessment"].pk).first()
        if found is None:
            raise DomainError("การประเมินตนเองนี้ยกเลิกแล้ว จึงไม่มีเอกสาร")
        return Asked((found,), None, found.fiscal_year)
