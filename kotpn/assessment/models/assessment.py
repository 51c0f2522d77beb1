"""การประเมินตนเองของสำนักงาน: one indicator of one set in one fiscal year, and an answer for each of its issues."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import ApprovalDecision, ApprovalRound
from kotpn.assessment.querysets import AssessmentQuerySet
from schools.querysets import ScopedQuerySet


class Assessment(models.Model):
    """While DRAFT or RETURNED the level follows the work; submitting freezes `result`: level, rule, issues, evidence
    counted, as they stood. `told` is the standing people were last told of, so that a fall is announced once.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SUBMITTED = "submitted", "ตรวจ"
        RETURNED = "returned", "ตีกลับ"
        APPROVED = "approved", "อนุมัติ"
        SENT = "sent", "ส่ง สพฐ. แล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="office_assessments")
    indicator = models.ForeignKey("kotpn_standards.Indicator", on_delete=models.PROTECT, related_name="assessments")
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ (พ.ศ.)")
    closes_on = models.DateField("ปิดรับหลักฐาน", null=True, blank=True)
    judged_level = models.PositiveSmallIntegerField("ระดับที่ตัดสิน", null=True, blank=True)
    judged_reason = models.TextField("เหตุผลของระดับ", blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    content_hash = models.CharField(max_length=64, blank=True)
    result = models.JSONField(null=True)
    told = models.JSONField(null=True)
    approved_revision = models.PositiveIntegerField(null=True)
    approved_hash = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True)
    sent_on = models.DateField("วันที่ส่ง สพฐ.", null=True, blank=True)
    sent_reference = models.CharField("เลขที่หนังสือส่ง", max_length=100, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    lock_version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "indicator__standard__number", "indicator__number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "indicator", "fiscal_year"], condition=~Q(state="cancelled"),
                name="one_assessment_per_indicator_and_year",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_on__isnull=False), name="sent_assessment_has_its_day"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator} ปีงบประมาณ {self.fiscal_year}"

    @property
    def is_open(self) -> bool:
        """Whether it may be written and its level follows the work."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)


class IssueAnswer(models.Model):
    """One issue of it. `carried_out` is stated by a person, apart from evidence; None is not said yet."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    issue = models.ForeignKey("kotpn_standards.Issue", on_delete=models.PROTECT, related_name="answers")
    owner = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="assessment_issues",
        verbose_name="ผู้รับผิดชอบ",
    )  # fmt: skip
    carried_out = models.BooleanField("ดำเนินการแล้ว", null=True)
    carried_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    carried_at = models.DateTimeField(null=True)
    no_evidence_reason = models.TextField("เหตุที่ไม่มีหลักฐาน", blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["assessment", "issue__number"]
        constraints = [models.UniqueConstraint(fields=["assessment", "issue"], name="one_answer_per_issue")]

    def __str__(self) -> str:
        return str(self.issue)


class Sentence(models.Model):
    """A sentence of the narrative. COMPOSED ones follow the figures until submission; an EDITED or OWN one keeps what
    was typed, and `figures` (name → as shown) tells when the work has moved on. All but opinions name what they rest
    on: a line of the set, or a piece of evidence hung by hand."""

    class Section(models.TextChoices):
        METHOD = "method", "วิธีการดำเนินงาน"
        RESULT = "result", "ผลการดำเนินงาน"
        OPINION = "opinion", "ความเห็นและข้อเสนอแนะ"

    class Origin(models.TextChoices):
        COMPOSED = "composed", "ใช้ข้อความที่เสนอ"
        EDITED = "edited", "แก้จากข้อความที่เสนอ"
        OWN = "own", "เขียนเอง"

    answer = models.ForeignKey(IssueAnswer, on_delete=models.CASCADE, related_name="sentences")
    section = models.CharField("ส่วน", max_length=7, choices=Section)
    position = models.PositiveSmallIntegerField("ลำดับ")
    line = models.ForeignKey("kotpn_standards.ProofLine", null=True, on_delete=models.PROTECT, related_name="sentences")
    evidence = models.ForeignKey(
        "kotpn_assessment.IssueEvidence", null=True, blank=True, on_delete=models.PROTECT, related_name="sentences"
    )
    origin = models.CharField(max_length=8, choices=Origin)
    text = models.TextField("ข้อความ")
    figures = models.JSONField(default=dict)
    lock_version = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["answer", "section", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "section", "line"], condition=Q(origin__in=("composed", "edited")),
                name="one_sentence_per_section_and_line",
            ),
            models.CheckConstraint(
                condition=Q(section="opinion") | Q(line__isnull=False) | Q(evidence__isnull=False),
                name="sentence_rests_on_something",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text


class AssessmentRound(ApprovalRound):
    subject = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="rounds")

    class Meta:
        ordering = ["subject", "-submitted_at"]
        constraints = [
            models.UniqueConstraint(fields=["subject"], condition=Q(state="open"), name="one_open_round_per_assessment")
        ]


class AssessmentDecision(ApprovalDecision):
    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="decisions")

    class Meta:
        ordering = ["round", "at", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "lane"], name="one_decision_per_assessment_lane")]
