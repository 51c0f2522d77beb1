"""The three forms of the network manual (§7): `network-survey`, `network-follow-up` and `network-report`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils import timezone

from core.errors import DomainError
from core.thai.years import fiscal_range
from instruments.documents import parts_of
from instruments.models import InstrumentVersion
from instruments.queries import Form, form_of, usable_versions
from meetings.models import Gathering
from meetings.queries import SheetsResult
from reports.base import Book, BuildContext
from reports.registry import register
from reports.xlsx import Column, Sheet
from schools.models import Appointment
from schools.printing import DistrictDocument, PrintedForm
from supervision.networks.models import Member, NetworkYear
from supervision.networks.queries import RESULT_HELD, follow_up_results, standings, survey_result

RESULT, BLANK = "result", "blank"
OFFICE, PUBLISHED = "office", "published"


class YearForm(PrintedForm):
    year = forms.ModelChoiceField(label="เครือข่ายและปี", queryset=NetworkYear.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(NetworkYear.objects).filter(network__district=self.district)
        field: Any = self.fields["year"]
        field.queryset = rows.select_related("network").order_by("-fiscal_year", "network__name", "pk")
        field.initial = field.queryset.values_list("pk", flat=True).first()


class FormOrResult(YearForm):
    paper = forms.ChoiceField(
        label="พิมพ์", choices=[(RESULT, "สรุปผล"), (BLANK, "แบบเปล่าสำหรับกรอกด้วยมือ")], initial=RESULT
    )


class FollowUpForm(FormOrResult):
    """Begins with the newest year that was followed up."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["year"]
        followed = field.queryset.filter(follow_ups__isnull=False).values_list("pk", flat=True).first()
        field.initial = followed or field.initial


class ReportForm(YearForm):
    copy = forms.ChoiceField(
        label="ฉบับ",
        choices=[(OFFICE, "ฉบับของสำนักงาน"), (PUBLISHED, "ฉบับเผยแพร่ (ไม่มีชื่อบุคคลภายนอกและข้อความที่ผู้ตอบเขียน)")],
        initial=OFFICE,
    )


class _OfYear(DistrictDocument):
    """A document of one network's year; the office's, and of whoever is named on it at a school."""

    form_class: Any = YearForm

    def year(self, context: BuildContext) -> NetworkYear:
        chosen = context.params.get("year")
        rows = context.visible(NetworkYear.objects).filter(network__district=self.district(context))
        found: NetworkYear | None = (
            rows.select_related("network__district__settings", "network__kind")
            .filter(pk=chosen.pk if chosen is not None else None)
            .first()
        )
        if found is None:
            raise DomainError("ไม่พบเครือข่ายของปีที่เลือก", field="year")
        return found


class _FormOrResult(_OfYear):
    formats = ("pdf", "xlsx")
    form_class = FormOrResult
    code: str
    said: tuple[str, ...] = ()

    def results(self, year: NetworkYear) -> list[SheetsResult]:
        raise NotImplementedError

    def version(self, year: NetworkYear) -> InstrumentVersion | None:
        """The version in use, else the office's newest of the shipped form."""
        rows = usable_versions(year.network.district, of_networks=True)
        return next((row for row in rows if row.instrument.code == self.code), None)

    def pdf(self, context: BuildContext) -> Book:
        year = self.year(context)
        if context.params["paper"] == BLANK:
            return self._blank(context, year)
        found = self.results(year)
        heading = f"สรุปผล{self.title}"
        block = context.block(
            "documents/networks/results.html",
            {
                "year": year, "results": found, "heading": heading, "subheading": str(year),
                "counted": self.counted(year, found),
            },
            title=heading, foot=str(year), pages=3,
        )  # fmt: skip
        return Book(f"{heading} {year}", [block], digits=self.digits(context))

    def counted(self, year: NetworkYear, found: Sequence[SheetsResult]) -> str:
        return ""

    def _blank(self, context: BuildContext, year: NetworkYear) -> Book:
        version = self.version(year)
        if version is None:
            raise DomainError("ยังไม่มีแบบนี้ที่เผยแพร่ กรุณาเผยแพร่ในหน้าเครื่องมือนิเทศ")
        form = form_of(version.pk)
        block = context.block(
            "documents/instruments/form.html",
            {
                "form": form, "version": version, "instrument": version.instrument, "parts": parts_of(form),
                "texts": True,
                "district": self.district(context), "heading": version.instrument.name, "network": year.network,
                "signers": [{"said": word} for word in self.said],
            },
            title=version.instrument.name, foot=f"{version.instrument.name} รุ่นที่ {version.number}", pages=2,
        )  # fmt: skip
        return Book(version.instrument.name, [block], digits=self.digits(context))

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        year = self.year(context)
        if context.params["paper"] == BLANK:
            version = self.version(year)
            if version is None:
                raise DomainError("ยังไม่มีแบบนี้ที่เผยแพร่ กรุณาเผยแพร่ในหน้าเครื่องมือนิเทศ")
            return [_blank_sheet(form_of(version.pk))]
        found = self.results(year)
        return [
            Sheet(
                "ผลรายข้อ",
                (
                    Column("แบบ", 30), Column("ข้อ", 6, "number"), Column("ด้าน", 24), Column("รายการ", 50, "wrap"),
                    Column("n", 8, "number"), Column("ค่าเฉลี่ย", 10, "score"), Column("S.D.", 10, "score"),
                    Column("ระดับ", 14),
                ),
                _figures(found), (self.title, str(year)),
            ),
            Sheet(
                "ข้อที่ไม่มีคะแนน",
                (
                    Column("ข้อ", 6, "number"), Column("รายการ", 50, "wrap"), Column("คำตอบ", 40),
                    Column("จำนวน", 10, "number"),
                ),
                _counts(found), (self.title, str(year)),
            ),
        ]  # fmt: skip


