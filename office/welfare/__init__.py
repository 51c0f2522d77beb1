"""The welfare fund and its ledger."""
