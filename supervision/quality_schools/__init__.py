"""One quality school per amphoe: feeder schools, plan, follow-up, report."""
