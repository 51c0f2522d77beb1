"""Addresses. The catalogue of media and innovations."""

from django.urls import URLPattern, URLResolver

app_name = "media"
urlpatterns: list[URLPattern | URLResolver] = []
