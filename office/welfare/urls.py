"""Addresses. The welfare fund and its ledger."""

from django.urls import URLPattern, URLResolver

app_name = "welfare"
urlpatterns: list[URLPattern | URLResolver] = []
