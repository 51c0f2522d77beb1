"""Addresses of the instruments app."""

from django.urls import URLPattern, URLResolver, path

from instruments.views import bands, building, compare, exchange, lists, publishing

app_name = "instruments"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", lists.instruments, name="list"),
    path("new/", lists.new, name="new"),
    path("<int:pk>/", lists.instrument, name="instrument"),
    path("<int:pk>/edit/", lists.edit, name="edit"),
    path("<int:pk>/draft/", lists.draft, name="draft"),
    path("versions/<int:pk>/", building.build, name="build"),
    path("versions/<int:pk>/front/", building.front, name="front"),
    path("versions/<int:pk>/preview/", building.preview, name="preview"),
    path("versions/<int:pk>/publish/", publishing.publish, name="publish"),
    path("versions/<int:pk>/retire/", lists.stop, name="retire"),
    path("versions/<int:pk>/delete/", lists.delete, name="delete"),
    path("versions/<int:pk>/sections/new/", building.section, name="new-section"),
    path("versions/<int:pk>/sections/<int:part>/", building.section, name="section"),
    path("versions/<int:pk>/sections/<int:part>/act/", building.section_act, name="section-act"),
    path("versions/<int:pk>/sections/<int:part>/items/new/", building.new_item, name="new-item"),
    path("versions/<int:pk>/items/<int:part>/", building.item, name="item"),
    path("versions/<int:pk>/items/<int:part>/act/", building.item_act, name="item-act"),
    path("compare/", compare.compare_page, name="compare"),
    path("bands/", bands.bands, name="bands"),
    path("bands/new/", bands.band_new, name="band-new"),
    path("bands/<int:pk>/", bands.band_edit, name="band-edit"),
    path("bands/<int:pk>/copy/", bands.band_copy, name="band-copy"),
    path("bands/<int:pk>/switch/", bands.band_switch, name="band-switch"),
    path("import/", exchange.import_form, name="import"),
    path("import/confirm/", exchange.import_confirm, name="import-confirm"),
    path("versions/<int:pk>/content/", exchange.content, name="content"),
    path("versions/<int:pk>/xlsform/", exchange.export_form, name="export"),
]
