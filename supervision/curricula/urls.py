"""Addresses. The register of school curricula and their review."""

from django.urls import URLPattern, URLResolver

app_name = "curricula"
urlpatterns: list[URLPattern | URLResolver] = []
