"""How Thai offices write dates, years, numbers, names and lists. Pure functions: no model, no request, no setting."""
