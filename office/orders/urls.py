"""Addresses of orders and announcements."""

from django.urls import URLPattern, URLResolver, path

from office.orders.views import annex, issuing, register

app_name = "orders"
_ONE = "office/orders/<int:pk>/"
_GROUP = f"{_ONE}groups/<int:group>/"
_LINE = f"{_GROUP}people/<int:line>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("office/orders/", register.index, name="orders"),
    path("office/orders/new/", register.new, name="new"),
    path("office/orders/enter/", issuing.enter, name="enter"),
    path("office/orders/settings/", issuing.settings, name="settings"),
    path("office/orders/wordings/", issuing.wordings, name="wordings"),
    path("office/orders/wordings/<slug:kind>/<slug:about>/", issuing.wording, name="wording"),
    path(_ONE, register.order, name="order"),
    path(f"{_ONE}edit/", register.edit, name="edit"),
    path(f"{_ONE}delete/", register.delete, name="delete"),
    path(f"{_ONE}issue/", issuing.issue, name="issue"),
    path(f"{_ONE}replace/", issuing.replace, name="replace"),
    path(f"{_ONE}cancel/", issuing.cancel, name="cancel"),
    path(f"{_ONE}fill/", annex.fill, name="fill"),
    path(f"{_ONE}groups/new/", annex.group, name="group-new"),
    path(_GROUP, annex.group, name="group"),
    path(f"{_GROUP}move/", annex.group_move, name="group-move"),
    path(f"{_GROUP}remove/", annex.group_remove, name="group-remove"),
    path(f"{_GROUP}paste/", annex.paste, name="paste"),
    path(f"{_GROUP}people/new/", annex.person, name="person-new"),
    path(_LINE, annex.person, name="person"),
    path(f"{_LINE}move/", annex.person_move, name="person-move"),
    path(f"{_LINE}remove/", annex.person_remove, name="person-remove"),
]
