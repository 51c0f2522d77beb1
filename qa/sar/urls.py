"""Addresses of calls and SARs."""

from django.urls import URLPattern, URLResolver, path

from qa.sar.views import calls, review, sars, writing

app_name = "sar"
urlpatterns: list[URLPattern | URLResolver] = [
    path("qa/sar/", calls.index, name="index"),
    path("qa/sar/calls/new/", calls.new, name="new-call"),
    path("qa/sar/calls/<int:pk>/", calls.call_page, name="call"),
    path("qa/sar/calls/<int:pk>/edit/", calls.edit, name="edit-call"),
    path("qa/sar/calls/<int:pk>/open/", calls.open_, name="open-call"),
    path("qa/sar/calls/<int:pk>/extend/", calls.extend, name="extend-call"),
    path("qa/sar/calls/<int:pk>/close/", calls.close, name="close-call"),
    path("qa/sar/calls/<int:pk>/cancel/", calls.cancel, name="cancel-call"),
    path("qa/sar/calls/<int:pk>/delete/", calls.delete, name="delete-call"),
    path("qa/sar/calls/<int:pk>/remind/", calls.remind, name="remind-call"),
    path("qa/sar/<int:pk>/", sars.sar_page, name="sar"),
    path("qa/sar/<int:pk>/confirm/", sars.confirm, name="confirm"),
    path("qa/sar/<int:pk>/basic/", writing.basic, name="basic"),
    path("qa/sar/<int:pk>/standards/<int:row>/", writing.standard, name="standard"),
    path("qa/sar/<int:pk>/items/<int:row>/", writing.item, name="item"),
    path("qa/sar/<int:pk>/levels/<int:part>/", writing.level, name="level"),
    path("qa/sar/<int:pk>/summary/", writing.summary, name="summary"),
    path("qa/sar/<int:pk>/hand/", sars.hand, name="hand"),
    path("qa/sar/<int:pk>/submit/", sars.submit, name="submit"),
    path("qa/sar/<int:pk>/extend/", sars.extend, name="extend"),
    path("qa/sar/<int:pk>/working/", sars.working, name="working"),
    path("qa/sar/<int:pk>/content/", sars.standing, name="standing"),
    path("qa/sar/<int:pk>/revisions/<int:number>/", sars.revision, name="revision"),
    path("qa/sar/<int:pk>/changes/", sars.changes, name="changes"),
    path("qa/sar/<int:pk>/review/", review.review, name="review"),
    path("qa/sar/<int:pk>/review/<int:row>/comment/", review.comment, name="comment"),
    path("qa/sar/<int:pk>/accept/", review.accept, name="accept"),
    path("qa/sar/<int:pk>/return/", review.return_, name="return"),
]
