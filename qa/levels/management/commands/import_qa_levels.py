"""`manage.py import_qa_levels FILE --district CODE --year 2556 --level basic|early [--source …] [--dry-run]`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import audit
from core.errors import DomainError
from core.thai.dates import parse_be_year
from qa.levels.importing.service import LevelRehearsal, Target, confirm, receive, rehearse
from qa.levels.models import SchoolLevel
from qa.levels.queries.sets import set_of_year, words_of
from qa.standards.models import EducationLevel
from schools.importing.result import REFUSED, STATUS_LABELS
from schools.importing.workbook import MAX_BYTES
from schools.models import District


class Command(BaseCommand):
    help = "Import schools' quality levels of one academic year from a workbook (.xlsx)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--district", required=True, help="code of the office")
        parser.add_argument("--year", required=True, help="academic year, พ.ศ.")
        parser.add_argument("--level", required=True, choices=EducationLevel.values)
        parser.add_argument("--source", default=SchoolLevel.Source.SELF.value, choices=SchoolLevel.Source.values)
        parser.add_argument("--set", default="", help="code of the standard set, where a year has several")
        parser.add_argument("--dry-run", action="store_true", help="rehearse only, write nothing")
        parser.add_argument(
            "--skip-refused", action="store_true", help="import sound rows; exits with 2 if any was refused"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        district = District.objects.filter(code=options["district"]).select_related("settings").first()
        if district is None:
            raise CommandError(f"ไม่มีเขตรหัส {options['district']}")
        path: Path = options["file"]
        try:
            if path.stat().st_size > MAX_BYTES:
                raise CommandError(f"ไฟล์ใหญ่เกิน {MAX_BYTES // 1024 // 1024} MB")
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"อ่านไฟล์ {path} ไม่ได้: {error.strerror}") from None
        try:
            self._run(data, path.name, district, options)
        except DomainError as error:
            raise CommandError(error.message) from None

    def _run(self, data: bytes, name: str, district: District, options: dict[str, Any]) -> None:
        year, level, source = parse_be_year(options["year"]), options["level"], options["source"]
        chosen = set_of_year(district, year, level, source, code=options["set"])
        target = Target(year, level, source, chosen)
        self.stdout.write(f"ชุดมาตรฐาน: {chosen} ({words_of(list(chosen.scale.all()))})")
        rehearsal = rehearse(data, district, target, name=name)
        self._tell(rehearsal)
        refused = rehearsal.has_refusals
        if options["dry_run"]:
            if refused:
                raise CommandError("ซ้อมนำเข้า: มีแถวที่ถูกปฏิเสธ ไม่มีการบันทึก")
            self.stdout.write("ซ้อมนำเข้า: ไม่มีการบันทึก")
            return
        if refused and not options["skip_refused"]:
            raise CommandError("มีแถวที่ถูกปฏิเสธ จึงไม่นำเข้า (ใช้ --skip-refused เพื่อนำเข้าเฉพาะแถวที่ถูกต้อง)")
        run, _ = receive(data, district, target, actor=audit.SYSTEM, name=name)
        confirm(run, actor=audit.SYSTEM, skip_refused=options["skip_refused"])
        if refused:
            # 2 says "done, but not all of it", so a script can tell it from 1, "nothing was written".
            raise CommandError("นำเข้าเฉพาะแถวที่ถูกต้องแล้ว แถวที่ถูกปฏิเสธไม่ได้นำเข้า", returncode=2)
        if rehearsal.still:
            self.stdout.write(f"นำเข้าเรียบร้อย แต่ยังขาด {len(rehearsal.still)} โรงเรียน")
        else:
            self.stdout.write("นำเข้าเรียบร้อย")

    def _tell(self, rehearsal: LevelRehearsal) -> None:
        for row in rehearsal.rows:
            what = row.reason or "; ".join(
                f"{change.field}: {change.old or '–'} → {change.new}" for change in row.changes
            )
            where = f"{row.columns}\t" if row.status == REFUSED else ""
            self.stdout.write(f"{row.sheet}\tแถว {row.number}\t{STATUS_LABELS[row.status]}\t{where}{row.label}\t{what}")
        for ignored in rehearsal.ignored:
            self.stdout.write(f"ไม่ได้อ่าน: {ignored}")
        counts = rehearsal.counts.items()
        self.stdout.write(" · ".join(f"{STATUS_LABELS[key]} {count}" for key, count in counts if key != "dependent"))
        self.stdout.write(rehearsal.coverage)
