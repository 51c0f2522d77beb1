"""The rule builder: an evidence line with the source it picks from, the values it asks for, what it compares with."""

from typing import Any

from django import forms

from evidence.proofs import source, sources
from kotpn.standards.figures import FIGURES
from kotpn.standards.forms.sets import lock_field
from kotpn.standards.models import ProofLine
from kotpn.standards.queries import RuleWords, knows
from kotpn.standards.services import LineWords

NOT, ALL, KEPT = "", "all", "kept"
_LESS = "less:"
_FIGURES = " ".join(f"{{{name}}} {thai} ·" for name, thai in FIGURES.items()).removesuffix(" ·")


class LineForm(forms.Form):
    """`where_…` fields follow the source that was chosen; another source chosen shows others when the page is asked
    for again ("pick")."""

    title = forms.CharField(label="รายการหลักฐาน", max_length=300, error_messages={"required": "กรุณาเขียนรายการหลักฐาน"})
    manual_number = forms.CharField(label="เลขในคู่มือ", max_length=10, required=False, help_text="เช่น 1.2 ถ้าแบบมีเลขไว้")
    source = forms.ChoiceField(label="แหล่งหลักฐาน", required=False)
    at_least = forms.IntegerField(
        label="อย่างน้อย", min_value=1, max_value=10_000, initial=1, help_text="นับเป็นหลักฐานเมื่อพบตั้งแต่จำนวนนี้"
    )
    compare = forms.ChoiceField(label="เทียบกับ", required=False, help_text="ใช้เมื่อประโยคบอกว่า “143 จาก 171”")
    needed = forms.BooleanField(label="บอกเมื่อขาด", required=False, help_text="ขึ้นในสิ่งที่ยังขาดของประเด็นตลอดปี")
    lacking = forms.CharField(
        label="คำบอกเมื่อขาด", max_length=200, required=False,
        help_text="ต่อท้ายคำว่า ยังไม่มีหลักฐาน เช่น รายงานผลภาคเรียนที่ 1",
    )  # fmt: skip
    method = forms.CharField(
        label="ประโยควิธีดำเนินงาน", max_length=1000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=f"ตัวเลขจากงานจริงใส่ในวงเล็บปีกกา: {_FIGURES}",
    )  # fmt: skip
    result = forms.CharField(
        label="ประโยคผลการดำเนินงาน", max_length=1000, required=False, widget=forms.Textarea({"rows": 2})
    )
    in_full = forms.IntegerField(
        label="พิมพ์ฉบับเต็มไม่เกิน (รายการ)", min_value=0, max_value=200, initial=3,
        help_text="ในเล่มหลักฐาน มากกว่านี้พิมพ์เป็นรายการ",
    )  # fmt: skip
    lock = lock_field()

    def __init__(self, *args: Any, district: Any, key: str, line: ProofLine | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.key, self.line = key if knows(key) else "", line
        words = RuleWords(district)
        self.fields["source"].choices = [
            ("", "แนบหลักฐานเอง"), *((one.key, one.thai) for one in sources())
        ]  # fmt: skip
        self.tags = source(self.key).tags if self.key else ()
        held = line.where if line is not None and line.source == self.key else {}
        for tag in self.tags:
            self.fields[f"where_{tag.key}"] = forms.MultipleChoiceField(
                label=tag.thai, choices=list(words.values(self.key, tag.key).items()), required=False,
                initial=list(held.get(tag.key, ())), widget=forms.CheckboxSelectMultiple,
                help_text="ไม่เลือกคือไม่จำกัด เลือกหลายค่าคือค่าใดค่าหนึ่ง",
            )  # fmt: skip
        self.fields["compare"].choices = [
            (NOT, "ไม่เทียบ"), (ALL, "ทั้งหมดของแหล่งนี้"),
            *((f"{_LESS}{tag.key}", f"เงื่อนไขเดียวกัน ไม่จำกัด{tag.thai}") for tag in self.tags),
            *([(KEPT, "ตามที่ตั้งไว้เดิม")] if self._kept() else []),
        ]  # fmt: skip

    def conditions(self) -> list[Any]:
        """The bound fields of the chosen source's tags."""
        return [self[f"where_{tag.key}"] for tag in self.tags]

    def where(self) -> dict[str, list[str]]:
        found = {tag.key: self.cleaned_data[f"where_{tag.key}"] for tag in self.tags}
        return {name: values for name, values in found.items() if values}

    def among(self) -> dict[str, list[str]] | None:
        chosen, where = self.cleaned_data["compare"], self.where()
        if not self.key or chosen == NOT:
            return None
        if chosen == KEPT and self.line is not None:
            kept: dict[str, list[str]] | None = self.line.among
            return kept
        return {} if chosen == ALL else {tag: v for tag, v in where.items() if tag != chosen.removeprefix(_LESS)}

    def words(self) -> LineWords:
        names = ("title", "manual_number", "at_least", "needed", "lacking", "method", "result", "in_full")
        return LineWords(
            **{name: self.cleaned_data[name] for name in names}, source=self.key, where=self.where(), among=self.among()
        )

    def _kept(self) -> bool:
        """Whether the line compares with something the other choices cannot say."""
        line = self.line
        return line is not None and line.source == self.key and compare_of(line) == KEPT


def compare_of(line: ProofLine) -> str:
    """The choice of `compare` that says what the line compares with."""
    if line.among is None:
        return NOT
    if not line.among:
        return ALL
    less = set(line.where) - set(line.among)
    if len(less) == 1 and all(line.where.get(name) == values for name, values in line.among.items()):
        return f"{_LESS}{less.pop()}"
    return KEPT


def initial_of(line: ProofLine) -> dict[str, Any]:
    names = (
        "title", "manual_number", "source", "at_least", "needed", "lacking", "method", "result", "in_full",
    )  # fmt: skip
    return {**{name: getattr(line, name) for name in names}, "compare": compare_of(line)}
