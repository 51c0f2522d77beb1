"""Addresses. Test results of schools, their trends, early warnings, and the item bank."""

from django.urls import URLPattern, URLResolver

app_name = "achievement"
urlpatterns: list[URLPattern | URLResolver] = []
