"""Addresses of the core app."""

from django.urls import path

from core.views import look, notices

app_name = "core"
urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.read_all, name="notices-read"),
    path("notices/<int:pk>/open/", notices.open_notice, name="notice-open"),
    path("look/", look.look, name="look"),
]
