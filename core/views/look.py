"""The style page: every component once, in both schemes, for people who build pages and for the screenshot tests."""

from datetime import date, timedelta
from types import SimpleNamespace as Thing
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.access import signed_in
from core.fields import ThaiDateField
from core.templatetags.ui import GROUPS, STATES


class SampleForm(forms.Form):
    """One field of each kind, one of them in error."""

    day = ThaiDateField(label="วันที่นิเทศ")
    pupils = forms.IntegerField(label="จำนวนนักเรียนที่มาเรียน", max_value=160)
    way = forms.ChoiceField(label="วิธีนิเทศ", choices=[("site", "ลงพื้นที่"), ("online", "ออนไลน์"), ("phone", "โทรศัพท์")])
    areas = forms.MultipleChoiceField(
        label="ด้าน",
        choices=[("academic", "วิชาการ"), ("budget", "งบประมาณ"), ("people", "บุคคล"), ("general", "ทั่วไป")],
        widget=forms.CheckboxSelectMultiple,
    )
    notes = forms.CharField(label="บันทึกเพิ่มเติม", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    told = forms.BooleanField(label="แจ้งโรงเรียนล่วงหน้าแล้ว", required=False)


def _sample() -> dict[str, Any]:
    """Made-up content on one story; no row of the database."""
    names = (
        "สร้างทีมงานร่วมพัฒนา",
        "วิเคราะห์ปัญหาสู่ความเข้าใจ",
        "บริหารจัดการเร็วไวเชิงรุก",
        "สุขกับงาน สานความร่วมมือ",
        "ยึดถือตามวัตถุประสงค์",
        "ลงพื้นที่ให้คำปรึกษา",
        "ประเมินผลการพัฒนาสู่ความยั่งยืน",
    )
    states = ("done", "done", "late", "current", "later", "later", "later")
    words = {"done": "เสร็จแล้ว", "late": "เลยกำหนด 12 วัน", "current": "กำลังทำ", "later": "ยังไม่ถึงเวลา"}
    steps = [
        Thing(mark=mark, name=name, state=state, word=words[state], url="#steps")
        for mark, name, state in zip("TUMHOME", names, states, strict=True)
    ]
    levels = [
        Thing(value=5, word="ดีเยี่ยม", description="ผลงานครบทุกคน เป็นปัจจุบัน"),
        Thing(value=4, word="ดีมาก", description="ผลงานส่วนใหญ่เป็นปัจจุบัน"),
        Thing(value=3, word="ดี", description="มีผลงาน แต่ยังไม่ครบกลุ่มสาระ"),
    ]
    monday = date(2024, 7, 15)
    week = [
        Thing(date=monday + timedelta(days=n), in_month=True, is_today=n == 2, items=[], more=0, more_url="")
        for n in range(7)
    ]
    week[2].items = [Thing(title="โรงเรียนบ้านท่าน้อย", url="#month", state="done")]
    week[3].items = [
        Thing(title="โรงเรียนบ้านหนองยาว", url="#month", state="late"),
        Thing(title="โรงเรียนบ้านวังดี", url="#month", state=""),
    ]
    return {
        "states": STATES,
        "groups": GROUPS,
        "squares": ["done"] * 7 + ["plan"] * 3 + ["late", "none"],
        "steps": steps,
        "now": steps[2],
        "levels": levels,
        "seats": ["here"] * 6 + ["left", "away", "away"],
        "weeks": [week],
        "today": date(2024, 7, 17),
        "since": date(2024, 7, 12),
        "jobs": [
            Thing(title="ชุดเอกสารประชุม", state="running", done=8, total=13, unit="แฟ้ม", left="เหลือประมาณ 20 วินาที"),
            Thing(title="รายงานภาคเรียน", state="done", open_url="#jobs"),
            Thing(title="ชุดบันทึกการนิเทศ", state="failed", reason="แฟ้มแนบที่ 9 เปิดไม่ได้"),
        ],
        "events": [
            Thing(icon="check", tone="ok", title="อนุมัติฉบับที่ 2", sub="9 ก.ค. 2567 · ผอ.กลุ่มนิเทศฯ (รักษาการ)"),
            Thing(icon="arrow-up", tone="", title="ส่งฉบับที่ 2", sub="5 ก.ค. 2567 16:48 น."),
            Thing(icon="arrow-back-up", tone="warn", title="ตีกลับฉบับที่ 1", sub="3 ก.ค. 2567 · “ขอระบุกำหนดแก้ไข”"),
        ],
        "missing": [
            Thing(text="ยังไม่มีกิจกรรมในแผน", anchor="fields", page=""),
            Thing(text="กิจกรรมที่ 2 ยังไม่มีโรงเรียน", anchor="fields", page=""),
        ],
        "pills": [
            Thing(label="ทั้งหมด", url="#pills", count=6, current=True),
            Thing(label="แผนนิเทศ", url="#pills", count=1, current=False),
        ],
        "heat": [0, 1, 2, 3, 4, 5],
    }


@signed_in
@require_safe
def look(request: HttpRequest) -> HttpResponse:
    """All components on one page."""
    form = SampleForm({"day": "17 ก.ค. 2567", "pupils": "168", "way": "site", "areas": ["academic"]})
    form.fields["pupils"].error_messages["max_value"] = "มากกว่านักเรียนทั้งหมด 160 คน โปรดตรวจตัวเลขอีกครั้ง"
    form.fields["pupils"].validators[0].message = "มากกว่านักเรียนทั้งหมด 160 คน โปรดตรวจตัวเลขอีกครั้ง"
    return render(request, "core/look.html", {**_sample(), "form": form})
