"""The office as an organisation: its groups and units, the posts in them with who holds each and to whom it reports,
the seats of the executive board (บอร์ดบริหาร), and the channels it works by."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from evidence.models import EvidenceUse
from office.structure.querysets import ChannelQuerySet
from schools.models.lists import shipped_once
from schools.querysets import ScopedQuerySet


class Unit(models.Model):
    """กลุ่ม, หน่วย or งาน of the office; `work_group` ties a part of the supervision group to its กลุ่มงาน."""

    class Kind(models.TextChoices):
        GROUP = "group", "กลุ่ม"
        UNIT = "unit", "หน่วย"
        WORK = "work", "งาน"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name="อยู่ใต้"
    )
    kind = models.CharField("ประเภท", max_length=6, choices=Kind, default=Kind.GROUP)
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    name = models.CharField("ชื่อ", max_length=200)
    duty = models.TextField("หน้าที่", blank=True)
    work_group = models.ForeignKey(
        "schools.WorkGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="units",
        verbose_name="กลุ่มงานของกลุ่มนิเทศฯ",
    )  # fmt: skip
    is_active = models.BooleanField("ใช้งาน", default=True)
    note = models.TextField("หมายเหตุ", blank=True)
    reference_key = models.CharField(max_length=80, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "หน่วย"
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_unit_per_name"),
            models.CheckConstraint(condition=~Q(parent=F("pk")), name="unit_not_under_itself"),
            shipped_once("unit_shipped_once", "district"),
        ]

    def __str__(self) -> str:
        return self.name


class Post(models.Model):
    """A post and who holds it now; empty is vacant. `reports_to` is the line of command."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="posts", verbose_name="สังกัด"
    )
    title = models.CharField("ตำแหน่ง", max_length=200)
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    holder = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="office_posts",
        verbose_name="ผู้ดำรงตำแหน่ง",
    )  # fmt: skip
    is_acting = models.BooleanField("รักษาการในตำแหน่ง", default=False)
    reports_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="reports", verbose_name="ขึ้นตรงต่อ"
    )
    is_active = models.BooleanField("ใช้งาน", default=True)
    reference_key = models.CharField(max_length=80, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "ตำแหน่ง"
        constraints = [
            models.CheckConstraint(condition=~Q(reports_to=F("pk")), name="post_not_its_own_head"),
            models.CheckConstraint(condition=Q(is_acting=False) | Q(holder__isnull=False), name="acting_is_somebody"),
            shipped_once("post_shipped_once", "district"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_vacant(self) -> bool:
        return self.holder_id is None


class BoardSeat(models.Model):
    """A seat of the executive board: by post, by person, or in words (ตัวแทนจากบุคลากร …)."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="board_seats")
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    duty = models.CharField("หน้าที่ในบอร์ด", max_length=150, default="กรรมการ")
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.PROTECT, related_name="board_seats", verbose_name="โดยตำแหน่ง"
    )
    person = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="บุคคล"
    )
    words = models.CharField("คำที่ใช้เรียก", max_length=200, blank=True)
    is_active = models.BooleanField("ใช้งาน", default=True)
    reference_key = models.CharField(max_length=80, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "ที่นั่งในบอร์ดบริหาร"
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=False) | Q(person__isnull=False) | ~Q(words=""), name="board_seat_says_whose"
            ),
            shipped_once("board_seat_shipped_once", "district"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Whose seat: the words, else the post, else the person."""
        return self.words or (self.post.title if self.post else str(self.person))

    @property
    def sitter(self) -> str:
        """Who sits there now; "" where nobody is named."""
        if self.person is not None:
            return self.person.full_name
        return self.post.holder.full_name if self.post and self.post.holder else ""


class Channel(models.Model):
    """ช่องทางสื่อสาร the office works and is reached by: what it is used for, who uses it, since when. `until` is its last
    day; empty while it is in use. What shows that it is used is its `link`, or evidence that hangs on it."""

    class Kind(models.TextChoices):
        MY_OFFICE = "my-office", "My Office"
        LINE = "line", "LINE"
        FACEBOOK = "facebook", "Facebook"
        EMAIL = "email", "E-mail"
        PHONE = "phone", "โทรศัพท์"
        OTHER = "other", "ช่องทางอื่น"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="channels")
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    kind = models.CharField("ช่องทาง", max_length=10, choices=Kind)
    name = models.CharField("ชื่อที่สำนักงานเรียก", max_length=150)
    use = models.TextField("ใช้ทำอะไร")
    who = models.CharField("ใครใช้หรือดูแล", max_length=300, blank=True)
    link = models.URLField("ลิงก์ที่แสดงการใช้งาน", max_length=500, blank=True)
    since = models.DateField("ใช้ตั้งแต่", null=True, blank=True)
    until = models.DateField("ใช้ถึง", null=True, blank=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = "ช่องทางสื่อสาร"
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_channel_per_name"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="channel_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_in_use(self, today: date) -> bool:
        return (self.since is None or self.since <= today) and (self.until is None or self.until >= today)


class ChannelEvidence(EvidenceUse):
    target = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="evidence")
