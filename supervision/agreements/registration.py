"""What this app tells the others when the program starts."""

from typing import Any

from django.urls import reverse

from core import audit, files
from core.approvals import register_inbox
from core.pointers import Provider, register_provider
from evidence.proofs import register_source
from schools.scope import register_path
from supervision.agreements import inbox
from supervision.agreements.models import Agreement, AgreementText
from supervision.agreements.permissions import can_act
from supervision.agreements.proofs import AGREEMENTS
from supervision.agreements.queries import KIND, pointer_of, search_evidence
from supervision.agreements.standing import standing_of_programme, standing_of_school
from supervision.improvement.working import WorkingPage, register_working_page

ACTS = {
    "agreement_text.saved": "แก้ไขข้อความบันทึกข้อตกลง",
    "agreement.issued": "ออกบันทึกข้อตกลงเลขที่ {number} ฉบับที่ {edition}",
    "agreement.signers": "แก้ไขผู้ลงนามและพยาน",
    "agreement.school_signed": "โรงเรียนลงนามเมื่อ {on}",
    "agreement.signed": "ลงนามครบเมื่อ {on}",
    "agreement.taken_back": "แก้สถานะกลับเป็นรอลงนาม: {reason}",
    "agreement.replaced": "ออกฉบับที่ {edition} แทน: {reason}",
    "agreement.cancelled": "ยกเลิก: {reason}",
}


def _agreement(key: str) -> Agreement:
    row: Agreement = Agreement.objects.whole().get(pk=int(key))
    return row


def _signed(key: str) -> Any:
    """The signed copy, where it hangs as a PDF that may be opened."""
    hanging = files.attachments_of_key(KIND, key)
    return next(
        (row.file for row in hanging if row.file.content_type == "application/pdf" and not row.file.is_locked), None
    )


def _as_pdf(key: str) -> bytes | None:
    kept = _signed(key)
    if kept is None:
        return None
    with kept.original.open("rb") as source:
        return bytes(source.read())


def _printed(key: str) -> tuple[str, dict[str, Any]] | None:
    """The agreement as we print it, until its signed copy hangs on it."""
    if _signed(key):
        return None
    return "mou", {"agreement": key, "programme": _agreement(key).participation.programme_id}


def register_all() -> None:
    register_path(Agreement, district="participation__programme__district", school="participation__school")
    register_path(AgreementText, district="programme__district")
    audit.register(ACTS)
    register_provider(
        KIND,
        Provider(
            label=lambda key: pointer_of(_agreement(key)).label,
            url=lambda key: reverse("agreements:agreement", args=[key]),
            may_view=lambda user, key: Agreement.objects.visible_to(user).filter(pk=int(key)).exists(),
            may_change=lambda user, key: can_act(user, _agreement(key), "file"),
            district_code=lambda key: _agreement(key).participation.programme.district.code,
            as_pdf=_as_pdf,
            printed=_printed,
            allow=("pdf", "image"),
            max_files=10,
            thai="บันทึกข้อตกลง (MOU)",
            search=search_evidence,
            snapshot=lambda key: pointer_of(_agreement(key)),
        ),
    )
    register_inbox("agreement", inbox.source)
    register_source(AGREEMENTS)
    register_working_page(
        WorkingPage(
            "agreements", "บันทึกข้อตกลง (MOU)",
            office=lambda programme: reverse("agreements:board", args=[programme.pk]),
            school=lambda part: reverse("agreements:school", args=[part.pk]),
            standing=standing_of_programme, school_standing=standing_of_school,
        )
    )  # fmt: skip
