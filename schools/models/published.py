"""A report that may be opened to the office's schools, and to everyone by an address of its own."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Published(models.Model):
    """Abstract: who opened the report, when and to whom. `public_key` is the address for everyone, empty when it is not
    public; a report taken back never gets the old address again."""

    published_at = models.DateTimeField("เผยแพร่เมื่อ", null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    for_schools = models.BooleanField("เผยแพร่ถึงโรงเรียนในสังกัด", default=False, editable=False)
    public_key = models.CharField(max_length=32, blank=True, db_index=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        return bool(self.public_key)

    @classmethod
    def open_to_schools(cls) -> Q:
        """Rows every school of their office may read."""
        return Q(published_at__isnull=False, for_schools=True)
