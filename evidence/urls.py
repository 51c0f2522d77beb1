"""Addresses of the evidence app."""

from django.urls import URLPattern, URLResolver, path

from evidence.views import items, store, uploads, uses

app_name = "evidence"
urlpatterns: list[URLPattern | URLResolver] = [
    path("evidence/", items.index, name="items"),
    path("evidence/add/files/", store.add_files, name="store-files"),
    path("evidence/add/link/", store.add_link, name="store-link"),
    path("evidence/<int:pk>/", items.item, name="item"),
    path("evidence/<int:pk>/edit/", items.change, name="change"),
    path("evidence/<int:pk>/withdraw/", items.withdraw, name="withdraw"),
    path("evidence/<int:pk>/restore/", items.restore, name="restore"),
    path("evidence/<int:pk>/open/", items.open_, name="open"),
    path("evidence/uploads/", uploads.collection, name="uploads"),
    path("evidence/uploads/<uuid:key>/", uploads.one, name="upload"),
    path("evidence/uses/<slug:kind>/<str:key>/", uses.panel, name="panel"),
    path("evidence/uses/<slug:kind>/<str:key>/files/", uses.add_files, name="add-files"),
    path("evidence/uses/<slug:kind>/<str:key>/link/", uses.add_link, name="add-link"),
    path("evidence/uses/<slug:kind>/<str:key>/pick/", uses.pick, name="pick"),
    path("evidence/uses/<slug:kind>/<str:key>/again/", uses.again, name="again"),
    path("evidence/uses/<slug:kind>/<str:key>/<int:use>/detach/", uses.detach, name="detach"),
    path("evidence/uses/<slug:kind>/<str:key>/<int:use>/accept/", uses.accept, name="accept"),
    path("evidence/uses/<slug:kind>/<str:key>/<int:use>/return/", uses.return_, name="return"),
]
