"""Addresses. Official travel: request, approval, trip, report, monthly days."""

from django.urls import URLPattern, URLResolver

app_name = "travel"
urlpatterns: list[URLPattern | URLResolver] = []
