"""ทีมงาน (T): working teams of a programme, for the district, a cluster or a school, by an order; and their people."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from schools.querysets import ScopedQuerySet


class WorkingTeam(models.Model):
    """`order` is one of the register, `order_reference` what stands on a paper it does not hold. `schools` narrows a
    team of the district to the schools it looks after (a committee's team for its schools); none means all.
    `taken_from` is the permanent or named team of the office its people were taken over from."""

    class Level(models.TextChoices):
        DISTRICT = "district", "ระดับเขต"
        CLUSTER = "cluster", "ระดับกลุ่มโรงเรียน"
        SCHOOL = "school", "ระดับโรงเรียน"

    programme = models.ForeignKey("improvement.Programme", on_delete=models.CASCADE, related_name="teams")
    level = models.CharField("ระดับ", max_length=8, choices=Level, default=Level.DISTRICT)
    cluster = models.ForeignKey(
        "schools.Cluster", null=True, blank=True, on_delete=models.PROTECT, related_name="working_teams"
    )
    school = models.ForeignKey(
        "schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="working_teams"
    )
    schools = models.ManyToManyField("schools.School", blank=True, related_name="looked_after_by_teams")
    name = models.CharField("ชื่อทีม", max_length=200)
    duty = models.TextField("บทบาทหน้าที่", blank=True)
    order = models.ForeignKey(
        "office_orders.Order", null=True, blank=True, on_delete=models.PROTECT, related_name="working_teams"
    )
    order_reference = models.CharField("คำสั่งที่", max_length=150, blank=True)
    taken_from = models.ForeignKey(
        "schools.Team", null=True, blank=True, on_delete=models.PROTECT, related_name="working_teams"
    )
    ended_on = models.DateField("ยุบทีมเมื่อ", null=True, blank=True)
    end_reason = models.TextField("เหตุที่ยุบทีม", blank=True)
    stamp = models.PositiveIntegerField(default=1)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["programme", "level", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "name"], condition=Q(ended_on__isnull=True), name="one_working_team_per_name"
            ),
            models.CheckConstraint(
                condition=Q(level="district", cluster__isnull=True, school__isnull=True)
                | Q(level="cluster", cluster__isnull=False, school__isnull=True)
                | Q(level="school", cluster__isnull=True, school__isnull=False),
                name="working_team_stands_at_its_level",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def stands(self) -> bool:
        return self.ended_on is None

    @property
    def order_label(self) -> str:
        """คำสั่งที่ 12/2568, as the register or the paper says it; empty without one."""
        if self.order is not None:
            return self.order.reference
        return f"คำสั่งที่ {self.order_reference}" if self.order_reference else ""


class WorkingMember(models.Model):
    """A person of the register, one from outside, or a name as the order prints it. `reports`: may report the progress
    of the team's schools, whatever their role."""

    team = models.ForeignKey(WorkingTeam, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        "schools.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="working_memberships"
    )
    outside = models.ForeignKey(
        "schools.OutsidePerson", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField("ชื่อ-สกุล", max_length=250, blank=True)
    post = models.CharField("ตำแหน่ง", max_length=300, blank=True)
    duty = models.CharField("หน้าที่ในทีม", max_length=150, default="กรรมการ")
    reports = models.BooleanField("รายงานความก้าวหน้าของโรงเรียนที่ทีมดูแล", default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["team", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["team", "person"], name="once_in_a_working_team"),
            models.UniqueConstraint(fields=["team", "outside"], name="outside_once_in_a_working_team"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, outside__isnull=True, name="")
                | Q(person__isnull=True, outside__isnull=False, name="")
                | (Q(person__isnull=True, outside__isnull=True) & ~Q(name="")),
                name="working_member_is_one_person",
            ),
            models.CheckConstraint(
                condition=Q(reports=False) | Q(person__isnull=False), name="who_reports_is_of_the_register"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who} ({self.duty})"

    @property
    def who(self) -> str:
        return str(self.person or self.outside or self.name)

    @property
    def where(self) -> str:
        """Post and place, in words."""
        if self.person is not None:
            return " ".join(filter(None, (self.person.position, self.person.school.name if self.person.school else "")))
        return self.outside.position if self.outside is not None else self.post
