import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(blank=True, max_length=40, verbose_name="รหัสวัสดุ")),
                ("name", models.CharField(max_length=200, verbose_name="รายการวัสดุ")),
                ("name_sort", models.CharField(editable=False, max_length=420)),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("office", "วัสดุสำนักงาน"),
                            ("computer", "วัสดุคอมพิวเตอร์"),
                            ("printing", "วัสดุโฆษณาและเผยแพร่"),
                            ("house", "วัสดุงานบ้านงานครัว"),
                            ("electric", "วัสดุไฟฟ้าและวิทยุ"),
                            ("other", "วัสดุอื่น"),
                        ],
                        default="office",
                        max_length=10,
                        verbose_name="ประเภท",
                    ),
                ),
                ("unit", models.CharField(max_length=40, verbose_name="หน่วยนับ")),
                ("minimum", models.PositiveIntegerField(default=0, verbose_name="จำนวนขั้นต่ำที่ควรมี")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="ที่เก็บ")),
                ("on_hand", models.PositiveIntegerField(default=0, editable=False, verbose_name="คงเหลือ")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="store_items", to="schools.district"
                    ),
                ),
            ],
            options={
                "ordering": ["name_sort", "pk"],
                "indexes": [
                    models.Index(fields=["district", "name_sort"], name="stores_item_distric_91e513_idx"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["name"], name="store_item_name_trigrams", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_store_item_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("code", ""), _negated=True),
                        fields=("district", "code"),
                        name="one_store_item_per_code",
                    ),
                    models.CheckConstraint(condition=models.Q(("on_hand__gte", 0)), name="stock_never_below_zero"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Procurement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="ปีงบประมาณ (พ.ศ.)")),
                ("number", models.PositiveIntegerField(verbose_name="เลขที่")),
                (
                    "kind",
                    models.CharField(
                        choices=[("buy", "จัดซื้อ/จัดหา"), ("repair", "จัดซ่อม")], max_length=6, verbose_name="ชนิด"
                    ),
                ),
                ("title", models.CharField(max_length=250, verbose_name="เรื่อง")),
                ("detail", models.TextField(blank=True, verbose_name="รายละเอียดหรืออาการ")),
                ("asset_code", models.CharField(blank=True, max_length=80, verbose_name="เลขครุภัณฑ์")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "แจ้งขอแล้ว"),
                            ("ordered", "สั่งซื้อ/ส่งซ่อมแล้ว"),
                            ("received", "รับของแล้ว"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="asked",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="แจ้งเมื่อ")),
                ("vendor", models.CharField(blank=True, max_length=200, verbose_name="ร้านค้าหรือผู้ซ่อม")),
                ("reference", models.CharField(blank=True, max_length=80, verbose_name="เลขที่ใบสั่งหรือบันทึก")),
                ("ordered_on", models.DateField(blank=True, null=True, verbose_name="สั่งหรือส่งเมื่อ")),
                ("expected_on", models.DateField(blank=True, null=True, verbose_name="กำหนดรับ")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="รับเมื่อ")),
                (
                    "cost",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="ค่าใช้จ่าย (บาท)"
                    ),
                ),
                ("outcome", models.TextField(blank=True, verbose_name="ผล")),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("updated_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="procurements", to="schools.district"
                    ),
                ),
                (
                    "requester",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="procurements", to="schools.person"
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "indexes": [models.Index(fields=["district", "-asked_at"], name="stores_proc_distric_93754c_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "year", "number"), name="one_procurement_per_number"),
                    models.CheckConstraint(
                        condition=models.Q(("cost__isnull", True), ("cost__gte", 0), _connector="OR"),
                        name="procurement_costs_no_less",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ordered_on__isnull", True),
                            ("received_on__isnull", True),
                            ("received_on__gte", models.F("ordered_on")),
                            _connector="OR",
                        ),
                        name="procurement_received_after_ordered",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcurementLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("asked", models.PositiveIntegerField(verbose_name="จำนวนที่ขอ")),
                ("received", models.PositiveIntegerField(null=True, verbose_name="จำนวนที่รับ")),
                (
                    "price",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="ราคาต่อหน่วย (บาท)"
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.item"),
                ),
                (
                    "procurement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="stores.procurement"
                    ),
                ),
            ],
            options={
                "ordering": ["procurement", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("procurement", "item"), name="an_item_once_in_a_procurement"),
                    models.CheckConstraint(condition=models.Q(("asked__gt", 0)), name="procurement_asks_for_something"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Requisition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="ปีงบประมาณ (พ.ศ.)")),
                ("number", models.PositiveIntegerField(verbose_name="เลขที่ใบเบิก")),
                ("purpose", models.CharField(max_length=300, verbose_name="ใช้ทำอะไร")),
                ("needed_on", models.DateField(blank=True, null=True, verbose_name="ต้องการใช้วันที่")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "รออนุมัติ"),
                            ("returned", "ส่งกลับให้แก้ไข"),
                            ("approved", "อนุมัติแล้ว รอจ่าย"),
                            ("part", "จ่ายบางส่วน"),
                            ("issued", "จ่ายแล้ว"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="submitted",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="ขอเบิกเมื่อ")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="พิจารณาเมื่อ")),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่ส่งกลับ ยกเลิก หรือไม่จ่ายส่วนที่เหลือ")),
                ("updated_at", models.DateTimeField()),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requisitions", to="schools.district"
                    ),
                ),
                (
                    "requester",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requisitions", to="schools.person"
                    ),
                ),
                (
                    "work_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.workgroup",
                        verbose_name="ใช้ในกลุ่มงาน",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-pk"],
                "indexes": [
                    models.Index(fields=["district", "-asked_at"], name="stores_requ_distric_de9c9a_idx"),
                    models.Index(
                        condition=models.Q(("state__in", ["submitted", "approved", "part"])),
                        fields=["district", "state"],
                        name="requisition_open",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "year", "number"), name="one_requisition_per_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="RequisitionLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("asked", models.PositiveIntegerField(verbose_name="ขอเบิก")),
                ("approved", models.PositiveIntegerField(null=True, verbose_name="อนุมัติ")),
                ("issued", models.PositiveIntegerField(default=0, verbose_name="จ่ายแล้ว")),
                (
                    "item",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="stores.item"),
                ),
                (
                    "requisition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="stores.requisition"
                    ),
                ),
            ],
            options={
                "ordering": ["requisition", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("requisition", "item"), name="an_item_once_in_a_requisition"),
                    models.CheckConstraint(condition=models.Q(("asked__gt", 0)), name="requisition_asks_for_something"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved__isnull", True), ("approved__lte", models.F("asked")), _connector="OR"
                        ),
                        name="approved_up_to_what_was_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("issued", 0),
                            models.Q(("approved__isnull", False), ("issued__lte", models.F("approved"))),
                            _connector="OR",
                        ),
                        name="issued_up_to_what_was_approved",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="ลำดับ")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opening", "ยอดยกมา"),
                            ("receipt", "รับเข้า"),
                            ("issue", "จ่าย"),
                            ("count", "ปรับยอดตามการตรวจนับ"),
                        ],
                        max_length=8,
                        verbose_name="ชนิด",
                    ),
                ),
                ("on", models.DateField(verbose_name="วันที่")),
                ("quantity", models.IntegerField(verbose_name="จำนวน")),
                ("balance", models.PositiveIntegerField(verbose_name="คงเหลือ")),
                (
                    "price",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="ราคาต่อหน่วย (บาท)"
                    ),
                ),
                ("party", models.CharField(blank=True, max_length=200, verbose_name="รับจาก/จ่ายให้")),
                ("reference", models.CharField(blank=True, max_length=80, verbose_name="เลขที่เอกสาร")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="หมายเหตุ")),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="movements", to="stores.item"
                    ),
                ),
                (
                    "bought",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movement",
                        to="stores.procurementline",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="stores.requisitionline",
                    ),
                ),
            ],
            options={
                "ordering": ["item", "number"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "number"), name="one_stock_line_per_number"),
                    models.CheckConstraint(condition=models.Q(("balance__gte", 0)), name="stock_line_leaves_no_debt"),
                    models.CheckConstraint(
                        condition=models.Q(("quantity", 0), _negated=True), name="stock_line_moves_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "issue"), ("quantity__lt", 0)),
                            models.Q(("kind__in", ["opening", "receipt"]), ("quantity__gt", 0)),
                            ("kind", "count"),
                            _connector="OR",
                        ),
                        name="stock_line_moves_its_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("balance__gte", models.F("quantity"))), name="stock_line_began_at_no_debt"
                    ),
                ],
            },
        ),
    ]
