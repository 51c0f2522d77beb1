import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("office_orders", "0001_initial"), ("office_orders", "0002_wordings")]

    initial = True

    dependencies = [
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("order", "คำสั่ง"), ("announcement", "ประกาศ")],
                        default="order",
                        max_length=12,
                        verbose_name="ชนิด",
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("committee", "แต่งตั้งคณะกรรมการ"),
                            ("team", "แต่งตั้งทีมนิเทศ"),
                            ("assignment", "มอบหมายงานศึกษานิเทศก์"),
                            ("internal", "นิเทศภายใน"),
                            ("standards", "มาตรฐานการศึกษา"),
                            ("other", "เรื่องอื่น"),
                        ],
                        default="other",
                        max_length=10,
                        verbose_name="ว่าด้วย",
                    ),
                ),
                ("title", models.CharField(max_length=400, verbose_name="เรื่อง")),
                ("year", models.PositiveSmallIntegerField(null=True, verbose_name="ปีของเลขที่ (พ.ศ.)")),
                ("number", models.PositiveIntegerField(null=True, verbose_name="เลขที่")),
                ("preamble", models.TextField(blank=True, verbose_name="คำปรารภ (เหตุและอำนาจ)")),
                ("body", models.TextField(blank=True, verbose_name="ข้อความ")),
                ("dated", models.DateField(blank=True, null=True, verbose_name="สั่ง/ประกาศ ณ วันที่")),
                ("effective_on", models.DateField(blank=True, null=True, verbose_name="มีผลตั้งแต่")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="มีผลถึง")),
                ("signer_name", models.CharField(blank=True, max_length=200, verbose_name="ผู้ลงนาม")),
                ("signer_post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่งผู้ลงนาม")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "ร่าง"), ("issued", "ออกแล้ว"), ("cancelled", "ยกเลิก")],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("source", models.CharField(blank=True, editable=False, max_length=80, verbose_name="ข้อมูลตั้งต้น")),
                ("is_entered", models.BooleanField(default=False, verbose_name="ลงทะเบียนย้อนหลัง")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("issued_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="orders", to="schools.district"
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="office_orders.order",
                        verbose_name="ยกเลิก/แทนฉบับ",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="schools.team",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-number", "-pk"],
                "indexes": [models.Index(fields=["district", "kind", "year"], name="office_orde_distric_e2255c_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", False)),
                        fields=("district", "kind", "year", "number"),
                        name="one_order_per_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "issued"), _negated=True),
                            models.Q(("dated__isnull", False), ("number__isnull", False), ("year__isnull", False)),
                            _connector="OR",
                        ),
                        name="issued_order_has_number_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("effective_on__isnull", True),
                            ("ends_on__gte", models.F("effective_on")),
                            _connector="OR",
                        ),
                        name="order_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("heading", models.CharField(blank=True, max_length=300, verbose_name="ชื่อคณะ/หัวข้อ")),
                ("duty", models.TextField(blank=True, verbose_name="หน้าที่")),
                (
                    "order",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="groups", to="office_orders.order"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="OrderPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("name", models.CharField(max_length=250, verbose_name="ชื่อ-สกุล")),
                ("post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่ง")),
                ("duty", models.CharField(blank=True, max_length=200, verbose_name="หน้าที่ในคณะ")),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="office_orders.ordergroup",
                    ),
                ),
                (
                    "outside",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.outsideperson",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.person",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("person__isnull", True), ("outside__isnull", True), _connector="OR"),
                        name="order_line_names_one_person",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("person__isnull", False)),
                        fields=("group", "person"),
                        name="once_in_an_order_group",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "year_kind",
                    models.CharField(
                        choices=[("calendar", "ปีปฏิทิน"), ("fiscal", "ปีงบประมาณ")],
                        default="calendar",
                        max_length=8,
                        verbose_name="เลขที่ขึ้นใหม่ตาม",
                    ),
                ),
                ("number_on_announcements", models.BooleanField(default=True, verbose_name="พิมพ์เลขที่ในประกาศ")),
                (
                    "district",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="order_settings",
                        to="schools.district",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OrderWording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("order", "คำสั่ง"), ("announcement", "ประกาศ")], max_length=12, verbose_name="ชนิด"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[
                            ("committee", "แต่งตั้งคณะกรรมการ"),
                            ("team", "แต่งตั้งทีมนิเทศ"),
                            ("assignment", "มอบหมายงานศึกษานิเทศก์"),
                            ("internal", "นิเทศภายใน"),
                            ("standards", "มาตรฐานการศึกษา"),
                            ("other", "เรื่องอื่น"),
                        ],
                        max_length=10,
                        verbose_name="ว่าด้วย",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=400, verbose_name="เรื่อง")),
                ("preamble", models.TextField(blank=True, verbose_name="คำปรารภ (เหตุและอำนาจ)")),
                ("body", models.TextField(blank=True, verbose_name="ข้อความ")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="order_wordings",
                        to="schools.district",
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "about"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "kind", "about"), name="one_wording_per_matter")
                ],
            },
        ),
    ]
