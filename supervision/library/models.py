"""คลังเอกสาร: laws, guides and numbered papers by category. Files hang on Pointer("library_item", pk)."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from schools.models.lists import OfficeKind, shipped_once
from supervision.library.querysets import LibraryItemQuerySet


class Category(OfficeKind):
    """A heading of the library, the office's own to name. Papers of a numbered one carry เอกสาร ศน. ที่ n/ปี."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="library_categories")
    position = models.PositiveSmallIntegerField("ลำดับ", default=1)
    name = models.CharField("ชื่อหมวด", max_length=150)
    is_numbered = models.BooleanField("ออกเลขที่เอกสาร ศน.", default=False)

    class Meta(OfficeKind.Meta):
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_library_category_per_name"),
            shipped_once("library_category_shipped_once", "district"),
        ]


class LibraryItem(models.Model):
    """One document in one edition; a later edition replaces it and both stay."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        LISTED = "listed", "ใช้อยู่"
        REPLACED = "replaced", "มีฉบับใหม่แล้ว"
        WITHDRAWN = "withdrawn", "เลิกใช้"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="library_items")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="items", verbose_name="หมวด")
    title = models.CharField("ชื่อเอกสาร", max_length=300)
    issuer = models.CharField("ผู้ออกหรือผู้จัดทำ", max_length=200, blank=True)
    author = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="library_items",
        verbose_name="ผู้จัดทำของสำนักงาน",
    )  # fmt: skip
    dated = models.DateField("ลงวันที่", null=True, blank=True)
    edition = models.CharField("ฉบับหรือพิมพ์ครั้งที่", max_length=100, blank=True)
    summary = models.TextField("สาระสำคัญ", blank=True)
    url = models.URLField("ลิงก์", max_length=2000, blank=True)
    work_group = models.ForeignKey(
        "schools.WorkGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="library_items",
        verbose_name="กลุ่มงาน",
    )  # fmt: skip
    task = models.ForeignKey(
        "schools.WorkTask", null=True, blank=True, on_delete=models.PROTECT, related_name="library_items",
        verbose_name="งานตามขอบข่าย",
    )  # fmt: skip
    subject_group = models.ForeignKey(
        "schools.SubjectGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="library_items",
        verbose_name="กลุ่มสาระ",
    )  # fmt: skip
    number = models.PositiveIntegerField("เลขที่", null=True, editable=False)
    year = models.PositiveSmallIntegerField("ปี พ.ศ. ของเลขที่", null=True, editable=False)
    for_schools = models.BooleanField("โรงเรียนอ่านได้", default=False)
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.DRAFT)
    reason = models.TextField("เหตุที่เลิกใช้", blank=True)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="later_editions",
        verbose_name="แทนฉบับ",
    )  # fmt: skip
    stamp = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    listed_at = models.DateTimeField("ขึ้นทะเบียนเมื่อ", null=True, editable=False)

    objects = LibraryItemQuerySet.as_manager()

    class Meta:
        ordering = ["-listed_at", "-pk"]
        indexes = [
            models.Index(fields=["district", "-listed_at"]),
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="library_title_trigrams"),
            GinIndex(fields=["summary"], opclasses=["gin_trgm_ops"], name="library_summary_trigrams"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "category", "title", "edition"], condition=~Q(state="withdrawn"),
                name="one_library_item_per_title_and_edition",
            ),
            models.UniqueConstraint(fields=["district", "year", "number"], name="one_library_number_a_year"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, year__isnull=True) | Q(number__isnull=False, year__isnull=False),
                name="library_number_with_its_year",
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=Q(state__in=("listed", "replaced")), name="replaced_by_one_edition"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title} ({self.edition})" if self.edition else self.title

    @property
    def number_label(self) -> str:
        """เอกสาร ศน. ที่ 3/2569, or nothing."""
        return f"เอกสาร ศน. ที่ {self.number}/{self.year}" if self.number else ""
