"""Addresses of the schools app."""

from django.urls import URLPattern, URLResolver

from schools import people_urls, school_urls

app_name = "schools"
urlpatterns: list[URLPattern | URLResolver] = [*school_urls.patterns, *people_urls.patterns]
