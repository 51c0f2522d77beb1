"""The office (สำนักงานเขตพื้นที่การศึกษา), its settings, its อำเภอ and its clusters of schools."""

from django.db import models

from schools.querysets import ScopedQuerySet


class District(models.Model):
    """One office. `code` is what core, accounts and reports keep, so it never changes once it exists."""

    code = models.CharField("รหัสเขต", max_length=20, unique=True)
    name = models.CharField("ชื่อสำนักงานเขตพื้นที่การศึกษา", max_length=200)
    short_name = models.CharField("ชื่อย่อ", max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.short_name or self.name


def default_plan_chain() -> list[str]:
    """Line order for papers: ศน. → ผอ.กลุ่มนิเทศฯ → รอง ผอ. → ผอ.สพท. (facts §0); the deputy's lane is off by default."""
    return ["group_director", "office_director"]


class DistrictSettings(models.Model):
    """What one office does its own way. Every assumption of ours stands here as a default, never as a constant."""

    class YearKind(models.TextChoices):
        CALENDAR = "calendar", "ปีปฏิทิน"
        FISCAL = "fiscal", "ปีงบประมาณ"

    district = models.OneToOneField(District, on_delete=models.CASCADE, related_name="settings")
    cluster_label = models.CharField("คำเรียกกลุ่มของโรงเรียน", max_length=60, default="กลุ่มโรงเรียน")
    address = models.TextField("ที่อยู่สำนักงาน", blank=True)
    phone = models.CharField("โทรศัพท์", max_length=60, blank=True)
    memo_agency = models.CharField(
        "ส่วนราชการ (หัวบันทึกข้อความ)", max_length=300, blank=True, default="กลุ่มนิเทศ ติดตาม และประเมินผลการจัดการศึกษา"
    )
    document_number_format = models.CharField(
        "รูปแบบเลขที่หนังสือ", max_length=100, default="{prefix}/{number}", help_text="ใช้ {prefix} {number} {year} ได้"
    )
    document_number_prefix = models.CharField("เลขประจำส่วนราชการ", max_length=60, blank=True, default="ศธ")
    document_number_year = models.CharField("ปีของเลขที่หนังสือ", max_length=10, choices=YearKind, default=YearKind.CALENDAR)
    thai_digits = models.BooleanField("ใช้เลขไทยในเอกสารราชการ", default=True)
    plan_chain = models.JSONField("ลำดับการพิจารณาแผนนิเทศ", default=default_plan_chain)
    approval_remind_days = models.PositiveSmallIntegerField("เตือนผู้พิจารณาเมื่อค้างเกิน (วัน)", default=5)
    acknowledge_days = models.PositiveSmallIntegerField("ปิดเรื่องโดยไม่ได้รับทราบได้เมื่อเกิน (วัน)", default=15)
    silent_days = models.PositiveSmallIntegerField("ถือว่าโรงเรียนยังไม่ตอบเมื่อเกิน (วัน)", default=14)
    visits_per_term = models.PositiveSmallIntegerField("เยี่ยมแต่ละโรงเรียนอย่างน้อย (ครั้งต่อภาคเรียน)", default=1)
    size_scheme = models.ForeignKey(
        "schools.SizeScheme",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name="เกณฑ์ขนาดโรงเรียน",
    )
    sample_sd = models.BooleanField("S.D. ของกลุ่มตัวอย่าง (n−1)", default=True)

    def __str__(self) -> str:
        return f"การตั้งค่า {self.district}"


class Amphoe(models.Model):
    """อำเภอ."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="amphoes")
    name = models.CharField("อำเภอ", max_length=100)
    name_sort = models.CharField(max_length=200, db_index=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name_sort"]
        constraints = [models.UniqueConstraint(fields=["district", "name"], name="one_amphoe_per_name")]

    def __str__(self) -> str:
        return self.name


class Cluster(models.Model):
    """กลุ่มโรงเรียน / เครือข่ายโรงเรียน / ศูนย์ — one entity, labelled per office."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="clusters")
    name = models.CharField("ชื่อกลุ่ม", max_length=150)
    name_sort = models.CharField(max_length=300, db_index=True, editable=False)
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    is_active = models.BooleanField("ใช้งาน", default=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name_sort"]
        constraints = [models.UniqueConstraint(fields=["district", "name"], name="one_cluster_per_name")]

    def __str__(self) -> str:
        return self.name
