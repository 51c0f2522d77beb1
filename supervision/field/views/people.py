"""The team and the people supervised."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core.access import requires
from core.keys import number_of
from supervision.field import services
from supervision.field.forms import MemberForm, NewTeacherForm, SupervisedForm
from supervision.field.models import Visit
from supervision.field.views.base import READERS, attempt, section_context, visit_to_write

_FORMS = {"member": "member_form", "person": "supervised_form", "teacher": "teacher_form"}


def _page(request: HttpRequest, visit: Visit, **forms: Any) -> HttpResponse:
    context = {
        **section_context(visit, "people"),
        "members": visit.members.select_related("person"),
        "supervised": visit.supervised.select_related("person", "subject_group"),
        "member_form": MemberForm(user=request.user, visit=visit, prefix="member"),
        "supervised_form": SupervisedForm(user=request.user, visit=visit, prefix="person"),
        "teacher_form": NewTeacherForm(user=request.user, visit=visit, prefix="teacher"),
        **forms,
    }
    return render(request, "field/people.html", context, status=422 if forms else 200)


@requires(*READERS)
@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, visit_to_write(request, pk))


def _add(request: HttpRequest, pk: int, form_class: Any, act: Callable[..., Any], kind: str) -> HttpResponse:
    """One of the three forms of the page, under the prefix it has there."""
    visit = visit_to_write(request, pk)
    form = form_class(request.POST, user=request.user, visit=visit, prefix=kind)
    if form.is_valid() and attempt(request, form, lambda: act(visit, actor=request.user, **form.cleaned_data)):
        return redirect("field:people", pk=visit.pk)
    return _page(request, visit, **{_FORMS[kind]: form})


@requires(*READERS)
@require_POST
def add_member(request: HttpRequest, pk: int) -> HttpResponse:
    return _add(request, pk, MemberForm, services.add_member, "member")


@requires(*READERS)
@require_POST
def add_supervised(request: HttpRequest, pk: int) -> HttpResponse:
    return _add(request, pk, SupervisedForm, services.add_supervised, "person")


@requires(*READERS)
@require_POST
def add_teacher(request: HttpRequest, pk: int) -> HttpResponse:
    """A teacher who is not on the school's list yet."""
    return _add(request, pk, NewTeacherForm, services.add_new_teacher, "teacher")


@requires(*READERS)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a member or a person supervised off a visit being written."""
    visit = visit_to_write(request, pk)
    member, row = number_of(request.POST.get("member")), number_of(request.POST.get("supervised"))
    if member:
        attempt(request, None, lambda: services.remove_member(visit, actor=request.user, member_id=member))
    if row:
        attempt(request, None, lambda: services.remove_supervised(visit, actor=request.user, row_id=row))
    return redirect("field:people", pk=visit.pk)
