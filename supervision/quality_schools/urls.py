"""Addresses. One quality school per amphoe: feeder schools, plan, follow-up, report."""

from django.urls import URLPattern, URLResolver

app_name = "quality-schools"
urlpatterns: list[URLPattern | URLResolver] = []
