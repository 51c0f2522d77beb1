"""Settings, the Garuda and the office's own lists."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from core.errors import DomainError, NotAllowed
from core.models import AuditEntry
from schools.models import Cluster, SizeScheme, WorkTask
from schools.services.districts import update_settings
from schools.services.garuda import drop_garuda, garuda_of, set_garuda
from schools.services.lists import LISTS, add_row, edit_row, set_bands
from tests.factories import base

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Any:
    return base.district()


def picture(colour: str = "red") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), colour).save(out, "PNG")
    return SimpleUploadedFile("garuda.png", out.getvalue(), content_type="image/png")


def test_settings_are_not_everybodys(office: Any) -> None:
    for user in (base.user("office_director", office), base.user("admin", base.district())):
        with pytest.raises(NotAllowed):
            update_settings(office, actor=user, values={"phone": "1"})
        with pytest.raises(NotAllowed):
            set_garuda(office, actor=user, upload=picture())


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"plan_chain": []}, "plan_chain"),
        ({"plan_chain": ["clerk"]}, "plan_chain"),
        ({"document_number_format": "{prefix}"}, "document_number_format"),
        ({"document_number_format": "{number.__class__}"}, "document_number_format"),
        ({"document_number_format": "{number}/{secret}"}, "document_number_format"),
        ({"approval_remind_days": 0}, "approval_remind_days"),
    ],
)
def test_settings_that_make_no_sense_are_refused(office: Any, values: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        update_settings(office, actor=base.user("admin", office), values=values)
    assert refusal.value.field == field


def test_a_size_scheme_of_another_office_is_refused(office: Any) -> None:
    foreign = SizeScheme.objects.create(district=base.district(), name="x")
    with pytest.raises(DomainError):
        update_settings(office, actor=base.user("admin", office), values={"size_scheme": foreign})


def test_the_settings_page_saves_and_tells_what_changed(client: Client, office: Any) -> None:
    client.force_login(base.user("admin", office))
    address = reverse("schools:settings")
    form = client.get(address).context["form"]
    values = {name: "" if form[name].value() is None else form[name].value() for name in form.fields}
    values = {name: value for name, value in values.items() if value is not False}
    answer = client.post(address, {**values, "cluster_label": "เครือข่ายโรงเรียน", "name": office.name})
    assert answer.status_code == 302, answer.context["form"].errors
    office.settings.refresh_from_db()
    assert office.settings.cluster_label == "เครือข่ายโรงเรียน"
    assert list(AuditEntry.objects.get(action="district.settings").data["changed"]) == ["cluster_label"]


def test_the_garuda_is_an_image_and_one(office: Any, client: Client) -> None:
    admin = base.user("admin", office)
    with pytest.raises(DomainError):
        set_garuda(office, actor=admin, upload=SimpleUploadedFile("garuda.png", b"%PDF-1.4 not an image"))
    set_garuda(office, actor=admin, upload=picture())
    second = set_garuda(office, actor=admin, upload=picture("blue"))
    assert garuda_of(office) == second
    client.force_login(admin)
    assert client.get(reverse("schools:settings")).status_code == 200
    drop_garuda(office, actor=admin)
    assert garuda_of(office) is None


def test_lists_are_edited_by_their_keepers_only(office: Any) -> None:
    with pytest.raises(NotAllowed):
        add_row(LISTS["clusters"], office, actor=base.user("supervisor", office), values={"name": "x"})
    row = base.cluster(office)
    with pytest.raises(NotAllowed):
        edit_row(LISTS["clusters"], row, office, actor=base.user("clerk", office), values={"name": "x"})


def test_a_name_twice_and_a_foreign_group_are_refused(office: Any) -> None:
    admin, row = base.user("admin", office), base.cluster(office)
    with pytest.raises(DomainError) as twice:
        add_row(LISTS["clusters"], office, actor=admin, values={"name": row.name, "position": 2, "is_active": True})
    assert twice.value.field == "name"
    foreign = base.district()
    theirs = add_row(
        LISTS["work-groups"], foreign, actor=base.user("admin", foreign),
        values={"number": 1, "name": "กลุ่มงาน", "is_active": True, "note": ""},
    )  # fmt: skip
    task = {"work_group": theirs, "number": "1.1", "name": "งาน", "is_active": True, "note": ""}
    with pytest.raises(DomainError):
        add_row(LISTS["tasks"], office, actor=admin, values=task)
    assert not WorkTask.objects.exists()


def test_every_list_opens_adds_and_changes_in_the_browser(client: Client, office: Any) -> None:
    client.force_login(base.user("admin", office))
    for key in LISTS:
        assert client.get(reverse("schools:list", args=[key])).status_code == 200
        assert client.get(reverse("schools:list-new", args=[key])).status_code == 200
    new = {"name": "กลุ่มโรงเรียนที่ 7", "position": "7", "is_active": "on"}
    assert client.post(reverse("schools:list-new", args=["clusters"]), new).status_code == 302
    row = Cluster.objects.get()
    changed = client.post(reverse("schools:list-row", args=["clusters", row.pk]), {**new, "name": "เครือข่าย 7"})
    assert changed.status_code == 302
    row.refresh_from_db()
    assert (row.name, row.district) == ("เครือข่าย 7", office)
    assert client.get(reverse("schools:list", args=["nothing"])).status_code == 404
    wrong = {"academic_year": "2567", "term": "1", "starts_on": "16 พ.ค. 2567", "ends_on": "1 พ.ค. 2567"}
    assert "ends_on" in client.post(reverse("schools:list-new", args=["terms"]), wrong).context["form"].errors


def test_bands_begin_at_nought(client: Client, office: Any) -> None:
    admin = base.user("admin", office)
    scheme = SizeScheme.objects.create(district=office, name="x")
    with pytest.raises(DomainError):
        set_bands(scheme, actor=admin, bands={1: "เล็ก"})
    client.force_login(admin)
    address = reverse("schools:bands", args=[scheme.pk])
    assert "bands" in client.post(address, {"bands": "เล็ก 1"}).context["form"].errors
    assert client.post(address, {"bands": "0 ไม่มี\n1 เล็ก\n121 กลาง"}).status_code == 302
    assert list(scheme.bands.values_list("at_least", "label")) == [(0, "ไม่มี"), (1, "เล็ก"), (121, "กลาง")]
