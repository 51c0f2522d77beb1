"""Addresses of this app."""

from django.urls import URLPattern

app_name = "office-standards"
urlpatterns: list[URLPattern] = []
