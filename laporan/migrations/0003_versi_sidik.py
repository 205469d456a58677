from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("laporan", "0002_kemiskinan_kabupaten")]

    operations = [
        migrations.AddField(
            model_name="laporanbeku",
            name="versi_sidik",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="versi sidik data"),
        ),
    ]
