"""หนังสือเชิญ to one person, and the reply given without sign-in by a personal link that expires."""

from django.conf import settings
from django.db import models

from kotpn.meetings.querysets import InvitationQuerySet


class Invitation(models.Model):
    """To a member, or to a guest by name. `token_hash`: SHA-256 of the link's secret, which is kept nowhere."""

    class Channel(models.TextChoices):
        MEMO = "memo", "บันทึกข้อความ"
        LETTER = "letter", "หนังสือภายนอก"

    class Reply(models.TextChoices):
        WAITING = "waiting", "ยังไม่ตอบ"
        COMING = "coming", "เข้าประชุม"
        SUBSTITUTE = "substitute", "มอบผู้แทน"
        ABSENT = "absent", "ไม่เข้าประชุม"

    meeting = models.ForeignKey("kotpn_meetings.Meeting", on_delete=models.CASCADE, related_name="invitations")
    member = models.ForeignKey(
        "kotpn_committee.Member", null=True, blank=True, on_delete=models.PROTECT, related_name="invitations"
    )
    name = models.CharField("ชื่อ-สกุล", max_length=250)
    post = models.CharField("ตำแหน่ง", max_length=300, blank=True)
    email = models.EmailField("อีเมล", blank=True)
    channel = models.CharField("รูปแบบ", max_length=6, choices=Channel)
    token_hash = models.CharField(max_length=64, blank=True, db_index=True)
    expires_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reply = models.CharField("คำตอบ", max_length=10, choices=Reply, default=Reply.WAITING)
    reply_note = models.CharField("หมายเหตุ", max_length=500, blank=True)
    substitute_name = models.CharField("ผู้แทน", max_length=250, blank=True)
    substitute_post = models.CharField("ตำแหน่งผู้แทน", max_length=300, blank=True)
    replied_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "member"], condition=models.Q(member__isnull=False), name="one_invitation_per_member"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.get_reply_display()}"
