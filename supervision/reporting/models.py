"""The report of a period's supervision as a paper: texts a person writes beside figures the work gives."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.models import ApprovalDecision, ApprovalRound
from schools.querysets import ScopedQuerySet

# Short form (facts §6.5): บทสรุปผู้บริหาร, วัตถุประสงค์, ผลการนิเทศ, ข้อเสนอแนะ; the result section is mostly figures.
TEXTS = {
    "summary": "บทสรุปผู้บริหาร",
    "objectives": "วัตถุประสงค์",
    "strengths": "จุดเด่นที่พบ",
    "to_improve": "สิ่งที่ควรพัฒนา",
    "suggestions": "ข้อเสนอแนะ",
}
# What the longer forms say. The five chapters are those of a supervisor's own study, their headings customary ones: no
# rule of an office was found (facts §6.5).
YEARLY_TEXTS = {
    "foreword": "คำนำ",
    "summary": TEXTS["summary"],
    "policy": "นโยบาย จุดเน้น และแผนของปี",
    "objectives": TEXTS["objectives"],
    "strengths": TEXTS["strengths"],
    "to_improve": TEXTS["to_improve"],
    "use": "การนำผลไปใช้",
    "suggestions": TEXTS["suggestions"],
    "next": "แนวทางปีถัดไป",
}
CHAPTER_TEXTS = {
    "foreword": "คำนำ",
    "background": "บทที่ 1 ความเป็นมาและความสำคัญ",
    "objectives": "บทที่ 1 วัตถุประสงค์",
    "scope": "บทที่ 1 ขอบเขต",
    "terms": "บทที่ 1 นิยามศัพท์เฉพาะ",
    "benefits": "บทที่ 1 ประโยชน์ที่คาดว่าจะได้รับ",
    "literature": "บทที่ 2 เอกสารและงานวิจัยที่เกี่ยวข้อง",
    "method": "บทที่ 3 วิธีดำเนินการ",
    "tools": "บทที่ 3 เครื่องมือและการเก็บรวบรวมข้อมูล",
    "analysis": "บทที่ 3 การวิเคราะห์ข้อมูล",
    "strengths": "บทที่ 4 จุดเด่นที่พบ",
    "to_improve": "บทที่ 4 สิ่งที่ควรพัฒนา",
    "summary": "บทที่ 5 สรุปผล",
    "discussion": "บทที่ 5 อภิปรายผล",
    "suggestions": "บทที่ 5 ข้อเสนอแนะ",
    "references": "บรรณานุกรม",
}


class ReportPaper(models.Model):
    """รายงานผลการนิเทศ of a term (1-2568) or fiscal year (fy2568), of the office or of one cluster, in one of three
    forms.
    Texts the short form has are columns, those of the longer forms stand in `more`.

    `frozen` is what was sent last: texts and figures as the deciders read them; while a draft the figures are live.
    """

    class Form(models.TextChoices):
        SHORT = "short", "ฉบับสั้น"
        YEARLY = "yearly", "รายงานประจำปี"
        CHAPTERS = "chapters", "5 บท"

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SUBMITTED = "submitted", "รอพิจารณา"
        RETURNED = "returned", "ตีกลับ"
        APPROVED = "approved", "อนุมัติแล้ว"
        CANCELLED = "cancelled", "ยกเลิกแล้ว"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="report_papers")
    cluster = models.ForeignKey(
        "schools.Cluster", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="กลุ่มโรงเรียน"
    )
    form = models.CharField("รูปแบบ", max_length=8, choices=Form, default=Form.SHORT)
    period_code = models.CharField("ภาคเรียนหรือปีงบประมาณ", max_length=12)
    period_label = models.CharField(max_length=100)
    period_start = models.DateField()
    title = models.CharField("ชื่อรายงาน", max_length=300)
    summary = models.TextField("บทสรุปผู้บริหาร", blank=True)
    objectives = models.TextField("วัตถุประสงค์", blank=True)
    strengths = models.TextField("จุดเด่นที่พบ", blank=True)
    to_improve = models.TextField("สิ่งที่ควรพัฒนา", blank=True)
    suggestions = models.TextField("ข้อเสนอแนะ", blank=True)
    more = models.JSONField(default=dict, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    frozen = models.JSONField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)
    approved_revision = models.PositiveIntegerField(null=True)
    approved_hash = models.CharField(max_length=64, blank=True)
    approved_at = models.DateTimeField(null=True)
    lock_version = models.PositiveIntegerField(default=1)
    cancel_reason = models.TextField(blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-period_start", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "period_code", "cluster", "form"],
                condition=~Q(state="cancelled"),
                nulls_distinct=False,
                name="one_report_per_period_cluster_and_form",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def labels(self) -> dict[str, str]:
        """The texts of its form in order, name → heading."""
        return TEXTS_OF[self.form]

    def text(self, name: str) -> str:
        """One of its texts, empty while unwritten."""
        return str(getattr(self, name) if name in TEXTS else self.more.get(name, ""))

    def set_text(self, name: str, words: str) -> None:
        if name in TEXTS:
            setattr(self, name, words)
        else:
            self.more = {**self.more, name: words}

    @property
    def changed_after_approval(self) -> bool:
        """แก้ไขหลังอนุมัติ: approved once, and what stands here is another revision."""
        return self.approved_revision is not None and self.approved_revision != self.revision

    @property
    def state_code(self) -> str:
        """Name of the chip's look."""
        return "changed" if self.changed_after_approval and self.state != self.State.CANCELLED else str(self.state)


TEXTS_OF: dict[str, dict[str, str]] = {
    ReportPaper.Form.SHORT: TEXTS,
    ReportPaper.Form.YEARLY: YEARLY_TEXTS,
    ReportPaper.Form.CHAPTERS: CHAPTER_TEXTS,
}


class ReportPaperRound(ApprovalRound):
    subject = models.ForeignKey(ReportPaper, on_delete=models.PROTECT, related_name="rounds")

    class Meta:
        ordering = ["subject", "-submitted_at"]
        constraints = [
            models.UniqueConstraint(fields=["subject"], condition=Q(state="open"), name="one_open_round_per_report")
        ]


class ReportPaperDecision(ApprovalDecision):
    round = models.ForeignKey(ReportPaperRound, on_delete=models.PROTECT, related_name="decisions")

    class Meta:
        ordering = ["round", "at", "pk"]
        constraints = [models.UniqueConstraint(fields=["round", "lane"], name="one_decision_per_report_lane")]
