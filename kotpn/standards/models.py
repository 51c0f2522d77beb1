"""มาตรฐานสำนักงานเขตพื้นที่การศึกษา as data: a set, its standards, indicators, issues (ประเด็นการพิจารณา), the lines
of evidence each issue asks for, and the rule that gives a level (facts §4; Phatthalung 2).

A set that was published is frozen: a change is a new edition, so last year's result keeps the words it was judged by.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kotpn.standards.querysets import OfficeStandardQuerySet
from schools.querysets import ScopedQuerySet


class OfficeStandardSet(models.Model):
    """`year_to` empty is "until another takes its place"; years are fiscal, พ.ศ. `missing_parts` says in words what of
    the official text is not known; a set with any is marked ไม่ครบ."""

    class Aggregate(models.TextChoices):
        WEIGHTED = "weighted", "ค่าเฉลี่ยถ่วงน้ำหนักของตัวบ่งชี้"
        NONE = "none", "ไม่รวมเป็นระดับเดียว"

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        PUBLISHED = "published", "ใช้งาน"
        RETIRED = "retired", "เลิกใช้"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="office_standard_sets")
    code = models.CharField("รหัส", max_length=60)
    name = models.CharField("ชื่อชุดมาตรฐาน", max_length=200)
    edition = models.CharField("ฉบับ", max_length=120, blank=True)
    year_from = models.PositiveSmallIntegerField("ใช้ตั้งแต่ปีงบประมาณ (พ.ศ.)")
    year_to = models.PositiveSmallIntegerField("ถึงปีงบประมาณ (พ.ศ.)", null=True, blank=True)
    aggregate = models.CharField("การรวมผลทั้งชุด", max_length=10, choices=Aggregate, default=Aggregate.NONE)
    source = models.TextField("ที่มา", blank=True)
    missing_parts = models.TextField("ส่วนที่ยังไม่ทราบ", blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="offspring")
    lock_version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = OfficeStandardQuerySet.as_manager()

    class Meta:
        ordering = ["-year_from", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["district", "code"], name="one_office_set_per_code"),
            models.CheckConstraint(
                condition=Q(year_to__isnull=True) | Q(year_to__gte=F("year_from")), name="office_set_years_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def years_label(self) -> str:
        """ปีงบประมาณ 2557–2559, 2560 เป็นต้นไป."""
        last = "" if self.year_to == self.year_from else f"–{self.year_to}" if self.year_to else " เป็นต้นไป"
        return f"ปีงบประมาณ {self.year_from}{last}"

    def covers(self, fiscal_year: int) -> bool:
        return self.year_from <= fiscal_year and (self.year_to is None or fiscal_year <= self.year_to)


class LevelLabel(models.Model):
    """What a level is called in this set (5 ดีเยี่ยม)."""

    set = models.ForeignKey(OfficeStandardSet, on_delete=models.CASCADE, related_name="labels")
    value = models.PositiveSmallIntegerField("ระดับ")
    word = models.CharField("คำเรียก", max_length=60)

    class Meta:
        ordering = ["set", "-value"]
        constraints = [models.UniqueConstraint(fields=["set", "value"], name="one_label_per_office_level")]

    def __str__(self) -> str:
        return f"{self.value} {self.word}"


class OfficeStandard(models.Model):
    """มาตรฐานที่ n."""

    set = models.ForeignKey(OfficeStandardSet, on_delete=models.CASCADE, related_name="standards")
    number = models.PositiveSmallIntegerField("มาตรฐานที่")
    title = models.CharField("ชื่อมาตรฐาน", max_length=400)
    weight = models.DecimalField("น้ำหนัก", max_digits=6, decimal_places=2, default=1)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["set", "number"]
        constraints = [
            models.UniqueConstraint(fields=["set", "number"], name="one_office_standard_per_number"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="office_standard_weight_above_zero"),
        ]

    def __str__(self) -> str:
        return f"มาตรฐานที่ {self.number} {self.title}"


class Indicator(models.Model):
    """ตัวบ่งชี้ที่ n. `owner_post` is the role whose holder answers for it. `rule`: COUNT takes the level from the
    rows of LevelRule; JUDGED lets a person give one with a reason, where the official table is not known."""

    class Rule(models.TextChoices):
        COUNT = "count", "นับประเด็นที่ดำเนินการและมีหลักฐาน"
        JUDGED = "judged", "ผู้ประเมินตัดสินพร้อมเหตุผล"

    standard = models.ForeignKey(OfficeStandard, on_delete=models.CASCADE, related_name="indicators")
    number = models.PositiveSmallIntegerField("ตัวบ่งชี้ที่")
    title = models.CharField("ชื่อตัวบ่งชี้", max_length=400)
    weight = models.DecimalField("น้ำหนัก", max_digits=6, decimal_places=2, default=1)
    owner_post = models.CharField("ตำแหน่งผู้รับผิดชอบ", max_length=40, blank=True)
    rule = models.CharField("วิธีให้ระดับ", max_length=8, choices=Rule, default=Rule.COUNT)
    note = models.TextField("หมายเหตุ", blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["standard__set", "standard__number", "number"]
        constraints = [
            models.UniqueConstraint(fields=["standard", "number"], name="one_indicator_per_number"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="indicator_weight_above_zero"),
        ]

    def __str__(self) -> str:
        return f"ตัวบ่งชี้ที่ {self.number} {self.title}"


class LevelRule(models.Model):
    """So many issues carried out and so many of them with clear evidence give this level, in the form's own words.
    A pair of counts without a row gives no level; publishing refuses a set where "all carried out" lacks one."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="rules")
    level = models.PositiveSmallIntegerField("ระดับ")
    carried_out = models.PositiveSmallIntegerField("ดำเนินการ (ประเด็น)")
    with_evidence = models.PositiveSmallIntegerField("มีหลักฐานชัดเจน (ประเด็น)")
    description = models.TextField("คำอธิบายระดับคุณภาพ")

    class Meta:
        ordering = ["indicator", "-level"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "carried_out", "with_evidence"], name="one_rule_per_counts"),
            models.CheckConstraint(condition=Q(with_evidence__lte=F("carried_out")), name="evidence_of_what_was_done"),
        ]

    def __str__(self) -> str:
        return f"ระดับ {self.level}: {self.description}"


