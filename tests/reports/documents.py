"""Definitions of documents that only tests know; a worker process loads them as an app of tests/settings."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django import forms

from core.errors import DomainError
from reports.base import Book, BuildContext, Document, Sheet
from reports.forms import DocumentForm
from reports.pdf.book import Block
from reports.registry import register
from reports.rows import RowField, words_in
from reports.xlsx import Column
from schools.models import School


class SampleForm(DocumentForm):
    pages = forms.IntegerField(label="จำนวนหน้า", initial=2, min_value=1, max_value=500)
    text = forms.CharField(label="ข้อความ", initial="ตัวอย่าง", required=False)
    refuse = forms.BooleanField(label="ปฏิเสธ", required=False)


class Sample(Document):
    """As many one-page blocks, or rows, as asked for."""

    key = "sample"
    title = "เอกสารทดสอบ"
    formats = ("pdf", "xlsx")
    form_class = SampleForm

    def may_run(self, user: object, district_code: str) -> bool:
        return getattr(user, "last_name", "") != "ไม่มีสิทธิ์" and district_code != "OTHER"

    def pdf(self, context: BuildContext) -> Book:
        if context.params["refuse"]:
            raise DomainError("ไม่มีข้อมูลในช่วงที่เลือก")
        text = context.params["text"]
        blocks = [
            Block(f"<h1>หน้า {n}</h1><p>{text} ABC 0123</p>", title=f"ตอน {n}", key=f"part-{n}")
            for n in range(1, context.params["pages"] + 1)
        ]
        return Book(self.title, tuple(blocks))

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        def rows() -> Iterator[tuple[object, ...]]:
            for n in range(context.params["pages"]):
                yield n, context.params["text"], date(2024, 1, 15), "0012345678"

        return [Sheet("ข้อมูล", (Column("ลำดับ"), Column("ข้อความ"), Column("วันที่", 14, "date"), Column("รหัส")), rows())]


class Slow(Sample):
    """Rows so slow that a test can cancel or kill what writes them; `text` names a file in which its process signs."""

    key = "slow"
    title = "เอกสารช้า"
    formats = ("xlsx",)

    def xlsx(self, context: BuildContext) -> list[Sheet]:
        import os

        def rows() -> Iterator[tuple[object, ...]]:
            sign = Path(context.params["text"])
            for n in range(context.params["pages"] * 400):
                if n == 10:
                    with sign.open("a") as out:
                        out.write(f"{os.getpid()}\n")
                if len(sign.read_text().split()) < 2 if sign.exists() else True:
                    time.sleep(0.02)
                yield (n,)

        return [Sheet("ช้า", (Column("ลำดับ"),), rows())]


class Records(Sample):
    """Visit records as a real one is: facts, a table of twelve rows, three paragraphs, two signatures; a page each."""

    key = "records"
    title = "บันทึกการนิเทศตัวอย่าง"
    formats = ("pdf",)

    def pdf(self, context: BuildContext) -> Book:
        pages, text = context.params["pages"], context.params["text"]
        blocks = tuple(
            Block(record(number, text), title=f"ฉบับที่ {number}", key=f"r{number}", foot=f"ฉบับที่ {number} แฮช 9f3ab2c1")
            for number in range(1, pages + 1)
        )
        return Book(f"{self.title} {text}", blocks)


def record(number: int, text: str) -> str:
    """Inner HTML of one page-long record."""
    rows = "".join(
        f"<tr><td class='mid'>{n}</td><td>รายการนิเทศที่ {n} ครูจัดกิจกรรมการเรียนรู้เชิงรุก (Active Learning)</td>"
        f"<td class='mid'>{1 + (n + number) % 5}</td><td>ระดับดีมาก</td></tr>"
        for n in range(1, 13)
    )
    said = "ครูออกแบบการเรียนรู้โดยเน้นผู้เรียนเป็นสำคัญ มีสื่อและแหล่งเรียนรู้หลากหลาย ควรเพิ่มการวัดผลระหว่างเรียน "
    paragraphs = "".join(f"<p class='indent'>{said * 2}{text} {number}</p>" for _ in range(3))
    sign = "<div class='sign'><p class='line'></p><p>(ผู้ลงนาม)</p></div>"
    return (
        f"<h1>บันทึกการนิเทศ ครั้งที่ {number}</h1><p>โรงเรียนบ้านตัวอย่างที่ {number} ภาคเรียนที่ 1/2567</p>"
        f"<table><colgroup><col class='w-no'><col><col class='w-num'><col class='w-size'></colgroup>{rows}</table>"
        f"{paragraphs}<div class='signs'>{sign}{sign}</div>"
    )


class PickedForm(DocumentForm):
    """`school` as a paper's thing, `other` as one that may be left out."""

    school = RowField(
        label="โรงเรียน", queryset=School.objects.none(), named=lambda row: f"{row.name} ({row.pk})", page="schools",
        find=words_in("name"), asks="ชื่อโรงเรียน", gone="ไม่พบโรงเรียนนี้",
    )  # fmt: skip
    other = RowField(
        label="อีกแห่ง", queryset=School.objects.none(), find=words_in("name"), asks="ชื่อโรงเรียน", gone="ไม่พบโรงเรียนนี้",
        required=False, empty_label="ไม่มี",
    )  # fmt: skip
    text = forms.CharField(label="ข้อความ", initial="ก", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.reader.visible(School.objects).filter(district__code=self.district_code).order_by("-pk")
        for name in ("school", "other"):
            field: Any = self.fields[name]
            field.queryset = rows
        self.fields["school"].initial = rows.values_list("pk", flat=True).first()


class Picked(Sample):
    """A paper about one row of a register."""

    key = "picked"
    title = "เอกสารของเรื่องหนึ่ง"
    formats = ("pdf",)
    form_class = PickedForm

    def pdf(self, context: BuildContext) -> Book:
        return Book(self.title, (Block(f"<p>{context.params['school'].name}</p>", title="ก", key="a"),))


register(Picked())
register(Sample())
register(Slow())
register(Records())
