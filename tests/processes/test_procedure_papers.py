"""`process-sheet` and `process-manual` read back."""

from pathlib import Path

import pytest
from django.core.management import call_command

from processes import services
from processes.models import Procedure
from tests.documents.reading import plain, text
from tests.factories import base

pytestmark = pytest.mark.django_db


def test_the_sheet_and_the_manual_say_every_step(tmp_path: Path) -> None:
    district = base.district()
    services.load_procedures(district)
    procedure = Procedure.objects.get(code="office-qa")
    for key in ("process-sheet", "process-manual"):
        call_command(
            "report", key, district=district.code, format="pdf", output=tmp_path / f"{key}.pdf",
            param=[f"procedure={procedure.pk}", "digits=arabic"],
        )  # fmt: skip
    sheet, manual = (plain(text(tmp_path / f"{key}.pdf")) for key in ("process-sheet", "process-manual"))
    for step in procedure.versions.get().steps.filter(parent=None):
        assert plain(step.title) in sheet
        assert plain(step.title) in manual
    for heading in ("1. ชื่องาน", "5. ขั้นตอนการปฏิบัติงาน", "6. Flow Chart", "9. แบบฟอร์มสรุปมาตรฐานงาน"):
        assert plain(heading) in manual
    assert plain("กลับไปขั้นที่ 1") in sheet
