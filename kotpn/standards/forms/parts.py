"""Forms of the parts of a set: standards, indicators with the rows that give levels, issues."""

from decimal import Decimal
from typing import Any, NamedTuple

from django import forms

from accounts.roles import DISTRICT, ROLES
from kotpn.standards.forms.sets import lock_field
from kotpn.standards.models import Indicator
from kotpn.standards.services import PartWords, RuleRow

# Rows for counts where not all issues are carried out: most sets have none.
SPARE_ROWS = 2


def _number(label: str) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=999)


def _weight() -> forms.DecimalField:
    return forms.DecimalField(
        label="น้ำหนัก", max_digits=6, decimal_places=2, min_value=Decimal("0.01"), initial=1,
        help_text="ใช้เมื่อชุดรวมผลเป็นค่าเฉลี่ยถ่วงน้ำหนัก ปกติคือ 1",
    )  # fmt: skip


class StandardForm(forms.Form):
    number = _number("มาตรฐานที่")
    title = forms.CharField(label="ชื่อมาตรฐาน", max_length=400, widget=forms.Textarea({"rows": 2}))
    weight = _weight()
    lock = lock_field()

    def words(self) -> PartWords:
        return PartWords(**{name: self.cleaned_data[name] for name in ("number", "title", "weight")})


class IndicatorForm(forms.Form):
    number = _number("ตัวบ่งชี้ที่")
    title = forms.CharField(label="ชื่อตัวบ่งชี้", max_length=400, widget=forms.Textarea({"rows": 2}))
    weight = _weight()
    owner_post = forms.ChoiceField(
        label="ตำแหน่งผู้รับผิดชอบ", required=False,
        choices=[("", "ไม่ระบุ"), *((code, role.thai) for code, role in ROLES.items() if role.level == DISTRICT)],
    )  # fmt: skip
    rule = forms.ChoiceField(
        label="วิธีให้ระดับ", choices=Indicator.Rule.choices, widget=forms.RadioSelect, initial=Indicator.Rule.COUNT,
        help_text="ใช้ผู้ประเมินตัดสินเมื่อไม่ทราบเกณฑ์ของเอกสารต้นฉบับ",
    )  # fmt: skip
    note = forms.CharField(label="หมายเหตุ", required=False, widget=forms.Textarea({"rows": 2}))
    lock = lock_field()

    def words(self) -> PartWords:
        names = ("number", "title", "weight", "owner_post", "rule", "note")
        return PartWords(**{name: self.cleaned_data[name] for name in names})


class IssueForm(forms.Form):
    number = _number("ประเด็นที่")
    title = forms.CharField(label="ข้อความ", max_length=2000, widget=forms.Textarea({"rows": 3}))
    short = forms.CharField(
        label="ชื่อย่อ", max_length=200, required=False, help_text="ข้อความสั้นสำหรับรายการ เว้นว่างไว้คือใช้ข้อความเต็ม"
    )
    lock = lock_field()


class RuleFields(NamedTuple):
    """The bound fields of one row; `done` and `proved` are numbers already told where all is carried out."""

    heading: str
    level: Any
    words: Any
    done: Any = None
    proved: Any = None


class RulesForm(forms.Form):
    """A row for each count of proved issues where all are carried out, and some for fewer carried out."""

    lock = lock_field()

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issues = indicator.issues.count()
        labels = [(str(one.value), str(one)) for one in indicator.standard.set.labels.all()]
        self._levels = [("", "ไม่มีเกณฑ์"), *labels]
        held = {(rule.carried_out, rule.with_evidence): rule for rule in indicator.rules.all()}
        self._whole = list(range(self.issues, -1, -1))
        for proved in self._whole:
            self._row(f"all_{proved}", held.pop((self.issues, proved), None))
        rest = [*held.values(), *[None] * SPARE_ROWS]
        self._rest = [f"some_{place}" for place in range(len(rest))]
        for name, rule in zip(self._rest, rest, strict=True):
            for part, label in (("done", "ดำเนินการ (ประเด็น)"), ("proved", "มีหลักฐาน (ประเด็น)")):
                self.fields[f"{name}_{part}"] = forms.IntegerField(
                    label=label, required=False, min_value=0, max_value=999,
                    initial=None if rule is None else (rule.carried_out if part == "done" else rule.with_evidence),
                )  # fmt: skip
            self._row(name, rule)

    def _row(self, name: str, rule: Any) -> None:
        self.fields[f"{name}_level"] = forms.ChoiceField(
            label="ระดับ", choices=self._levels, required=False, initial=str(rule.level) if rule else ""
        )
        self.fields[f"{name}_words"] = forms.CharField(
            label="คำอธิบายระดับคุณภาพ", required=False, widget=forms.Textarea({"rows": 2}),
            initial=rule.description if rule else "",
        )  # fmt: skip

    def whole(self) -> list[RuleFields]:
        """Rows where every issue is carried out, most evidence first."""
        return [
            RuleFields(
                f"ดำเนินการครบ {self.issues} ประเด็น มีหลักฐาน {proved} ประเด็น",
                self[f"all_{proved}_level"], self[f"all_{proved}_words"],
            )
            for proved in self._whole
        ]  # fmt: skip

    def partial(self) -> list[RuleFields]:
        return [
            RuleFields("ดำเนินการไม่ครบ", *(self[f"{name}_{part}"] for part in ("level", "words", "done", "proved")))
            for name in self._rest
        ]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for name in self._rest:
            told = [found.get(f"{name}_{part}") not in (None, "") for part in ("done", "proved", "level")]
            if any(told) and not all(told):
                self.add_error(f"{name}_level", "กรุณากรอกระดับและจำนวนประเด็นให้ครบ หรือเว้นว่างทั้งแถว")
        for name in [*(f"all_{proved}" for proved in self._whole), *self._rest]:
            if found.get(f"{name}_level") and not found.get(f"{name}_words", "").strip():
                self.add_error(f"{name}_words", "กรุณาเขียนคำอธิบายของระดับนี้ตามแบบ")
        return found

    def rows(self) -> list[RuleRow]:
        data = self.cleaned_data
        rows = [
            RuleRow(int(data[f"all_{proved}_level"]), self.issues, proved, data[f"all_{proved}_words"])
            for proved in self._whole
            if data[f"all_{proved}_level"]
        ]
        rows += [
            RuleRow(int(data[f"{name}_level"]), data[f"{name}_done"], data[f"{name}_proved"], data[f"{name}_words"])
            for name in self._rest
            if data[f"{name}_level"]
        ]
        return rows
