"""Pages of visits, one module per kind of page."""
