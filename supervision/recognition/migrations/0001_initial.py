import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import supervision.recognition.models.certificate


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("improvement", "0001_initial"),
        ("meetings", "0001_squashed"),
        ("quality_indicators", "0001_initial"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Award",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="ปีงบประมาณ")),
                ("name", models.CharField(max_length=200, verbose_name="ชื่อรางวัล")),
                (
                    "kind",
                    models.CharField(
                        choices=[("plaque", "โล่"), ("certificate", "เกียรติบัตร"), ("merit", "ความดีความชอบ")],
                        default="certificate",
                        max_length=11,
                        verbose_name="ประเภท",
                    ),
                ),
                (
                    "recipient",
                    models.CharField(
                        choices=[("school", "โรงเรียน"), ("person", "บุคคล")],
                        default="school",
                        max_length=6,
                        verbose_name="มอบแก่",
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[("rule", "ตามเกณฑ์จากผลที่เผยแพร่"), ("choice", "คัดเลือก เสนอชื่อ หรือประชามติ")],
                        default="choice",
                        max_length=6,
                        verbose_name="วิธีคัดเลือก",
                    ),
                ),
                ("rule", models.JSONField(blank=True, default=dict, verbose_name="เกณฑ์")),
                ("criteria", models.TextField(blank=True, verbose_name="หลักเกณฑ์ที่ประกาศ")),
                ("nominations_until", models.DateField(blank=True, null=True, verbose_name="รับการเสนอชื่อถึงวันที่")),
                ("certificate_text", models.TextField(blank=True, verbose_name="ข้อความในเกียรติบัตร")),
                ("signer", models.CharField(blank=True, max_length=200, verbose_name="ผู้ลงนาม")),
                ("signer_post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่งผู้ลงนาม")),
                ("dated_on", models.DateField(blank=True, null=True, verbose_name="ให้ไว้ ณ วันที่")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("nominating", "รับการเสนอชื่อ"),
                            ("announced", "ประกาศแล้ว"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("announced_at", models.DateTimeField(null=True, verbose_name="ประกาศเมื่อ")),
                ("updated_at", models.DateTimeField()),
                (
                    "announced_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="schools.district"
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="improvement.programme",
                        verbose_name="การขับเคลื่อน",
                    ),
                ),
            ],
            options={
                "ordering": ["-fiscal_year", "name", "pk"],
                "indexes": [
                    models.Index(fields=["district", "fiscal_year", "state"], name="recognition_distric_35f479_idx")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("district", "fiscal_year", "name"),
                        name="one_award_per_name_and_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "rule"), _negated=True),
                            models.Q(("programme__isnull", False), ("recipient", "school")),
                            _connector="OR",
                        ),
                        name="award_by_rule_has_a_programme",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BestPractice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=250, verbose_name="ชื่อแนวปฏิบัติ")),
                ("background", models.TextField(blank=True, verbose_name="ความเป็นมาและปัญหา")),
                ("doing", models.TextField(blank=True, verbose_name="วิธีดำเนินการ")),
                ("outcome", models.TextField(blank=True, verbose_name="ผลที่เกิดขึ้น")),
                ("advice", models.TextField(blank=True, verbose_name="ปัจจัยความสำเร็จและข้อแนะนำ")),
                ("contact", models.CharField(blank=True, max_length=200, verbose_name="ผู้ให้ข้อมูล")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "ร่าง"),
                            ("submitted", "ส่งแล้ว"),
                            ("returned", "ตีกลับ"),
                            ("shown", "เผยแพร่แล้ว"),
                            ("withdrawn", "เลิกเผยแพร่"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="เหตุที่ตีกลับหรือเลิกเผยแพร่")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("submitted_at", models.DateTimeField(null=True, verbose_name="ส่งเมื่อ")),
                ("shown_at", models.DateTimeField(null=True, verbose_name="เผยแพร่เมื่อ")),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "area",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="best_practices",
                        to="quality_indicators.area",
                        verbose_name="ด้าน",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="best_practices",
                        to="improvement.programme",
                        verbose_name="การขับเคลื่อน",
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="best_practices", to="schools.school"
                    ),
                ),
                (
                    "shown_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-shown_at", "-updated_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("school", "title"), name="one_best_practice_per_title")
                ],
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.TextField(verbose_name="เหตุผลและผลงาน")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "รอพิจารณา"),
                            ("accepted", "รับเป็นผู้ได้รับการเสนอชื่อ"),
                            ("declined", "ไม่รับ"),
                            ("withdrawn", "ถอน"),
                        ],
                        default="submitted",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("nominated_at", models.DateTimeField(verbose_name="เสนอเมื่อ")),
                ("decided_at", models.DateTimeField(null=True)),
                ("decision", models.TextField(blank=True, verbose_name="เหตุผลของการพิจารณา")),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="nominations", to="recognition.award"
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
                    "nominated_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
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
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["award", "nominated_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "withdrawn"), _negated=True),
                        fields=("award", "school", "person"),
                        name="one_nomination_of_one",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("school__isnull", False), ("person__isnull", False), _connector="OR"),
                        name="nomination_of_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Poll",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("question", models.CharField(max_length=300, verbose_name="คำถาม")),
                ("electorate", models.CharField(max_length=300, verbose_name="ผู้มีสิทธิออกเสียง")),
                ("opens_at", models.DateTimeField(verbose_name="เปิด")),
                ("closes_at", models.DateTimeField(verbose_name="ปิด")),
                ("abstained", models.PositiveIntegerField(default=0, verbose_name="ไม่ออกเสียง")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "เปิดลงคะแนน"), ("closed", "ปิดแล้ว"), ("cancelled", "ยกเลิก")],
                        default="open",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("called_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="polls", to="recognition.award"
                    ),
                ),
                (
                    "called_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-opens_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("award",), name="one_open_poll_per_award"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))), name="poll_closes_after_it_opens"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Elector",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("has_voted", models.BooleanField(default=False, verbose_name="ออกเสียงแล้ว")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="poll_seats", to="schools.person"
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="electors", to="recognition.poll"
                    ),
                ),
            ],
            options={
                "ordering": ["poll", "person__name_sort", "pk"],
                "constraints": [models.UniqueConstraint(fields=("poll", "person"), name="one_vote_each")],
            },
        ),
        migrations.CreateModel(
            name="PollOption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("label", models.CharField(max_length=300, verbose_name="ตัวเลือก")),
                ("votes", models.PositiveIntegerField(default=0, verbose_name="คะแนน")),
                (
                    "nomination",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="options",
                        to="recognition.nomination",
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
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="options", to="recognition.poll"
                    ),
                ),
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["poll", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("poll", "position"), name="one_option_per_place"),
                    models.UniqueConstraint(
                        fields=("poll", "school", "person"), name="one_option_of_one", nulls_distinct=False
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recipient",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="ลำดับ")),
                ("name", models.CharField(max_length=300, verbose_name="ชื่อที่พิมพ์")),
                ("detail", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่งและสังกัดที่พิมพ์")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("rule", "ตามเกณฑ์"),
                            ("choice", "คัดเลือก"),
                            ("nomination", "จากการเสนอชื่อ"),
                            ("poll", "จากประชามติ"),
                        ],
                        max_length=10,
                        verbose_name="ที่มา",
                    ),
                ),
                ("why", models.TextField(blank=True, verbose_name="เหตุที่ได้รับ")),
                ("added_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="เพิกถอนเมื่อ")),
                ("revoke_reason", models.TextField(blank=True, verbose_name="เหตุที่เพิกถอน")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recipients", to="recognition.award"
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
                (
                    "school",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.school",
                    ),
                ),
            ],
            options={
                "ordering": ["award", "position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("award", "school", "person"),
                        name="honoured_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("school__isnull", False), ("person__isnull", False), _connector="OR"),
                        name="recipient_is_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="ปีงบประมาณ")),
                ("number", models.PositiveIntegerField(verbose_name="เลขที่")),
                (
                    "token",
                    models.CharField(
                        default=supervision.recognition.models.certificate.new_token,
                        editable=False,
                        max_length=40,
                        unique=True,
                    ),
                ),
                ("content", models.JSONField(default=dict)),
                ("dated_on", models.DateField(verbose_name="ให้ไว้ ณ วันที่")),
                (
                    "state",
                    models.CharField(
                        choices=[("issued", "ออกแล้ว"), ("cancelled", "ยกเลิก")],
                        default="issued",
                        max_length=9,
                        verbose_name="สถานะ",
                    ),
                ),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("cancelled_at", models.DateTimeField(null=True, verbose_name="ยกเลิกเมื่อ")),
                ("issued_at", models.DateTimeField(verbose_name="ออกเมื่อ")),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificates", to="schools.district"
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificates",
                        to="recognition.recipient",
                    ),
                ),
            ],
            options={
                "ordering": ["-year", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "year", "number"), name="one_certificate_per_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "issued")),
                        fields=("recipient",),
                        name="one_standing_certificate_per_recipient",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SharingEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "gathering",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sharing_event",
                        to="meetings.gathering",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sharing_events",
                        to="improvement.programme",
                    ),
                ),
            ],
            options={
                "ordering": ["-gathering__held_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="SharedPractice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "item",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="shared_practice",
                        to="meetings.programmeitem",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="recognition.bestpractice",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="practices",
                        to="recognition.sharingevent",
                    ),
                ),
            ],
            options={
                "ordering": ["event", "item__day", "item__time_from", "pk"],
                "constraints": [models.UniqueConstraint(fields=("event", "practice"), name="told_once_at_an_event")],
            },
        ),
    ]
