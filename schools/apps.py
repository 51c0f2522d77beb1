from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"
    label = "schools"
    verbose_name = "เขตพื้นที่และโรงเรียน"

    def ready(self) -> None:
        from schools import acts, outside_registry, people_registry, posts, result_counts

        people_registry.register()
        outside_registry.register()
        posts.register()
        acts.register()
        result_counts.register()
