from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "office.orders"
    label = "office_orders"
    verbose_name = "คำสั่งและประกาศ"

    def ready(self) -> None:
        from office.orders import registration

        registration.register_all()
