"""What the views share: rows in scope and the way back."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from supervision.media.models import Medium
from supervision.media.permissions import may_read

READERS = ("district.read", "school.read")
WRITERS = ("register.write", "school.register.write")
LIST = ("media:media", "สื่อและนวัตกรรม")


def medium_or_404(request: HttpRequest, pk: int) -> Medium:
    rows = Medium.objects.visible_to(request.user).select_related(
        "district", "school__district", "owner", "subject_group", "work_group", "task", "project"
    )
    found: Medium = get_object_or_404(rows, pk=pk)
    if not may_read(request.user, found):
        raise Http404
    return found


def back_to(pk: int) -> str:
    return reverse("media:medium", args=[pk])
