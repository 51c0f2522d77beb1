"""Addresses of the follow-up of schools' quality assurance."""

from django.urls import URLPattern, URLResolver, path

from qa.followup.views import pages, recording, results

app_name = "followup"
urlpatterns: list[URLPattern | URLResolver] = [
    path("qa/follow-up/", pages.index, name="list"),
    path("qa/follow-up/new/", pages.new, name="new"),
    path("qa/follow-up/results/", results.results, name="results"),
    path("qa/follow-up/<int:pk>/", pages.page, name="page"),
    path("qa/follow-up/<int:pk>/record/", recording.record, name="record"),
    path("qa/follow-up/<int:pk>/working/", pages.working, name="working"),
    path("qa/follow-up/<int:pk>/submit/", pages.submit, name="submit"),
    path("qa/follow-up/<int:pk>/reopen/", pages.reopen, name="reopen"),
    path("qa/follow-up/<int:pk>/acknowledge/", pages.acknowledge, name="acknowledge"),
    path("qa/follow-up/<int:pk>/cancel/", pages.cancel, name="cancel"),
]
