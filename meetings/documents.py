"""`gathering-report` รายงานการประชุม อบรม หรือกิจกรรม: from principle to signatures, for the file and the pack."""

from typing import Any

from django import forms

from core.errors import DomainError
from core.files import attachments_of
from core.thai.dates import date_range
from meetings.models import Gathering, Participant
from meetings.pointing import photo_pointer
from meetings.queries import batch_lines, people_by_place, result_of
from reports.base import Block, Book, BuildContext, Reader
from reports.produce import order, produce
from reports.registry import register
from reports.rows import RowField, words_in
from schools.printing import DistrictDocument, PrintedForm

MOST_PHOTOS = 24
MOST_NAMES = 600


class GatheringReportForm(PrintedForm):
    gathering = RowField(
        label="การประชุมหรือกิจกรรม", queryset=Gathering.objects.none(), page="meetings", asks="เรื่อง",
        named=lambda row: f"{row.title} ({row.days_label})", find=words_in("title", "place", "body_text"),
        gone="ไม่พบการประชุมหรือกิจกรรมนี้",
    )  # fmt: skip
    names = forms.BooleanField(label="พิมพ์รายชื่อผู้เข้าร่วม", required=False, initial=True)
    photos = forms.BooleanField(label="พิมพ์ภาพ", required=False, initial=True)

    field_order = ("gathering", "names", "photos", "digits")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["gathering"]
        rows = (
            self.reader.visible(Gathering.objects).filter(district=self.district).standing().order_by("-held_on", "-pk")
        )
        field.queryset = rows
        field.initial = rows.filter(state=Gathering.State.HELD).values_list("pk", flat=True).first() or (
            rows.values_list("pk", flat=True).first()
        )


class GatheringReport(DistrictDocument):
    key = "gathering-report"
    title = "รายงานการประชุมและกิจกรรม"
    description = (
        "หลักการ วัตถุประสงค์ กำหนดการ ผู้เข้าร่วม ผลประเมิน บทเรียน ภาพ ข้อตกลง และลายมือชื่อ ของการประชุม อบรม หรือกิจกรรมหนึ่งเรื่อง"
    )
    formats = ("pdf",)
    form_class = GatheringReportForm

    def file_name(self, context: BuildContext) -> str:
        return f"รายงาน {context.params['gathering'].title}"

    def pdf(self, context: BuildContext) -> Book:
        found = (
            context.visible(Gathering.objects)
            .select_related(
                "district__settings",
                "kind",
                "body",
                "cluster",
                "amphoe",
                "project",
                "work_group",
                "task__work_group",
                "subject_group",
                "recorder",
                "run_step__run__procedure",
                "run_step__step",
                "created_by",
            )
            .filter(pk=context.params["gathering"].pk)
            .first()
        )
        if found is None:
            raise DomainError("ไม่พบการประชุมนี้ในเขตของท่าน")
        names, photos = bool(context.params.get("names")), bool(context.params.get("photos"))
        return Book(self.title, (self._block(context, found, names=names, photos=photos),), digits=self.digits(context))

    def _block(self, context: BuildContext, found: Gathering, *, names: bool, photos: bool) -> Block:
        batches = batch_lines(found)
        places = people_by_place(found)
        pictures = [row for row in attachments_of(photo_pointer(found)) if row.file.display] if photos else []
        evaluations = [
            result_of(row) for row in found.evaluations.select_related("version__instrument", "version__band_set")
        ]
        people = _names(found) if names else []
        data = {
            "gathering": found,
            "heading": f"รายงานผลการจัด{found.kind}" if found.kind.reference_key != "other" else "รายงานผลการจัดกิจกรรม",
            "subheading": found.title,
            "days": date_range(found.held_on, found.held_to, "full"),
            "batches": batches,
            "programme": [
                (line.batch, list(line.batch.programme.select_related("speaker", "outside_speaker")))
                for line in batches
            ],
            "places": places,
            "goal": sum(line.goal for line in batches),
            "expected": sum(line.expected for line in batches),
            "came": sum(line.came for line in batches),
            "people": people,
            "ties": list(found.ties.all()),
            "duties": list(found.duties.select_related("person", "outside")),
            "evaluations": [row for row in evaluations if row.n],
            "lessons": list(found.lessons.all()),
            "agreements": list(found.agreements.select_related("school", "owner", "action")),
            "photos": pictures[:MOST_PHOTOS],
            "signers": [
                {
                    "said": "ผู้รายงาน",
                    "name": str(found.recorder or ""),
                    "post": found.recorder.position if found.recorder else "",
                },
                {"said": "ผู้ตรวจ", "post": "ผู้อำนวยการกลุ่มนิเทศ ติดตาม และประเมินผลฯ"},
            ],
        }
        mark = "" if found.state == Gathering.State.HELD else "draft"
        pages = 3 + len(people) // 30 + len(pictures) // 6
        return context.block("documents/meetings/report.html", data, title=found.title, mark=mark, pages=pages)


def _names(found: Gathering) -> list[Participant]:
    """Who came, by batch and school; posts and schools, nothing else of a person."""
    rows = Participant.objects.filter(batch__gathering=found, came=True).select_related(
        "batch", "person__school", "outside__body"
    )
    return list(rows.order_by("batch__number", "person__school__name_sort", "person__name_sort", "pk")[:MOST_NAMES])


def report_bytes(gathering: Gathering) -> bytes:
    """The report as a file for whoever the caller lets read the gathering: a committee's pack, evidence."""
    given = {"gathering": str(gathering.pk)}
    request = order(
        _REPORT, format="pdf", district_code=gathering.district.code, given=given, reader=Reader.machine()
    )  # fmt: skip
    kept = produce(request)
    with kept.file.open("rb") as source:
        return bytes(source.read())


_REPORT = GatheringReport()
register(_REPORT)
