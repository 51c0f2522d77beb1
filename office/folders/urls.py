"""Addresses. The desk's day; folders presented for signature, and where each is now."""

from django.urls import URLPattern, URLResolver, path

from office.folders.views import desk, folders, moving

app_name = "folders"
_ONE = "desk/folders/<int:pk>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", desk.desk, name="desk"),
    path("desk/settings/", desk.settings, name="settings"),
    path("desk/folders/", folders.board, name="board"),
    path("desk/folders/all/", folders.index, name="folders"),
    path("desk/folders/new/", folders.new, name="new"),
    path(_ONE, folders.folder, name="folder"),
    path(f"{_ONE}edit/", folders.edit, name="edit"),
    path(f"{_ONE}papers/", folders.papers, name="papers"),
    path(f"{_ONE}papers/<int:paper>/remove/", folders.remove_paper, name="paper-remove"),
    path(f"{_ONE}send/", moving.send, name="send"),
    path(f"{_ONE}pass/", moving.pass_on, name="pass"),
    path(f"{_ONE}sign/", moving.sign, name="sign"),
    path(f"{_ONE}return/", moving.send_back, name="return"),
    path(f"{_ONE}take-back/", moving.take_back, name="take-back"),
    path(f"{_ONE}chase/", moving.chase, name="chase"),
    path(f"{_ONE}close/", moving.close, name="close"),
    path(f"{_ONE}cancel/", moving.cancel, name="cancel"),
]
