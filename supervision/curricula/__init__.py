"""The register of school curricula and their review."""
