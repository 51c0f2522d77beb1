"""`manage.py export_district CODE --output FILE`: a workbook that imports again unchanged."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import audit
from schools.exporting import export_district, template
from schools.models import District


class Command(BaseCommand):
    help = "Write an office's schools, people and assignments as a workbook that imports again unchanged."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("district", nargs="?", help="code of the office")
        parser.add_argument("--template", action="store_true", help="the empty form with notes instead")
        parser.add_argument("--output", type=Path, required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["template"]:
            data = template()
        else:
            district = District.objects.filter(code=options["district"] or "").first()
            if district is None:
                raise CommandError(f"ไม่มีเขตรหัส {options['district']}")
            data = export_district(district, actor=audit.SYSTEM)
        try:
            options["output"].write_bytes(data)
        except OSError as error:
            raise CommandError(f"เขียนไฟล์ไม่ได้: {error.strerror}") from None
        self.stdout.write(str(options["output"]))
