"""Addresses. Letters in and out: registers, routing, opinions."""

from django.urls import URLPattern, URLResolver, path

from office.letters.views import register, routing

app_name = "letters"
_ONE = "office/letters/<int:pk>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("office/letters/", register.index, name="letters"),
    path("office/letters/out/", register.index, {"direction": "out"}, name="out"),
    path("office/letters/<slug:direction>/new/", register.new, name="new"),
    path("office/letters/<slug:direction>/enter/", register.enter, name="enter"),
    path(_ONE, register.letter, name="letter"),
    path(f"{_ONE}edit/", register.edit, name="edit"),
    path(f"{_ONE}cancel/", register.cancel, name="cancel"),
    path(f"{_ONE}propose/", routing.propose, name="propose"),
    path(f"{_ONE}opinion/", routing.opinion, name="opinion"),
    path(f"{_ONE}route/", routing.route, name="route"),
    path(f"{_ONE}route/<int:person>/take-back/", routing.take_back, name="take-back"),
    path(f"{_ONE}acknowledge/", routing.acknowledge, name="acknowledge"),
    path(f"{_ONE}finish/", routing.finish, name="finish"),
    path(f"{_ONE}close/", routing.close, name="close"),
]