def _figures(results: Sequence[SheetsResult]) -> Iterator[tuple[Any, ...]]:
    for result in results:
        name = result.form.version.instrument.name
        for line in result.items:
            one = line.figures
            yield (name, line.number, line.section, line.item.text, one.n, _number(one.mean), one.sd, one.word)
        whole = result.whole
        yield (name, None, "", "รวมทุกข้อ", whole.n, _number(whole.mean), whole.sd, whole.word)


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _counts(results: Sequence[SheetsResult]) -> Iterator[tuple[Any, ...]]:
    for result in results:
        for line in result.choices:
            for word, n in line.counts:
                yield (line.number, line.item.text, word, n)
        for item, texts in result.texts:
            for text in texts:
                yield (None, item.text, text, 1)


def _blank_sheet(form: Form) -> Sheet:
    """One row an item, its levels in words, a column to write in."""

    def rows() -> Iterator[tuple[Any, ...]]:
        number = 0
        for part, items in form.sections:
            for item in items:
                number += item.kind != item.Kind.NOTE
                words = " · ".join(f"{level.value} {level.label}" for level in form.levels[item.pk].values())
                yield (None if item.kind == item.Kind.NOTE else number, part.title, item.text, words, "")

    columns = (
        Column("ข้อ", 6, "number"), Column("ด้าน", 24), Column("รายการ", 50, "wrap"), Column("ตัวเลือก", 40, "wrap"),
        Column("คำตอบ", 24),
    )  # fmt: skip
    return Sheet("แบบเปล่า", columns, rows())


class NetworkSurvey(_FormOrResult):
    key = "network-survey"
    title = "แบบสำรวจความต้องการการพัฒนาเครือข่ายการนิเทศ"
    description = "แบบที่ 1 ของคู่มือเครือข่าย: ผลสำรวจความต้องการของสมาชิกรายข้อ หรือแบบเปล่าสำหรับกรอกด้วยมือ"
    code = "network-survey"

    def results(self, year: NetworkYear) -> list[SheetsResult]:
        survey = getattr(year, "survey", None)
        found = survey_result(survey) if survey is not None else None
        return [found] if found is not None else []

    def version(self, year: NetworkYear) -> InstrumentVersion | None:
        survey = getattr(year, "survey", None)
        return survey.version if survey is not None else super().version(year)

    def counted(self, year: NetworkYear, found: Sequence[SheetsResult]) -> str:
        survey = getattr(year, "survey", None)
        if survey is None:
            return "ยังไม่ได้สำรวจ"
        told = f"ส่งแบบให้สมาชิก {survey.invitations.count()} ราย ตอบ {survey.sheets.count()} ราย คำตอบไม่ผูกกับชื่อผู้ตอบ"
        return told if found else f"{told} {RESULT_HELD}"


