"""People and bodies outside the office: one register for committees, letters, networks, partners and speakers."""

from django.db import models
from django.db.models import Q

from schools.querysets import ScopedQuerySet


class OutsideBody(models.Model):
    """An agency, company, temple, community … the office works with."""

    class Kind(models.TextChoices):
        GOVERNMENT = "government", "ส่วนราชการ"
        LOCAL = "local", "องค์กรปกครองส่วนท้องถิ่น"
        EDUCATION = "education", "สถาบันการศึกษา"
        PRIVATE = "private", "ภาคเอกชน"
        COMMUNITY = "community", "ชุมชนและประชาสังคม"
        RELIGIOUS = "religious", "ศาสนสถาน"
        OTHER = "other", "อื่น ๆ"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="outside_bodies")
    kind = models.CharField("ประเภท", max_length=10, choices=Kind, default=Kind.GOVERNMENT)
    name = models.CharField("ชื่อหน่วยงาน", max_length=250)
    name_sort = models.CharField(max_length=500, editable=False)
    head_title = models.CharField(
        "ตำแหน่งหัวหน้าหน่วยงาน", max_length=200, blank=True, help_text="ใช้ขึ้นต้นหนังสือ เช่น นายอำเภอ"
    )
    address = models.TextField("ที่อยู่", blank=True)
    phone = models.CharField("โทรศัพท์", max_length=60, blank=True)
    email = models.EmailField("อีเมล", blank=True)
    note = models.TextField("หมายเหตุ", blank=True)
    is_active = models.BooleanField("ใช้งาน", default=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name_sort", "pk"]
        constraints = [models.UniqueConstraint(fields=["district", "name"], name="one_outside_body_per_name")]

    def __str__(self) -> str:
        return self.name


class OutsidePerson(models.Model):
    """A person of no school and no post of the office. One who signs in has a Person row too; `person` says which."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="outside_people")
    body = models.ForeignKey(
        OutsideBody, null=True, blank=True, on_delete=models.PROTECT, related_name="people", verbose_name="หน่วยงาน"
    )
    person = models.OneToOneField(
        "schools.Person",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="outside",
        verbose_name="บัญชีในระบบ",
    )
    prefix = models.CharField("คำนำหน้า", max_length=40, blank=True)
    first_name = models.CharField("ชื่อ", max_length=100)
    last_name = models.CharField("นามสกุล", max_length=100, blank=True)
    name_sort = models.CharField(max_length=400, editable=False)
    position = models.CharField("ตำแหน่ง", max_length=200, blank=True)
    expertise = models.CharField("ความเชี่ยวชาญ", max_length=300, blank=True)
    address = models.TextField("ที่อยู่", blank=True)
    phone = models.CharField("โทรศัพท์", max_length=60, blank=True)
    email = models.EmailField("อีเมล", blank=True)
    note = models.TextField("หมายเหตุ", blank=True)
    is_active = models.BooleanField("ยังติดต่อได้", default=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name_sort", "pk"]
        indexes = [models.Index(fields=["district", "name_sort"])]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "email"], condition=~Q(email=""), name="one_outside_person_per_email"
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.prefix}{self.first_name} {self.last_name}".strip()
