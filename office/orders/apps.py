from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "office.orders"
    label = "office_orders"
    verbose_name = "คำสั่งและประกาศ"
