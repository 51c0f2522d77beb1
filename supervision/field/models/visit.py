"""A visit: who supervised whom, where, on what, with which answers, and what both sides made of it (facts §6.3)."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from supervision.areas import Area, Way
from supervision.field.querysets import VisitQuerySet


class Visit(models.Model):
    """Both year systems stand on the row, worked out from `visited_on` by the service. `public_id` comes from the
    browser that began the visit, so that two clicks or two sends make one visit. Findings of the last visit, photos
    (core.Attachment, owner kind "visit") and answer sheets hang on it."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SUBMITTED = "submitted", "ส่งแล้ว"
        RETURNED = "returned", "ตีกลับ"
        ACKNOWLEDGED = "acknowledged", "รับทราบแล้ว"
        CLOSED = "closed", "ปิดแล้ว"
        CLOSED_UNSEEN = "closed_unseen", "ปิดแล้ว (ไม่ได้รับทราบ)"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    class Reopened(models.TextChoices):
        """Why a visit that was sent is with its team again."""

        RETURN = "return", "ตีกลับ"
        CORRECT = "correct", "กำลังแก้ไข"
        AMEND = "amend", "แก้ไขหลังรับทราบ"

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="visits")
    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="visits")
    planned = models.ForeignKey(
        "planning.PlannedVisit", null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    activity = models.ForeignKey(
        "planning.PlanActivity", null=True, blank=True, on_delete=models.PROTECT, related_name="visits"
    )
    fiscal_year = models.PositiveIntegerField("ปีงบประมาณ (พ.ศ.)")
    academic_year = models.PositiveIntegerField("ปีการศึกษา (พ.ศ.)")
    term = models.PositiveSmallIntegerField("ภาคเรียนที่")
    round_no = models.PositiveSmallIntegerField("ครั้งที่", default=1)
    visited_on = models.DateField("วันที่นิเทศ")
    time_in = models.TimeField("เวลามาถึง", null=True, blank=True)
    time_out = models.TimeField("เวลากลับ", null=True, blank=True)
    lead = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="led_visits")
    outside_assignment = models.BooleanField("นอกพื้นที่รับผิดชอบ", default=False)
    way = models.CharField("รูปแบบ", max_length=8, choices=Way, default=Way.FIELD)
    topic = models.CharField("เรื่องที่นิเทศ", max_length=300)
    areas = ArrayField(models.CharField(max_length=10, choices=Area), verbose_name="งาน 4 ด้าน")
    policy = models.ForeignKey("planning.PolicyItem", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    task = models.ForeignKey("schools.WorkTask", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey("schools.Project", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    observed = models.TextField("สิ่งที่พบ", blank=True)
    strengths = models.TextField("จุดเด่น", blank=True)
    to_improve = models.TextField("สิ่งที่ควรพัฒนา", blank=True)
    reflection_supervisor = models.TextField("สะท้อนคิดของผู้นิเทศ", blank=True)
    reflection_school = models.TextField("สะท้อนคิดของผู้รับการนิเทศ", blank=True)
    state = models.CharField("สถานะ", max_length=14, choices=State, default=State.DRAFT)
    reopened = models.CharField("กลับมาแก้ไขเพราะ", max_length=7, choices=Reopened, blank=True)
    number = models.PositiveIntegerField("เลขที่บันทึก", null=True, help_text="ออกให้เมื่อส่งครั้งแรก นับตามปีงบประมาณ")
    revision = models.PositiveIntegerField(default=1)
    content_hash = models.CharField(max_length=64, blank=True)
    closed_hash = models.CharField(max_length=64, blank=True)
    lock_version = models.PositiveIntegerField(default=1)
    section_stamps = models.JSONField(
        default=dict, blank=True, help_text="ตอน → {n, by, at}: ใครบันทึกตอนนั้นล่าสุด ใช้จับการบันทึกทับกัน"
    )
    phone_at = models.DateTimeField(
        "เวลาเริ่มบันทึกตามนาฬิกาของเครื่อง", null=True, help_text="เก็บคู่กับ created_at นาฬิกาของโทรศัพท์อาจคลาดเคลื่อน"
    )
    latitude = models.DecimalField("ละติจูด", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("ลองจิจูด", max_digits=9, decimal_places=6, null=True, blank=True)
    place_accuracy = models.PositiveIntegerField("ความคลาดเคลื่อนของตำแหน่ง (เมตร)", null=True, blank=True)
    advice_aside = models.JSONField(default=list, blank=True, help_text="ข้อเสนอแนะที่ระบบเสนอและผู้นิเทศไม่ใช้ในบันทึกนี้")
    submitted_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    school_comment = models.TextField("ความเห็นของโรงเรียน", blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    return_reason = models.TextField("เหตุที่ตีกลับ", blank=True)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["-visited_on", "-pk"]
        indexes = [
            models.Index(fields=["district", "-visited_on", "-id"]),
            models.Index(fields=["school", "-visited_on"]),
            models.Index(fields=["district", "academic_year", "term"]),
            models.Index(fields=["district", "fiscal_year"]),
            models.Index(fields=["lead", "-visited_on"]),
            GinIndex(fields=["topic"], opclasses=["gin_trgm_ops"], name="visit_topic_trigrams"),
            models.Index(
                fields=["district", "state"], condition=Q(state__in=["submitted", "acknowledged"]), name="visit_open"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "fiscal_year", "number"],
                condition=Q(number__isnull=False),
                name="one_visit_per_number",
            ),
            models.CheckConstraint(
                condition=Q(time_in__isnull=True) | Q(time_out__isnull=True) | Q(time_out__gte=F("time_in")),
                name="visit_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} {self.visited_on}"

    @property
    def is_closed(self) -> bool:
        return self.state in (self.State.CLOSED, self.State.CLOSED_UNSEEN)

    @property
    def is_editable(self) -> bool:
        """With its author: being written, returned, or taken up again after closing."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)

    @property
    def changed_after_closing(self) -> bool:
        """แก้ไขหลังอนุมัติ: it was closed once, and what stands here is no longer (or not yet again) what was closed."""
        return bool(self.closed_hash) and (not self.is_closed or self.closed_hash != self.content_hash)

    @property
    def state_code(self) -> str:
        """Name of the chip's look."""
        if self.state == self.State.CANCELLED:
            return "cancelled"
        if self.changed_after_closing:
            return "changed"
        return "closed" if self.is_closed else str(self.state)

    @property
    def state_label(self) -> str:
        """The one word of state that stands on pages and papers."""
        if self.state_code == "changed":
            return "แก้ไขหลังอนุมัติ"
        if self.state == self.State.RETURNED and self.reopened:
            return REOPENED_WORDS[self.reopened]
        return STATE_WORDS[self.state]

    @property
    def way_label(self) -> str:
        return WAY_WORDS[self.way]


# Django's get_…_display builds its dictionary anew on every call: in a list of 50 rows that is felt.
STATE_WORDS: dict[str, str] = {value: str(label) for value, label in Visit.State.choices}
REOPENED_WORDS: dict[str, str] = {value: str(label) for value, label in Visit.Reopened.choices}
WAY_WORDS: dict[str, str] = {value: str(label) for value, label in Way.choices}


class VisitMember(models.Model):
    """Another supervisor, a committee member or an officer who came along; named here, they may read and write it."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="visit_memberships")
    duty = models.CharField("หน้าที่", max_length=100, default="ผู้ร่วมนิเทศ")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "person"], name="once_in_a_visit")]

    def __str__(self) -> str:
        return f"{self.person} ({self.duty})"


class VisitPerson(models.Model):
    """A person supervised, as they were on that day."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="supervised")
    person = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="supervised_in")
    position = models.CharField("ตำแหน่ง", max_length=200, blank=True)
    standing = models.CharField("วิทยฐานะ", max_length=100, blank=True)
    subject_group = models.ForeignKey(
        "schools.SubjectGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField("รายวิชา", max_length=150, blank=True)
    subject_code = models.CharField("รหัสวิชา", max_length=20, blank=True)
    classroom = models.CharField("ชั้น/ห้อง", max_length=40, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "person"], name="supervised_once_in_a_visit")]

    def __str__(self) -> str:
        return str(self.person)


class VisitResponse(models.Model):
    """An answer sheet of the visit."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="sheets")
    response = models.OneToOneField("instruments.Response", on_delete=models.PROTECT, related_name="visit_sheet")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["visit", "position", "pk"]

    def __str__(self) -> str:
        return str(self.response)


class VisitRevision(models.Model):
    """What was submitted, each time it was: the paper that prints carries this number and hash."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    snapshot = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["visit", "-number"]
        constraints = [models.UniqueConstraint(fields=["visit", "number"], name="one_visit_revision_per_number")]

    def __str__(self) -> str:
        return f"{self.visit} ฉบับที่ {self.number}"
