"""Demo data of this app: folders being prepared, out, returned, signed and put away; safe to run twice."""

from datetime import timedelta

from django.utils import timezone

from core.bulk import many_acts
from office.folders import services
from office.folders.models import Folder
from schools.demo import DemoContext
from schools.models import Person
from schools.queries import holders, holders_kept

_FOLDERS = (
    ("ขออนุมัติจัดประชุมเชิงปฏิบัติการการอ่านออกเขียนได้", "sign", "normal", "out", 5),
    ("ขออนุมัติแผนนิเทศภาคเรียน", "consider", "urgent", "out", 1),
    ("รายงานผลการนิเทศประจำเดือน", "inform", "normal", "passed", 2),
    ("ขออนุมัติเบิกค่าใช้จ่ายโครงการ", "sign", "very", "returned", 2),
    ("หนังสือแจ้งกำหนดการสอบ O-NET", "sign", "normal", "signed", 1),
    ("คำสั่งแต่งตั้งคณะกรรมการประเมิน", "sign", "normal", "closed", 20),
    ("แบบสำรวจความต้องการรับการนิเทศ", "consider", "normal", "preparing", 0),
)


def seed(context: DemoContext) -> None:
    """An office with folders is left as it is."""
    district, now = context.first, timezone.now()
    if Folder.objects.of_district(district).exists():
        return
    clerk, head, director = (
        holders(role, district, context.today)[0] for role in ("clerk", "group_director", "office_director")
    )
    people = {user.pk: Person.objects.get(user=user, district=district) for user in (head, director)}
    with many_acts(), holders_kept():
        for title, purpose, urgency, state, days in _FOLDERS:
            at = now - timedelta(days=days, hours=2)
            row = services.open_folder(
                district, actor=clerk, title=title, purpose=purpose, urgency=urgency,
                papers=["บันทึกข้อความ", "เอกสารประกอบ"], now=at,
            )  # fmt: skip
            if state == "preparing":
                continue
            first = head if state == "passed" else director
            row = services.send_folder(row, actor=clerk, person=people[first.pk], now=at + timedelta(minutes=20))
            later = at + timedelta(hours=1)
            if state == "passed":
                services.sign_folder(row, actor=head, note="เห็นชอบ เสนอลงนาม", person=people[director.pk], now=later)
            elif state == "returned":
                services.return_folder(row, actor=director, reason="แนบใบเสนอราคาให้ครบ", now=later)
            elif state in ("signed", "closed"):
                services.sign_folder(row, actor=director, note="อนุมัติ", now=later)
                if state == "closed":
                    services.close_folder(row, actor=clerk, note="เก็บสำเนาที่ตู้เอกสาร 2", now=later)
    context.say(f"{district.code}: {len(_FOLDERS)} folders")
