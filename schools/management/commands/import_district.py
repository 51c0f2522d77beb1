"""`manage.py import_district FILE --district CODE [--dry-run] [--skip-refused]`: the browser's import."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import audit
from core.errors import DomainError
from schools.importing.result import DEPENDENT, REFUSED, STATUS_LABELS, Rehearsal
from schools.importing.service import confirm, receive, rehearse
from schools.importing.workbook import MAX_BYTES
from schools.models import District


class Command(BaseCommand):
    help = "Import schools, people and assignments of an office from a workbook (.xlsx)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--district", required=True, help="code of the office")
        parser.add_argument("--dry-run", action="store_true", help="rehearse only, write nothing")
        parser.add_argument(
            "--skip-refused", action="store_true", help="import sound rows; exits with 2 if any was refused"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        district = District.objects.filter(code=options["district"]).select_related("settings").first()
        if district is None:
            raise CommandError(f"ไม่มีเขตรหัส {options['district']}")
        try:
            if path.stat().st_size > MAX_BYTES:
                raise CommandError(f"ไฟล์ใหญ่เกิน {MAX_BYTES // 1024 // 1024} MB")
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"อ่านไฟล์ {path} ไม่ได้: {error.strerror}") from None
        try:
            rehearsal = rehearse(data, district, actor=audit.SYSTEM, name=path.name)
            self._tell(rehearsal)
            refused = rehearsal.has_refusals
            if options["dry_run"]:
                if refused:
                    raise CommandError("ซ้อมนำเข้า: มีแถวที่ถูกปฏิเสธ ไม่มีการบันทึก")
                self.stdout.write("ซ้อมนำเข้า: ไม่มีการบันทึก")
                return
            if refused and not options["skip_refused"]:
                raise CommandError("มีแถวที่ถูกปฏิเสธ จึงไม่นำเข้า (ใช้ --skip-refused เพื่อนำเข้าเฉพาะแถวที่ถูกต้อง)")
            run, _ = receive(data, district, actor=audit.SYSTEM, name=path.name)
            confirm(run, actor=audit.SYSTEM, skip_refused=options["skip_refused"])
        except DomainError as error:
            raise CommandError(error.message) from None
        if refused:
            # 2 says "done, but not all of it", so a script can tell it from 1, "nothing was written".
            raise CommandError("นำเข้าเฉพาะแถวที่ถูกต้องแล้ว แถวที่ถูกปฏิเสธไม่ได้นำเข้า", returncode=2)
        self.stdout.write("นำเข้าเรียบร้อย")

    def _tell(self, rehearsal: Rehearsal) -> None:
        for row in rehearsal.of(REFUSED):
            self.stdout.write(f"{row.sheet}\tแถว {row.number}\t{row.columns}\t{row.reason}")
        for row in rehearsal.of(DEPENDENT):
            self.stdout.write(f"{row.sheet}\tแถว {row.number}\t\t{row.reason}")
        for ignored in rehearsal.ignored:
            self.stdout.write(f"ไม่ได้อ่าน: {ignored}")
        self.stdout.write(" · ".join(f"{STATUS_LABELS[key]} {count}" for key, count in rehearsal.counts.items()))
