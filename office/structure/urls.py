"""Addresses of office.structure."""

from django.urls import URLPattern, URLResolver

app_name = "structure"
urlpatterns: list[URLPattern | URLResolver] = []
