"""Demo reports: last complete term's report approved, the running one begun; through the services everyone uses."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from schools.demo import DemoContext
from schools.queries import holders
from supervision.field.models import Visit
from supervision.field.queries import term_period
from supervision.reporting import services
from supervision.reporting.models import ReportPaper

TEXTS = {
    "summary": "การนิเทศภาคเรียนนี้ลงพื้นที่ทุกกลุ่มโรงเรียน ครูส่วนใหญ่จัดการเรียนรู้เชิงรุกได้ตามแผน "
    "สิ่งที่ต้องเร่งคือสื่อการอ่านและการใช้ผลประเมินพัฒนาผู้เรียน",
    "objectives": "1. เพื่อติดตามและส่งเสริมห้องเรียนคุณภาพ\n2. เพื่อพัฒนาการจัดการเรียนรู้เชิงรุกของครู\n"
    "3. เพื่อนำผลไปวางแผนนิเทศภาคเรียนถัดไป",
    "strengths": "ห้องเรียนสะอาด ปลอดภัย มีมุมแสดงผลงานที่เป็นปัจจุบัน และครูให้ผู้เรียนมีส่วนร่วม",
    "to_improve": "หนังสือมุมการอ่านไม่พอในโรงเรียนขนาดเล็ก และยังไม่ใช้ข้อมูลสะท้อนกลับอย่างสม่ำเสมอ",
    "suggestions": "ให้กลุ่มโรงเรียนหมุนเวียนหนังสือร่วมกัน และจัดเวทีแลกเปลี่ยนเรื่องการวัดผลตามสภาพจริงภาคเรียนละ 1 ครั้ง",
}


def seed(context: DemoContext) -> None:
    """The two newest terms with visits of the large office; an office that has reports is left as it is."""
    district = context.first
    if ReportPaper.objects.of_district(district).exists():
        return
    terms = sorted(set(Visit.objects.of_district(district).made().values_list("academic_year", "term")), reverse=True)
    author = holders("supervisor", district, context.today)[0]
    deciders = [holders(post, district, context.today)[0] for post in district.settings.plan_chain]
    for place, (year, term) in enumerate(terms[:2]):
        period = term_period(district, year, term)
        day = min(context.today, period.end)
        now = timezone.make_aware(datetime.combine(day, time(9)))
        paper = services.create_report(district, actor=author, period=period, now=now)
        paper = services.save_texts(
            paper,
            actor=author,
            texts=TEXTS if place else {"objectives": TEXTS["objectives"]},
            lock_version=paper.lock_version,
            now=now,
        )
        if place:
            services.submit_report(paper, actor=author, now=now, today=day)
            for step, decider in enumerate(deciders, start=1):
                paper.refresh_from_db()
                services.decide_report(
                    paper,
                    actor=decider,
                    revision=paper.revision,
                    decision="approved",
                    content_hash=paper.content_hash,
                    now=now + timedelta(hours=step),
                )
