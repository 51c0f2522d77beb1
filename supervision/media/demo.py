"""Demo media of the first office: shared with reviews and uses, waiting for a reviewer, returned, a draft."""

from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from core.bulk import many_acts
from schools.demo import DemoContext
from schools.models import Appointment, Person, SubjectGroup
from schools.queries import holders, holders_kept
from supervision.media import services
from supervision.media.models import Medium

# (title, kind, grades, licence, place among the subject groups, state to reach, level)
_MEDIA = (
    ("บอร์ดเกมมาตราตัวสะกด", "medium", ["p1-3"], "free", 0, "shared", 5),
    ("ชุดฝึกคิดเลขเร็วด้วยบัตรภาพ", "exercise", ["p1-3", "p4-6"], "as-is", 1, "shared", 4),
    ("ห้องเรียนวิทยาศาสตร์จากวัสดุท้องถิ่น", "innovation", ["p4-6"], "ask", 2, "listed", 4),
    ("คลิปสอนคำศัพท์ภาษาอังกฤษวันละห้าคำ", "video", ["p4-6", "m1-3"], "free", 7, "asked", None),
    ("แอปบันทึกการอ่านของนักเรียน", "digital", ["p4-6"], "as-is", 0, "submitted", None),
    ("แบบฝึกอ่านแจกลูกสะกดคำ", "exercise", ["p1-3"], "free", 0, "returned", 2),
    ("นิทานคุณธรรมสองภาษา", "medium", ["early", "p1-3"], "private", 3, "draft", None),
)


def seed(context: DemoContext) -> None:
    """An office that has media is left as it is."""
    district = context.first
    if Medium.objects.of_district(district).exists():
        return
    with many_acts(), holders_kept():
        _Media(context, district).fill()
    context.say(f"{district.code}: {Medium.objects.of_district(district).count()} media")


class _Media:
    def __init__(self, context: DemoContext, district: Any) -> None:
        self.district, self.today = district, context.today
        self.head = holders("group_director", district, context.today)[0]
        posts = Appointment.objects.in_force(context.today).filter(district=district)
        supervisors = posts.filter(role="supervisor").values("person")
        self.reviewers = list(
            Person.objects.filter(pk__in=supervisors, user__isnull=False).select_related("user").order_by("pk")[:3]
        )
        self.principals = list(
            posts.filter(role="principal", person__user__isnull=False)
            .select_related("person__user", "school__district")
            .order_by("person__user__email")[:4]
        )
        self.subjects = list(SubjectGroup.objects.of_district(district).order_by("position"))

    def _at(self, ago: int) -> datetime:
        return timezone.make_aware(datetime.combine(self.today - timedelta(days=ago), time(10)))

    def fill(self) -> None:
        for number, one in enumerate(_MEDIA):
            self._one(number, one)
        own = self.reviewers[0]
        row = services.write_medium(
            self.district, actor=own.user, title="ชุดนิเทศออนไลน์เรื่องการเรียนรู้เชิงรุก", kind="digital", grades=["teachers"],
            owner=own, problem="ครูเข้ารับการอบรมพร้อมกันไม่ได้", usage="เรียนด้วยตนเองสี่หน่วย แล้วสะท้อนผลกับศึกษานิเทศก์",
            url="https://example.org/media/online", now=self._at(40),
        )  # fmt: skip
        row = services.submit_medium(row, actor=own.user, now=self._at(38))
        self._reviewed(row, self.reviewers[1], 5, ago=35)
        services.list_medium(row, actor=self.head, share=True, now=self._at(30))

    def _one(self, number: int, one: tuple[Any, ...]) -> None:
        title, kind, grades, licence, subject, reach, level = one
        post = self.principals[number % len(self.principals)]
        principal, ago = post.person.user, 90 - 10 * number
        row = services.write_medium(
            self.district, actor=principal, school=post.school, title=title, kind=kind, grades=grades, licence=licence,
            subject_group=self.subjects[subject] if subject < len(self.subjects) else None, owner=post.person,
            problem="นักเรียนบางส่วนเรียนรู้ช้ากว่าเพื่อน จึงต้องมีสื่อที่ลงมือทำและเห็นผลทันที",
            usage="ใช้ในขั้นฝึก ครั้งละ 20 นาที สัปดาห์ละสามครั้ง ครูบันทึกผลรายคน",
            outcome="นักเรียนร้อยละ 85 ผ่านเกณฑ์เมื่อจบภาคเรียน" if level and level > 3 else "",
            url="https://example.org/media/school", now=self._at(ago),
        )  # fmt: skip
        if reach == "draft":
            return
        row = services.submit_medium(row, actor=principal, now=self._at(ago - 1))
        if reach == "asked":
            services.ask_reviewers(
                row, actor=self.head, reviewers=self.reviewers[:2], due=self.today + timedelta(days=10),
                now=self._at(1),
            )  # fmt: skip
        if level is None:
            return
        self._reviewed(row, self.reviewers[number % 3], level, ago=ago - 3)
        if reach == "returned":
            services.return_medium(
                row, actor=self.head, reason="ขอให้เพิ่มคู่มือการใช้และผลกับนักเรียนหนึ่งห้อง", now=self._at(ago - 5)
            )
            return
        row = services.list_medium(row, actor=self.head, share=reach == "shared", now=self._at(ago - 5))
        if reach == "shared":
            user = self.principals[(number + 1) % len(self.principals)]
            services.note_use(
                row, actor=user.person.user, school=user.school, used_on=self.today - timedelta(days=ago - 20),
                user_name="ครูประจำชั้น", place="ชั้น ป.2", learners=18, now=self._at(ago - 21),
                result="นักเรียนสนใจและทำแบบทดสอบหลังใช้ผ่าน 16 คนจาก 18 คน",
            )  # fmt: skip

    def _reviewed(self, row: Medium, person: Person, level: int, *, ago: int) -> None:
        asked = services.ask_reviewers(row, actor=self.head, reviewers=[person], now=self._at(ago))[0]
        words = "เนื้อหาถูกต้อง ใช้ง่าย ควรเพิ่มตัวอย่างการวัดผล" if level > 3 else "ยังไม่มีคู่มือการใช้และหลักฐานผลกับผู้เรียน"
        services.save_review(asked, actor=person.user, level=level, opinion=words)
        services.finish_review(asked, actor=person.user, now=self._at(ago - 1))
