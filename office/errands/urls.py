"""Addresses. Requests to and from other groups, assigned tasks, articles, items for the monthly meeting."""

from django.urls import URLPattern, URLResolver

app_name = "errands"
urlpatterns: list[URLPattern | URLResolver] = []
