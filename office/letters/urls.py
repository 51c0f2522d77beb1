"""Addresses. Letters in and out: registers, routing, opinions."""

from django.urls import URLPattern, URLResolver

app_name = "letters"
urlpatterns: list[URLPattern | URLResolver] = []
