"""Lists of the group's work that assignments, plans and visits refer to; reference data each office edits."""

from django.db import models
from django.db.models import Q

from schools.querysets import ScopedQuerySet


def shipped_once(name: str, owner: str) -> models.UniqueConstraint:
    """A shipped row is recognised by its key whatever the office has made of its name."""
    return models.UniqueConstraint(fields=[owner, "reference_key"], condition=~Q(reference_key=""), name=name)


class OfficeKind(models.Model):
    """Abstract: a short list of the office, such as kinds of gatherings or of networks. The office calls its rows what
    it likes; shipped ones are known by their key. A list adds `district`, `shipped_once` and what a row's name is."""

    position = models.PositiveSmallIntegerField("ลำดับ")
    name = models.CharField(max_length=150)
    is_active = models.BooleanField("ใช้งาน", default=True)
    reference_key = models.CharField(max_length=80, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class WorkGroup(models.Model):
    """One of the seven กลุ่มงาน, or งานธุรการ (Loei 3 §๑)."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="work_groups")
    number = models.PositiveSmallIntegerField("ลำดับ")
    name = models.CharField("ชื่อกลุ่มงาน", max_length=200)
    is_active = models.BooleanField("ใช้งาน", default=True)
    note = models.TextField("หมายเหตุ", blank=True)
    reference_key = models.CharField(max_length=80, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_work_group_per_name"),
            shipped_once("work_group_shipped_once", "district"),
        ]

    def __str__(self) -> str:
        return self.name


class WorkTask(models.Model):
    """A numbered task of a work group, such as 1.3.2; `parent` gives sub-tasks their place."""

    work_group = models.ForeignKey(WorkGroup, on_delete=models.PROTECT, related_name="tasks")
    number = models.CharField("เลขที่งาน", max_length=20)
    number_sort = models.CharField(max_length=60, editable=False, db_index=True)
    name = models.TextField("งาน")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    is_active = models.BooleanField("ใช้งาน", default=True)
    note = models.TextField("หมายเหตุ", blank=True)
    reference_key = models.CharField(max_length=80, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["work_group", "number_sort"]
        constraints = [
            models.UniqueConstraint(fields=["work_group", "number"], name="one_task_per_number"),
            shipped_once("task_shipped_once", "work_group"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class SubjectGroup(models.Model):
    """กลุ่มสาระการเรียนรู้."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="subject_groups")
    position = models.PositiveSmallIntegerField("ลำดับ")
    name = models.CharField("กลุ่มสาระ", max_length=150)
    is_active = models.BooleanField("ใช้งาน", default=True)
    reference_key = models.CharField(max_length=80, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_subject_group_per_name"),
            shipped_once("subject_group_shipped_once", "district"),
        ]

    def __str__(self) -> str:
        return self.name


class Project(models.Model):
    """A project of the group's register."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="projects")
    number = models.PositiveSmallIntegerField("ลำดับ")
    name = models.CharField("ชื่อโครงการ", max_length=300)
    is_active = models.BooleanField("ใช้งาน", default=True)
    note = models.TextField("หมายเหตุ", blank=True)
    reference_key = models.CharField(max_length=80, blank=True, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["district", "name"], name="one_project_per_name"),
            shipped_once("project_shipped_once", "district"),
        ]

    def __str__(self) -> str:
        return self.name
