"""Addresses. The register of studies and R&D."""

from django.urls import URLPattern, URLResolver

app_name = "research"
urlpatterns: list[URLPattern | URLResolver] = []
