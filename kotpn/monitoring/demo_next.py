"""The next meeting of the demo office's ก.ต.ป.น.: drafted from the demo's own work, the minutes and resolutions of the
one that was held among it, with two papers."""

import io
from datetime import datetime, time, timedelta

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image, ImageDraw

from core.bulk import many_acts
from kotpn.committee.queries import main_committee
from kotpn.meetings import services
from kotpn.meetings.models import Meeting, SectionKind
from schools.demo import DemoContext
from schools.queries import holders


def next_meeting(context: DemoContext) -> None:
    """An office whose committee has a meeting to come is left as it is."""
    district, today = context.first, context.today
    committee = main_committee(district)
    if committee is None or Meeting.objects.filter(committee=committee).coming(today).exists():
        return
    head = holders("group_director", district, today)[0]
    now = timezone.make_aware(datetime.combine(today, time(9, 0)))
    with many_acts():
        meeting = services.call_meeting(
            committee, actor=head, held_on=today + timedelta(days=21), time_from=time(9, 30), time_to=time(12, 0),
            place=f"ห้องประชุม 1 {district.short_name}", number=2, now=now,
        )  # fmt: skip
        services.draft_agenda(meeting, actor=head, now=now)
        item = services.add_item(
            meeting.sections.get(kind=SectionKind.CONSIDER), actor=head, title="กำหนดการประชุมครั้งถัดไป",
            background="เสนอวันประชุมหลังปิดภาคเรียน ตามปฏิทินการนิเทศแนบท้าย", point="เพื่อโปรดพิจารณากำหนดวันประชุม",
            presenter_label="กรรมการและเลขานุการ", minutes_planned=15, now=now,
        )  # fmt: skip
        services.add_paper_upload(
            item, SimpleUploadedFile("calendar.png", _picture()), actor=head, title="ปฏิทินการนิเทศ", now=now
        )
        services.add_paper_upload(item, SimpleUploadedFile("form.pdf", _form()), actor=head, title="แบบเสนอวัน", now=now)
    context.say(f"{district.code}: {meeting} with {meeting.sections.count()} sections")


def _picture() -> bytes:
    """A calendar sheet of empty boxes: no words, so no font is needed."""
    sheet = Image.new("RGB", (900, 640), "white")
    draw = ImageDraw.Draw(sheet)
    for row in range(5):
        for column in range(7):
            left, top = 30 + column * 120, 30 + row * 116
            draw.rectangle((left, top, left + 110, top + 106), outline="#5B5BD6", width=3)
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def _form() -> bytes:
    """One A4 page with lines to write on."""
    lines = " ".join(f"60 {top} m 535 {top} l S" for top in range(120, 760, 40))
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pdf.make_stream(f"0.6 w {lines}".encode())
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()
