"""Addresses of the field app."""

from django.urls import URLPattern, URLResolver, path

from supervision.field.views import advice, coverage, cycle, follow_up, listing, on_the_spot, people, sheets, writing

app_name = "field"
urlpatterns: list[URLPattern | URLResolver] = [
    path("visits/", listing.visits, name="visits"),
    path("visits/new/", writing.new, name="new"),
    path("visits/<int:pk>/", listing.visit, name="visit"),
    path("visits/<int:pk>/edit/", writing.edit, name="edit"),
    path("visits/<int:pk>/notes/", writing.notes, name="notes"),
    path("visits/<int:pk>/people/", people.people, name="people"),
    path("visits/<int:pk>/people/add-member/", people.add_member, name="add-member"),
    path("visits/<int:pk>/people/add-supervised/", people.add_supervised, name="add-supervised"),
    path("visits/<int:pk>/people/add-teacher/", people.add_teacher, name="add-teacher"),
    path("visits/<int:pk>/people/remove/", people.remove, name="remove-person"),
    path("visits/<int:pk>/sheets/", sheets.sheets, name="sheets"),
    path("visits/<int:pk>/sheets/<uuid:response>/", sheets.sheet, name="sheet"),
    path("visits/<int:pk>/sheets/<uuid:response>/remove/", sheets.remove, name="remove-sheet"),
    path("visits/<int:pk>/sheets/<uuid:response>/working/", sheets.working, name="working"),
    path("visits/<int:pk>/findings/", writing.findings, name="findings"),
    path("visits/<int:pk>/findings/remove/", writing.remove_finding, name="remove-finding"),
    path("visits/<int:pk>/photos/", writing.photos, name="photos"),
    path("visits/<int:pk>/photos/change/", writing.change_photo, name="change-photo"),
    path("visits/<int:pk>/submit/", cycle.submit, name="submit"),
    path("visits/<int:pk>/acknowledge/", cycle.acknowledge, name="acknowledge"),
    path("visits/<int:pk>/return/", cycle.return_, name="return"),
    path("visits/<int:pk>/close/", cycle.close, name="close"),
    path("visits/<int:pk>/correct/", cycle.correct, name="correct"),
    path("visits/<int:pk>/amend/", cycle.amend, name="amend"),
    path("visits/<int:pk>/cancel/", cycle.cancel, name="cancel"),
    path("visits/<int:pk>/changes/", listing.changes, name="changes"),
    path("visits/<int:pk>/check/", follow_up.check, name="check"),
    path("visits/<int:pk>/advice/", follow_up.advice, name="advice"),
    path("visits/<int:pk>/feedback/", on_the_spot.told, name="feedback"),
    path("visits/<int:pk>/sign/", on_the_spot.sign, name="sign"),
    path("visits/<int:pk>/sign/withdraw/", on_the_spot.unsign, name="unsign"),
    path("advice/", advice.library, name="advice-library"),
    path("advice/instruments/<int:pk>/", advice.write, name="advice-write"),
    path("advice/<int:pk>/switch/", advice.switch, name="advice-switch"),
    path("visits/<int:pk>/history/", listing.section_history, name="section-history"),
    path("coverage/", coverage.coverage_page, name="coverage"),
    path("coverage/schools/", coverage.schools, name="coverage-schools"),
]
