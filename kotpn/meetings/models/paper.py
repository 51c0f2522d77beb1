"""Papers of an agenda item: an uploaded file, a record of ours, or one of our documents."""

from django.conf import settings
from django.db import models

from kotpn.meetings.querysets import MeetingPaperQuerySet, OfMeetingQuerySet


class Paper(models.Model):
    """An upload hangs as the one file of Pointer("meeting_paper", pk). A record is a pointer whose provider prints it;
    a document is a key of the document machine with its parameters as the form would post them.

    `pages` and `problem` are what looking into the file told: a paper with a problem (encrypted, broken, too long) is
    named in the pack and left out; the meeting is not held up.
    """

    class Kind(models.TextChoices):
        UPLOAD = "upload", "ไฟล์ที่แนบ"
        RECORD = "record", "งานในระบบ"
        DOCUMENT = "document", "เอกสารจากระบบ"

    item = models.ForeignKey("kotpn_meetings.AgendaItem", on_delete=models.CASCADE, related_name="papers")
    position = models.PositiveSmallIntegerField("ลำดับ")
    kind = models.CharField("ชนิด", max_length=8, choices=Kind)
    title = models.CharField("ชื่อเอกสาร", max_length=300)
    record_kind = models.CharField(max_length=40, blank=True)
    record_key = models.CharField(max_length=64, blank=True)
    document_key = models.CharField(max_length=60, blank=True)
    params = models.JSONField(default=dict, blank=True)
    pages = models.PositiveSmallIntegerField("จำนวนหน้า", null=True)
    problem = models.CharField("เหตุที่รวมเล่มไม่ได้", max_length=300, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects = MeetingPaperQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class PaperComment(models.Model):
    """What a member says to a paper (or to the item, `paper` empty) before the meeting."""

    item = models.ForeignKey("kotpn_meetings.AgendaItem", on_delete=models.CASCADE, related_name="comments")
    paper = models.ForeignKey(Paper, null=True, blank=True, on_delete=models.CASCADE, related_name="comments")
    member = models.ForeignKey("kotpn_committee.Member", null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("ความเห็น")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class CommentQuerySet(OfMeetingQuerySet):
        meeting_path = "item__section__meeting"

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
