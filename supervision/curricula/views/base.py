"""What the views share: rows in scope and the words of the list."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from supervision.curricula.models import Curriculum, CurriculumReview
from supervision.curricula.permissions import may_read

READERS = ("district.read", "school.read")
WRITERS = ("register.write", "school.register.write")
LIST = ("curricula:index", "หลักสูตรสถานศึกษา")


def curriculum_or_404(request: HttpRequest, pk: int) -> Curriculum:
    rows = Curriculum.objects.visible_to(request.user).select_related(
        "school__district", "school__cluster", "kind", "saved_by", "submitted_by", "decided_by"
    )
    found: Curriculum = get_object_or_404(rows, pk=pk)
    if not may_read(request.user, found):
        raise Http404
    return found


def review_or_404(request: HttpRequest, pk: int) -> CurriculumReview:
    rows = CurriculumReview.objects.visible_to(request.user).select_related(
        "curriculum__school__district", "curriculum__kind", "version__instrument", "reviewer", "response__band"
    )
    found: CurriculumReview = get_object_or_404(rows, pk=pk)
    return found
