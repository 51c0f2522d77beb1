"""What documents of an office share: the office and its settings, digits, memo head, base classes."""

from datetime import date
from functools import cached_property
from typing import Any, ClassVar, Literal

from core.errors import DomainError
from reports.base import BuildContext, Document
from reports.forms import DigitsField, DocumentForm
from schools.models import District
from schools.scope import holds, reach
from schools.services.garuda import garuda_of


def district_of(code: str) -> District:
    """The office with its settings, or DomainError."""
    found = District.objects.select_related("settings").filter(code=code).first()
    if found is None:
        raise DomainError(f"ไม่มีสำนักงานเขตพื้นที่การศึกษารหัส {code}")
    return found


class DistrictForm(DocumentForm):
    """Parameters of a document of one office; `self.district` is there for choices, printing adds the digits."""

    @cached_property
    def district(self) -> District:
        return district_of(self.district_code)


class PrintedForm(DistrictForm):
    """What is asked of the paper comes first, how its digits are written last."""

    digits = DigitsField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "digits"])


class DistrictDocument(Document):
    """A document of one office: whoever holds `capability` over it may run it.

    With `school_capability` set, people of its schools may run it too; their rows are narrowed by `context.visible`.
    """

    capability: ClassVar[str] = "report.run"
    school_capability: ClassVar[str] = ""

    def may_run(self, user: Any, district_code: str) -> bool:
        district = District.objects.filter(code=district_code).first()
        if district is None:
            return False
        if holds(user, self.capability, district=district.pk):
            return True
        if not self.school_capability:
            return False
        own = reach(user, self.school_capability).schools
        return bool(own) and district.schools.filter(pk__in=own).exists()

    def district(self, context: BuildContext) -> District:
        return district_of(context.district_code)

    def digits(self, context: BuildContext) -> Literal["arabic", "thai"]:
        """The digits asked for, else the office's setting."""
        chosen = context.params.get("digits")
        if chosen:
            return chosen
        settings = getattr(self.district(context), "settings", None)
        return "thai" if settings is None or settings.thai_digits else "arabic"


def memo_head(
    district: District, *, subject: str, to: str, number: str = "", day: date | None = None
) -> dict[str, Any]:
    """The `memo` of templates/documents/memo.html; an office without settings prints its name alone.

    The Garuda is the picture the office uploaded; until it did, its place stays empty.
    """
    settings = getattr(district, "settings", None)
    agency = " ".join(part for part in (settings.memo_agency if settings else "", district.name) if part)
    return {
        "agency": agency,
        "number": number,
        "date": day,
        "subject": subject,
        "to": to,
        "garuda": _garuda_path(district),
    }


def _garuda_path(district: District) -> str:
    """Path of the office's emblem in the file store, the re-encoded picture first; "" without one."""
    found = garuda_of(district)
    if found is None:
        return ""
    return found.file.display.name or found.file.original.name or ""
