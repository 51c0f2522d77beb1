"""Addresses of kotpn.committee."""

from django.urls import URLPattern, URLResolver, path

from kotpn.committee.views import committees, members, powers, tenures

app_name = "committee"
_HERE = "kotpn/committees"
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_HERE}/", committees.index, name="committees"),
    path(f"{_HERE}/new/", committees.new, name="new"),
    path(f"{_HERE}/powers/", powers.index, name="powers"),
    path(f"{_HERE}/powers/new/", powers.new, name="power-new"),
    path(f"{_HERE}/powers/<int:pk>/", powers.edit, name="power-edit"),
    path(f"{_HERE}/<int:pk>/", committees.committee, name="committee"),
    path(f"{_HERE}/<int:pk>/edit/", committees.edit, name="edit"),
    path(f"{_HERE}/<int:pk>/appoint/", tenures.appoint, name="appoint"),
    path(f"{_HERE}/tenures/<int:pk>/", tenures.tenure, name="tenure"),
    path(f"{_HERE}/tenures/<int:pk>/edit/", tenures.edit, name="tenure-edit"),
    path(f"{_HERE}/tenures/<int:pk>/end/", tenures.end, name="tenure-end"),
    path(f"{_HERE}/tenures/<int:pk>/delete/", tenures.delete, name="tenure-delete"),
    path(f"{_HERE}/tenures/<int:pk>/let-in/", tenures.let_in, name="let-in"),
    path(f"{_HERE}/tenures/<int:pk>/members/new/", members.add, name="member-add"),
    path(f"{_HERE}/members/<int:pk>/", members.member, name="member"),
    path(f"{_HERE}/members/<int:pk>/leave/", members.leave, name="member-leave"),
    path(f"{_HERE}/members/<int:pk>/replace/", members.replace, name="member-replace"),
    path(f"{_HERE}/members/<int:pk>/substitutes/", members.add_substitute, name="substitute-add"),
    path(f"{_HERE}/substitutes/<int:pk>/drop/", members.drop_substitute, name="substitute-drop"),
]
