"""Demo data of this app: a circular everybody read, one half read by schools, one only for the group, a draft; safe to
run twice."""

from datetime import timedelta
from typing import Any

from core.bulk import many_acts
from office.circulars import services
from office.circulars.models import Circular
from office.letters.models import Letter
from schools.demo import DemoContext
from schools.models import Cluster
from schools.queries import holders, holders_kept, people_of_schools


def seed(context: DemoContext) -> None:
    """An office with circulars is left as it is."""
    district, today = context.first, context.today
    if Circular.objects.of_district(district).exists():
        return
    clerk = holders("clerk", district, today)[0]
    letter = Letter.objects.of_district(district).incoming().open_to_tell().standing().order_by("place").first()
    with many_acts(), holders_kept():
        whole = services.draft_circular(
            district, actor=clerk, letter=letter, school_audience="all",
            title="แจ้งแนวทางการนิเทศ ติดตาม และประเมินผลการจัดการศึกษา",
            body="ขอให้ทุกโรงเรียนศึกษาแนวทางตามเอกสารที่แนบ และเตรียมข้อมูลสำหรับรับการนิเทศตามปฏิทิน",
            due_on=today + timedelta(days=5),
        )  # fmt: skip
        services.send_circular(whole, actor=clerk)
        _read(whole, today, share=4)
        cluster = Cluster.objects.of_district(district).order_by("position", "name_sort").first()
        part = services.draft_circular(
            district, actor=clerk, title="กำหนดการประชุมกลุ่มโรงเรียน", office_audience="none", school_audience="clusters",
            clusters=[cluster.pk] if cluster else [], body="ขอเชิญผู้อำนวยการโรงเรียนในกลุ่มเข้าร่วมประชุมตามกำหนด",
        )  # fmt: skip
        if cluster:
            services.send_circular(part, actor=clerk)
            _read(part, today, share=1)
        group = services.draft_circular(
            district, actor=clerk, title="ส่งหัวข้อประชุมประจำเดือนของกลุ่มงาน", body="ขอให้แต่ละกลุ่มงานส่งหัวข้อภายในสัปดาห์นี้"
        )
        services.send_circular(group, actor=clerk)
        services.draft_circular(district, actor=clerk, title="ประชาสัมพันธ์การอบรมออนไลน์", school_audience="all")
    context.say(f"{district.code}: {Circular.objects.of_district(district).count()} circulars")


def _read(circular: Circular, today: Any, *, share: int) -> None:
    """Every `share`-th school reads it, by its principal."""
    schools = list(circular.receipts.of_schools().order_by("pk").values_list("school", flat=True))
    for users in people_of_schools(schools[::share], today).values():
        services.read_circular(circular, actor=users[0])