class Issue(models.Model):
    """ประเด็นการพิจารณา. `short` is what a list shows of a long title."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="issues")
    number = models.PositiveSmallIntegerField("ประเด็นที่")
    title = models.TextField("ข้อความ")
    short = models.CharField("ชื่อย่อ", max_length=200, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "number"]
        constraints = [models.UniqueConstraint(fields=["indicator", "number"], name="one_issue_per_number")]

    def __str__(self) -> str:
        return f"ประเด็นที่ {self.number} {self.short or self.title}"


class ProofLine(models.Model):
    """A line of the evidence list (หลักฐานอ้างอิง), and the rule that finds it in the work: of `source` (evidence.proofs)
    the records that meet `where`, at least `at_least`; `among` are those they are a part of (closed of all findings).
    Without a source people hang it by hand.

    `manual_number` is its place in the manual's own list ("1.2"). `method` and `result` are sentences for the narrative
    with {figures}; `lacking` says in plain words what is absent ("รายงานผลภาคเรียนที่ 1"); only lines that are `needed`
    are said to be missing. `in_full` records at most are printed whole in the folder; more stand as a list.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField("ลำดับ")
    manual_number = models.CharField("เลขในคู่มือ", max_length=10, blank=True)
    title = models.CharField("รายการหลักฐาน", max_length=300)
    source = models.CharField("แหล่งหลักฐาน", max_length=40, blank=True)
    where = models.JSONField("เงื่อนไข", default=dict, blank=True)
    among = models.JSONField("เทียบกับทั้งหมดที่", null=True, blank=True)
    at_least = models.PositiveSmallIntegerField("อย่างน้อย", default=1)
    needed = models.BooleanField("บอกเมื่อขาด", default=False)
    lacking = models.CharField("คำบอกเมื่อขาด", max_length=200, blank=True)
    method = models.TextField("ประโยควิธีดำเนินงาน", blank=True)
    result = models.TextField("ประโยคผลการดำเนินงาน", blank=True)
    in_full = models.PositiveSmallIntegerField("พิมพ์ฉบับเต็มไม่เกิน (รายการ)", default=3)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["issue", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "position"], name="one_proof_line_per_position"),
            models.CheckConstraint(condition=Q(at_least__gte=1), name="proof_line_asks_for_one"),
        ]

    def __str__(self) -> str:
        return self.title
