"""Addresses of kotpn.meetings."""

from django.urls import URLPattern, URLResolver, path

from kotpn.meetings.views import sitting

app_name = "committee-meetings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("kotpn/meetings/<int:pk>/attendance/", sitting.attendance, name="attendance"),
    path("kotpn/meetings/<int:pk>/attendance/<int:member>/", sitting.seat, name="seat"),
    path("kotpn/meetings/<int:pk>/attendance/others/", sitting.other, name="other"),
    path("kotpn/meetings/<int:pk>/attendance/others/<int:other>/drop/", sitting.drop_other, name="drop-other"),
    path("kotpn/meetings/<int:pk>/open/", sitting.open_, name="open"),
    path("kotpn/meetings/<int:pk>/not-opened/", sitting.not_opened, name="not-opened"),
    path("kotpn/meetings/<int:pk>/close/", sitting.close, name="close"),
]
