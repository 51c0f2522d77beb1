"""Addresses. Circulars and who has read them."""

from django.urls import URLPattern, URLResolver, path

from office.circulars import views

app_name = "circulars"
_ONE = "office/circulars/<int:pk>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("office/circulars/", views.index, name="circulars"),
    path("office/circulars/new/", views.new, name="new"),
    path(_ONE, views.circular, name="circular"),
    path(f"{_ONE}receipts/", views.receipts, name="receipts"),
    path(f"{_ONE}edit/", views.edit, name="edit"),
    path(f"{_ONE}send/", views.send, name="send"),
    path(f"{_ONE}delete/", views.delete, name="delete"),
    path(f"{_ONE}read/", views.read, name="read"),
    path(f"{_ONE}remind/", views.remind, name="remind"),
    path(f"{_ONE}cancel/", views.cancel, name="cancel"),
]
