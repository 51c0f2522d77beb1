"""Letters that came in and went out, the opinions given on them and the people they were handed to.

The paper itself hangs as files on Pointer("letter", pk).
"""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from office.letters.querysets import LetterQuerySet


class Letter(models.Model):
    """One line of the register; its number of the calendar year is never given again, not even when it is cancelled.

    `place` is year and number in one figure, which orders the register; `haystack` is what a search looks through
    (office.letters.searching). `is_entered` marks a line copied from the paper register; `form_key` is the key of the
    form it was typed on, so that two clicks register one letter. `stamp` counts saves.
    """

    class Direction(models.TextChoices):
        IN = "in", "หนังสือรับ"
        OUT = "out", "หนังสือส่ง"

    class Urgency(models.IntegerChoices):
        NORMAL = 0, "ปกติ"
        URGENT = 1, "ด่วน"
        VERY = 2, "ด่วนมาก"
        MOST = 3, "ด่วนที่สุด"

    class Secrecy(models.IntegerChoices):
        NORMAL = 0, "ปกติ"
        SECRET = 1, "ลับ"
        VERY = 2, "ลับมาก"
        MOST = 3, "ลับที่สุด"

    class State(models.TextChoices):
        REGISTERED = "registered", "ลงทะเบียนแล้ว"
        PROPOSED = "proposed", "เสนอแล้ว รอความเห็น"
        DECIDED = "decided", "มีความเห็นแล้ว รอมอบ"
        ROUTED = "routed", "มอบแล้ว กำลังดำเนินการ"
        DONE = "done", "เสร็จสิ้น"
        CANCELLED = "cancelled", "ยกเลิก"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="letters")
    direction = models.CharField("ทะเบียน", max_length=3, choices=Direction)
    year = models.PositiveSmallIntegerField("ปีของเลขทะเบียน (พ.ศ.)")
    number = models.PositiveIntegerField("เลขทะเบียน")
    place = models.BigIntegerField(editable=False)
    registered_on = models.DateField("วันที่รับ/ส่ง")
    own_number = models.CharField("ที่ของหนังสือ", max_length=80, blank=True)
    dated = models.DateField("ลงวันที่", null=True, blank=True)
    sender = models.CharField("จาก", max_length=200)
    receiver = models.CharField("ถึง", max_length=200)
    subject = models.CharField("เรื่อง", max_length=500)
    urgency = models.PositiveSmallIntegerField("ชั้นความเร็ว", choices=Urgency, default=Urgency.NORMAL)
    secrecy = models.PositiveSmallIntegerField("ชั้นความลับ", choices=Secrecy, default=Secrecy.NORMAL)
    due_on = models.DateField("ต้องตอบหรือดำเนินการภายใน", null=True, blank=True)
    remark = models.CharField("หมายเหตุ", max_length=300, blank=True)
    answers = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replies", verbose_name="ตอบหนังสือรับ"
    )
    summary = models.TextField("สรุปของธุรการ", blank=True)
    proposed_to = models.CharField("เสนอต่อ", max_length=40, blank=True)
    proposed_at = models.DateTimeField(null=True)
    closing_note = models.TextField("ผลการดำเนินการ", blank=True)
    cancel_reason = models.TextField("เหตุที่ยกเลิก", blank=True)
    state = models.CharField("สถานะ", max_length=10, choices=State, default=State.REGISTERED)
    is_entered = models.BooleanField("ลงทะเบียนย้อนหลัง", default=False)
    haystack = models.TextField(editable=False)
    form_key = models.UUIDField(null=True, unique=True, editable=False)
    stamp = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["-place", "-pk"]
        indexes = [
            models.Index(fields=["district", "direction", "registered_on", "place"], name="letters_by_day"),
            models.Index(fields=["district", "direction", "state", "place"], name="letters_by_state"),
            models.Index(fields=["district", "own_number"], name="letters_by_own_number"),
            # Few are: without these a filter for them would read the whole register.
            models.Index(
                fields=["district", "direction", "place"], condition=Q(urgency__gt=0), name="letters_that_are_urgent"
            ),
            models.Index(
                fields=["district", "direction", "place"], condition=Q(secrecy__gt=0), name="letters_that_are_secret"
            ),
            GinIndex(fields=["haystack"], opclasses=["gin_trgm_ops"], name="letter_trigrams"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["district", "direction", "place"], name="one_letter_per_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="letter_number_from_one"),
            models.CheckConstraint(
                condition=Q(direction="in") | Q(state__in=["registered", "cancelled"]),
                name="letters_out_wait_for_nobody",
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancel_reason=""), name="cancelled_letter_says_why"
            ),
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | Q(direction="out"), name="only_a_letter_out_answers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.told}"

    @property
    def is_in(self) -> bool:
        return self.direction == self.Direction.IN

    @property
    def is_secret(self) -> bool:
        return self.secrecy > self.Secrecy.NORMAL

    @property
    def register_number(self) -> str:
        """12/2569, as the register writes it."""
        return f"{self.number}/{self.year}"

    @property
    def reference(self) -> str:
        """เลขรับ 12/2569 or เลขส่ง 12/2569."""
        return f"{'เลขรับ' if self.is_in else 'เลขส่ง'} {self.register_number}"

    @property
    def told(self) -> str:
        """The subject where others may read it too (notices, e-mails, papers): of a secret one its class alone."""
        return f"หนังสือชั้น{self.get_secrecy_display()}" if self.is_secret else self.subject


class LetterOpinion(models.Model):
    """What a head wrote on a letter put before them, and what becomes of it; a later one overwrites nothing."""

    class Outcome(models.TextChoices):
        ROUTE = "route", "มอบผู้ปฏิบัติ"
        CLERK = "clerk", "ให้ธุรการดำเนินการต่อ"
        FORWARD = "forward", "เสนอผู้บังคับบัญชาชั้นเหนือขึ้นไป"
        FILE = "file", "ทราบ เก็บเรื่อง"

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="opinions")
    post = models.CharField("เสนอต่อ", max_length=40, blank=True)
    text = models.TextField("ความเห็น")
    outcome = models.CharField("สั่งการ", max_length=8, choices=Outcome)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.text[:60]}"


class LetterRoute(models.Model):
    """A person a letter was handed to: what to do, by when; acknowledged, then done with a note."""

    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="routes")
    person = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="+")
    instruction = models.CharField("ให้ดำเนินการ", max_length=500, blank=True)
    due_on = models.DateField("ภายในวันที่", null=True, blank=True)
    routed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    routed_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    note = models.TextField("ผล", blank=True)

    class Meta:
        ordering = ["routed_at", "pk"]
        indexes = [models.Index(fields=["due_on"], condition=Q(done_at__isnull=True), name="letter_routes_due")]
        constraints = [
            models.UniqueConstraint(fields=["letter", "person"], name="once_on_a_letter"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(acknowledged_at__isnull=False, done_at__gte=F("acknowledged_at")),
                name="letter_read_before_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.letter}"

    @property
    def state(self) -> tuple[str, str]:
        """Code and words of its chip."""
        if self.done_at:
            return "done", "เสร็จแล้ว"
        return ("acknowledged", "รับทราบแล้ว") if self.acknowledged_at else ("waiting", "ยังไม่รับทราบ")
