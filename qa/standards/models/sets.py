"""มาตรฐานการศึกษา as data: a set for one level of teaching and some academic years, its scale, its standards and items.

A set that was published is frozen; sets of different scales are never mixed (facts §3.6: ดีเลิศ is not ดีเยี่ยม).
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from qa.standards.querysets import StandardSetQuerySet
from schools.querysets import ScopedQuerySet


class EducationLevel(models.TextChoices):
    """The two levels the office reports apart; a school may teach both and stands in both tables (facts §3.8)."""

    EARLY = "early", "ปฐมวัย"
    BASIC = "basic", "ขั้นพื้นฐาน"


class StandardSet(models.Model):
    """A set of standards. `year_to` empty is "until another takes its place"; both years are พ.ศ., academic."""

    class Family(models.TextChoices):
        NATIONAL = "national", "มาตรฐานชาติ"
        DISTRICT = "district", "มาตรฐานของสำนักงานเขต"
        EXTERNAL = "external", "มาตรฐานการประเมินภายนอก"
        OWN = "own", "ชุดของสำนักงาน"

    class Method(models.TextChoices):
        MEAN = "mean", "ค่าเฉลี่ยรายมาตรฐาน ปัดครึ่งขึ้น"
        JUDGEMENT = "judgement", "ผู้ประเมินตัดสินพร้อมเหตุผล"

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        PUBLISHED = "published", "ใช้งาน"
        RETIRED = "retired", "เลิกใช้"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="standard_sets")
    code = models.CharField("รหัส", max_length=60)
    name = models.CharField("ชื่อชุดมาตรฐาน", max_length=200)
    level = models.CharField("ระดับการศึกษา", max_length=6, choices=EducationLevel)
    family = models.CharField("ประเภท", max_length=10, choices=Family, default=Family.OWN)
    edition = models.CharField("ฉบับ", max_length=120, blank=True)
    year_from = models.PositiveIntegerField("ใช้ตั้งแต่ปีการศึกษา (พ.ศ.)")
    year_to = models.PositiveIntegerField("ถึงปีการศึกษา (พ.ศ.)", null=True, blank=True)
    method = models.CharField("วิธีตัดสินระดับ", max_length=10, choices=Method, default=Method.MEAN)
    source = models.TextField("ที่มา", blank=True)
    certainty = models.TextField("ความแน่นอนของถ้อยคำ", blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    based_on = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="offspring")
    lock_version = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = StandardSetQuerySet.as_manager()

    class Meta:
        ordering = ["level", "-year_from", "name", "pk"]
        indexes = [models.Index(fields=["district", "level", "state"])]
        constraints = [
            models.UniqueConstraint(fields=["district", "code"], name="one_standard_set_per_code"),
            models.CheckConstraint(
                condition=Q(year_to__isnull=True) | Q(year_to__gte=F("year_from")), name="standard_set_years_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def years_label(self) -> str:
        """ปีการศึกษา 2565–2567, 2568 เป็นต้นไป."""
        last = "" if self.year_to == self.year_from else f"–{self.year_to}" if self.year_to else " เป็นต้นไป"
        return f"ปีการศึกษา {self.year_from}{last}"

    def covers(self, academic_year: int) -> bool:
        return self.year_from <= academic_year and (self.year_to is None or academic_year <= self.year_to)


class ScaleLevel(models.Model):
    """A quality level of a set's scale, best last; `also` are other spellings met in print (พัฒนา for กำลังพัฒนา)."""

    set = models.ForeignKey(StandardSet, on_delete=models.CASCADE, related_name="scale")
    value = models.PositiveSmallIntegerField("ค่า")
    word = models.CharField("ระดับคุณภาพ", max_length=60)
    also = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    class Meta:
        ordering = ["set", "value"]
        constraints = [
            models.UniqueConstraint(fields=["set", "value"], name="one_scale_level_per_value"),
            models.UniqueConstraint(fields=["set", "word"], name="one_scale_level_per_word"),
        ]

    def __str__(self) -> str:
        return self.word


class Standard(models.Model):
    """A row of a set: a มาตรฐาน (no parent), a group within it, or a ประเด็น (a leaf), which is what gets a level."""

    set = models.ForeignKey(StandardSet, on_delete=models.CASCADE, related_name="standards")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="children")
    position = models.PositiveSmallIntegerField()
    number = models.CharField("เลขที่", max_length=20)
    title = models.TextField("ข้อความ")
    weight = models.DecimalField("น้ำหนัก", max_digits=6, decimal_places=2, default=1)
    is_own = models.BooleanField("อัตลักษณ์ของเขต", default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["set", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["set", "number"], name="one_standard_per_number"),
            models.UniqueConstraint(fields=["set", "position"], name="one_standard_per_position"),
            models.CheckConstraint(condition=Q(weight__gt=0), name="standard_weight_above_zero"),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="no_standard_is_its_own_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class StandardTie(models.Model):
    """An item that means the same as one of another set (ชาติ, สมศ.); shown side by side, never summed."""

    item = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="ties")
    other = models.ForeignKey(Standard, on_delete=models.CASCADE, related_name="tied_from")

    class Meta:
        ordering = ["item", "other"]
        constraints = [
            models.UniqueConstraint(fields=["item", "other"], name="one_tie_per_pair"),
            models.CheckConstraint(condition=~Q(item=F("other")), name="no_item_tied_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.item.number} = {self.other.number}"
