"""Addresses. The welfare fund and its ledger."""

from django.urls import URLPattern, URLResolver, path

from office.welfare import views

app_name = "welfare"
_FUND, _ENTRY = "desk/welfare/<int:pk>/", "desk/welfare/entries/<int:pk>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/welfare/", views.index, name="funds"),
    path("desk/welfare/new/", views.new, name="fund-new"),
    path(_ENTRY, views.entry, name="entry"),
    path(f"{_ENTRY}counter/", views.counter, name="counter"),
    path(_FUND, views.fund, name="fund"),
    path(f"{_FUND}close/", views.close, name="close"),
    path(f"{_FUND}<slug:kind>/new/", views.record, name="record"),
]
