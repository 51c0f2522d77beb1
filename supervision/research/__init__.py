"""The register of studies and R&D."""
