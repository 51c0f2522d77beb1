import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("improvement", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="ฉบับที่")),
                ("number", models.PositiveIntegerField(verbose_name="เลขที่")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("issued", "รอลงนาม"),
                            ("school", "โรงเรียนลงนามแล้ว"),
                            ("signed", "ลงนามครบแล้ว"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="issued",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("dated", models.DateField(verbose_name="ทำขึ้นวันที่")),
                ("wording", models.JSONField(default=dict)),
                ("targets", models.JSONField(default=list)),
                ("office_signer", models.CharField(blank=True, max_length=200, verbose_name="ผู้ลงนามฝ่ายสำนักงาน")),
                ("office_post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่ง")),
                ("school_signer", models.CharField(blank=True, max_length=200, verbose_name="ผู้ลงนามฝ่ายโรงเรียน")),
                ("school_post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่ง")),
                ("content_hash", models.CharField(max_length=64)),
                ("school_signed_on", models.DateField(blank=True, null=True, verbose_name="โรงเรียนลงนามเมื่อ")),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="ลงนามครบเมื่อ")),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("issued_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "participation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="improvement.participation",
                    ),
                ),
            ],
            options={
                "ordering": ["participation__programme", "number", "-edition", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("participation", "edition"), name="one_agreement_per_edition"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("participation",),
                        name="one_standing_agreement_per_school",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "signed"), _negated=True), ("signed_on__isnull", False), _connector="OR"
                        ),
                        name="signed_agreement_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "school"), _negated=True),
                            ("school_signed_on__isnull", False),
                            _connector="OR",
                        ),
                        name="agreement_signed_by_school_has_its_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=300, verbose_name="ชื่อบันทึกข้อตกลง")),
                ("preamble", models.TextField(blank=True, verbose_name="ความนำ")),
                ("aims", models.TextField(blank=True, verbose_name="วัตถุประสงค์")),
                ("office_duties", models.TextField(blank=True, verbose_name="สำนักงานเขตพื้นที่การศึกษาจะ")),
                ("school_duties", models.TextField(blank=True, verbose_name="โรงเรียนจะ")),
                ("closing", models.TextField(blank=True, verbose_name="ข้อความท้าย")),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="ทำขึ้นที่")),
                ("office_witnesses", models.TextField(blank=True, verbose_name="พยานฝ่ายสำนักงาน")),
                ("school_witnesses", models.TextField(blank=True, verbose_name="พยานฝ่ายโรงเรียน")),
                ("is_example", models.BooleanField(default=True, verbose_name="ตัวอย่าง ปรับได้")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField()),
                (
                    "programme",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agreement_text",
                        to="improvement.programme",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["programme"],
            },
        ),
        migrations.CreateModel(
            name="AgreementWitness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "side",
                    models.CharField(
                        choices=[("office", "ฝ่ายสำนักงานเขตพื้นที่การศึกษา"), ("school", "ฝ่ายโรงเรียน")],
                        max_length=6,
                        verbose_name="ฝ่าย",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(blank=True, max_length=200, verbose_name="ชื่อ-สกุล")),
                ("post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่ง")),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="witnesses", to="agreements.agreement"
                    ),
                ),
            ],
            options={
                "ordering": ["agreement", "side", "position", "pk"],
            },
        ),
    ]
