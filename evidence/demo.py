"""Demo data of this app, made by the services everyone uses; safe to run twice: the stores of a principal's school
and of the large office. What they prove is told by the apps to the right."""

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from core.files import pictures
from core.models import StoredFile
from evidence import services
from evidence.models import EvidenceItem
from schools.demo import DemoContext
from schools.models import School
from schools.queries import holders

_FILES = (
    ("คำสั่งแต่งตั้งคณะกรรมการประกันคุณภาพภายใน.pdf", "PDF", 3),
    ("รายงานการประชุมคณะกรรมการสถานศึกษา ครั้งที่ 1.pdf", "PDF", 5),
    ("ภาพประชุมครูต้นปีการศึกษา.jpg", "JPEG", 7),
)
_LINKS = (
    ("https://www.youtube.com/watch?v=demo-open-house", "คลิปกิจกรรมเปิดบ้านวิชาการ"),
    ("https://drive.google.com/file/d/demo-plan/view", "แผนพัฒนาการจัดการศึกษา 4 ปี"),
)


def seed(context: DemoContext) -> None:
    """An office with evidence is left as it is."""
    district = context.first
    if EvidenceItem.objects.of_district(district).exists():
        return
    for school in School.objects.of_district(district).order_by("pk")[:20]:
        found = holders("principal", district, context.today, school=school)
        if found:
            _fill(district, school, found[0])
            break
    director = holders("group_director", district, context.today)
    if director:
        _fill(district, None, director[0])
    for kept in StoredFile.objects.filter(district_code=district.code, state=StoredFile.State.WAITING):
        pictures.reencode(kept.pk)
    context.say(f"{district.code}: {EvidenceItem.objects.of_district(district).count()} pieces of evidence")


def _fill(district: Any, school: School | None, actor: Any) -> None:
    for name, kind, shade in _FILES if school is not None else _FILES[:1]:
        upload = SimpleUploadedFile(name, _paper(kind, shade))
        services.add_file(upload, district=district, school=school, actor=actor)
    for url, title in _LINKS if school is not None else _LINKS[1:]:
        services.add_link(url, district=district, school=school, actor=actor, title=title)


def _paper(kind: str, shade: int) -> bytes:
    """A page with lines where writing would be."""
    page = Image.new("RGB", (620, 877), (250 - shade, 250, 250))
    draw = ImageDraw.Draw(page)
    for line in range(12 + shade):
        draw.rectangle((70, 110 + line * 34, 550 - (line * 37 * shade) % 190, 118 + line * 34), fill=(150, 146, 165))
    target = io.BytesIO()
    page.save(target, kind)
    return target.getvalue()
