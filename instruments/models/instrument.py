"""Every form is data: an instrument, its versions, their sections, items and level descriptions."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from schools.querysets import ScopedQuerySet


class Instrument(models.Model):
    """เครื่องมือนิเทศ. `code` is stable across versions (form_id of an XLSForm)."""

    class Subject(models.TextChoices):
        SCHOOL = "school", "โรงเรียน"
        CLASSROOM = "classroom", "ห้องเรียน"
        PERSON = "person", "ครู/บุคลากร"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="instruments")
    code = models.CharField("รหัสเครื่องมือ", max_length=60)
    name = models.CharField("ชื่อเครื่องมือ", max_length=200)
    subject = models.CharField("ใช้กับ", max_length=10, choices=Subject)
    is_active = models.BooleanField("ใช้งาน", default=True)
    note = models.TextField("หมายเหตุ", blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["district", "code"], name="one_instrument_per_code")]

    def __str__(self) -> str:
        return self.name


class InstrumentVersion(models.Model):
    """A version is a draft until published for given years; once used it is frozen."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        PUBLISHED = "published", "เผยแพร่แล้ว"
        RETIRED = "retired", "เลิกใช้"

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("รุ่นที่")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    year_from = models.PositiveIntegerField("ใช้ตั้งแต่ปีการศึกษา", null=True, blank=True)
    year_to = models.PositiveIntegerField("ใช้ถึงปีการศึกษา", null=True, blank=True)
    band_set = models.ForeignKey(
        "instruments.BandSet", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    instructions = models.TextField("คำชี้แจง", blank=True)
    source = models.CharField("ที่มา", max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["instrument", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="one_version_per_number"),
            models.UniqueConstraint(fields=["instrument"], condition=Q(state="draft"), name="one_draft_per_instrument"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} (รุ่นที่ {self.number})"


class Section(models.Model):
    version = models.ForeignKey(InstrumentVersion, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField("ตอน/ด้าน", max_length=200)
    note = models.TextField("คำอธิบาย", blank=True)

    class Meta:
        ordering = ["version", "position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="one_section_per_position")]

    def __str__(self) -> str:
        return self.title


class Item(models.Model):
    """One line of the form. Only rating items carry a score; `code` is stable across versions."""

    class Kind(models.TextChoices):
        RATING = "rating", "ระดับคะแนน"
        YES_NO = "yes_no", "มี/ไม่มี"
        CHOICE = "choice", "เลือกหนึ่ง"
        CHOICES = "choices", "เลือกได้หลายข้อ"
        NUMBER = "number", "ตัวเลข"
        TEXT = "text", "ข้อความ"
        DATE = "date", "วันที่"
        PHOTO = "photo", "ภาพถ่าย"
        PLACE = "place", "ตำแหน่งที่ตั้ง"
        NOTE = "note", "คำอธิบาย"

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    code = models.CharField("รหัสข้อ", max_length=60)
    kind = models.CharField("ชนิด", max_length=8, choices=Kind, default=Kind.RATING)
    text = models.CharField("รายการ", max_length=500)
    help_text = models.TextField("คำอธิบาย", blank=True)
    required = models.BooleanField("ต้องตอบ", default=False)
    weight = models.DecimalField("น้ำหนัก", max_digits=6, decimal_places=3, default=Decimal(1))

    class Meta:
        ordering = ["section", "position"]
        constraints = [models.UniqueConstraint(fields=["section", "position"], name="one_item_per_position")]

    def __str__(self) -> str:
        return self.text


class ItemLevel(models.Model):
    """A level of a rating item, or a choice: its number, word and description."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="levels")
    value = models.SmallIntegerField("คะแนน/ลำดับ")
    label = models.CharField("คำ", max_length=100)
    description = models.TextField("คำอธิบายระดับ", blank=True)

    class Meta:
        ordering = ["item", "-value"]
        constraints = [models.UniqueConstraint(fields=["item", "value"], name="one_level_per_value")]

    def __str__(self) -> str:
        return f"{self.value} {self.label}"
