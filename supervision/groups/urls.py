"""Addresses. The desk of each work group and subject group: numbered tasks by year, responsibilities, reports."""

from django.urls import URLPattern, URLResolver

app_name = "groups"
urlpatterns: list[URLPattern | URLResolver] = []
