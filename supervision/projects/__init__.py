"""Projects of the office: budget, schools, activities, progress."""
