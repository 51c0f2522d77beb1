"""การจัดการเรียนรวม of a school and academic year, in counts: never a pupil's name, number or picture."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schools.models.lists import OfficeKind, shipped_once
from schools.querysets import ScopedQuerySet


class DisabilityKind(OfficeKind):
    """One of the nine kinds of the ministry's announcement of พ.ศ. 2552; an office may add its own."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="disability_kinds")
    name = models.CharField("ประเภท", max_length=100)

    class Meta(OfficeKind.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_disability_kind_per_name"),
            shipped_once("disability_kind_shipped_once", "district"),
        ]


class InclusionYear(models.Model):
    """What a school reports for a ปีการศึกษา; `trained` teachers passed a course on inclusion, `aides` help pupils."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SUBMITTED = "submitted", "ส่งแล้ว"
        RETURNED = "returned", "ตีกลับ"
        ACCEPTED = "accepted", "รับแล้ว"

    school = models.ForeignKey("schools.School", on_delete=models.PROTECT, related_name="inclusion_years")
    academic_year = models.PositiveSmallIntegerField("ปีการศึกษา")
    trained = models.PositiveSmallIntegerField("ครูที่ผ่านการอบรมการเรียนรวม (คน)", default=0)
    aides = models.PositiveSmallIntegerField("พี่เลี้ยงเด็กพิการ (คน)", default=0)
    note = models.TextField("สภาพและปัญหา", blank=True)
    wanted = models.TextField("ความช่วยเหลือที่ต้องการ", blank=True)
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.DRAFT)
    reason = models.TextField("เหตุที่ตีกลับ", blank=True, editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    submitted_at = models.DateTimeField("ส่งเมื่อ", null=True, editable=False)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    accepted_at = models.DateTimeField("รับเมื่อ", null=True, editable=False)
    stamp = models.PositiveIntegerField(default=1, editable=False)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-academic_year", "school__name_sort", "pk"]
        indexes = [models.Index(fields=["academic_year", "state"])]
        constraints = [models.UniqueConstraint(fields=["school", "academic_year"], name="one_inclusion_year")]

    def __str__(self) -> str:
        return f"การเรียนรวม {self.school.name} ปีการศึกษา {self.academic_year}"

    @property
    def is_editable(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.RETURNED)


class KindCount(models.Model):
    """Pupils of one kind: how many there are, were screened, hold a certificate of disability, have an IEP."""

    year = models.ForeignKey(InclusionYear, on_delete=models.CASCADE, related_name="counts")
    kind = models.ForeignKey(DisabilityKind, on_delete=models.PROTECT, related_name="counts")
    pupils = models.PositiveSmallIntegerField("นักเรียน (คน)", default=0)
    screened = models.PositiveSmallIntegerField("คัดกรองแล้ว (คน)", default=0)
    certified = models.PositiveSmallIntegerField("มีเอกสารรับรองความพิการ (คน)", default=0)
    ieps = models.PositiveSmallIntegerField("จัดทำ IEP แล้ว (คน)", default=0)

    class Meta:
        ordering = ["year", "kind__position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["year", "kind"], name="one_count_per_disability_kind"),
            models.CheckConstraint(condition=Q(certified__lte=F("pupils")), name="certified_are_among_the_pupils"),
            models.CheckConstraint(condition=Q(ieps__lte=F("pupils")), name="ieps_are_among_the_pupils"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pupils}"


class HelpLine(models.Model):
    """One kind of help given in the year, in words without names, with how many pupils got it and staff gave it."""

    class Kind(models.TextChoices):
        MEDIA = "media", "สื่อและสิ่งอำนวยความสะดวก"
        SERVICE = "service", "บริการและความช่วยเหลืออื่นทางการศึกษา"
        STAFF = "staff", "บุคลากรช่วยเหลือ"
        LEARNING = "learning", "ปรับหลักสูตร การสอน และการวัดผล"
        REFERRAL = "referral", "ส่งต่อและประสานหน่วยงาน"

    year = models.ForeignKey(InclusionYear, on_delete=models.CASCADE, related_name="helps")
    kind = models.CharField("ประเภทความช่วยเหลือ", max_length=8, choices=Kind)
    text = models.CharField("สิ่งที่ช่วยเหลือ", max_length=300)
    pupils = models.PositiveSmallIntegerField("นักเรียนที่ได้รับ (คน)", default=0)
    staff = models.PositiveSmallIntegerField("ผู้ช่วยเหลือ (คน)", default=0)

    class Meta:
        ordering = ["year", "kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["year", "kind", "text"], name="one_line_per_help")]

    def __str__(self) -> str:
        return self.text
