"""Accounts, roles and their capabilities."""
