"""People of an office or a school, with or without an account."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from schools.querysets import PersonQuerySet


class Person(models.Model):
    """A person as one office knows them. A teacher without an account has no `user`; an account given later is set
    here and the history stays. Another office's row of the same account is another Person."""

    district = models.ForeignKey("schools.District", on_delete=models.PROTECT, related_name="people")
    school = models.ForeignKey("schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    email = models.EmailField("อีเมล", blank=True)
    prefix = models.CharField("คำนำหน้า", max_length=40, blank=True)
    first_name = models.CharField("ชื่อ", max_length=100)
    last_name = models.CharField("นามสกุล", max_length=100, blank=True)
    name_sort = models.CharField(max_length=400, editable=False)
    position = models.CharField("ตำแหน่ง", max_length=200, blank=True)
    standing = models.CharField("วิทยฐานะ", max_length=100, blank=True)
    phone = models.CharField("โทรศัพท์", max_length=60, blank=True)
    is_active = models.BooleanField("ยังปฏิบัติงานอยู่", default=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name_sort", "pk"]
        indexes = [models.Index(fields=["district", "name_sort"]), models.Index(fields=["school", "name_sort"])]
        constraints = [
            models.UniqueConstraint(fields=["district", "user"], name="one_person_per_account_and_district"),
            models.UniqueConstraint(
                "district", Lower("email"), condition=~Q(email=""), name="one_person_per_email_and_district"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.prefix}{self.first_name} {self.last_name}".strip()
