"""Forms of the store. They explain and narrow choices; services decide."""

from typing import Any

from django import forms
from django.utils import timezone

from core.fields import ThaiDateField
from core.keys import number_of
from office.stores.models import Item, Procurement, Requisition
from schools.models import Person, WorkGroup
from schools.queries import person_of

ROWS, ROWS_TO_BUY, MORE, MOST = 8, 5, 4, 40
_WHOLE = {"inputmode": "numeric"}
_MONEY = {"inputmode": "decimal"}


def _quantity(label: str, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=999_999, widget=forms.NumberInput(_WHOLE),
        error_messages={"invalid": "กรุณาพิมพ์จำนวนเต็ม", "min_value": "จำนวนต้องไม่น้อยกว่า 0"}, **more,
    )  # fmt: skip


def _money(label: str, **more: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_digits=10, decimal_places=2, required=False, widget=forms.NumberInput(_MONEY),
        error_messages={"invalid": "กรุณาพิมพ์เป็นตัวเลข", "min_value": "ราคาต้องไม่น้อยกว่า 0"}, **more,
    )  # fmt: skip


class ItemForm(forms.Form):
    name = forms.CharField(
        label="รายการวัสดุ", max_length=200, help_text="เช่น กระดาษถ่ายเอกสาร A4 80 แกรม",
        error_messages={"required": "กรุณาเขียนชื่อวัสดุ"},
    )  # fmt: skip
    code = forms.CharField(label="รหัสวัสดุ", max_length=40, required=False)
    category = forms.ChoiceField(label="ประเภท", choices=Item.Category.choices)
    unit = forms.CharField(
        label="หน่วยนับ", max_length=40, help_text="เช่น รีม ด้าม กล่อง", error_messages={"required": "กรุณาระบุหน่วยนับ"}
    )
    minimum = _quantity("จำนวนขั้นต่ำที่ควรมี", required=False, help_text="เหลือเท่านี้หรือน้อยกว่า ระบบบอกว่าใกล้หมด")
    place = forms.CharField(label="ที่เก็บ", max_length=120, required=False)
    opening = _quantity("ยอดยกมา", required=False, help_text="ที่มีอยู่จริงในวันนี้ บันทึกเป็นรายการแรกของบัตรวัสดุ")

    def __init__(self, *args: Any, item: Item | None = None, **kwargs: Any) -> None:
        initial = {name: getattr(item, name) for name in self.base_fields if item is not None and name != "opening"}
        super().__init__(*args, initial=initial, **kwargs)
        if item is not None:
            del self.fields["opening"]

    def clean_minimum(self) -> int:
        return self.cleaned_data["minimum"] or 0

    def clean_opening(self) -> int:
        return self.cleaned_data["opening"] or 0


class ReceiveForm(forms.Form):
    quantity = _quantity("จำนวนที่รับเข้า")
    on = ThaiDateField(label="วันที่รับ", error_messages={"required": "กรุณาระบุวันที่"})
    party = forms.CharField(label="รับจาก", max_length=200, required=False, help_text="ร้านค้าหรือหน่วยงาน")
    reference = forms.CharField(label="เลขที่เอกสาร", max_length=80, required=False, help_text="ใบส่งของหรือใบเสร็จ")
    price = _money("ราคาต่อหน่วย (บาท)")
    note = forms.CharField(label="หมายเหตุ", max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"on": timezone.localdate()}, **kwargs)


class CountForm(forms.Form):
    found = _quantity("จำนวนที่นับได้จริง")
    on = ThaiDateField(label="วันที่ตรวจนับ", error_messages={"required": "กรุณาระบุวันที่"})
    reason = forms.CharField(
        label="เหตุผลเมื่อไม่ตรงกับบัตร", required=False, max_length=300, widget=forms.Textarea({"rows": 3}),
        help_text="พิมพ์ลงในบัตรวัสดุ เช่น ชำรุด นับผิดเมื่อรับเข้า",
    )  # fmt: skip

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        super().__init__(*args, initial={"found": item.on_hand, "on": timezone.localdate()}, **kwargs)


