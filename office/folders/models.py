"""แฟ้มเสนอ: a folder of papers that goes from hand to hand for signature, where it is now, and everywhere it was."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.thai.dates import NBSP
from office.folders.querysets import FolderQuerySet


class Folder(models.Model):
    """`holder` has it while it is out; else it is with who opened it, or the desk. `since` is the moment it came to
    where it is now. Numbers run per office and calendar year (พ.ศ.)."""

    class Purpose(models.TextChoices):
        SIGN = "sign", "เพื่อลงนาม"
        CONSIDER = "consider", "เพื่อพิจารณา"
        INFORM = "inform", "เพื่อทราบ"

    class Urgency(models.TextChoices):
        NORMAL = "normal", "ปกติ"
        URGENT = "urgent", "ด่วน"
        VERY = "very", "ด่วนมาก"
        MOST = "most", "ด่วนที่สุด"

    class State(models.TextChoices):
        PREPARING = "preparing", "กำลังจัดแฟ้ม"
        OUT = "out", "อยู่ระหว่างเสนอ"
        RETURNED = "returned", "ส่งกลับแก้ไข"
        SIGNED = "signed", "ลงนามแล้ว รอเก็บ"
        CLOSED = "closed", "เก็บแฟ้มแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="folders")
    year = models.PositiveSmallIntegerField("ปีของเลขแฟ้ม (พ.ศ.)")
    number = models.PositiveIntegerField("เลขแฟ้ม")
    title = models.CharField("เรื่องที่เสนอ", max_length=300)
    purpose = models.CharField("เสนอเพื่อ", max_length=8, choices=Purpose, default=Purpose.SIGN)
    urgency = models.CharField("ความเร่งด่วน", max_length=6, choices=Urgency, default=Urgency.NORMAL)
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.PREPARING)
    holder = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="held_folders",
        verbose_name="อยู่ที่",
    )  # fmt: skip
    since = models.DateTimeField("อยู่ที่นั่นตั้งแต่")
    chased_at = models.DateTimeField("ตามล่าสุด", null=True, blank=True)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = FolderQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        indexes = [models.Index(fields=["district", "state", "since"])]
        constraints = [
            models.UniqueConstraint(fields=["district", "year", "number"], name="one_folder_per_number"),
            models.CheckConstraint(
                condition=Q(state="out", holder__isnull=False) | (~Q(state="out") & Q(holder__isnull=True)),
                name="folder_is_held_while_it_is_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def reference(self) -> str:
        return f"แฟ้มที่{NBSP}{self.number}/{self.year}"

    @property
    def place(self) -> str:
        """Where it is now, in words."""
        if self.holder is not None:
            return self.holder.full_name
        return "" if self.state in (self.State.CLOSED, self.State.CANCELLED) else f"เจ้าของแฟ้ม ({self.created_by})"


class FolderPaper(models.Model):
    """A paper in a folder: words alone, or a thing of the product (kind and key of its pointer) with its label then."""

    folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField("ลำดับ")
    title = models.CharField("เรื่อง", max_length=300)
    kind = models.CharField(max_length=40, blank=True)
    key = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["folder", "position", "pk"]
        indexes = [models.Index(fields=["kind", "key"])]
        constraints = [
            models.UniqueConstraint(
                fields=["folder", "kind", "key"], condition=~Q(kind=""), name="one_thing_once_in_a_folder"
            ),
            models.CheckConstraint(
                condition=Q(kind="", key="") | (~Q(kind="") & ~Q(key="")), name="folder_paper_points_whole_or_not"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Movement(models.Model):
    """One act on the way of a folder; rows are never changed. `person` is who had it from then on, or who signed."""

    class Act(models.TextChoices):
        OPENED = "opened", "จัดแฟ้ม"
        SENT = "sent", "เสนอถึง"
        PASSED = "passed", "เสนอต่อถึง"
        SIGNED = "signed", "ลงนามหรือสั่งการแล้ว"
        RETURNED = "returned", "ส่งกลับแก้ไข"
        TAKEN_BACK = "taken_back", "นำแฟ้มกลับ"
        CHASED = "chased", "ตามแฟ้ม"
        CLOSED = "closed", "เก็บแฟ้ม"
        CANCELLED = "cancelled", "ยกเลิก"

    folder = models.ForeignKey(Folder, on_delete=models.CASCADE, related_name="movements")
    act = models.CharField(max_length=10, choices=Act)
    person = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="folder_movements"
    )
    note = models.TextField("หมายเหตุ", blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["folder", "-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.person or ''}".strip()


class DeskSettings(models.Model):
    """How long a folder may lie with somebody, in days, before the desk is told to chase it."""

    FOLDER_DAYS = 3

    district = models.OneToOneField("schools.District", on_delete=models.CASCADE, related_name="desk_settings")
    folder_days = models.PositiveSmallIntegerField("ตามแฟ้มเมื่อค้างครบ (วัน)", default=FOLDER_DAYS)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(folder_days__range=(1, 30)), name="folder_days_between_1_and_30")
        ]

    def __str__(self) -> str:
        return f"การตั้งค่างานธุรการ {self.district}"
