"""Acts on welfare funds."""

from office.welfare.services.funds import baht, close_month, counter_entry, open_fund, record_entry

__all__ = ["baht", "close_month", "counter_entry", "open_fund", "record_entry"]
