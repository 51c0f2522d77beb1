"""The words of a certificate: the office's own text with names in braces, the shipped examples, who signs."""

import re
from datetime import date
from typing import Any

from core.errors import DomainError
from core.thai.dates import thai_date
from schools.models import Appointment, District
from supervision.recognition.models import Award

# What a text may ask for; the Thai word is what the form offers.
FIELDS = {
    "award": "ชื่อรางวัล",
    "name": "ชื่อผู้รับ",
    "detail": "ตำแหน่งและสังกัด",
    "year": "ปีงบประมาณ",
    "office": "ชื่อสำนักงาน",
    "programme": "ชื่อการขับเคลื่อน",
    "why": "เหตุที่ได้รับ",
}
EXAMPLES = {
    Award.For.SCHOOL: "เป็นสถานศึกษาที่มีผลการพัฒนาคุณภาพการศึกษาดีเด่น รางวัล “{award}” ประจำปีงบประมาณ {year}",
    Award.For.PERSON: "เป็นผู้มีผลงานดีเด่นด้านการพัฒนาคุณภาพการศึกษา รางวัล “{award}” ประจำปีงบประมาณ {year}",
}
_NAME = re.compile(r"\{([^{}]*)\}")


def example(recipient: str) -> str:
    """Our own words, to be changed by the office."""
    return EXAMPLES[Award.For(recipient)]


def check_text(text: str) -> None:
    """DomainError, field "certificate_text", for a name in braces that means nothing, or a brace left open."""
    wrong = [name for name in _NAME.findall(text) if name not in FIELDS]
    if wrong:
        known = " ".join(f"{{{name}}}" for name in FIELDS)
        raise DomainError(f"ไม่รู้จัก {{{wrong[0]}}} ใช้ได้: {known}", field="certificate_text")
    if "{" in _NAME.sub("", text) or "}" in _NAME.sub("", text):
        raise DomainError("วงเล็บปีกกาไม่ครบคู่", field="certificate_text")


def filled(text: str, values: dict[str, str]) -> str:
    """The text with its names replaced once; what a value holds is never read as a name."""
    return " ".join(_NAME.sub(lambda found: values.get(found.group(1), ""), text).split())


def default_signer(district: District, on: date) -> tuple[str, str]:
    """Name and post of the office's director that day, as an official paper writes an acting one; blanks for none."""
    row = (
        Appointment.objects.in_force(on)
        .filter(district=district, role="office_director", person__is_active=True)
        .select_related("person")
        .order_by("acting", "-starts_on", "pk")
        .first()
    )
    if row is None:
        return "", ""
    post = f"ผู้อำนวยการ{district.name}"
    return row.person.full_name, f"{row.get_acting_display()} {post}" if row.acting else post


def content_of(award: Award, *, name: str, detail: str, why: str, dated_on: date, number: str) -> dict[str, Any]:
    """Everything a certificate prints; frozen when it is issued."""
    signer, post = award.signer, award.signer_post
    if not signer:
        signer, post = default_signer(award.district, dated_on)
    values = {
        "award": award.name, "name": name, "detail": detail, "year": str(award.fiscal_year),
        "office": award.district.name, "programme": award.programme.name if award.programme else "", "why": why,
    }  # fmt: skip
    text = award.certificate_text or example(award.recipient)
    return {
        "office": award.district.name, "kind": award.get_kind_display(), "award": award.name, "name": name,
        "detail": detail, "text": filled(text, values), "dated": thai_date(dated_on), "signer": signer, "post": post,
        "number": number,
    }  # fmt: skip
