"""Addresses of kotpn.minutes."""

from django.urls import URLPattern, URLResolver, path

from kotpn.minutes.views import minutes, resolutions, sitting, sitting_resolutions

app_name = "minutes"
_SITTING = "kotpn/meetings/<int:pk>/sitting/"
_ITEM = f"{_SITTING}<int:item>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("kotpn/minutes/", minutes.index, name="index"),
    path("kotpn/minutes/<int:meeting>/", minutes.minutes, name="minutes"),
    path("kotpn/minutes/<int:meeting>/begin/", minutes.begin, name="begin"),
    path("kotpn/minutes/<int:meeting>/writers/", minutes.writers, name="writers"),
    path("kotpn/minutes/<int:meeting>/send/", minutes.send, name="send"),
    path("kotpn/minutes/<int:meeting>/remark/", minutes.remark, name="remark"),
    path("kotpn/minutes/<int:meeting>/remarks/<int:pk>/", minutes.settle, name="settle"),
    path("kotpn/minutes/<int:meeting>/return/", minutes.return_, name="return"),
    path("kotpn/minutes/<int:meeting>/circulate/", minutes.circulate, name="circulate"),
    path("kotpn/minutes/<int:meeting>/amend/", minutes.amend, name="amend"),
    path("kotpn/minutes/<int:meeting>/amendments/<int:pk>/drop/", minutes.drop_amendment, name="amendment-drop"),
    path("kotpn/resolutions/", resolutions.index, name="resolutions"),
    path("kotpn/resolutions/<int:pk>/", resolutions.resolution, name="resolution"),
    path("kotpn/resolutions/<int:pk>/note/", resolutions.note, name="resolution-note"),
    path("kotpn/resolutions/<int:pk>/done/", resolutions.report, name="resolution-done"),
    path("kotpn/resolutions/<int:pk>/close/", resolutions.close, name="resolution-close"),
    path("kotpn/resolutions/<int:pk>/return/", resolutions.return_, name="resolution-return"),
    path("kotpn/resolutions/<int:pk>/reopen/", resolutions.reopen, name="resolution-reopen"),
    path("kotpn/resolutions/<int:pk>/stop/", resolutions.stop, name="resolution-stop"),
    path("kotpn/resolutions/<int:pk>/settle/<int:item>/", resolutions.settle, name="resolution-settle"),
    path("kotpn/resolutions/<int:pk>/assign/", resolutions.assign, name="resolution-assign"),
    path("kotpn/resolutions/<int:pk>/correct/", resolutions.correct, name="resolution-correct"),
    path("kotpn/resolutions/<int:pk>/open-work/", resolutions.open_work, name="resolution-open-work"),
    path(_SITTING, sitting.sitting, name="sitting"),
    path(f"{_SITTING}pack/", sitting.pack, name="sitting-pack"),
    path(_ITEM, sitting.sitting, name="sitting-item"),
    path(f"{_ITEM}text/", sitting.text, name="sitting-text"),
    path(f"{_ITEM}pulse/", sitting.pulse, name="sitting-pulse"),
    path(f"{_ITEM}conflicts/", sitting.conflict, name="sitting-conflict"),
    path(f"{_ITEM}conflicts/<int:conflict>/drop/", sitting.drop_conflict, name="sitting-drop-conflict"),
    path(f"{_ITEM}resolve/", sitting_resolutions.resolve, name="sitting-resolve"),
    path(f"{_ITEM}resolutions/<int:resolution>/", sitting_resolutions.change, name="sitting-change"),
    path(f"{_ITEM}resolutions/<int:resolution>/withdraw/", sitting_resolutions.withdraw, name="sitting-withdraw"),
]
