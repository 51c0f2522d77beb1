"""Definitions of documents that only tests know; a worker process loads them as an app of tests/settings."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django import forms

from core.errors import DomainError
from reports.base import Book, BuildContext, Document, Sheet
from reports.forms import DocumentForm
from reports.pdf.book import Block
from reports.registry import register
from reports.xlsx import Column


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


register(Sample())
register(Slow())