class NetworkFollowUp(_FormOrResult):
    key = "network-follow-up"
    title = "แบบติดตามและประเมินผลการพัฒนาเครือข่ายการนิเทศ"
    description = "แบบที่ 2 ของคู่มือเครือข่าย: ผลการติดตามและประเมินของปีรายข้อ หรือแบบเปล่าสำหรับกรอกด้วยมือ"
    code = "network-follow-up"
    form_class = FollowUpForm
    said = ("ผู้ติดตาม", "ผู้แทนเครือข่าย")

    def results(self, year: NetworkYear) -> list[SheetsResult]:
        return follow_up_results(year)

    def counted(self, year: NetworkYear, found: Sequence[SheetsResult]) -> str:
        return f"ติดตาม {year.follow_ups.count()} ครั้ง"


class NetworkReport(_OfYear):
    key = "network-report"
    title = "แบบรายงานผลการพัฒนาเครือข่ายการนิเทศ"
    description = "แบบที่ 3 ของคู่มือเครือข่าย: สมาชิก ความต้องการ แผนและที่ทำ ผลการติดตาม การนำผลไปใช้ ของเครือข่ายหนึ่งในปีงบประมาณ"
    form_class = ReportForm

    def pdf(self, context: BuildContext) -> Book:
        """Out of the office go figures alone: no words of those who answered, and outsiders by kind and number."""
        year, published = self.year(context), context.params["copy"] == PUBLISHED
        network = year.network
        start, end = fiscal_range(year.fiscal_year)
        survey = getattr(year, "survey", None)
        met = (
            Gathering.objects.standing().tied_to("network", str(network.pk)).filter(held_on__range=(start, end))
            .select_related("kind").order_by("held_on", "pk")
        )  # fmt: skip
        members = list(network.members.on(start, end).told())
        surveyed, results = survey_result(survey) if survey is not None else None, follow_up_results(year)
        if published:
            surveyed, results = surveyed and replace(surveyed, texts=()), [replace(one, texts=()) for one in results]
        heading = f"รายงานผลการพัฒนาเครือข่ายการนิเทศ {network.name}"
        data = {
            "year": year, "network": network, "heading": heading, "subheading": f"ปีงบประมาณ {year.fiscal_year}",
            "district": network.district, "leads": list(network.leads.order_by("name_sort", "pk")),
            "members": [one for one in members if not (published and one.is_outside)], "all_members": len(members),
            "outside": _outside(members) if published else "",
            "pairs": list(network.pairs.select_related("lead", "partner")),
            "plan": list(year.plan.select_related("owner").prefetch_related("activities")),
            "activities": list(year.activities.select_related("line")), "gatherings": list(met),
            "survey": survey, "survey_result": surveyed, "held": RESULT_HELD, "results": results,
            "steps": standings([year], today=timezone.localdate())[0].steps, "signers": _signers(year),
        }  # fmt: skip
        block = context.block(
            "documents/networks/report.html", data, title=heading, foot=str(year), pages=6,
            mark="draft" if year.is_open else "",
        )  # fmt: skip
        return Book(heading, [block], digits=self.digits(context))


def _outside(members: Sequence[Member]) -> str:
    """How many are from outside, by kind."""
    people = sum(one.outside_person_id is not None for one in members)
    bodies = sum(one.outside_body_id is not None for one in members)
    return " และ".join([f"บุคคลภายนอก {people} ราย"] * bool(people) + [f"หน่วยงานภายนอก {bodies} แห่ง"] * bool(bodies))


def _signers(year: NetworkYear) -> list[dict[str, Any]]:
    """Who reports, and who holds the group director's post on that day."""
    reporter = year.reported_by.get_full_name() if year.reported_by else ""
    found: list[dict[str, Any]] = [{"said": "ผู้รายงาน", "name": reporter, "date": year.reported_on}]
    head = {"said": "ผู้รับรองรายงาน", "post": "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"}
    if year.reported_on is not None:
        held = Appointment.objects.in_force(year.reported_on).filter(
            district=year.network.district_id, role="group_director", school=None
        )
        row = held.select_related("person").order_by("starts_on", "pk").first()
        head["name"] = str(row.person) if row else ""
    return [*found, head]


for _document in (NetworkSurvey(), NetworkFollowUp(), NetworkReport()):
    register(_document)
