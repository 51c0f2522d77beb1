"""The register of school curricula: kinds as data, each school's versions. Files hang on Pointer("curriculum", pk)."""

from django.conf import settings
from django.db import models

from schools.models.lists import OfficeKind, shipped_once
from supervision.curricula.querysets import CurriculumQuerySet


class CurriculumKind(OfficeKind):
    """A kind of curriculum. `expected`: which schools are asked for one, so that the register can say who has none."""

    class Expected(models.TextChoices):
        ALL = "all", "ทุกโรงเรียน"
        BASIC = "basic", "โรงเรียนที่สอนประถมหรือมัธยม"
        EARLY = "early", "โรงเรียนที่สอนปฐมวัย"
        NONE = "none", "โรงเรียนที่มี"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="curriculum_kinds")
    name = models.CharField("ชนิดหลักสูตร", max_length=150)
    expected = models.CharField("ต้องมีใน", max_length=5, choices=Expected, default=Expected.NONE)
    position = models.PositiveSmallIntegerField("ลำดับ", default=1)

    class Meta(OfficeKind.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_curriculum_kind_per_name"),
            shipped_once("curriculum_kind_shipped_once", "district"),
        ]


class Curriculum(models.Model):
    """One version of one kind at a school, used from an academic year on. A version that was accepted is the one in
    force; the one before it is then superseded, so the history stays readable."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SUBMITTED = "submitted", "ส่งแล้ว รอตรวจ"
        RETURNED = "returned", "ส่งกลับให้ปรับปรุง"
        ACCEPTED = "accepted", "ตรวจแล้ว ใช้ได้"
        SUPERSEDED = "superseded", "มีฉบับใหม่แทน"
        CANCELLED = "cancelled", "ยกเลิก"

    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="curricula")
    kind = models.ForeignKey(
        CurriculumKind, on_delete=models.PROTECT, related_name="curricula", verbose_name="ชนิดหลักสูตร"
    )
    title = models.CharField("ชื่อหลักสูตร", max_length=250)
    version = models.CharField("ฉบับ", max_length=80, help_text="เช่น พุทธศักราช 2568 หรือ ฉบับปรับปรุงครั้งที่ 2")
    year_from = models.PositiveIntegerField("เริ่มใช้ปีการศึกษา (พ.ศ.)")
    grades = models.CharField("ระดับชั้นที่ใช้", max_length=120, blank=True, help_text="เช่น ป.1–ป.6")
    approved_on = models.DateField("คณะกรรมการสถานศึกษาเห็นชอบเมื่อ", null=True, blank=True)
    changes = models.TextField("สิ่งที่ปรับจากฉบับก่อน", blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    reason = models.TextField("เหตุที่ส่งกลับหรือยกเลิก", blank=True)
    opinion = models.TextField("ความเห็นของสำนักงานเขต", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField("ส่งเมื่อ", null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField("พิจารณาเมื่อ", null=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = CurriculumQuerySet.as_manager()

    class Meta:
        ordering = ["-year_from", "-pk"]
        indexes = [models.Index(fields=["school", "kind", "state"]), models.Index(fields=["state", "submitted_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "kind", "version"], condition=~models.Q(state="cancelled"),
                name="one_curriculum_per_version",
            ),
            models.UniqueConstraint(
                fields=["school", "kind", "title"], condition=models.Q(state="accepted"),
                name="one_curriculum_in_force_per_title",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    @property
    def is_editable(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.RETURNED)
