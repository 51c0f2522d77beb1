"""Addresses. Inclusive schools in counts, help given, coordination."""

from django.urls import URLPattern, URLResolver

app_name = "inclusion"
urlpatterns: list[URLPattern | URLResolver] = []
