"""Addresses. Projects of the office: budget, schools, activities, progress, selection."""

from django.urls import URLPattern, URLResolver, path

from supervision.projects.views import parts, projects, selection

app_name = "projects"
urlpatterns: list[URLPattern | URLResolver] = [
    path("projects/", projects.index, name="index"),
    path("projects/timeline/", projects.timeline, name="timeline"),
    path("projects/new/", projects.new, name="new"),
    path("projects/<int:pk>/", projects.project_page, name="project"),
    path("projects/<int:pk>/edit/", projects.edit, name="edit"),
    path("projects/<int:pk>/start/", projects.start, name="start"),
    path("projects/<int:pk>/finish/", projects.finish, name="finish"),
    path("projects/<int:pk>/reopen/", projects.reopen, name="reopen"),
    path("projects/<int:pk>/cancel/", projects.cancel, name="cancel"),
    path("projects/<int:pk>/report/", projects.report_edit, name="report-edit"),
    path("projects/<int:pk>/publish/", projects.publish, name="publish"),
    path("projects/<int:pk>/take-back/", projects.take_back, name="take-back"),
    path("projects/<int:pk>/add/<slug:kind>/", parts.add, name="part-add"),
    path("projects/<int:pk>/<slug:kind>/<int:part>/edit/", parts.edit, name="part-edit"),
    path("projects/<int:pk>/<slug:kind>/<int:part>/remove/", parts.remove, name="part-remove"),
    path("projects/<int:pk>/spend/", parts.spend, name="spend"),
    path("projects/<int:pk>/spend/<int:part>/cancel/", parts.unspend, name="unspend"),
    path("projects/<int:pk>/schools/add/", parts.add_school, name="school-add"),
    path("projects/<int:pk>/schools/<int:part>/leave/", parts.leave, name="school-leave"),
    path("projects/<int:pk>/rounds/new/", selection.new, name="round-new"),
    path("projects/rounds/<int:pk>/", selection.round_page, name="round"),
    path("projects/rounds/<int:pk>/edit/", selection.edit, name="round-edit"),
    path("projects/rounds/<int:pk>/criteria/add/", selection.criterion, name="criterion-add"),
    path("projects/rounds/<int:pk>/criteria/<int:part>/remove/", selection.criterion_remove, name="criterion-remove"),
    path("projects/rounds/<int:pk>/open/", selection.open_, name="round-open"),
    path("projects/rounds/<int:pk>/close/", selection.close, name="round-close"),
    path("projects/rounds/<int:pk>/announce/", selection.announce, name="round-announce"),
    path("projects/rounds/<int:pk>/cancel/", selection.cancel, name="round-cancel"),
    path("projects/rounds/<int:pk>/nominate/", selection.nominate, name="nominate"),
    path("projects/rounds/<int:pk>/apply/", selection.apply, name="apply"),
    path("projects/applications/<int:pk>/", selection.application_page, name="application"),
    path("projects/applications/<int:pk>/score/", selection.score, name="score"),
    path("projects/applications/<int:pk>/withdraw/", selection.withdraw, name="withdraw"),
]
