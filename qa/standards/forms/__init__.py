"""Forms of standards: they explain and narrow choices; services decide."""
