"""Addresses of the office's structure."""

from django.urls import URLPattern, URLResolver, path

from office.structure import views

app_name = "structure"
urlpatterns: list[URLPattern | URLResolver] = [
    path("office/structure/", views.structure, name="structure"),
    path("office/structure/<slug:kind>/new/", views.row, name="new"),
    path("office/structure/<slug:kind>/<int:pk>/", views.row, name="row"),
    path("office/channels/", views.channels, name="channels"),
    path("office/channels/<int:pk>/", views.channel, name="channel"),
]
