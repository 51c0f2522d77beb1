from office.travel.models.month import MonthChange, MonthClosing, TravelRules
from office.travel.models.trip import Trip, TripPerson, TripReport

__all__ = ["MonthChange", "MonthClosing", "TravelRules", "Trip", "TripPerson", "TripReport"]
