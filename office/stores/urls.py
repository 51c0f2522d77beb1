"""Addresses. Supplies, requisitions, stock, repairs and purchases."""

from django.urls import URLPattern, URLResolver, path

from office.stores.views import items, procurements, requisitions

app_name = "stores"
_ITEM = "office/stores/items/<int:pk>/"
_PAPER = "office/stores/requisitions/<int:pk>/"
_BUY = "office/stores/procurements/<int:pk>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("office/stores/", items.index, name="items"),
    path("office/stores/items/new/", items.new, name="item-new"),
    path(_ITEM, items.item, name="item"),
    path(f"{_ITEM}edit/", items.edit, name="item-edit"),
    path(f"{_ITEM}switch/", items.switch, name="item-switch"),
    path(f"{_ITEM}receive/", items.receive, name="item-receive"),
    path(f"{_ITEM}count/", items.count, name="item-count"),
    path("office/stores/requisitions/", requisitions.index, name="requisitions"),
    path("office/stores/requisitions/new/", requisitions.new, name="requisition-new"),
    path(_PAPER, requisitions.requisition, name="requisition"),
    path(f"{_PAPER}edit/", requisitions.edit, name="requisition-edit"),
    path(f"{_PAPER}approve/", requisitions.approve, name="requisition-approve"),
    path(f"{_PAPER}return/", requisitions.give_back, name="requisition-return"),
    path(f"{_PAPER}cancel/", requisitions.cancel, name="requisition-cancel"),
    path(f"{_PAPER}issue/", requisitions.issue, name="requisition-issue"),
    path(f"{_PAPER}close/", requisitions.close, name="requisition-close"),
    path("office/stores/procurements/", procurements.index, name="procurements"),
    path("office/stores/procurements/new/", procurements.new, name="procurement-new"),
    path(_BUY, procurements.procurement, name="procurement"),
    path(f"{_BUY}order/", procurements.order, name="procurement-order"),
    path(f"{_BUY}receive/", procurements.receive, name="procurement-receive"),
    path(f"{_BUY}cancel/", procurements.cancel, name="procurement-cancel"),
]
