"""PDF: HTML blocks → sections of at most 30 pages (WeasyPrint) → one file (pikepdf). No jobs, no rights."""
