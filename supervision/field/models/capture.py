"""What a phone brings along: announced photos, signatures, and every text a section ever had."""

import uuid

from django.conf import settings
from django.db import models


class VisitPhoto(models.Model):
    """A slot for a picture the phone announced ("มาแล้ว 3 จาก 5 รูป"); `attachment` is empty until it arrived whole.

    Time and place were read from the picture before it was made smaller; `id` comes from the phone.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    visit = models.ForeignKey("field.Visit", on_delete=models.PROTECT, related_name="photos")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(help_text="ไบต์")
    caption = models.CharField("คำบรรยาย", max_length=300, blank=True)
    taken_at = models.DateTimeField("เวลาถ่ายตามเครื่อง", null=True)
    latitude = models.DecimalField("ละติจูด", max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField("ลองจิจูด", max_digits=9, decimal_places=6, null=True)
    place_accuracy = models.PositiveIntegerField("ความคลาดเคลื่อนของตำแหน่ง (เมตร)", null=True)
    response = models.ForeignKey("instruments.Response", null=True, on_delete=models.PROTECT, related_name="photos")
    item_code = models.CharField("ข้อของเครื่องมือ", max_length=60, blank=True)
    attachment = models.ForeignKey("core.Attachment", null=True, on_delete=models.SET_NULL, related_name="+")
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["visit", "announced_at", "id"]

    def __str__(self) -> str:
        return f"{self.visit} {self.sha256[:12]}"


class VisitSignature(models.Model):
    """A signature drawn on the screen, kept as a picture with the time and the hash of what was signed."""

    class Side(models.TextChoices):
        SUPERVISOR = "supervisor", "ผู้นิเทศ"
        RECEIVER = "receiver", "ผู้รับการนิเทศ"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey("field.Visit", on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField("ฝ่าย", max_length=10, choices=Side)
    name = models.CharField("ชื่อผู้ลงนาม", max_length=200)
    position = models.CharField("ตำแหน่ง", max_length=200, blank=True)
    image = models.ForeignKey("core.Attachment", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField("ค่าแฮชของภาพลายมือชื่อ", max_length=64)
    content_hash = models.CharField("ค่าแฮชของเนื้อหาที่ลงนาม", max_length=64)
    phone_at = models.DateTimeField("เวลาตามเครื่อง", null=True)
    signed_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["visit", "signed_at"]

    def __str__(self) -> str:
        return f"{self.get_side_display()} {self.name}"


class SectionText(models.Model):
    """One saved text of one section. Of two that met, the one not chosen stays here too: nothing is overwritten."""

    class Outcome(models.TextChoices):
        KEPT = "kept", "ใช้อยู่ขณะบันทึก"
        SET_ASIDE = "set_aside", "เก็บไว้ ไม่ได้ใช้"

    visit = models.ForeignKey("field.Visit", on_delete=models.PROTECT, related_name="section_texts")
    section = models.CharField(max_length=60)
    number = models.PositiveIntegerField(help_text="ลำดับการบันทึกของตอนนั้น (section_stamps n)")
    outcome = models.CharField(max_length=10, choices=Outcome)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    phone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["visit", "section", "number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "section", "outcome", "content_hash", "number"], name="one_text_per_save"
            )
        ]

    def __str__(self) -> str:
        return f"{self.visit} {self.section} {self.number}"
