"""Official travel: request, approval, trip, report, monthly days."""
