"""วาระการประชุมประจำเดือน (๘.๔): the desk calls for a month, each work group sends its items or says it has none."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.thai.dates import thai_date
from office.errands.querysets import MeetingItemQuerySet
from schools.querysets import ScopedQuerySet


class ItemCall(models.Model):
    """`month` is its first day. Taking the items into a gathering closes the call."""

    class State(models.TextChoices):
        OPEN = "open", "เปิดรับเรื่อง"
        TAKEN = "taken", "จัดเข้าวาระแล้ว"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="item_calls")
    month = models.DateField("การประชุมประจำเดือน")
    due_on = models.DateField("ส่งเรื่องภายใน")
    state = models.CharField("สถานะ", max_length=5, choices=State, default=State.OPEN)
    gathering = models.ForeignKey(
        "meetings.Gathering", null=True, blank=True, on_delete=models.PROTECT, related_name="item_calls",
        verbose_name="การประชุม",
    )  # fmt: skip
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-month"]
        constraints = [
            models.UniqueConstraint(fields=["district", "month"], name="one_call_per_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="call_month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(state="open", gathering__isnull=True) | Q(state="taken", gathering__isnull=False),
                name="taken_call_has_its_gathering",
            ),
        ]

    def __str__(self) -> str:
        return f"เรื่องเข้าประชุมประจำเดือน{thai_date(self.month, 'month')}"


class MeetingItem(models.Model):
    """An item of a work group; kind "none" says that the group has nothing this month."""

    class Kind(models.TextChoices):
        INFORM = "inform", "เพื่อทราบ"
        CONSIDER = "consider", "เพื่อพิจารณา"
        NONE = "none", "เดือนนี้ไม่มีเรื่อง"

    call = models.ForeignKey(ItemCall, on_delete=models.CASCADE, related_name="items")
    work_group = models.ForeignKey(
        "schools.WorkGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="meeting_items",
        verbose_name="กลุ่มงาน",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField("ลำดับ")
    kind = models.CharField("เสนอ", max_length=8, choices=Kind, default=Kind.INFORM)
    title = models.CharField("เรื่อง", max_length=300)
    detail = models.TextField("สาระสำคัญ", blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = MeetingItemQuerySet.as_manager()

    class Meta:
        ordering = ["call", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "work_group"], condition=Q(kind="none"), name="a_group_says_once_it_has_nothing"
            ),
            models.UniqueConstraint(fields=["call", "work_group", "title"], name="one_item_per_title_of_a_group"),
        ]

    def __str__(self) -> str:
        return self.title
