import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("office_structure", "0001_initial"), ("office_structure", "0002_channels")]

    initial = True

    dependencies = [
        ("evidence", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Channel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("my-office", "My Office"),
                            ("line", "LINE"),
                            ("facebook", "Facebook"),
                            ("email", "E-mail"),
                            ("phone", "โทรศัพท์"),
                            ("other", "ช่องทางอื่น"),
                        ],
                        max_length=10,
                        verbose_name="ช่องทาง",
                    ),
                ),
                ("name", models.CharField(max_length=150, verbose_name="ชื่อที่สำนักงานเรียก")),
                ("use", models.TextField(verbose_name="ใช้ทำอะไร")),
                ("who", models.CharField(blank=True, max_length=300, verbose_name="ใครใช้หรือดูแล")),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="ลิงก์ที่แสดงการใช้งาน")),
                ("since", models.DateField(blank=True, null=True, verbose_name="ใช้ตั้งแต่")),
                ("until", models.DateField(blank=True, null=True, verbose_name="ใช้ถึง")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="channels", to="schools.district"
                    ),
                ),
            ],
            options={
                "verbose_name": "ช่องทางสื่อสาร",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_channel_per_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__isnull", True),
                            ("since__isnull", True),
                            ("until__gte", models.F("since")),
                            _connector="OR",
                        ),
                        name="channel_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChannelEvidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "รอตรวจ"), ("accepted", "รับแล้ว"), ("returned", "ส่งกลับ")],
                        default="waiting",
                        max_length=8,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่ส่งกลับ")),
                ("carried_from", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="ใช้ต่อจากปี")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("added_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "added_by",
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
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="evidence.evidenceitem"
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="office_structure.channel",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("target", "item"), name="office_structure_channelevidence_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="office_structure_channelevidence_return_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("group", "กลุ่ม"), ("unit", "หน่วย"), ("work", "งาน")],
                        default="group",
                        max_length=6,
                        verbose_name="ประเภท",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อ")),
                ("duty", models.TextField(blank=True, verbose_name="หน้าที่")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="units", to="schools.district"
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="office_structure.unit",
                        verbose_name="อยู่ใต้",
                    ),
                ),
                (
                    "work_group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="schools.workgroup",
                        verbose_name="กลุ่มงานของกลุ่มนิเทศฯ",
                    ),
                ),
            ],
            options={
                "verbose_name": "หน่วย",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_unit_per_name"),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("pk")), _negated=True), name="unit_not_under_itself"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="unit_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="ตำแหน่ง")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("is_acting", models.BooleanField(default=False, verbose_name="รักษาการในตำแหน่ง")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="posts", to="schools.district"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="office_posts",
                        to="schools.person",
                        verbose_name="ผู้ดำรงตำแหน่ง",
                    ),
                ),
                (
                    "reports_to",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="office_structure.post",
                        verbose_name="ขึ้นตรงต่อ",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="office_structure.unit",
                        verbose_name="สังกัด",
                    ),
                ),
            ],
            options={
                "verbose_name": "ตำแหน่ง",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reports_to", models.F("pk")), _negated=True), name="post_not_its_own_head"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_acting", False), ("holder__isnull", False), _connector="OR"),
                        name="acting_is_somebody",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="post_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BoardSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("duty", models.CharField(default="กรรมการ", max_length=150, verbose_name="หน้าที่ในบอร์ด")),
                ("words", models.CharField(blank=True, max_length=200, verbose_name="คำที่ใช้เรียก")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="board_seats", to="schools.district"
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
                        verbose_name="บุคคล",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_seats",
                        to="office_structure.post",
                        verbose_name="โดยตำแหน่ง",
                    ),
                ),
            ],
            options={
                "verbose_name": "ที่นั่งในบอร์ดบริหาร",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("post__isnull", False),
                            ("person__isnull", False),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="board_seat_says_whose",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="board_seat_shipped_once",
                    ),
                ],
            },
        ),
    ]
