"""The desk of each work group and subject group: numbered tasks by year, responsibilities, reports."""
