"""เครือข่ายการนิเทศ: what it is for, who leads it, who belongs to it, and its pairs of schools."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from schools.querysets import ScopedQuerySet
from supervision.networks.models.lists import NetworkKind
from supervision.networks.querysets import NetworkMemberQuerySet, NetworkQuerySet


class Network(models.Model):
    """A network stands over years; what is done in a fiscal year hangs on its NetworkYear. `leads` are people of the
    office or of schools who look after it."""

    class Level(models.TextChoices):
        OFFICE = "office", "เขตพื้นที่การศึกษา"
        SCHOOL = "school", "สถานศึกษา"
        COMMUNITY = "community", "หน่วยงานและชุมชน"

    class State(models.TextChoices):
        ACTIVE = "active", "ดำเนินการ"
        CLOSED = "closed", "ยุติแล้ว"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="networks")
    kind = models.ForeignKey(NetworkKind, on_delete=models.PROTECT, related_name="networks", verbose_name="ชนิด")
    level = models.CharField("ระดับ", max_length=9, choices=Level, default=Level.OFFICE)
    name = models.CharField("ชื่อเครือข่าย", max_length=200)
    aims = models.TextField("วัตถุประสงค์", blank=True)
    leads = models.ManyToManyField(
        "schools.Person", blank=True, related_name="led_networks", verbose_name="ผู้ประสานเครือข่าย"
    )
    project = models.ForeignKey(
        "schools.Project", null=True, blank=True, on_delete=models.PROTECT, related_name="networks",
        verbose_name="โครงการ",
    )  # fmt: skip
    task = models.ForeignKey(
        "schools.WorkTask", null=True, blank=True, on_delete=models.PROTECT, related_name="networks",
        verbose_name="งานตามกลุ่มงาน",
    )  # fmt: skip
    subject_group = models.ForeignKey(
        "schools.SubjectGroup", null=True, blank=True, on_delete=models.PROTECT, related_name="networks",
        verbose_name="กลุ่มสาระการเรียนรู้",
    )  # fmt: skip
    started_on = models.DateField("ตั้งเมื่อ")
    state = models.CharField("สถานะ", max_length=6, choices=State, default=State.ACTIVE)
    closed_on = models.DateField("ยุติเมื่อ", null=True, editable=False)
    close_reason = models.TextField("เหตุที่ยุติ", blank=True, editable=False)
    stamp = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    objects = NetworkQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_network_per_name"),
            models.CheckConstraint(
                condition=Q(state="active", closed_on=None) | Q(state="closed", closed_on__isnull=False),
                name="closed_network_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        return self.state == self.State.ACTIVE


_WHO = ("person", "school", "outside_person", "outside_body")


def _exactly_one() -> Q:
    found = Q()
    for one in _WHO:
        found |= Q(**{f"{name}__isnull": name != one for name in _WHO})
    return found


class Member(models.Model):
    """Who belongs to a network: a person or school of the office, or a person or body from outside."""

    class Role(models.TextChoices):
        LEAD = "lead", "แกนนำ"
        COORDINATOR = "coordinator", "ผู้ประสาน"
        MEMBER = "member", "สมาชิก"
        ADVISER = "adviser", "ที่ปรึกษา"

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="network_memberships",
        verbose_name="บุคลากร",
    )  # fmt: skip
    school = models.ForeignKey(
        "schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="network_memberships",
        verbose_name="โรงเรียน",
    )  # fmt: skip
    outside_person = models.ForeignKey(
        "schools.OutsidePerson", null=True, blank=True, on_delete=models.PROTECT, related_name="network_memberships",
        verbose_name="บุคคลภายนอก",
    )  # fmt: skip
    outside_body = models.ForeignKey(
        "schools.OutsideBody", null=True, blank=True, on_delete=models.PROTECT, related_name="network_memberships",
        verbose_name="หน่วยงานภายนอก",
    )  # fmt: skip
    role = models.CharField("บทบาท", max_length=11, choices=Role, default=Role.MEMBER)
    joined_on = models.DateField("เข้าร่วมเมื่อ")
    left_on = models.DateField("ออกเมื่อ", null=True, blank=True)

    objects = NetworkMemberQuerySet.as_manager()

    class Meta:
        ordering = ["network", "pk"]
        constraints = [
            models.CheckConstraint(condition=_exactly_one(), name="network_member_is_one_thing"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")), name="network_member_leaves_after_joining"
            ),
            *(
                models.UniqueConstraint(
                    fields=["network", name], condition=Q(left_on=None) & Q(**{f"{name}__isnull": False}),
                    name=f"one_network_membership_per_{name}",
                )
                for name in _WHO
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def who(self) -> Any:
        """The row it is about."""
        return self.person or self.school or self.outside_person or self.outside_body

    @property
    def name(self) -> str:
        found = self.who
        return str(getattr(found, "full_name", None) or found.name)

    @property
    def place(self) -> str:
        """Where a person belongs to; what else a member is, in Thai."""
        if self.person is not None:
            return self.person.school.name if self.person.school else "สำนักงานเขตพื้นที่การศึกษา"
        if self.outside_person is not None:
            return self.outside_person.body.name if self.outside_person.body else "บุคคลภายนอก"
        return "โรงเรียน" if self.school is not None else "หน่วยงานภายนอก"

    @property
    def is_outside(self) -> bool:
        return self.outside_person_id is not None or self.outside_body_id is not None

    @property
    def icon(self) -> str:
        return "school" if self.school is not None else "building" if self.outside_body is not None else "user"


class Pair(models.Model):
    """โรงเรียนคู่พัฒนา or โรงเรียนพี่โรงเรียนน้อง: one school goes ahead, one learns, on one matter."""

    class Kind(models.TextChoices):
        PAIR = "pair", "โรงเรียนคู่พัฒนา"
        SISTER = "sister", "โรงเรียนพี่โรงเรียนน้อง"

    network = models.ForeignKey(Network, on_delete=models.PROTECT, related_name="pairs")
    kind = models.CharField("แบบ", max_length=6, choices=Kind, default=Kind.PAIR)
    lead = models.ForeignKey(
        "schools.School", on_delete=models.PROTECT, related_name="led_pairs", verbose_name="โรงเรียนหลัก/พี่"
    )
    partner = models.ForeignKey(
        "schools.School", on_delete=models.PROTECT, related_name="partner_pairs", verbose_name="โรงเรียนคู่/น้อง"
    )
    aim = models.CharField("เรื่องที่พัฒนาร่วมกัน", max_length=300)
    agreement = models.TextField("ข้อตกลง", blank=True)
    agreed_on = models.DateField("วันที่ตกลง")
    ended_on = models.DateField("สิ้นสุดเมื่อ", null=True, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["network", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(lead=F("partner")), name="pair_is_of_two_schools"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("agreed_on")), name="pair_ends_after_it_began"
            ),
            models.UniqueConstraint(
                fields=["network", "lead", "partner"], condition=Q(ended_on=None), name="one_standing_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lead.name} – {self.partner.name}"
