"""What a supervisor is responsible for, with dates and history; and the teams that visit together."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from schools.models.years import DateRange
from schools.querysets import AssignmentQuerySet, ScopedQuerySet

TARGETS = ("work_group", "cluster", "school", "subject_group", "project")


def _exactly_its_own_target() -> Q:
    """The target named by `kind` is set and the other four are empty."""
    rule = Q()
    for kind in TARGETS:
        only = Q(kind=kind)
        for target in TARGETS:
            only &= Q(**{f"{target}__isnull": target != kind})
        rule |= only
    return rule


class Assignment(models.Model):
    """One person for one target; both days are included, an open end is until further notice."""

    class Kind(models.TextChoices):
        WORK_GROUP = "work_group", "กลุ่มงาน"
        CLUSTER = "cluster", "กลุ่มโรงเรียน"
        SCHOOL = "school", "โรงเรียน"
        SUBJECT_GROUP = "subject_group", "กลุ่มสาระ"
        PROJECT = "project", "โครงการ"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="assignments")
    person = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="assignments")
    kind = models.CharField("ประเภท", max_length=14, choices=Kind)
    work_group = models.ForeignKey("schools.WorkGroup", null=True, blank=True, on_delete=models.PROTECT)
    cluster = models.ForeignKey("schools.Cluster", null=True, blank=True, on_delete=models.PROTECT)
    school = models.ForeignKey("schools.School", null=True, blank=True, on_delete=models.PROTECT)
    subject_group = models.ForeignKey("schools.SubjectGroup", null=True, blank=True, on_delete=models.PROTECT)
    project = models.ForeignKey("schools.Project", null=True, blank=True, on_delete=models.PROTECT)
    starts_on = models.DateField("วันเริ่ม")
    ends_on = models.DateField("วันสิ้นสุด", null=True, blank=True)
    note = models.CharField("หมายเหตุ", max_length=300, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["person", "kind", "starts_on"]
        indexes = [models.Index(fields=["district", "kind"]), models.Index(fields=["person", "kind"])]
        constraints = [
            models.CheckConstraint(condition=_exactly_its_own_target(), name="assignment_has_its_target"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="assignment_ends_after_start"
            ),
            ExclusionConstraint(
                name="assignments_do_not_overlap",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    (
                        Coalesce("work_group_id", "cluster_id", "school_id", "subject_group_id", "project_id"),
                        RangeOperators.EQUAL,
                    ),
                    (
                        DateRange("starts_on", "ends_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True)),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()} {self.target}"

    @property
    def target(self) -> models.Model:
        found: models.Model = getattr(self, self.kind)
        return found


class Team(models.Model):
    """A team that supervises together: permanent for a cluster, ad hoc for one matter, or named (กลุ่มดอกไม้).
    `stated_size` is how many people its order says it has, to be held against the members that are named."""

    class Kind(models.TextChoices):
        PERMANENT = "permanent", "ถาวร"
        AD_HOC = "ad_hoc", "เฉพาะกิจ"
        NAMED = "named", "กลุ่มที่มีชื่อ"

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="teams")
    name = models.CharField("ชื่อทีม", max_length=150)
    kind = models.CharField("ประเภท", max_length=10, choices=Kind)
    cluster = models.ForeignKey(
        "schools.Cluster", null=True, blank=True, on_delete=models.PROTECT, related_name="teams"
    )
    purpose = models.CharField("ภารกิจ", max_length=300, blank=True)
    order_reference = models.CharField("คำสั่งที่", max_length=100, blank=True)
    stated_size = models.PositiveSmallIntegerField("จำนวนคนตามคำสั่ง", null=True, blank=True)
    starts_on = models.DateField("วันเริ่ม")
    ends_on = models.DateField("วันสิ้นสุด", null=True, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="team_ends_after_start"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(models.Model):
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey("schools.Person", on_delete=models.PROTECT, related_name="team_memberships")
    duty = models.CharField("หน้าที่ในทีม", max_length=100, default="กรรมการ")
    position = models.PositiveSmallIntegerField("ลำดับ", default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["team", "person"], name="once_in_a_team")]

    def __str__(self) -> str:
        return f"{self.person} ({self.duty})"
