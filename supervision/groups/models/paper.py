"""The paper of a published report as it was on the day it was published: what changes afterwards does not change it."""

from django.db import models


class PublishedPaper(models.Model):
    """The PDF of one publishing of one report: `kind` is that of schools.published, `key` the report's primary key,
    `published_at` the moment it was opened, which a new publishing sets anew."""

    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    published_at = models.DateTimeField()
    file = models.FileField(upload_to="published/")
    name = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "published_at"], name="one_paper_per_publishing"),
        ]

    def __str__(self) -> str:
        return self.name
