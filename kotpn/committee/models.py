"""Committees of the office: ก.ต.ป.น., the sub-committees under it, and others that meet by the same rules.

Rules stand on the committee itself: the full text of the ministry's regulation was not found, so each is a setting
whose default is our assumption.
"""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q

from kotpn.committee.querysets import CommitteeQuerySet, MemberQuerySet, TenureQuerySet
from schools.models.years import DateRange
from schools.querysets import ScopedQuerySet


class Committee(models.Model):
    class Kind(models.TextChoices):
        MAIN = "main", "ก.ต.ป.น."
        SUB = "sub", "อ.ก.ต.ป.น."
        BOARD = "board", "คณะผู้บริหาร"
        GROUP = "group", "ที่ประชุมกลุ่มงาน"
        OTHER = "other", "คณะอื่น"

    class QuorumRule(models.TextChoices):
        HALF = "half", "ไม่น้อยกว่ากึ่งหนึ่งของกรรมการที่มีอยู่"
        NUMBER = "number", "จำนวนที่กำหนด"

    class YearKind(models.TextChoices):
        CALENDAR = "calendar", "ปีปฏิทิน"
        FISCAL = "fiscal", "ปีงบประมาณ"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="committees")
    kind = models.CharField("ประเภท", max_length=6, choices=Kind)
    name = models.CharField("ชื่อเต็ม", max_length=300)
    short_name = models.CharField("ชื่อย่อ", max_length=80)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    is_active = models.BooleanField("ใช้งาน", default=True)
    size = models.PositiveSmallIntegerField("จำนวนกรรมการ", default=9)
    tenure_years = models.PositiveSmallIntegerField("วาระ (ปี)", default=4)
    quorum_rule = models.CharField("องค์ประชุม", max_length=6, choices=QuorumRule, default=QuorumRule.HALF)
    quorum_number = models.PositiveSmallIntegerField("จำนวนองค์ประชุม (คน)", null=True, blank=True)
    meetings_per_year = models.PositiveSmallIntegerField("ประชุมอย่างน้อย (ครั้งต่อปีงบประมาณ)", default=2)
    numbering = models.CharField("เลขครั้งที่ประชุมขึ้นใหม่ตาม", max_length=8, choices=YearKind, default=YearKind.CALENDAR)
    substitutes_allowed = models.BooleanField("ให้ผู้แทนเข้าประชุมแทนและนับเป็นองค์ประชุม", default=True)
    notice_days = models.PositiveSmallIntegerField("ส่งหนังสือเชิญก่อนประชุม (วัน)", default=7)
    minutes_days = models.PositiveSmallIntegerField("ส่งรายงานการประชุมภายใน (วัน)", default=3)
    warn_days = models.PositiveSmallIntegerField("เตือนก่อนหมดวาระ (วัน)", default=90)
    # The field teams a sub-committee works with (facts §1.3: อ.ก.ต.ป.น. and the clusters' teams in the field).
    teams = models.ManyToManyField("schools.Team", blank=True, related_name="committees", verbose_name="ทีมในพื้นที่")

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_committee_per_name"),
            models.UniqueConstraint(
                fields=["district"], condition=Q(kind="main", is_active=True), name="one_main_committee"
            ),
            models.CheckConstraint(
                condition=Q(kind="sub") | Q(parent__isnull=True), name="only_subcommittees_have_parents"
            ),
            models.CheckConstraint(
                condition=~Q(quorum_rule="number") | Q(quorum_number__gte=1), name="quorum_number_is_given"
            ),
        ]

    def __str__(self) -> str:
        return self.short_name


