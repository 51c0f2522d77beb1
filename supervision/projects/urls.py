"""Addresses. Projects of the office: budget, schools, activities, progress."""

from django.urls import URLPattern, URLResolver

app_name = "projects"
urlpatterns: list[URLPattern | URLResolver] = []
