import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_first_batches")]

    operations = [
        migrations.RemoveField(model_name="gathering", name="kind_code"),
        migrations.DeleteModel(name="Attendance"),
        migrations.AlterField(model_name="gathering", name="held_to", field=models.DateField(verbose_name="ถึงวันที่")),
        migrations.AlterField(
            model_name="gathering",
            name="kind",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="gatherings",
                to="meetings.gatheringkind",
                verbose_name="ประเภท",
            ),
        ),
        migrations.AddConstraint(
            model_name="gathering",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("time_to__isnull", True),
                    ("time_from__isnull", True),
                    ("time_to__gte", models.F("time_from")),
                    ("held_to__gt", models.F("held_on")),
                    _connector="OR",
                ),
                name="gathering_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="gathering",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_to__gte", models.F("held_on"))), name="gathering_last_day_not_before_first"
            ),
        ),
    ]
