"""The e-mail of a survey link, written when it is sent."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from supervision.networks.models import Invitation


def write(mail: Any) -> EmailMessage | None:
    """None for what is no longer asked: answered, closed, or a member who left meanwhile."""
    rows = Invitation.objects.select_related(
        "survey__year__network__district", "member__outside_person", "member__outside_body"
    )
    row = rows.filter(pk=mail.key).first()
    if row is None or row.answered_on is not None or row.member.left_on is not None:
        return None
    if not row.survey.takes_answers(timezone.localdate()):
        return None
    network = row.survey.year.network
    again = bool(mail.data.get("again"))
    link = settings.SITE_URL + reverse("networks:answer", args=[row.token])
    text = render_to_string(
        "notifications/network_survey_body.txt",
        {"name": row.member.name, "network": network, "survey": row.survey, "link": link, "again": again},
    )
    subject = f"{'เตือน ' if again else ''}แบบสำรวจความต้องการ {network.name}"
    return EmailMessage(subject=" ".join(subject.split()), body=text.strip() + "\n", to=[mail.address])
