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
            name="Folder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="ปีของเลขแฟ้ม (พ.ศ.)")),
                ("number", models.PositiveIntegerField(verbose_name="เลขแฟ้ม")),
                ("title", models.CharField(max_length=300, verbose_name="เรื่องที่เสนอ")),
                (
                    "purpose",
                    models.CharField(
                        choices=[("sign", "เพื่อลงนาม"), ("consider", "เพื่อพิจารณา"), ("inform", "เพื่อทราบ")],
                        default="sign",
                        max_length=8,
                        verbose_name="เสนอเพื่อ",
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("normal", "ปกติ"), ("urgent", "ด่วน"), ("very", "ด่วนมาก"), ("most", "ด่วนที่สุด")],
                        default="normal",
                        max_length=6,
                        verbose_name="ความเร่งด่วน",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "กำลังจัดแฟ้ม"),
                            ("out", "อยู่ระหว่างเสนอ"),
                            ("returned", "ส่งกลับแก้ไข"),
                            ("signed", "ลงนามแล้ว รอเก็บ"),
                            ("closed", "เก็บแฟ้มแล้ว"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="preparing",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="อยู่ที่นั่นตั้งแต่")),
                ("chased_at", models.DateTimeField(blank=True, null=True, verbose_name="ตามล่าสุด")),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="folders", to="schools.district"
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held_folders",
                        to="schools.person",
                        verbose_name="อยู่ที่",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-number"],
                "indexes": [models.Index(fields=["district", "state", "since"], name="folders_fol_distric_a30752_idx")],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "year", "number"), name="one_folder_per_number"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("holder__isnull", False), ("state", "out")),
                            models.Q(models.Q(("state", "out"), _negated=True), ("holder__isnull", True)),
                            _connector="OR",
                        ),
                        name="folder_is_held_while_it_is_out",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FolderPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("title", models.CharField(max_length=300, verbose_name="เรื่อง")),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("key", models.CharField(blank=True, max_length=64)),
                (
                    "folder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="papers", to="folders.folder"
                    ),
                ),
            ],
            options={
                "ordering": ["folder", "position", "pk"],
                "indexes": [models.Index(fields=["kind", "key"], name="folders_fol_kind_177613_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", ""), _negated=True),
                        fields=("folder", "kind", "key"),
                        name="one_thing_once_in_a_folder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("key", ""), ("kind", "")),
                            models.Q(models.Q(("kind", ""), _negated=True), models.Q(("key", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="folder_paper_points_whole_or_not",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "act",
                    models.CharField(
                        choices=[
                            ("opened", "จัดแฟ้ม"),
                            ("sent", "เสนอถึง"),
                            ("passed", "เสนอต่อถึง"),
                            ("signed", "ลงนามหรือสั่งการแล้ว"),
                            ("returned", "ส่งกลับแก้ไข"),
                            ("taken_back", "นำแฟ้มกลับ"),
                            ("chased", "ตามแฟ้ม"),
                            ("closed", "เก็บแฟ้ม"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        max_length=10,
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="หมายเหตุ")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "folder",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="movements", to="folders.folder"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="folder_movements",
                        to="schools.person",
                    ),
                ),
            ],
            options={
                "ordering": ["folder", "-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="DeskSettings",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("folder_days", models.PositiveSmallIntegerField(default=3, verbose_name="ตามแฟ้มเมื่อค้างครบ (วัน)")),
                (
                    "district",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="desk_settings", to="schools.district"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("folder_days__range", (1, 30))), name="folder_days_between_1_and_30"
                    )
                ],
            },
        ),
    ]
