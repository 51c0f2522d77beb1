"""Every document of the product, in every format, for the demo district with no parameter at all.

On the last day of a fiscal year, the hardest for a demo whose work goes on; the set-up tests make it on their own day.
"""

from datetime import datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pikepdf
import pytest
import time_machine
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from reports import registry
from supervision.field.models import Visit

DEMO = "DEMO1"
NEEDS_VISITS = {"visit-record", "visit-answers"}
LAST_DAY = datetime(2027, 9, 30, 10, tzinfo=ZoneInfo("Asia/Bangkok"))


@pytest.mark.django_db
@time_machine.travel(LAST_DAY)
def test_every_key_renders_for_the_demo_district(tmp_path: Path) -> None:
    call_command("seed_demo", verbosity=0, stdout=StringIO())
    faults = {}
    for document in registry.every():
        if type(document).__module__.startswith("tests."):
            continue
        for fmt in document.formats:
            target = tmp_path / f"{document.key}.{fmt}"
            try:
                call_command("report", document.key, district=DEMO, format=fmt, output=target, stdout=StringIO())
            except CommandError as error:
                faults[document.key] = str(error)
                continue
            if fmt == "pdf":
                with pikepdf.open(target) as pdf:
                    assert len(pdf.pages) > 0
            else:
                assert load_workbook(target, read_only=True).sheetnames
    if not Visit.objects.exists():
        faults = {key: reason for key, reason in faults.items() if key not in NEEDS_VISITS}
    assert not faults, faults
