"""The mechanisms every app stands on."""
