"""`manage.py import_instrument FILE --district CODE [--dry-run] [--subject KIND]`: the browser's import."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core import audit
from core.errors import DomainError
from instruments.models import Instrument
from instruments.services import exchange
from instruments.xlsform.workbook import MAX_BYTES
from schools.models import District

MOST_TOLD = 200


class Command(BaseCommand):
    help = "Import an XLSForm (.xlsx) as a draft version; prints the instrument's code as its last word."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--district", required=True, help="code of the office")
        parser.add_argument("--dry-run", action="store_true", help="rehearse only, write nothing")
        parser.add_argument(
            "--subject",
            choices=Instrument.Subject.values,
            default="",
            help="what a new form is for",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        district = District.objects.filter(code=options["district"]).first()
        if district is None:
            raise CommandError(f"ไม่มีเขตรหัส {options['district']}")
        try:
            if path.stat().st_size > MAX_BYTES:
                raise CommandError(f"ไฟล์ใหญ่เกิน {MAX_BYTES // 1024 // 1024} MB")
            data = path.read_bytes()
        except OSError as error:
            raise CommandError(f"อ่านไฟล์ {path} ไม่ได้: {error.strerror}") from None
        try:
            rehearsal = exchange.rehearse(
                data, district, actor=audit.SYSTEM, name=path.name, subject=options["subject"]
            )
            self._tell(rehearsal)
            if rehearsal.refusals:
                raise CommandError(f"มี {len(rehearsal.refusals)} รายการที่นำเข้าไม่ได้ จึงไม่นำเข้า แก้แฟ้มแล้วลองอีกครั้ง")
            if options["dry_run"]:
                self.stdout.write(f"ซ้อมนำเข้า ไม่มีการบันทึก รหัสเครื่องมือ {rehearsal.form.code}")
                return
            version = exchange.import_form(rehearsal, district, actor=audit.SYSTEM)
        except DomainError as error:
            raise CommandError(error.message) from None
        done = "ไม่มีอะไรเปลี่ยนจากที่มีอยู่" if rehearsal.effect == exchange.SAME else "นำเข้าเป็นร่างแล้ว"
        self.stdout.write(f"{done} รุ่นที่ {version.number} ของเครื่องมือ {version.instrument.code}")

    def _tell(self, rehearsal: exchange.Rehearsal) -> None:
        for refusal in rehearsal.refusals[:MOST_TOLD]:
            self.stderr.write(f"นำเข้าไม่ได้: {refusal}")
        if len(rehearsal.refusals) > MOST_TOLD:
            self.stderr.write(f"และอีก {len(rehearsal.refusals) - MOST_TOLD} รายการ")
        for notice in rehearsal.form.notices:
            self.stdout.write(f"โปรดทราบ: {notice}")
        if rehearsal.instead_of is not None:
            self.stdout.write(f"โปรดทราบ: ร่างรุ่นที่ {rehearsal.instead_of.number} ที่ยังไม่เผยแพร่จะเก็บไว้เป็นรุ่นที่เลิกใช้")
        count = sum(1 for _ in rehearsal.form.content.items())
        self.stdout.write(f"{rehearsal.form.name} · {len(rehearsal.form.content.sections)} ตอน · {count} ข้อ")
