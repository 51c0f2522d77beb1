"""บันทึกข้อตกลงความร่วมมือ (MOU) between the office's director and a school, with targets for each area (step M)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schools.querysets import ScopedQuerySet
from supervision.agreements.querysets import AgreementQuerySet


class AgreementText(models.Model):
    """The office's wording for a programme; the shipped one is marked ตัวอย่าง ปรับได้ (no office's text was published).

    Texts may hold the fields of `wording.FIELDS`, filled for each school when its agreement is issued. Witnesses are
    lines of "name, post"; a line without a name leaves a dotted line to write on.
    """

    programme = models.OneToOneField("improvement.Programme", on_delete=models.CASCADE, related_name="agreement_text")
    title = models.CharField("ชื่อบันทึกข้อตกลง", max_length=300)
    preamble = models.TextField("ความนำ", blank=True)
    aims = models.TextField("วัตถุประสงค์", blank=True)
    office_duties = models.TextField("สำนักงานเขตพื้นที่การศึกษาจะ", blank=True)
    school_duties = models.TextField("โรงเรียนจะ", blank=True)
    closing = models.TextField("ข้อความท้าย", blank=True)
    place = models.CharField("ทำขึ้นที่", max_length=200, blank=True)
    office_witnesses = models.TextField("พยานฝ่ายสำนักงาน", blank=True)
    school_witnesses = models.TextField("พยานฝ่ายโรงเรียน", blank=True)
    is_example = models.BooleanField("ตัวอย่าง ปรับได้", default=True)
    stamp = models.PositiveIntegerField(default=1)
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["programme"]

    def __str__(self) -> str:
        return self.title


class Agreement(models.Model):
    """One school's agreement. `targets` are frozen when it is issued: [{"indicator", "code", "title", "area",
    "area_name", "unit", "highest", "baseline", "target", "from_office"}], values as text on the indicator's own scale;
    `wording` are the texts with their fields filled and the names as they were. A change after that is a new edition,
    which keeps the school's number. The signed copy hangs as a file on Pointer("agreement", pk)."""

    class State(models.TextChoices):
        ISSUED = "issued", "รอลงนาม"
        SCHOOL_SIGNED = "school", "โรงเรียนลงนามแล้ว"
        SIGNED = "signed", "ลงนามครบแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    participation = models.ForeignKey("improvement.Participation", on_delete=models.PROTECT, related_name="agreements")
    edition = models.PositiveSmallIntegerField("ฉบับที่", default=1)
    number = models.PositiveIntegerField("เลขที่")
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.ISSUED)
    dated = models.DateField("ทำขึ้นวันที่")
    wording = models.JSONField(default=dict)
    targets = models.JSONField(default=list)
    office_signer = models.CharField("ผู้ลงนามฝ่ายสำนักงาน", max_length=200, blank=True)
    office_post = models.CharField("ตำแหน่ง", max_length=300, blank=True)
    school_signer = models.CharField("ผู้ลงนามฝ่ายโรงเรียน", max_length=200, blank=True)
    school_post = models.CharField("ตำแหน่ง", max_length=300, blank=True)
    content_hash = models.CharField(max_length=64)
    school_signed_on = models.DateField("โรงเรียนลงนามเมื่อ", null=True, blank=True)
    signed_on = models.DateField("ลงนามครบเมื่อ", null=True, blank=True)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = AgreementQuerySet.as_manager()

    class Meta:
        ordering = ["participation__programme", "number", "-edition", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["participation", "edition"], name="one_agreement_per_edition"),
            models.UniqueConstraint(
                fields=["participation"], condition=~Q(state="cancelled"), name="one_standing_agreement_per_school"
            ),
            models.CheckConstraint(
                condition=~Q(state="signed") | Q(signed_on__isnull=False), name="signed_agreement_has_its_day"
            ),
            models.CheckConstraint(
                condition=~Q(state="school") | Q(school_signed_on__isnull=False),
                name="agreement_signed_by_school_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"บันทึกข้อตกลง {self.wording.get('school') or self.participation.school}"

    @property
    def reference(self) -> str:
        """เลขที่ 12/2569, with the edition from the second on."""
        later = f" ฉบับที่\u00a0{self.edition}" if self.edition > 1 else ""
        return f"เลขที่\u00a0{self.number}/{self.wording['year']}{later}"

    @property
    def is_standing(self) -> bool:
        return self.state != self.State.CANCELLED


class AgreementWitness(models.Model):
    """A witness of one side, as printed."""

    class Side(models.TextChoices):
        OFFICE = "office", "ฝ่ายสำนักงานเขตพื้นที่การศึกษา"
        SCHOOL = "school", "ฝ่ายโรงเรียน"

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="witnesses")
    side = models.CharField("ฝ่าย", max_length=6, choices=Side)
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField("ชื่อ-สกุล", max_length=200, blank=True)
    post = models.CharField("ตำแหน่ง", max_length=300, blank=True)

    class Meta:
        ordering = ["agreement", "side", "position", "pk"]

    def __str__(self) -> str:
        return self.name or self.post
