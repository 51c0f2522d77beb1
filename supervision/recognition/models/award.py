"""การยกย่องเชิดชูเกียรติ: an honour of a fiscal year, who was nominated for it, who received it (Loei 3 step 7;
Phatthalung 2 4.5)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from supervision.recognition.querysets import AwardQuerySet, NominationQuerySet, RecipientQuerySet


class Award(models.Model):
    """An honour. `rule` says who receives it by the published result of its programme:

        {"measure": "total" | "gain" | "area:Q1", "top": 3 or None, "per_group": True, "colours": ["blue"],
         "at_least": "80.00" or None, "gain_at_least": "5.00" or None}

    Everything asked for must hold; equals at the last place are all in. With `way` choice people choose, from
    nominations while they are taken, from a poll, or directly. `certificate_text` may hold the names of
    `services.wording.FIELDS` in braces.
    """

    class Kind(models.TextChoices):
        PLAQUE = "plaque", "โล่"
        CERTIFICATE = "certificate", "เกียรติบัตร"
        MERIT = "merit", "ความดีความชอบ"

    class For(models.TextChoices):
        SCHOOL = "school", "โรงเรียน"
        PERSON = "person", "บุคคล"

    class Way(models.TextChoices):
        RULE = "rule", "ตามเกณฑ์จากผลที่เผยแพร่"
        CHOICE = "choice", "คัดเลือก เสนอชื่อ หรือประชามติ"

    class State(models.TextChoices):
        DRAFT = "draft", "ร่าง"
        NOMINATING = "nominating", "รับการเสนอชื่อ"
        ANNOUNCED = "announced", "ประกาศแล้ว"
        CANCELLED = "cancelled", "ยกเลิก"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="awards")
    programme = models.ForeignKey(
        "improvement.Programme", null=True, blank=True, on_delete=models.PROTECT, related_name="awards",
        verbose_name="การขับเคลื่อน",
    )  # fmt: skip
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    name = models.CharField("ชื่อรางวัล", max_length=200)
    kind = models.CharField("ประเภท", max_length=11, choices=Kind, default=Kind.CERTIFICATE)
    recipient = models.CharField("มอบแก่", max_length=6, choices=For, default=For.SCHOOL)
    way = models.CharField("วิธีคัดเลือก", max_length=6, choices=Way, default=Way.CHOICE)
    rule = models.JSONField("เกณฑ์", default=dict, blank=True)
    criteria = models.TextField("หลักเกณฑ์ที่ประกาศ", blank=True)
    nominations_until = models.DateField("รับการเสนอชื่อถึงวันที่", null=True, blank=True)
    certificate_text = models.TextField("ข้อความในเกียรติบัตร", blank=True)
    signer = models.CharField("ผู้ลงนาม", max_length=200, blank=True)
    signer_post = models.CharField("ตำแหน่งผู้ลงนาม", max_length=300, blank=True)
    dated_on = models.DateField("ให้ไว้ ณ วันที่", null=True, blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.DRAFT)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    announced_at = models.DateTimeField("ประกาศเมื่อ", null=True)
    updated_at = models.DateTimeField()

    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ["-fiscal_year", "name", "pk"]
        indexes = [models.Index(fields=["district", "fiscal_year", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "fiscal_year", "name"], condition=~Q(state="cancelled"),
                name="one_award_per_name_and_year",
            ),
            models.CheckConstraint(
                condition=~Q(way="rule") | (Q(programme__isnull=False) & Q(recipient="school")),
                name="award_by_rule_has_a_programme",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def gives_certificates(self) -> bool:
        """ความดีความชอบ is a matter of personnel, not of paper for the wall."""
        return self.kind != self.Kind.MERIT

    @property
    def is_open(self) -> bool:
        """Recipients may still be put in and taken out."""
        return self.state in (self.State.DRAFT, self.State.NOMINATING)

    @property
    def for_people(self) -> bool:
        return self.recipient == self.For.PERSON


class _Who(models.Model):
    """A school, or a person with the school they were of then."""

    school = models.ForeignKey("schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    @property
    def who(self) -> Any:
        return self.person or self.school

    @property
    def place(self) -> str:
        """Where a person works; nothing for a school."""
        if self.person is None:
            return ""
        return " ".join(part for part in (self.person.position, self.school.name if self.school else "") if part)


class Nomination(_Who):
    """A name put forward with a reason; its evidence hangs as files on Pointer("nomination", pk)."""

    class State(models.TextChoices):
        SUBMITTED = "submitted", "รอพิจารณา"
        ACCEPTED = "accepted", "รับเป็นผู้ได้รับการเสนอชื่อ"
        DECLINED = "declined", "ไม่รับ"
        WITHDRAWN = "withdrawn", "ถอน"

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="nominations")
    reason = models.TextField("เหตุผลและผลงาน")
    state = models.CharField("สถานะ", max_length=9, choices=State, default=State.SUBMITTED)
    nominated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    nominated_at = models.DateTimeField("เสนอเมื่อ")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField("เหตุผลของการพิจารณา", blank=True)

    objects = NominationQuerySet.as_manager()

    class Meta:
        ordering = ["award", "nominated_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "school", "person"], condition=~Q(state="withdrawn"), nulls_distinct=False,
                name="one_nomination_of_one",
            ),
            models.CheckConstraint(
                condition=Q(school__isnull=False) | Q(person__isnull=False), name="nomination_of_somebody"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"เสนอ {self.who} รับ{self.award}"


class Recipient(_Who):
    """Somebody honoured; `name` and `detail` are as they were then. `why` is the rule's own sentence, or what people
    wrote. One taken back after the announcement keeps its row with the reason."""

    class Origin(models.TextChoices):
        RULE = "rule", "ตามเกณฑ์"
        CHOICE = "choice", "คัดเลือก"
        NOMINATION = "nomination", "จากการเสนอชื่อ"
        POLL = "poll", "จากประชามติ"

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="recipients")
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)
    name = models.CharField("ชื่อที่พิมพ์", max_length=300)
    detail = models.CharField("ตำแหน่งและสังกัดที่พิมพ์", max_length=300, blank=True)
    origin = models.CharField("ที่มา", max_length=10, choices=Origin)
    why = models.TextField("เหตุที่ได้รับ", blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    revoked_at = models.DateTimeField("เพิกถอนเมื่อ", null=True)
    revoke_reason = models.TextField("เหตุที่เพิกถอน", blank=True)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        ordering = ["award", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "school", "person"], condition=Q(revoked_at__isnull=True), nulls_distinct=False,
                name="honoured_once",
            ),
            models.CheckConstraint(
                condition=Q(school__isnull=False) | Q(person__isnull=False), name="recipient_is_somebody"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name
