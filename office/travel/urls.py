"""Addresses. Official travel: request, approval, trip, report, monthly days."""

from django.urls import URLPattern, URLResolver, path

from office.travel.views import acts, months, trips

app_name = "travel"
_ONE = "office/travel/<int:pk>/"
_MONTH = "office/travel/months/<int:year>/<int:month>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("office/travel/", trips.index, name="trips"),
    path("office/travel/new/", trips.new, name="new"),
    path("office/travel/from-visits/", trips.suggest, name="suggest"),
    path("office/travel/settings/", months.settings, name="settings"),
    path("office/travel/months/", months.year, name="year"),
    path(_MONTH, months.month, name="month"),
    path(f"{_MONTH}close/", months.close, name="month-close"),
    path(_ONE, trips.trip, name="trip"),
    path(f"{_ONE}edit/", trips.edit, name="edit"),
    path(f"{_ONE}approve/", acts.approve, name="approve"),
    path(f"{_ONE}enter/", acts.enter, name="enter"),
    path(f"{_ONE}return/", acts.give_back, name="return"),
    path(f"{_ONE}cancel/", acts.cancel, name="cancel"),
    path(f"{_ONE}report/", acts.report, name="report"),
    path(f"{_ONE}see/", acts.see, name="see"),
]
