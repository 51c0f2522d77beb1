"""Addresses of this app."""

from django.urls import URLPattern, path

from supervision.indicators.views import colours, exchange, parts, quality_models, sets

app_name = "quality-models"
urlpatterns: list[URLPattern] = [
    path("quality-models/", quality_models.models, name="models"),
    path("quality-models/new/", quality_models.new, name="model-new"),
    path("quality-models/<int:pk>/", quality_models.model, name="model"),
    path("quality-models/<int:pk>/edit/", quality_models.edit, name="model-edit"),
    path("quality-models/<int:pk>/copy/", quality_models.copy, name="model-copy"),
    path("quality-models/<int:pk>/active/", quality_models.active, name="model-active"),
    path("quality-models/<int:pk>/sets/new/", quality_models.new_set, name="set-new"),
    path("quality-models/sets/<int:pk>/", sets.indicator_set, name="set"),
    path("quality-models/sets/<int:pk>/front/", sets.front, name="set-front"),
    path("quality-models/sets/<int:pk>/weights/", sets.weights, name="set-weights"),
    path("quality-models/sets/<int:pk>/even/", sets.even_areas, name="set-even"),
    path("quality-models/sets/<int:pk>/edition/", sets.edition, name="set-edition"),
    path("quality-models/sets/<int:pk>/publish/", sets.publish, name="set-publish"),
    path("quality-models/sets/<int:pk>/retire/", sets.retire, name="set-retire"),
    path("quality-models/sets/<int:pk>/use/", sets.use, name="set-use"),
    path("quality-models/sets/<int:pk>/delete/", sets.delete, name="set-delete"),
    path("quality-models/sets/<int:pk>/workbook/", exchange.download, name="set-workbook"),
    path("quality-models/sets/<int:pk>/import/", exchange.upload, name="set-import"),
    path("quality-models/imports/<uuid:pk>/", exchange.import_run, name="import"),
    path("quality-models/imports/<uuid:pk>/confirm/", exchange.import_confirm, name="import-confirm"),
    path("quality-models/imports/<uuid:pk>/drop/", exchange.import_drop, name="import-drop"),
    path("quality-models/sets/<int:pk>/areas/new/", parts.new_area, name="area-new"),
    path("quality-models/areas/<int:pk>/", parts.area, name="area"),
    path("quality-models/areas/<int:pk>/even/", sets.even_indicators, name="area-even"),
    path("quality-models/areas/<int:pk>/move/", parts.move_area, name="area-move"),
    path("quality-models/areas/<int:pk>/remove/", parts.remove_area, name="area-remove"),
    path("quality-models/areas/<int:pk>/indicators/new/", parts.new_indicator, name="indicator-new"),
    path("quality-models/indicators/<int:pk>/", parts.indicator, name="indicator"),
    path("quality-models/indicators/<int:pk>/move/", parts.move_indicator, name="indicator-move"),
    path("quality-models/indicators/<int:pk>/remove/", parts.remove_indicator, name="indicator-remove"),
    path("quality-models/colours/", colours.colours, name="colours"),
    path("quality-models/colours/<slug:key>/", colours.colour, name="colour"),
    path("quality-models/colour-schemes/<int:pk>/remove/", colours.remove, name="colour-remove"),
]
