import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("kotpn_meetings", "0001_initial")]

    initial = True

    dependencies = [
        ("kotpn_committee", "0001_squashed"),
        ("schools", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="ชื่อแบบ")),
                ("is_active", models.BooleanField(default=True, verbose_name="ใช้งาน")),
                ("reference_key", models.CharField(blank=True, editable=False, max_length=80)),
                (
                    "committee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_templates",
                        to="kotpn_committee.committee",
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda_templates",
                        to="schools.district",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("district", "name"), name="one_agenda_template_per_name"),
                    models.UniqueConstraint(
                        condition=models.Q(("reference_key", ""), _negated=True),
                        fields=("district", "reference_key"),
                        name="agenda_template_shipped_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaTemplateSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("chair", "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"),
                            ("adopt", "เรื่องรับรองรายงานการประชุม"),
                            ("arising", "เรื่องสืบเนื่อง"),
                            ("inform", "เรื่องเสนอเพื่อทราบ"),
                            ("consider", "เรื่องเสนอเพื่อพิจารณา"),
                            ("other", "เรื่องอื่น ๆ (ถ้ามี)"),
                        ],
                        max_length=8,
                    ),
                ),
                ("heading", models.CharField(max_length=200)),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="kotpn_meetings.agendatemplate",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MeetingSeries",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="ปีงบประมาณ (พ.ศ.)")),
                ("title", models.CharField(max_length=200, verbose_name="ชื่อชุดการประชุม")),
                ("created_at", models.DateTimeField()),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="series",
                        to="kotpn_committee.committee",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-fiscal_year", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("committee", "fiscal_year", "title"), name="one_series_per_title")
                ],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="ครั้งที่")),
                ("year", models.PositiveSmallIntegerField(verbose_name="ปีของเลขครั้งที่ (พ.ศ.)")),
                (
                    "title",
                    models.CharField(
                        blank=True, help_text="เว้นว่าง = ประชุมตามชื่อคณะ", max_length=300, verbose_name="ชื่อการประชุม"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="วันประชุม")),
                ("time_from", models.TimeField(verbose_name="เวลาเริ่ม")),
                ("time_to", models.TimeField(blank=True, null=True, verbose_name="เวลาเลิกโดยประมาณ")),
                ("place", models.CharField(max_length=300, verbose_name="สถานที่")),
                ("online_url", models.URLField(blank=True, verbose_name="ที่อยู่ประชุมออนไลน์")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "กำลังเตรียม"),
                            ("invited", "เชิญแล้ว"),
                            ("open", "กำลังประชุม"),
                            ("closed", "เลิกประชุมแล้ว"),
                            ("cancelled", "ยกเลิก"),
                        ],
                        default="planned",
                        max_length=10,
                        verbose_name="สถานะ",
                    ),
                ),
                ("invited_on", models.DateField(null=True, verbose_name="วันส่งหนังสือเชิญ")),
                ("opened_at", models.TimeField(null=True, verbose_name="เริ่มประชุมเวลา")),
                ("closed_at", models.TimeField(null=True, verbose_name="เลิกประชุมเวลา")),
                ("cancel_reason", models.TextField(blank=True, verbose_name="เหตุที่ยกเลิก")),
                ("letter_number", models.CharField(blank=True, max_length=100, verbose_name="ที่หนังสือเชิญ")),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="kotpn_committee.committee",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
                        to="kotpn_meetings.meetingseries",
                    ),
                ),
            ],
            options={
                "ordering": ["-held_on", "-pk"],
                "indexes": [models.Index(fields=["committee", "held_on"], name="kotpn_meeti_committ_385460_idx")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("committee", "year", "number"),
                        name="one_meeting_per_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("time_to__isnull", True), ("time_to__gt", models.F("time_from")), _connector="OR"
                        ),
                        name="meeting_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True), ("closed_at__gte", models.F("opened_at")), _connector="OR"
                        ),
                        name="meeting_closed_after_opened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("chair", "เรื่องที่ประธานแจ้งให้ที่ประชุมทราบ"),
                            ("adopt", "เรื่องรับรองรายงานการประชุม"),
                            ("arising", "เรื่องสืบเนื่อง"),
                            ("inform", "เรื่องเสนอเพื่อทราบ"),
                            ("consider", "เรื่องเสนอเพื่อพิจารณา"),
                            ("other", "เรื่องอื่น ๆ (ถ้ามี)"),
                        ],
                        max_length=8,
                        verbose_name="ชนิด",
                    ),
                ),
                ("heading", models.CharField(max_length=200, verbose_name="หัวข้อ")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sections",
                        to="kotpn_meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                ("title", models.CharField(max_length=400, verbose_name="เรื่อง")),
                ("background", models.TextField(blank=True, verbose_name="ความเป็นมาและสาระสำคัญ")),
                ("point", models.TextField(blank=True, verbose_name="ประเด็นที่เสนอ")),
                ("presenter_label", models.CharField(blank=True, max_length=250, verbose_name="ผู้เสนอ")),
                ("minutes_planned", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="เวลา (นาที)")),
                ("source_kind", models.CharField(blank=True, max_length=40)),
                ("source_key", models.CharField(blank=True, max_length=64)),
                ("source_label", models.CharField(blank=True, max_length=300)),
                ("stamp", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
                (
                    "presenter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="schools.person",
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
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="kotpn_meetings.agendasection",
                    ),
                ),
                (
                    "adopts",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adopted_in",
                        to="kotpn_meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["section__position", "position", "pk"],
                "indexes": [models.Index(fields=["source_kind", "source_key"], name="kotpn_meeti_source__ff11be_idx")],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ส่วนได้เสีย")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conflicts",
                        to="kotpn_meetings.agendaitem",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="kotpn_committee.member",
                    ),
                ),
            ],
            options={
                "ordering": ["member__position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("item", "member"), name="one_conflict_per_item")],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=250, verbose_name="ชื่อ-สกุล")),
                ("post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่ง")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="อีเมล")),
                (
                    "channel",
                    models.CharField(
                        choices=[("memo", "บันทึกข้อความ"), ("letter", "หนังสือภายนอก")], max_length=6, verbose_name="รูปแบบ"
                    ),
                ),
                ("token_hash", models.CharField(blank=True, db_index=True, max_length=64)),
                ("expires_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "reply",
                    models.CharField(
                        choices=[
                            ("waiting", "ยังไม่ตอบ"),
                            ("coming", "เข้าประชุม"),
                            ("substitute", "มอบผู้แทน"),
                            ("absent", "ไม่เข้าประชุม"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="คำตอบ",
                    ),
                ),
                ("reply_note", models.CharField(blank=True, max_length=500, verbose_name="หมายเหตุ")),
                ("substitute_name", models.CharField(blank=True, max_length=250, verbose_name="ผู้แทน")),
                ("substitute_post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่งผู้แทน")),
                ("replied_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="kotpn_committee.member",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="kotpn_meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("member__isnull", False)),
                        fields=("meeting", "member"),
                        name="one_invitation_per_member",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OtherPresent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=250, verbose_name="ชื่อ-สกุล")),
                ("post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่ง")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="others", to="kotpn_meetings.meeting"
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
                "constraints": [models.UniqueConstraint(fields=("meeting", "name"), name="once_among_the_others")],
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="ลำดับ")),
                (
                    "kind",
                    models.CharField(
                        choices=[("upload", "ไฟล์ที่แนบ"), ("record", "งานในระบบ"), ("document", "เอกสารจากระบบ")],
                        max_length=8,
                        verbose_name="ชนิด",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="ชื่อเอกสาร")),
                ("record_kind", models.CharField(blank=True, max_length=40)),
                ("record_key", models.CharField(blank=True, max_length=64)),
                ("document_key", models.CharField(blank=True, max_length=60)),
                ("params", models.JSONField(blank=True, default=dict)),
                ("pages", models.PositiveSmallIntegerField(null=True, verbose_name="จำนวนหน้า")),
                ("problem", models.CharField(blank=True, max_length=300, verbose_name="เหตุที่รวมเล่มไม่ได้")),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="kotpn_meetings.agendaitem",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PaperComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="ความเห็น")),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="kotpn_meetings.agendaitem",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kotpn_committee.member",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="comments",
                        to="kotpn_meetings.paper",
                    ),
                ),
            ],
            options={
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("self", "มาด้วยตนเอง"), ("substitute", "มีผู้แทน"), ("absent", "ไม่มา")],
                        max_length=10,
                        verbose_name="การมา",
                    ),
                ),
                ("substitute_name", models.CharField(blank=True, max_length=250, verbose_name="ผู้แทน")),
                ("substitute_post", models.CharField(blank=True, max_length=300, verbose_name="ตำแหน่งผู้แทน")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="เหตุที่ไม่มา")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="kotpn_meetings.meeting",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="presences",
                        to="kotpn_committee.member",
                    ),
                ),
            ],
            options={
                "ordering": ["member__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("meeting", "member"), name="one_presence_per_seat"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "substitute"), _negated=True),
                            models.Q(("substitute_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="a_substitute_has_a_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PresenceSpan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("arrived", models.TimeField(verbose_name="มาถึงเวลา")),
                ("left", models.TimeField(blank=True, null=True, verbose_name="กลับเวลา")),
                (
                    "presence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="spans", to="kotpn_meetings.presence"
                    ),
                ),
            ],
            options={
                "ordering": ["arrived"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("left__isnull", True), ("left__gt", models.F("arrived")), _connector="OR"),
                        name="left_after_arriving",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("left__isnull", True)), fields=("presence",), name="one_open_span"
                    ),
                ],
            },
        ),
    ]
