"""Addresses. Supervision networks: members, survey, seven steps, follow-up, report."""

from django.urls import URLPattern, URLResolver

app_name = "networks"
urlpatterns: list[URLPattern | URLResolver] = []