class _Lines(forms.Form):
    """Rows of an item and a quantity; the first empty row ends nothing, rows may be left out. Posted with `more`, it
    stands as it was typed with some rows more, and nothing is checked yet."""

    least = ROWS

    def __init__(
        self, data: Any = None, *, user: Any, district: Any, initial: dict[str, Any] | None = None, **kwargs: Any
    ) -> None:
        begun = initial or {}
        more = data is not None and "more" in data
        if more:
            begun, data = begun | data.dict(), None
        super().__init__(data, initial=begun, **kwargs)
        drawn = (number_of(name[5:]) or 0 for name in (data or begun) if name.startswith("item_"))
        self.rows = min(max(self.least, *drawn, 0) + (MORE if more else 0), MOST)
        self._add_rows(user, district)

    def _add_rows(self, user: Any, district: Any) -> None:
        items = Item.objects.visible_to(user).of_district(district).in_use().order_by("name_sort", "pk")
        choices = [(str(row.pk), f"{row.name} (เหลือ {row.on_hand} {row.unit})") for row in items]
        self._items = {str(row.pk): row for row in items}
        for place in range(1, self.rows + 1):
            self.fields[f"item_{place}"] = forms.ChoiceField(
                label=f"รายการที่ {place}", required=False, choices=[("", "เลือกวัสดุ"), *choices],
                error_messages={"invalid_choice": "ไม่มีวัสดุนี้ในบัญชีแล้ว"},
            )  # fmt: skip
            self.fields[f"quantity_{place}"] = _quantity("จำนวน", required=False)

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """The bound fields of each row, for the page."""
        return [(self[f"item_{place}"], self[f"quantity_{place}"]) for place in range(1, self.rows + 1)]

    @property
    def may_grow(self) -> bool:
        return self.rows < MOST

    @property
    def others(self) -> list[Any]:
        return [one for one in self.visible_fields() if not one.name.startswith(("item_", "quantity_"))]

    @property
    def wanted(self) -> list[tuple[Item, int]]:
        """What the services take: rows with an item, in order."""
        data = self.cleaned_data
        return [
            (self._items[data[f"item_{place}"]], data[f"quantity_{place}"] or 0)
            for place in range(1, self.rows + 1)
            if data.get(f"item_{place}")
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for place in range(1, self.rows + 1):
            if data.get(f"quantity_{place}") and not data.get(f"item_{place}"):
                self.add_error(f"item_{place}", "กรุณาเลือกวัสดุของแถวนี้ หรือลบจำนวนออก")
        return data

    def refused_at(self, field: str | None) -> str | None:
        """The row the service counted among those filled in, as a field of this form."""
        name, _, number = (field or "").partition("_")
        if name not in ("item", "quantity") or not number.isdecimal():
            return field
        filled = [place for place in range(1, self.rows + 1) if self.cleaned_data.get(f"item_{place}")]
        at = int(number) - 1
        return f"{name}_{filled[at]}" if at < len(filled) else f"{name}_1"


def _own_choices(form: forms.Form, user: Any, district: Any, *, others: bool) -> None:
    """The requester: oneself; the desk may write it for anybody of the office."""
    field: Any = form.fields["requester"]
    people = Person.objects.visible_to(user).of_district(district).staff()
    me = person_of(user, district)
    field.queryset = people if others else people.filter(pk=me.pk if me else None)
    field.initial = me


class RequisitionForm(_Lines):
    requester = forms.ModelChoiceField(
        label="ผู้เบิก", queryset=Person.objects.none(), error_messages={"required": "กรุณาเลือกผู้เบิก"}
    )
    purpose = forms.CharField(
        label="ใช้ทำอะไร", max_length=300, help_text="เช่น จัดอบรมครูโครงการพัฒนาการอ่าน",
        error_messages={"required": "กรุณาบอกว่าใช้ทำอะไร"},
    )  # fmt: skip
    work_group = forms.ModelChoiceField(
        label="ใช้ในกลุ่มงาน", queryset=WorkGroup.objects.none(), required=False, empty_label="ไม่ระบุ"
    )
    needed_on = ThaiDateField(label="ต้องการใช้วันที่", required=False)

    def __init__(
        self, *args: Any, user: Any, district: Any, others: bool, row: Requisition | None = None, **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = kwargs.pop("initial", None) or {}
        if row is not None:
            initial |= {"purpose": row.purpose, "work_group": row.work_group_id, "needed_on": row.needed_on}
            for place, line in enumerate(row.lines.all(), start=1):
                initial |= {f"item_{place}": str(line.item_id), f"quantity_{place}": line.asked}
        super().__init__(*args, user=user, district=district, initial=initial, **kwargs)
        if row is None:
            _own_choices(self, user, district, others=others)
        else:
            del self.fields["requester"]
        groups: Any = self.fields["work_group"]
        groups.queryset = WorkGroup.objects.visible_to(user).of_district(district).filter(is_active=True)


class ProcurementForm(_Lines):
    least = ROWS_TO_BUY
    kind = forms.ChoiceField(label="ชนิด", choices=Procurement.Kind.choices, widget=forms.RadioSelect)
    requester = forms.ModelChoiceField(
        label="ผู้แจ้ง", queryset=Person.objects.none(), error_messages={"required": "กรุณาเลือกผู้แจ้ง"}
    )
    title = forms.CharField(
        label="เรื่อง", max_length=250, help_text="เช่น ซ่อมเครื่องพิมพ์ ห้องประชุมกลุ่มนิเทศ",
        error_messages={"required": "กรุณาเขียนเรื่อง"},
    )  # fmt: skip
    detail = forms.CharField(
        label="รายละเอียดหรืออาการ", required=False, max_length=5000, widget=forms.Textarea({"rows": 4})
    )
    asset_code = forms.CharField(label="เลขครุภัณฑ์", max_length=80, required=False, help_text="ของที่ส่งซ่อม")

    def __init__(self, *args: Any, user: Any, district: Any, others: bool, **kwargs: Any) -> None:
        initial = {"kind": Procurement.Kind.REPAIR, **(kwargs.pop("initial", None) or {})}
        super().__init__(*args, user=user, district=district, initial=initial, **kwargs)
        _own_choices(self, user, district, others=others)


class _PerLine(forms.Form):
    """A quantity for each line of a paper; fields are named line_<key>."""

    @property
    def quantities(self) -> dict[int, int]:
        data = self.cleaned_data
        return {int(name[5:]): value or 0 for name, value in data.items() if name.startswith("line_")}


class ApproveForm(_PerLine):
    def __init__(self, *args: Any, row: Requisition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in row.lines.all():
            self.fields[f"line_{line.pk}"] = _quantity(
                line.item.name, initial=line.asked,
                help_text=f"ขอ {line.asked} {line.item.unit} · {line.item.left_text}",
            )  # fmt: skip


class IssueForm(_PerLine):
    def __init__(self, *args: Any, row: Requisition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for line in row.lines.all():
            if line.left:
                self.fields[f"line_{line.pk}"] = _quantity(
                    line.item.name, required=False, initial=min(line.left, line.item.on_hand),
                    help_text=f"อนุมัติ {line.approved} จ่ายแล้ว {line.issued} · {line.item.left_text}",
                )  # fmt: skip
        self.fields["on"] = ThaiDateField(label="วันที่จ่าย", initial=timezone.localdate())
        self.fields["received_by"] = forms.CharField(
            label="ผู้รับของ", max_length=200, required=False, help_text="เว้นว่างเมื่อผู้เบิกรับเอง"
        )


class OrderForm(forms.Form):
    vendor = forms.CharField(label="ร้านค้าหรือผู้ซ่อม", max_length=200, error_messages={"required": "กรุณาระบุร้านค้าหรือผู้ซ่อม"})
    ordered_on = ThaiDateField(label="วันที่สั่งหรือส่ง", error_messages={"required": "กรุณาระบุวันที่"})
    reference = forms.CharField(label="เลขที่ใบสั่งหรือบันทึก", max_length=80, required=False)
    expected_on = ThaiDateField(label="กำหนดรับ", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"ordered_on": timezone.localdate()}, **kwargs)


class ReceiptForm(forms.Form):
    """What came of a purchase or a repair; a number and a price for each supply that was bought."""

    def __init__(self, *args: Any, row: Procurement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [line.pk for line in row.lines.all()]
        self.fields["received_on"] = ThaiDateField(
            label="วันที่รับ", initial=timezone.localdate(), error_messages={"required": "กรุณาระบุวันที่"}
        )
        for line in row.lines.all():
            self.fields[f"line_{line.pk}"] = _quantity(
                f"{line.item.name} ที่รับ ({line.item.unit})", initial=line.asked, help_text=f"ขอ {line.asked}"
            )
            self.fields[f"price_{line.pk}"] = _money("ราคาต่อหน่วย (บาท)")
        self.fields["vendor"] = forms.CharField(
            label="ร้านค้าหรือผู้ซ่อม", max_length=200, required=False, initial=row.vendor
        )
        self.fields["cost"] = _money("ค่าใช้จ่ายทั้งหมด (บาท)")
        self.fields["outcome"] = forms.CharField(
            label="ผล", required=False, max_length=2000, widget=forms.Textarea({"rows": 3}),
            help_text="เช่น ใช้งานได้ปกติ เปลี่ยนชุดความร้อน",
        )  # fmt: skip

    @property
    def given(self) -> dict[str, Any]:
        """What the service takes."""
        data = self.cleaned_data
        return {
            "received_on": data["received_on"], "cost": data["cost"], "outcome": data["outcome"],
            "vendor": data["vendor"],
            "quantities": {key: (data[f"line_{key}"] or 0, data[f"price_{key}"]) for key in self.keys},
        }  # fmt: skip