class Tenure(models.Model):
    """A committee as one appointment order made it; both days are included. Tenures of a committee do not overlap."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="tenures")
    order = models.ForeignKey(
        "office_orders.Order", null=True, blank=True, on_delete=models.PROTECT, related_name="committee_tenures"
    )
    order_number = models.CharField("คำสั่งที่", max_length=100)
    ordered_on = models.DateField("ลงวันที่")
    starts_on = models.DateField("ตั้งแต่")
    ends_on = models.DateField("ถึง")
    note = models.TextField("หมายเหตุ", blank=True)
    warned_on = models.DateField(null=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = TenureQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="tenure_ends_after_start"),
            ExclusionConstraint(
                name="tenures_do_not_overlap",
                expressions=[
                    ("committee", RangeOperators.EQUAL),
                    (
                        DateRange("starts_on", "ends_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee} {self.order_number}"


class Member(models.Model):
    """A seat of a tenure. Name and post are kept as the order prints them; who it is: `person`, or `outside`."""

    class Role(models.TextChoices):
        CHAIR = "chair", "ประธานกรรมการ"
        VICE = "vice", "รองประธานกรรมการ"
        MEMBER = "member", "กรรมการ"
        SECRETARY = "secretary", "กรรมการและเลขานุการ"
        ASSISTANT = "assistant", "กรรมการและผู้ช่วยเลขานุการ"

    class Category(models.TextChoices):
        OFFICE = "office", "โดยตำแหน่ง"
        PRINCIPALS = "principals", "ผู้แทนผู้บริหารสถานศึกษา"
        PRIVATE = "private", "ผู้แทนสถานศึกษาเอกชน"
        EXPERT = "expert", "ผู้ทรงคุณวุฒิ"
        OTHER = "other", "อื่น ๆ"

    tenure = models.ForeignKey(Tenure, on_delete=models.CASCADE, related_name="members")
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    role = models.CharField("หน้าที่", max_length=10, choices=Role, default=Role.MEMBER)
    category = models.CharField("ประเภทกรรมการ", max_length=10, choices=Category)
    category_label = models.CharField("ประเภท (คำของสำนักงาน)", max_length=150, blank=True)
    person = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="committee_seats"
    )
    outside = models.ForeignKey(
        "schools.OutsidePerson", null=True, blank=True, on_delete=models.PROTECT, related_name="committee_seats"
    )
    name = models.CharField("ชื่อ-สกุล", max_length=250)
    post = models.CharField("ตำแหน่ง", max_length=300, blank=True)
    counts = models.BooleanField("นับเป็นกรรมการ (องค์ประชุมและลงมติ)", default=True)
    starts_on = models.DateField("ตั้งแต่")
    ends_on = models.DateField("ถึง", null=True, blank=True)
    ended_reason = models.CharField("เหตุที่พ้น", max_length=200, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, outside__isnull=False) | Q(person__isnull=False, outside__isnull=True),
                name="member_is_one_person",
            ),
            models.UniqueConstraint(
                fields=["tenure", "person"], condition=Q(person__isnull=False, ends_on__isnull=True),
                name="person_once_in_a_tenure",
            ),
            models.UniqueConstraint(
                fields=["tenure", "outside"], condition=Q(outside__isnull=False, ends_on__isnull=True),
                name="outside_once_in_a_tenure",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="seat_ends_after_start"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"

    @property
    def category_word(self) -> str:
        return self.category_label or self.get_category_display()


class Substitute(models.Model):
    """Who may sit for a member by the order (ผู้แทน); whoever comes on the day is still written at the meeting."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="substitutes")
    person = models.ForeignKey("schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outside = models.ForeignKey(
        "schools.OutsidePerson", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField("ชื่อ-สกุล", max_length=250)
    post = models.CharField("ตำแหน่ง", max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["member", "name"], name="one_substitute_per_name")]

    def __str__(self) -> str:
        return f"{self.name} แทน {self.member}"


class Power(models.Model):
    """A power of ก.ต.ป.น. by the ministry's regulation, paraphrased; `certainty` says how sure the wording is."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="committee_powers")
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    text = models.TextField("อำนาจหน้าที่")
    legal_reference = models.CharField("อ้างอิงกฎหมาย", max_length=300, blank=True)
    certainty = models.CharField("ความแน่ชัดของถ้อยคำ", max_length=300, blank=True)
    starts_on = models.DateField("ใช้ตั้งแต่")
    ends_on = models.DateField("ใช้ถึง", null=True, blank=True)
    reference_key = models.CharField(max_length=80, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "reference_key"], condition=~Q(reference_key=""), name="power_shipped_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="power_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
