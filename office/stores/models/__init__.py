from office.stores.models.item import Item, Movement
from office.stores.models.procurement import Procurement, ProcurementLine
from office.stores.models.requisition import Requisition, RequisitionLine

__all__ = ["Item", "Movement", "Procurement", "ProcurementLine", "Requisition", "RequisitionLine"]
