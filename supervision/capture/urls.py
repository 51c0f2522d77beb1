"""Addresses of offline capture; `/sw.js` and the manifest stand in config.urls, at the root."""

from django.urls import URLPattern, URLResolver, path

from supervision.capture.views import app, bringing, files, sync

app_name = "capture"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", app.app, name="app"),
    path("prepare/", app.app, name="prepare"),
    path("new/", app.app, name="new"),
    path("v/<path:rest>", app.app, name="page"),
    path("no-signal/", app.no_signal, name="no-signal"),
    path("hello/", sync.hello, name="hello"),
    path("package/", sync.package, name="package"),
    path("visits/<uuid:key>/", sync.visit, name="visit"),
    path("import/", bringing.page, name="import"),
    path("files/", files.collection, name="files"),
    path("files/<uuid:key>/", files.one, name="file"),
]
