from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("travel", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="trip",
            name="stamp",
            field=models.PositiveIntegerField(default=1),
        ),
    ]
