"""What the pages of procedures share: rows in scope."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from processes.models import Procedure, ProcedureVersion, Run
from processes.permissions import may_write_procedures

READERS = ("district.read", "school.read")


def procedure_or_404(request: HttpRequest, pk: int) -> Procedure:
    rows = Procedure.objects.visible_to(request.user).select_related("district__settings")
    found: Procedure = get_object_or_404(rows, pk=pk)
    return found


def draft_or_404(request: HttpRequest, pk: int) -> ProcedureVersion:
    """A version to write, whatever its state; 404 out of scope, 403 for who may not write it."""
    mine = Procedure.objects.visible_to(request.user)
    rows = ProcedureVersion.objects.filter(procedure__in=mine.values("pk")).select_related("procedure__district")
    found: ProcedureVersion = get_object_or_404(rows, pk=pk)
    if not may_write_procedures(request.user, found.procedure.district):
        raise PermissionDenied
    return found


def run_or_404(request: HttpRequest, pk: int) -> Run:
    rows = Run.objects.visible_to(request.user).select_related(
        "district__settings", "procedure", "version", "school__cluster", "cluster", "opened_by"
    )
    found: Run = get_object_or_404(rows, pk=pk)
    return found
