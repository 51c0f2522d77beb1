"""What the views share: rows in scope and the words of the list."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from core.passed import admit
from supervision.curricula.models import Curriculum, CurriculumReview
from supervision.curricula.permissions import STATES, may_read
from supervision.curricula.services.common import pointer_of

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


def admit_to(request: HttpRequest, row: Curriculum, act: str, may: bool) -> None:
    """403 for who may not; where the state of the curriculum does not allow the act, that is told."""
    admit(request, pointer_of(row), row.get_state_display(), may=may, now=STATES.allows(row.state, act))


def review_or_404(request: HttpRequest, pk: int) -> CurriculumReview:
    rows = CurriculumReview.objects.visible_to(request.user).select_related(
        "curriculum__school__district", "curriculum__kind", "version__instrument", "reviewer", "response__band"
    )
    found: CurriculumReview = get_object_or_404(rows, pk=pk)
    return found
