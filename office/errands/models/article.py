"""บทความ of the group's people (๘.๔): written, submitted to the desk, published somewhere."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from office.errands.querysets import ArticleQuerySet


class Article(models.Model):
    """The text stands here or hangs as a file on Pointer("article", pk)."""

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        SUBMITTED = "submitted", "ส่งแล้ว รอเผยแพร่"
        RETURNED = "returned", "ส่งกลับแก้ไข"
        PUBLISHED = "published", "เผยแพร่แล้ว"
        WITHDRAWN = "withdrawn", "ถอนแล้ว"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="articles")
    author = models.ForeignKey(
        "schools.Person", on_delete=models.PROTECT, related_name="articles", verbose_name="ผู้เขียน"
    )
    title = models.CharField("ชื่อบทความ", max_length=300)
    summary = models.CharField("สาระสำคัญ", max_length=500, blank=True)
    text = models.TextField("เนื้อความ", blank=True)
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.DRAFT)
    published_on = models.DateField("วันที่เผยแพร่", null=True, blank=True)
    published_where = models.CharField("เผยแพร่ที่", max_length=200, blank=True)
    link = models.URLField("ลิงก์", max_length=500, blank=True)
    comment = models.TextField("เหตุที่ส่งกลับหรือถอน", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]
        indexes = [models.Index(fields=["district", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | (Q(published_on__isnull=False) & ~Q(published_where="")),
                name="published_article_says_where_and_when",
            )
        ]

    def __str__(self) -> str:
        return self.title
