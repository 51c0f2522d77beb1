"""What stands in the navigation. Each app registers its own items in `apps.ready()`; nobody lists another app's pages.

    navigation.register(NavItem("visits", "บันทึกการนิเทศ", "field:visits", "clipboard-check", order=40,
                                capabilities=("visit.write",), tab=3, tab_label="บันทึก", count=lambda request: …))

`order`: 10 home · 20 waiting · 30 calendar · 40 visits · 50 schools · 60 coverage · 70 assignments · from 100 the
sections below.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from core import icons

MAIN, QUALITY, KOTPN, GROUP, OFFICE, SETTINGS = "main", "quality", "kotpn", "group", "office", "settings"
SECTIONS = {
    MAIN: "",
    QUALITY: "ประกันคุณภาพ",
    KOTPN: "ก.ต.ป.น.",
    GROUP: "งานของกลุ่มนิเทศฯ",
    OFFICE: "งานธุรการ",
    SETTINGS: "ตั้งค่าและทะเบียน",
}


@dataclass(frozen=True, slots=True)
class NavItem:
    """One page of the navigation.

    capabilities: any of them shows the item; empty = everyone signed in. tab: place 1–4 among the phone's tabs (1
    หน้าหลัก, 2 รอฉัน, 3 บันทึก, 4 โรงเรียน; เมนู is always last). count: what waits there, 0 shows nothing; it runs
    on every page, so one cheap query. visible: a last word on who sees it."""

    key: str
    label: str
    url_name: str
    icon: str
    order: int = 100
    section: str = MAIN
    capabilities: tuple[str, ...] = ()
    tab: int | None = None
    tab_label: str = ""
    count: Callable[[HttpRequest], int] | None = None
    visible: Callable[[HttpRequest], bool] | None = None


@dataclass(slots=True)
class NavLink:
    """An item as one person sees it on one page."""

    key: str
    label: str
    url: str
    icon: str
    count: int = 0
    current: bool = False
    tab: int | None = None
    tab_label: str = ""


@dataclass(slots=True)
class NavGroup:
    """A section with its heading; the first one has none."""

    label: str
    links: list[NavLink] = field(default_factory=list)


_items: dict[str, NavItem] = {}


def register(*items: NavItem) -> None:
    """Add items; a key used twice, an unknown icon or section is a mistake of the programmer."""
    for item in items:
        if item.key in _items and _items[item.key] != item:
            raise ValueError(f"navigation item {item.key} is registered twice")
        if item.icon not in icons.ALL:
            raise ValueError(f"navigation item {item.key}: icon {item.icon} is not in core.icons.NAMES")
        if item.section not in SECTIONS:
            raise ValueError(f"navigation item {item.key}: unknown section {item.section}")
        _items[item.key] = item


def links_for(request: HttpRequest) -> list[NavGroup]:
    """The groups of links this person may open, the current page marked: the longest address that begins this one."""
    groups = {section: NavGroup(label) for section, label in SECTIONS.items()}
    best: NavLink | None = None
    for item in sorted(_items.values(), key=lambda i: (i.order, i.key)):
        link = _link(request, item)
        if link is None:
            continue
        link.count = item.count(request) if item.count else 0
        groups[item.section].links.append(link)
        fits = request.path == link.url or (link.url != "/" and request.path.startswith(link.url))
        if fits and (best is None or len(link.url) > len(best.url)):
            best = link
    if best:
        best.current = True
    return [group for group in groups.values() if group.links]


def link_to(request: HttpRequest, key: str) -> NavLink | None:
    """The page of one item as this person sees it, without its count; None where they do not."""
    item = _items.get(key)
    return _link(request, item) if item is not None else None


def _link(request: HttpRequest, item: NavItem) -> NavLink | None:
    """None for who may not see it, and where the app's addresses are not mounted in this installation."""
    if not _may_see(item, request):
        return None
    try:
        url = reverse(item.url_name)
    except NoReverseMatch:
        return None
    return NavLink(item.key, item.label, url, item.icon, tab=item.tab, tab_label=item.tab_label or item.label)


def tabs_of(groups: list[NavGroup]) -> list[NavLink]:
    """The phone's tabs but the last (เมนู): the first link registered for each place."""
    places: dict[int, NavLink] = {}
    for group in groups:
        for link in group.links:
            if link.tab is not None:
                places.setdefault(link.tab, link)
    return [places[place] for place in sorted(places)][:4]


def _may_see(item: NavItem, request: HttpRequest) -> bool:
    if item.capabilities and not any(request.user.has_perm(capability) for capability in item.capabilities):
        return False
    return item.visible is None or item.visible(request)
