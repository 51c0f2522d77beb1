"""Addresses of gatherings."""

from django.urls import URLPattern, URLResolver, path

from meetings.views import gatherings as views

app_name = "meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/", views.index, name="gatherings"),
    path("meetings/new/", views.new, name="new"),
    path("meetings/<int:pk>/", views.gathering, name="gathering"),
    path("meetings/<int:pk>/edit/", views.edit, name="edit"),
    path("meetings/<int:pk>/write/", views.write, name="write"),
    path("meetings/<int:pk>/people/", views.people, name="people"),
    path("meetings/<int:pk>/agree/", views.agree, name="agree"),
    path("meetings/<int:pk>/agreements/<int:agreement>/drop/", views.drop, name="drop"),
    path("meetings/<int:pk>/hold/", views.hold, name="hold"),
    path("meetings/<int:pk>/cancel/", views.cancel, name="cancel"),
]
