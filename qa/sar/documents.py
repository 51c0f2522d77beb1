"""`sar` รายงานประจำปีของสถานศึกษา: one school's SAR of one academic year, as sent, or as it stands with "ร่าง" on it."""

from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse

from core.approvals.content import content_hash, short_hash
from core.errors import DomainError
from core.thai.dates import parse_date
from qa.sar import permissions
from qa.sar.models import Sar, SarCall
from qa.sar.queries.content import filled, snapshot
from reports.base import Book, BuildContext
from reports.forms import DigitsField
from reports.registry import register
from schools.models import School
from schools.printing import DistrictDocument, DistrictForm


class SarForm(DistrictForm):
    """The school and the academic year (พ.ศ.); by default the SAR sent last, else the last one begun."""

    school = forms.ModelChoiceField(label="โรงเรียน", queryset=School.objects.none(), empty_label=None)
    year = forms.TypedChoiceField(label="ปีการศึกษา (พ.ศ.)", coerce=int, choices=())
    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(Sar.objects).filter(call__district=self.district, confirmed_at__isnull=False)
        rows = rows.exclude(call__state=SarCall.State.CANCELLED)
        school: Any = self.fields["school"]
        year: Any = self.fields["year"]
        school.queryset = School.objects.filter(pk__in=rows.order_by().values("school"))
        years = sorted(set(rows.order_by().values_list("call__academic_year", flat=True)), reverse=True)
        year.choices = [(one, str(one)) for one in years]
        last = rows.order_by("-submitted_at", "-confirmed_at").filter(submitted_at__isnull=False).first()
        last = last or rows.order_by("-confirmed_at").first()
        if last is not None:
            school.initial, year.initial = last.school_id, last.call.academic_year


class SarPaper(DistrictDocument):
    key = "sar"
    title = "รายงานประจำปีของสถานศึกษา (SAR)"
    description = "SAR ของโรงเรียนหนึ่ง ข้อมูลพื้นฐาน ระดับพร้อมวิธีคิด หลักฐาน และลายมือชื่อ มีคำว่าร่างจนกว่าจะส่ง"
    formats = ("pdf",)
    form_class = SarForm
    school_capability = "report.school.run"

    def file_name(self, context: BuildContext) -> str:
        return f"SAR {context.params['year']} {context.params['school']}"

    def pdf(self, context: BuildContext) -> Book:
        sar = self._sar(context)
        content, number, draft = _content(context.reader.user, sar)
        title = f"{self.title} ปีการศึกษา {content['year']}"
        digest = short_hash(content_hash(content))
        foot = f"SAR {sar.school.name} {'ฉบับที่ ' + str(number) if number else 'ร่าง'} · รหัสยืนยันเนื้อหา {digest}"
        data = {
            "heading": self.title, "sar": sar, "content": content, "district": self.district(context),
            "board_on": parse_date(content["board_on"]) if content["board_on"] else None,
            "director": next((row["value"] for row in content["basic"] if row["key"] == "director"), ""),
            "evidence": _evidence(content), "short": content["form"] == SarCall.Form.SHORT,
            "signers": _signers(sar, content, draft=draft),
        }  # fmt: skip
        block = context.block(
            "documents/sar/sar.html", data, title=title, foot=foot, mark="draft" if draft else "", pages=12
        )
        return Book(title, (block,), digits=self.digits(context))

    def _sar(self, context: BuildContext) -> Sar:
        rows = context.visible(Sar.objects).filter(
            school=context.params["school"], call__academic_year=context.params["year"], confirmed_at__isnull=False
        )
        rows = rows.exclude(call__state=SarCall.State.CANCELLED)
        found: Sar | None = rows.select_related(
            "call__district__settings", "school__district", "submitted_by", "decided_by"
        ).first()
        if found is None:
            raise DomainError("โรงเรียนนี้ไม่มี SAR ของปีการศึกษาที่เลือก", field="year")
        return found


def _content(user: Any, sar: Sar) -> tuple[dict[str, Any], int, bool]:
    """(content, revision, whether it is a draft): what was sent while it stands, else what the school is writing, which
    the school alone may print; the office then gets the revision sent last. DomainError where there is none."""
    sent = sar.revisions.first()
    own = user is None or permissions.may_see_live(user, sar)
    if sent is not None and (sar.is_with_office or not own):
        return sent.snapshot, sent.number, False
    if not own:
        raise DomainError("โรงเรียนยังไม่ส่ง SAR พิมพ์ได้เมื่อโรงเรียนส่งแล้ว", field="school")
    return snapshot(filled(sar)), 0, True


def _evidence(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Every piece once, with what it proves, in reading order."""
    found: dict[str, dict[str, Any]] = {}
    for level in content["levels"]:
        for standard in level["standards"]:
            for row in [standard, *standard.get("items", [])]:
                for proof in row["evidence"]:
                    address = settings.SITE_URL + reverse("evidence:item", args=[proof["item"]])
                    held = found.setdefault(proof["key"], {**proof, "address": address, "proves": {}})
                    held["proves"].setdefault(level["name"], []).append(row["key"])
    return list(found.values())


def _signers(sar: Sar, content: dict[str, Any], *, draft: bool) -> list[dict[str, Any]]:
    """The principal, and the chair of the school's board, who signs by hand."""
    director = next((row["value"] for row in content["basic"] if row["key"] == "director"), "")
    principal = {
        "said": "ผู้รายงาน", "name": director.partition(" (")[0], "post": f"ผู้อำนวยการ{sar.school.name}",
        "date": None if draft else sar.submitted_at,
    }  # fmt: skip
    return [principal, {"said": "ให้ความเห็นชอบ", "post": "ประธานคณะกรรมการสถานศึกษา"}]


register(SarPaper())
