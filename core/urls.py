"""Addresses of the core app."""

from django.urls import path

from core.views import audit, files, inbox, look, notices

app_name = "core"
urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("inbox/approve/", inbox.approve, name="inbox-approve"),
    path("files/<uuid:pk>/", files.download, name="file"),
    path("files/<uuid:pk>/preview/", files.preview, name="file-preview"),
    path("files/<uuid:pk>/remove/", files.remove, name="file-remove"),
    path("files/add/<slug:kind>/<str:key>/", files.add, name="file-add"),
    path("audit/", audit.log, name="audit"),
    path("history/<slug:kind>/<str:key>/", audit.history, name="history"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read_all, name="notices-read"),
    path("notices/<int:pk>/open/", notices.open_notice, name="notice-open"),
    path("look/", look.look, name="look"),
]
